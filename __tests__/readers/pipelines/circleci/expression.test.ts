import { expect, test } from '@jest/globals'
import { UNKNOWN, type Data, type Unknown } from '../../../../src/models/expression-data.js'
import { evaluateExpression } from '../../../../src/readers/pipelines/circleci/expression.js'

const VALUES: ReadonlyMap<string, Data | Unknown> = new Map<string, Data | Unknown>([
  ['pipeline.git.branch', 'feature/x'],
  ['pipeline.git.tag', ''],
  ['pipeline.number', 12],
])

const value = (text: string) => evaluateExpression(text, (path) => VALUES.get(path) ?? UNKNOWN)

test.each([
  ['pipeline.git.branch == "main"', false],
  ["pipeline.git.branch != 'main'", true],
  ['pipeline.git.branch starts-with "feature/"', true],
  ['pipeline.git.branch matches /feature.*/', true],
  ['pipeline.git.branch matches /x/', false],
  ['not pipeline.git.tag', true],
  ['pipeline.git.branch and pipeline.git.tag', ''],
  ['pipeline.git.branch or pipeline.git.tag', 'feature/x'],
  ['pipeline.git.branch == "main" and 10 or 1', 1],
  ['(pipeline.number >= 12) and pipeline.number < 13', true],
  ['pipeline.number > 12', false],
  ['pipeline.number == "12"', false],
  ['not (true and false)', true],
  ['not true and false', false],
  ['null', null],
])('%s is %j', (text, expected) => {
  expect(value(text)).toBe(expected)
})

test('what is not known stays so unless it does not matter', () => {
  expect(value('pipeline.other')).toBe(UNKNOWN)
  expect(value('pipeline.other == 1 and false')).toBe(false)
  expect(value('pipeline.other or true')).toBe(true)
  expect(value('pipeline.other and true')).toBe(UNKNOWN)
  expect(value('pipeline.git.branch < 3')).toBe(UNKNOWN)
})

test.each(['', '(', 'a b', '== 1', 'true or', `${'('.repeat(200)}true`, 'x'.repeat(3_000), 'a == {}'])(
  '%j is none',
  (text) => {
    expect(value(text)).toBeUndefined()
  },
)
