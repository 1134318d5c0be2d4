import { describe, expect, test } from '@jest/globals'
import type { CheckResult, Outcome } from '../../src/core/outcome.js'
import { settle } from '../../src/engine/settle.js'

const problem = (check: string, fingerprint = 'f1'): Outcome => ({
  kind: 'problem',
  check,
  severity: 'error',
  confidence: 'high',
  messageId: 'none',
  message: ['It is wrong.'],
  remedy: ['Correct it.'],
  fingerprint,
  because: [],
})
const evidence = (check: string): Outcome => ({ kind: 'evidence', check, message: ['seen'], because: [] })
const implied = (check: string, by: string): Outcome => ({
  kind: 'implied',
  check,
  by,
  severity: 'error',
  reason: ['no pipeline'],
  because: [],
})
const result = (id: string, ...outcomes: Outcome[]): CheckResult => ({
  id,
  state: 'not-applicable',
  reason: '',
  outcomes,
})
const states = (...results: CheckResult[]) => Object.fromEntries(settle(results).map(({ id, state }) => [id, state]))

describe('settle', () => {
  test('a check that yields nothing does not apply', () => {
    expect(settle([result('a')])).toMatchObject([
      { state: 'not-applicable', reason: 'there is nothing here that it judges' },
    ])
  })

  test('the worst outcome decides the state', () => {
    expect(states(result('a', evidence('a'), problem('a')))).toEqual({ a: 'problem' })
  })

  test('an implied failure stands while its cause is a problem, through a chain of causes', () => {
    expect(states(result('c', implied('c', 'b')), result('b', implied('b', 'a')), result('a', problem('a')))).toEqual({
      a: 'problem',
      b: 'implied',
      c: 'implied',
    })
  })

  test('an implied failure does not apply if its cause is no problem, or did not run', () => {
    expect(states(result('b', implied('b', 'a')), result('a', evidence('a')))).toEqual({
      a: 'evidence',
      b: 'not-applicable',
    })
    expect(states(result('b', implied('b', 'a')))).toEqual({ b: 'not-applicable' })
  })

  test('an implied failure is unknown if its cause could not be decided', () => {
    const skipped: CheckResult = { id: 'a', state: 'skipped', reason: 'no token was given', outcomes: [] }
    expect(states(result('b', implied('b', 'a')), skipped)).toEqual({ a: 'skipped', b: 'unknown' })
  })

  test('what hangs on a check does not apply unless that check cannot tell', () => {
    const hanging: Outcome = { kind: 'not-applicable', check: 'b', reason: ['no account'], because: [], hangsOn: 'a' }
    const unknown: Outcome = { kind: 'unknown', check: 'a', origin: 'files', reason: ['a script'], because: [] }
    for (const cause of [problem('a'), evidence('a')])
      expect(states(result('b', hanging), result('a', cause))).toMatchObject({ b: 'not-applicable' })
    expect(states(result('b', hanging))).toEqual({ b: 'not-applicable' })
    expect(settle([result('b', hanging), result('a', unknown)])[0]).toMatchObject({
      state: 'unknown',
      outcomes: [{ kind: 'unknown', origin: 'files', reason: ['no account', '; a could not be decided'] }],
    })
  })

  test('checks that blame each other end', () => {
    expect(states(result('a', implied('a', 'b')), result('b', implied('b', 'a')))).toEqual({
      a: 'not-applicable',
      b: 'not-applicable',
    })
  })

  test('the same problem reported twice counts once', () => {
    expect(settle([result('a', problem('a'), problem('a'), problem('a', 'f2'))])[0]).toMatchObject({
      reason: '2 problems',
    })
  })
})
