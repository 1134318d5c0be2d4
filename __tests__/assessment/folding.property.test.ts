import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide, type DecisionInput } from '../../src/assessment/decide.js'
import type { CheckResult, Outcome } from '../../src/core/outcome.js'
import type { Attestation } from '../../src/core/policy.js'
import { CONFIDENCES, SEVERITIES } from '../../src/core/severity.js'
import type { Verdict } from '../../src/core/verdict.js'

const CHECKS = ['a', 'b', 'c'] as const

/** Better verdicts have higher ranks. What is unknown may still turn out to be met; what is partly met may not. */
const RANK: Readonly<Record<Verdict, number>> = {
  'not-applicable': 4,
  met: 3,
  attested: 3,
  unknown: 2,
  'partly-met': 1,
  'not-met': 0,
}

const message = ['it is so']
const check = fc.constantFrom(...CHECKS)
const severity = fc.constantFrom(...SEVERITIES)
const problem = fc.record({ check, severity, confidence: fc.constantFrom(...CONFIDENCES) }).map((part): Outcome => ({
  ...part,
  kind: 'problem',
  messageId: 'm',
  message,
  remedy: message,
  because: [],
  fingerprint: `${part.check}-${part.severity}-${part.confidence}`,
}))
const unknown = fc
  .record({ check, origin: fc.constantFrom<'hosting' | 'files'>('hosting', 'files') })
  .map((part): Outcome => ({ ...part, kind: 'unknown', reason: ['as far as nobody knows'], because: [] }))
const implied = fc
  .record({ check, severity })
  .map((part): Outcome => ({ ...part, kind: 'implied', by: 'cause', reason: message, because: [] }))
const evidence = check.map((id): Outcome => ({ kind: 'evidence', check: id, message, because: [] }))
const idle = check.map((id): Outcome => ({ kind: 'not-applicable', check: id, reason: message, because: [] }))
const outcomes = fc.array(fc.oneof(problem, unknown, implied, evidence, idle), { maxLength: 8 })

const attestation = fc
  .constantFrom<Attestation['status']>('met', 'partial', 'not-met', 'not-applicable')
  .map((status): Attestation => ({
    id: 'P',
    status,
    statement: 'so it is',
    owner: 'ops',
    evidence: 'docs',
    attestedOn: '2026-01-01',
    expiresOn: '2026-12-31',
    at: { file: 'pillarlint.yml', line: 1, column: 1, endLine: 1, endColumn: 2, route: '' },
  }))

/** Everything about a practice but the outcomes of its checks. */
const setting = fc.record({
  needs: fc.constantFrom<'all' | 'any'>('all', 'any'),
  absence: fc.constantFrom<'not-met' | 'unknown' | 'not-applicable'>('not-met', 'unknown', 'not-applicable'),
  levels: fc.uniqueArray(fc.tuple(check, severity), { selector: ([id]) => id }).map((pairs) => new Map(pairs)),
  missing: fc.constantFrom<readonly string[]>([], ['d']),
  appliesBy: fc.constantFrom<readonly string[] | undefined>(undefined, undefined, ['a'], ['a', 'b']),
})
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never

function decided(given: Setting, all: readonly Outcome[], record?: Attestation) {
  const resultOf = (id: string): CheckResult => ({
    id,
    state: 'evidence',
    reason: '',
    outcomes: all.filter((outcome) => outcome.check === id),
  })
  const input: DecisionInput = {
    practice: {
      id: 'P',
      framework: 'aws-devops-guidance',
      title: 'P',
      category: 'foundational',
      url: 'https://example.com/',
      observe: ['files'],
      needs: given.needs,
      absence: given.absence,
      checks: [...CHECKS, ...given.missing],
      ...(given.appliesBy !== undefined && { appliesBy: given.appliesBy }),
    },
    results: CHECKS.map(resultOf),
    missing: given.missing,
    levels: given.levels,
    findings: new Map(),
    problemsOf: () => [],
    ...(record !== undefined && { attestation: record }),
  }
  return decide(input)
}

const anywhere = <T>(list: readonly T[], item: T, at: number): T[] => {
  const index = at % (list.length + 1)
  return [...list.slice(0, index), item, ...list.slice(index)]
}

describe('folding outcomes into a verdict', () => {
  test('a problem never makes it better', () => {
    fc.assert(
      fc.property(setting, outcomes, fc.oneof(problem, implied), fc.nat(), (given, all, worse, at) => {
        const [before, after] = [decided(given, all), decided(given, anywhere(all, worse, at))]
        expect(RANK[after.verdict]).toBeLessThanOrEqual(RANK[before.verdict])
      }),
      { numRuns: 2000 },
    )
  })

  test('a problem never makes an attested practice better', () => {
    fc.assert(
      fc.property(setting, outcomes, problem, attestation, (given, all, worse, record) => {
        const error = { ...worse, severity: 'error', confidence: 'high' } as Outcome
        expect(decided(given, [...all, error], record).verdict).toBe('not-met')
      }),
    )
  })

  test('what is unknown never makes it met', () => {
    fc.assert(
      fc.property(setting, outcomes, unknown, fc.nat(), (given, all, open, at) => {
        const [before, after] = [decided(given, all), decided(given, anywhere(all, open, at))]
        if (before.verdict !== 'met') expect(after.verdict).not.toBe('met')
      }),
      { numRuns: 2000 },
    )
  })

  test('without evidence it is never met', () => {
    fc.assert(
      fc.property(setting, outcomes, (given, all) => {
        const none = all.filter(({ kind }) => kind !== 'evidence')
        expect(['met', 'partly-met']).not.toContain(decided(given, none).verdict)
      }),
    )
  })

  test('the order of outcomes does not matter', () => {
    const shuffled = outcomes.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    )
    fc.assert(
      fc.property(setting, shuffled, fc.option(attestation), (given, [all, other], record) => {
        const verdict = (list: readonly Outcome[]) => decided(given, list, record ?? undefined).verdict
        expect(verdict(other)).toBe(verdict(all))
      }),
      { numRuns: 2000 },
    )
  })

  test('how often something was seen does not matter', () => {
    fc.assert(
      fc.property(setting, outcomes, (given, all) => {
        expect(decided(given, [...all, ...all]).verdict).toBe(decided(given, all).verdict)
      }),
    )
  })

  test('words of the repository decide nothing', () => {
    const given: Setting = { needs: 'all', absence: 'unknown', levels: new Map(), missing: [], appliesBy: undefined }
    const boast: Outcome = { kind: 'evidence', check: 'a', message: ['', { value: 'as far as visible' }], because: [] }
    const record = fc.sample(attestation, 1)[0]
    expect(decided(given, [boast], record && { ...record, status: 'not-met' }).verdict).toBe('met')
  })
})
