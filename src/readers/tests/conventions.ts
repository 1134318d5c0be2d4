import { C_LIKE, GO, JAVASCRIPT, PYTHON, RUBY, type Syntax } from './code.js'

/** How tests of a language are declared, switched off and run alone. Patterns fit one line of code, strings emptied. */
export interface Convention {
  readonly syntax: Syntax
  /** Finds every declaration of a test in the text as it is written. */
  readonly declared: RegExp
  /** A text without any of these needs no closer look. */
  readonly hint: RegExp
  /** Group 1 is the construct. */
  readonly focused?: RegExp
  /** Group 1 is the construct; group 2, if it took part, its argument: the reason. */
  readonly disabled?: RegExp
  /** As {@link disabled}, but only on the line behind one that fits. */
  readonly disabledBelow?: { readonly above: RegExp; readonly line: RegExp }
}

/** Runners of JavaScript agree on most names: Jest, Vitest, Mocha, Jasmine, AVA, Playwright, Cypress, node:test, Bun, Deno. */
const JAVASCRIPT_TESTS: Convention = {
  syntax: JAVASCRIPT,
  declared: /(?:^|[\s(])(?:x|f)?(?:it|test|specify)(?:\.\w+){0,5}\(/gm,
  hint: /\.(?:only|skip)\b|\b[fx](?:it|test|describe|context|specify)\b/,
  focused:
    /^\s*(?:await )?((?:Deno\.|QUnit\.)?(?:describe|it|test|context|suite|specify|tape|module)(?:\.\w+){0,4}\.only(?=(?:\.each\b.*|\.\w+)?\(\s*(?:['"`{]|\w+[,.)]|$))|f(?:it|describe|context|specify)(?=(?:\.each\b.*)?\(\s*['"`]))/,
  disabled:
    /^\s*((?:describe|it|test|context|suite|specify)(?:\.\w+){0,4}\.skip(?:\.each)?|x(?:it|test|describe|context|specify))\(\s*['"`]/,
}

/** JUnit, TestNG and kotlin.test. */
const JAVA_TESTS: Convention = {
  syntax: C_LIKE,
  declared: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\b/g,
  hint: /@(?:[\w.]+\.)?(?:Disabled|Ignore)\b/,
  disabled: /^\s*(@(?:[\w.]+\.)?(?:Disabled|Ignore))\b(?!\w)\s*(\(\s*[^\s)])?/,
}

/** MSTest; NUnit and xUnit demand a reason. */
const DOTNET_TESTS: Convention = {
  syntax: C_LIKE,
  declared: /\[(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod)\b/g,
  hint: /\[Ignore\b/,
  disabled: /^\s*\[(Ignore)\b\s*(\(\s*[^\s)])?/,
}

/** pytest and unittest. A condition (`skipif`) switches nothing off for good. */
const PYTHON_TESTS: Convention = {
  syntax: PYTHON,
  declared: /^[ \t]*(?:async )?def test/gm,
  hint: /@(?:[\w.]+\.)?skip\b/,
  disabled: /^\s*(@(?:[\w.]+\.)?skip)\b(?!\w)\s*(\(\s*[^\s)])?/,
}

/** The testing package and Ginkgo. */
const GO_TESTS: Convention = {
  syntax: GO,
  declared: /^func Test\w|^[ \t]*(?:It|Specify|Entry)\(/gm,
  hint: /\b(?:t\.Skip(?:Now)?\(\)|[FPX](?:It|Describe|Context|When|Specify|Entry|DescribeTable)\()/,
  focused: /^\s*(F(?:It|Describe|Context|When|Specify|Entry|DescribeTable))\(\s*["`]/,
  disabled: /^\s*([PX](?:It|Describe|Context|When|Specify|Entry|DescribeTable))\(\s*["`]/,
  disabledBelow: { above: /^\s*(?:func Test|t\.Run\()/, line: /^\s*(t\.Skip(?:Now)?)\(\s*\)/ },
}

/** RSpec and Minitest. */
const RUBY_TESTS: Convention = {
  syntax: RUBY,
  declared: /^[ \t]*(?:[fx]?(?:it|specify|scenario|example)|test)[ (]|^[ \t]*def test_/gm,
  hint: /\b[fx](?:it|describe|context|specify|scenario|feature|example)\b/,
  focused: /^\s*(f(?:it|describe|context|specify|scenario|feature|example))(?:\s+|\()['"]/,
  disabled: /^\s*(x(?:it|describe|context|specify|scenario|feature|example))(?:\s+|\()['"]/,
}

/** By the names that {@link LanguageUse} has. Languages without constructs of this kind are left out. */
export const CONVENTIONS: ReadonlyMap<string, Convention> = new Map([
  ['javascript', JAVASCRIPT_TESTS],
  ['java', JAVA_TESTS],
  ['dotnet', DOTNET_TESTS],
  ['python', PYTHON_TESTS],
  ['go', GO_TESTS],
  ['ruby', RUBY_TESTS],
])
