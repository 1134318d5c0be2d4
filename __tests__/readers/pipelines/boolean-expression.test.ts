import { describe, expect, test } from '@jest/globals'
import {
  parseRule,
  ruleHolds,
  textsComparedWith,
  type RuleValue,
} from '../../../src/readers/pipelines/boolean-expression.js'

const VALUES = new Map<string, RuleValue>([
  ['branch', 'main'],
  ['tag', null],
  ['draft', false],
  ['labels', ['bug', 'ci']],
  ['empty', ''],
])

function holds(text: string): boolean | undefined | 'malformed' {
  const rule = parseRule(text)
  if (rule === undefined) return 'malformed'
  return ruleHolds(rule, {
    value: (name) => VALUES.get(name),
    call: (name, [argument]) => (name === 'env' && typeof argument === 'string' ? `value of ${argument}` : undefined),
  })
}

describe('whether a rule holds', () => {
  test.each<[string, boolean | undefined | 'malformed']>([
    ['branch == "main"', true],
    ["branch == 'main' // the default branch", true],
    ['branch != "main"', false],
    ['"main" == branch', true],
    ['tag == null', true],
    ['tag != null', false],
    ['draft', false],
    ['!draft', true],
    ['!(draft || tag == null)', false],
    ['not draft and branch == "main"', true],
    ['true && false', false],
    ['branch =~ /^ma/', true],
    ['branch =~ /^MA/i', true],
    [String.raw`branch =~ /^release\//`, false],
    ['branch !~ /^ma/', false],
    ['tag =~ /^v/', false],
    ['labels includes "ci"', true],
    ['labels includes "docs"', false],
    ['branch in ["main", "develop"]', true],
    ['branch not in ["main"]', false],
    ['branch matches "^ma"', true],
    ['branch startsWith "ma"', true],
    ['branch endsWith "ma"', false],
    ['branch contains "ai"', true],
    ['env("X") == "value of X"', true],
    ['12 == 12', true],
    // What is not known leaves open what hangs on it, and nothing else.
    ['message =~ /x/', undefined],
    ['message =~ /x/ && branch == "develop"', false],
    ['message =~ /x/ || branch == "main"', true],
    ['branch in [message]', undefined],
    ['labels == "ci"', undefined],
    ['branch', undefined],
    ['other("X")', undefined],
    ['branch > "a"', undefined],
    [String.raw`branch =~ /(?<=x)y/`, undefined],
    ['branch ==', 'malformed'],
    ['(branch == "main"', 'malformed'],
    ['branch == "main" )', 'malformed'],
    ['branch == "main', 'malformed'],
    ['branch ? 1 : 2', 'malformed'],
    ['', 'malformed'],
    [`${'('.repeat(200)}true${')'.repeat(200)}`, 'malformed'],
    [`branch == "${'x'.repeat(3_000)}"`, 'malformed'],
  ])('%s', (text, expected) => {
    expect(holds(text)).toBe(expected)
  })
})

describe('what a name is compared with', () => {
  test.each<[string, string[]]>([
    ['branch == "main" || (branch == "develop" && x == "y")', ['main', 'develop']],
    ['!(branch == "main")', ['main']],
    ['branch =~ /^v/', ['/^v/']],
    ['branch in ["a", "b"]', ['a', 'b']],
    ['branch startsWith "v1."', [String.raw`/^v1\.x/`]],
    ['other == "main"', []],
  ])('%s', (text, expected) => {
    const rule = parseRule(text)
    const found = rule && textsComparedWith(rule, (operand) => operand.kind === 'name' && operand.name === 'branch')
    expect(found?.map((each) => (each.pattern ? `/${each.text}/` : each.text))).toEqual(expected)
  })
})
