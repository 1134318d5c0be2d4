import { isGeneratedPath } from '../../models/authored-paths.js'
import type { FileIndex, LanguageUse } from '../../models/index.js'
import type { Files } from '../../snapshot/snapshot.js'
import { ofFolder, nameOf } from '../paths.js'

interface Language {
  readonly name: string
  /** Endings without the dot. */
  readonly extensions: readonly string[]
  /** Names of test files by the language's convention. */
  readonly test: RegExp
  /** Endings that only test files have. */
  readonly testExtensions?: readonly string[]
}

/** Languages whose files are counted, with the conventions of their usual test runners. */
const LANGUAGES: readonly Language[] = [
  {
    name: 'javascript',
    extensions: ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts', 'vue', 'svelte'],
    test: /(?:^|[._-])(?:tests?|specs?|cy|e2e)(?:-d)?\.[cm]?[jt]sx?$/,
  },
  { name: 'python', extensions: ['py'], test: /^test_|_test\.py$|^tests?\.py$|^conftest\.py$/ },
  { name: 'go', extensions: ['go'], test: /_test\.go$/ },
  { name: 'rust', extensions: ['rs'], test: /(?:^|_)tests?\.rs$|^test_/ },
  {
    name: 'java',
    extensions: ['java', 'kt', 'scala'],
    test: /(?:Tests?|IT|Spec|TestCase)\.\w+$|^Test[A-Z]/,
  },
  { name: 'groovy', extensions: ['groovy'], test: /(?:Tests?|Spec)\.groovy$/ },
  { name: 'ruby', extensions: ['rb'], test: /_(?:spec|test)\.rb$|^test_/ },
  { name: 'dotnet', extensions: ['cs', 'fs', 'vb'], test: /(?:Tests?|Specs?)\.\w+$/ },
  { name: 'php', extensions: ['php'], test: /Test\.php$/, testExtensions: ['phpt'] },
  {
    name: 'shell',
    extensions: ['sh', 'bash'],
    test: /(?:^|[._-])(?:tests?|spec)\.\w+$|^test[_-]/,
    testExtensions: ['bats'],
  },
  { name: 'powershell', extensions: ['ps1', 'psm1'], test: /\.[Tt]ests\.ps1$/ },
  {
    name: 'terraform',
    extensions: ['tf', 'tofu'],
    test: /$^/,
    testExtensions: ['tftest.hcl', 'tofutest.hcl', 'tftest.json'],
  },
  {
    name: 'c',
    extensions: ['c', 'cc', 'cpp', 'cxx', 'h', 'hh', 'hpp', 'm', 'mm'],
    test: /^test_|_(?:unit)?tests?\.\w+$|Tests?\.\w+$/,
  },
  { name: 'swift', extensions: ['swift'], test: /Tests?\.swift$/ },
  { name: 'elixir', extensions: ['ex', 'exs'], test: /_test\.exs$/ },
  { name: 'dart', extensions: ['dart'], test: /_test\.dart$/ },
  { name: 'r', extensions: ['r', 'R'], test: /^test[-_]/ },
  { name: 'clojure', extensions: ['clj', 'cljs', 'cljc'], test: /_test\.clj[cs]?$/ },
  { name: 'haskell', extensions: ['hs'], test: /Spec\.hs$/ },
]

/** Languages that describe infrastructure or glue; a repository made of them alone holds no application sources. */
export const GLUE_LANGUAGES: ReadonlySet<string> = new Set(['shell', 'powershell', 'terraform'])

const TEST_FOLDER =
  /^(?:__tests__|tests?|specs?|e2e|unit-?tests?|integration-?tests?|functional-?tests?|androidtest)$|[._-]tests$|\.test$/i

/** Settings of tools that happen to be written in a programming language. */
const TOOL_SETTINGS = /\.config\.[cm]?[jt]s$|^\.\w+rc\.[cm]?js$|^(?:setup|noxfile|fabfile|gulpfile|gruntfile)\.\w+$/i

const BY_EXTENSION = new Map(
  LANGUAGES.flatMap((language) =>
    [...language.extensions, ...(language.testExtensions ?? [])].map((extension): [string, Language] => [
      extension,
      language,
    ]),
  ),
)

/** Rust keeps unit tests inside the sources, so some of these are opened until one shows a test. */
const MAX_RUST_FILES = 200

/**
 * The languages of the files that count, the most used first. A file is a test by its name or because it lies in a
 * test folder; shares are shares of the files that are not tests.
 */
export function readLanguages(files: Files, index: FileIndex): LanguageUse[] {
  const uses = new Map<string, { sources: string[]; tests: string[] }>()
  for (const path of index.paths) {
    const found = index.isExcluded(path) ? undefined : classify(path)
    if (found === undefined) continue
    const use = uses.get(found.language) ?? { sources: [], tests: [] }
    uses.set(found.language, use)
    use[found.test ? 'tests' : 'sources'].push(path)
  }
  const rust = uses.get('rust')
  if (rust?.tests.length === 0) rust.tests.push(...inlineRustTests(files, rust.sources))

  const total = [...uses.values()].reduce((sum, { sources }) => sum + sources.length, 0)
  return [...uses]
    .map(([language, { sources, tests }]) => ({
      language,
      sourceFiles: sources,
      testFiles: tests,
      share: total === 0 ? 0 : sources.length / total,
    }))
    .sort((a, b) => b.sourceFiles.length - a.sourceFiles.length || (a.language < b.language ? -1 : 1))
}

/** Whether the path lies in a folder of tests. */
export const isInTestFolder = ofFolder((folder) => folder.split('/').some((each) => TEST_FOLDER.test(each)))

function classify(path: string): { language: string; test: boolean } | undefined {
  const name = nameOf(path)
  const language = languageOf(name)
  if (language === undefined || isGeneratedPath(path) || TOOL_SETTINGS.test(name)) return undefined
  const testOnly = language.testExtensions?.some((extension) => name.endsWith(`.${extension}`)) ?? false
  return {
    language: language.name,
    test: testOnly || language.test.test(name) || isInTestFolder(path),
  }
}

/** By the last part of the name, or the last two. */
function languageOf(name: string): Language | undefined {
  const dot = name.lastIndexOf('.')
  if (dot < 0) return undefined
  const before = name.lastIndexOf('.', dot - 1)
  return (
    BY_EXTENSION.get(name.slice(dot + 1)) ??
    (dot > 0 && before >= 0 ? BY_EXTENSION.get(name.slice(before + 1)) : undefined)
  )
}

function inlineRustTests(files: Files, sources: readonly string[]): string[] {
  const first = sources.slice(0, MAX_RUST_FILES).find((path) => {
    const text = files.text(path)
    return text !== undefined && (text.includes('#[cfg(test)]') || text.includes('#[test]'))
  })
  return first === undefined ? [] : [first]
}
