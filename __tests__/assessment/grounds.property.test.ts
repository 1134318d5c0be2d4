import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { assess } from '../../src/assessment/assess.js'
import { DecidedBefore, groundsOf } from '../../src/assessment/grounds.js'
import { practices } from '../../src/catalog/index.js'
import type { CheckResult, Outcome } from '../../src/core/outcome.js'
import type { Finding, PracticeVerdict } from '../../src/core/report.js'
import { policy } from '../helpers/policy.js'

const CHECKS =
  practices()
    .find(({ checks }) => checks.length > 3)
    ?.checks.slice(0, 4) ?? []
/** The practices that these checks decide. */
const DECIDED = new Set(
  practices().flatMap(({ id, checks }) => (checks.some((each) => CHECKS.includes(each)) ? [id] : [])),
)
const message = ['it is so']
const outcomeOf = (check: string): fc.Arbitrary<Outcome> =>
  fc.oneof(
    fc.constantFrom<'error' | 'warning'>('error', 'warning').map((severity): Outcome => ({
      ...{ kind: 'problem', check, severity, confidence: 'high', messageId: 'm', message, remedy: message },
      ...{ because: [], fingerprint: `${check}-${severity}` },
    })),
    fc.constantFrom(...CHECKS).map((by): Outcome => ({
      ...{ kind: 'implied', check, by, severity: 'error', reason: message, because: [] },
    })),
    fc.constant<Outcome>({ kind: 'evidence', check, message, because: [] }),
  )
const resultOf = (id: string): fc.Arbitrary<CheckResult> =>
  fc.array(outcomeOf(id), { maxLength: 3 }).map((outcomes) => ({ id, state: 'evidence', reason: '', outcomes }))

/** A result of each check, and whether its findings are settled by a comment. */
const service = fc.record({
  results: fc.tuple(...CHECKS.map(resultOf)),
  /** Which of them the services have in common. */
  shared: fc.tuple(...CHECKS.map(() => fc.boolean())),
  suppressed: fc.boolean(),
  leftOut: fc.boolean(),
})

const findingsOf = (results: readonly CheckResult[], suppressed: boolean): Finding[] =>
  results
    .flatMap(({ outcomes }) => outcomes)
    .filter((outcome) => outcome.kind === 'problem')
    .map(({ fingerprint }) => ({ fingerprint, standing: suppressed ? 'suppressed' : 'open' }) as unknown as Finding)

test('what was decided before is decided the same, whatever differs from one service to the next', () => {
  const all = CHECKS.map((id) => ({ id, severity: 'error' as const }))
  fc.assert(
    fc.property(fc.array(service, { minLength: 2, maxLength: 4 }), (services) => {
      const before = new DecidedBefore()
      for (const { results, shared, suppressed, leftOut } of services) {
        const own = results.map(
          (result, index) => (shared[index] === true ? services[0]?.results[index] : result) ?? result,
        )
        const findings = findingsOf(own, suppressed)
        const reasons = leftOut ? new Map(practices().map(({ id }) => [id, 'not ours'])) : new Map<string, string>()
        const rules = { ...policy, leftOut: reasons }
        const about = (verdicts: readonly PracticeVerdict[]) => verdicts.filter(({ id }) => DECIDED.has(id))
        expect(about(assess(own, findings, all, rules, [], before))).toEqual(about(assess(own, findings, all, rules)))
      }
    }),
    { numRuns: 40 },
  )
})

test('a verdict is decided once while its grounds are the same', () => {
  const before = new DecidedBefore()
  const [practice] = practices()
  if (practice === undefined) throw new Error('no practices')
  let decided = 0
  const verdict = assess([], [], [], policy)[0]
  const ask = (grounds: readonly unknown[]) =>
    before.verdict(practice.id, grounds, () => {
      decided += 1
      if (verdict === undefined) throw new Error('no verdict')
      return verdict
    })
  const input = { practice, levels: new Map(), findings: new Map(), problemsOf: () => [] }
  for (let round = 0; round < 3; round++) ask(groundsOf(input, new Map(), undefined))
  expect(decided).toBe(1)
  ask(groundsOf(input, new Map(), 'left out'))
  expect(decided).toBe(2)
})
