import { expect, test } from '@jest/globals'
import { verdictChanges } from '../../src/assessment/verdict-changes.js'
import type { Verdict } from '../../src/core/verdict.js'
import { practice } from '../reporters/reports.js'

const moved = (from: Verdict, to: Verdict) =>
  verdictChanges([practice({ verdict: from })], [practice({ verdict: to, reason: 'no test runs' })])

test.each<[Verdict, Verdict, string]>([
  ['met', 'not-met', 'worse'],
  ['met', 'partly-met', 'worse'],
  ['partly-met', 'not-met', 'worse'],
  ['attested', 'not-met', 'worse'],
  ['not-met', 'met', 'better'],
  ['not-met', 'partly-met', 'better'],
  ['met', 'attested', 'open'],
  ['met', 'unknown', 'open'],
  ['unknown', 'not-met', 'open'],
  ['not-met', 'not-applicable', 'open'],
])('%s → %s is %s', (from, to, direction) => {
  expect(moved(from, to)).toMatchObject([{ id: 'DL.CI.2', from, to, direction, because: 'no test runs' }])
})

test('what stays is not listed, and what got worse comes first', () => {
  const was = [practice({ verdict: 'not-met' }), practice({ id: 'B' }), practice({ id: 'C' })]
  const is = [practice(), practice({ id: 'B' }), practice({ id: 'C', verdict: 'not-met' })]
  expect(verdictChanges(was, is).map(({ id }) => id)).toEqual(['C', 'DL.CI.2'])
  expect(verdictChanges(is, is)).toEqual([])
})
