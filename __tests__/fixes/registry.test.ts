import { expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { FIXERS } from '../../src/fixes/registry.js'
import { FIXABLE } from '../../src/reporters/terminal/fixable.js'

const byId = new Map(checks.map((check) => [check.id, check]))

test.each(FIXERS.map((fixer) => [`${fixer.check} ${fixer.messages?.join() ?? ''}`, fixer] as const))(
  '%s is about messages of a check, and says what it does',
  (_, { check, messages = [], does, leaves = '' }) => {
    expect(Object.keys(byId.get(check)?.messages ?? {})).toEqual(expect.arrayContaining([...messages]))
    expect(does).toMatch(/^[A-Z`].*[^.]$/)
    expect(leaves).not.toMatch(/\.$/)
  },
)

test('what the terminal offers to fix are the safe fixes, message by message', () => {
  const pairs = (all: readonly { readonly check: string; readonly messages?: readonly string[] }[]): string[] =>
    all.flatMap(({ check, messages = ['any'] }) => messages.map((message) => `${check} ${message}`)).sort()
  expect(pairs(FIXABLE)).toEqual(pairs(FIXERS.filter(({ fixability }) => fixability === 'safe-fix')))
})

test('no two fixers are about one message', () => {
  const said = FIXERS.flatMap(({ check, messages }) =>
    (messages ?? Object.keys(byId.get(check)?.messages ?? {})).map((message) => `${check} ${message}`),
  )
  expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([])
})

test('a check that says it is fixed is fixed, and as it says', () => {
  const safe = new Set(FIXERS.filter(({ fixability }) => fixability === 'safe-fix').map(({ check }) => check))
  expect(
    checks
      .filter(({ fixable }) => fixable === 'safe-fix')
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...safe].sort())
  expect(FIXERS.filter(({ check }) => byId.get(check)?.fixable === 'none').map(({ check }) => check)).toEqual([])
})
