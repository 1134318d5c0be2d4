import { expect, test } from '@jest/globals'
import { conditionHolds, namesIn } from '../../../../src/readers/pipelines/travis-ci/condition.js'

const ATTRIBUTES = new Map<string, string | null>([
  ['branch', 'master'],
  ['type', 'push'],
  ['tag', null],
  ['os', 'linux'],
])
const values = {
  attribute: (name: string) => ATTRIBUTES.get(name),
  variable: (name: string) => (name === 'FOO' ? 'bar' : undefined),
}

test.each([
  ['branch = master', true],
  ['branch == "main"', false],
  ['branch != main', true],
  ['NOT branch = master', false],
  ['type IN (push, api)', true],
  ['type not in (push)', false],
  ['tag IS present', false],
  ['tag IS blank', true],
  ['tag is not blank', false],
  ['branch =~ ^mas', true],
  ['branch =~ /(main|master)/', true],
  ['(branch =~ ^(main|master)$) AND type = push', true],
  ['branch !~ ^dev', true],
  ['env(FOO) = bar', true],
  ['concat(env(FOO), "-x") = "bar-x"', true],
  ['branch = main OR branch = master AND type = pull_request', false],
  ['branch = master AND (type = push OR type = cron)', true],
  ['true', true],
  ['env(OTHER) = x AND branch = main', false],
  ['env(OTHER) = x', undefined],
  ['sender = "me"', undefined],
  ['branch = ', undefined],
  ['(branch = master', undefined],
  ['branch =~', undefined],
  ['', undefined],
  ['$FOO = bar', false],
  [`${'('.repeat(200)}true`, undefined],
  ['a'.repeat(3_000), undefined],
])('%s is %s', (text, expected) => {
  expect(conditionHolds(text, values)).toBe(expected)
})

test('what a condition names', () => {
  expect(namesIn('branch IN (main, "next") OR (branch =~ ^release) OR tag = x', 'branch')).toEqual([
    { name: 'main', pattern: false },
    { name: 'next', pattern: false },
    { name: '^release', pattern: true },
  ])
})
