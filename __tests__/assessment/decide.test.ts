import { describe, expect, test } from '@jest/globals'
import { decide, type DecisionInput } from '../../src/assessment/decide.js'
import type { Practice } from '../../src/catalog/index.js'
import type { CheckResult, Outcome, ProblemOutcome } from '../../src/core/outcome.js'
import type { Attestation } from '../../src/core/policy.js'
import type { Finding } from '../../src/core/report.js'

const practice = (changes: Partial<Practice> = {}): Practice => ({
  id: 'DL.CD.3',
  framework: 'aws-devops-guidance',
  title: 'Test before deploying',
  category: 'foundational',
  url: 'https://example.com/practice',
  observe: ['files'],
  needs: 'all',
  absence: 'unknown',
  checks: ['a', 'b'],
  ...changes,
})
const problem = (
  check: string,
  severity: ProblemOutcome['severity'] = 'error',
  changes: Partial<ProblemOutcome> = {},
): ProblemOutcome => ({
  kind: 'problem',
  check,
  severity,
  confidence: 'high',
  messageId: 'm',
  message: ['Job ', { value: 'deploy' }, ' does not wait.'],
  remedy: ['Wait.'],
  fingerprint: `${check}-${severity}`,
  because: [],
  ...changes,
})
const seen = (check: string): Outcome => ({ kind: 'evidence', check, message: ['jest runs'], because: [] })
const hidden = (check: string, origin: 'hosting' | 'files'): Outcome => ({
  kind: 'unknown',
  check,
  origin,
  reason: ['rules are not readable'],
  because: [],
  ...(origin === 'hosting' && { permission: 'administration: read' }),
})
const idle = (check: string): Outcome => ({
  kind: 'not-applicable',
  check,
  reason: ['nothing is deployed'],
  because: [],
})
const caused = (check: string, by: string): Outcome => ({
  kind: 'implied',
  check,
  by,
  severity: 'error',
  reason: ['there is no pipeline'],
  because: [],
})

const result = (id: string, outcomes: Outcome[], state: CheckResult['state'] = 'evidence'): CheckResult => ({
  id,
  state,
  reason: '',
  outcomes,
})
const input = (a: Outcome[], b: Outcome[], changes: Partial<DecisionInput> = {}): DecisionInput => ({
  practice: practice(),
  results: [result('a', a), result('b', b)],
  missing: [],
  levels: new Map(),
  findings: new Map(),
  problemsOf: () => [],
  ...changes,
})
const attestation: Attestation = {
  id: 'DL.CD.3',
  status: 'met',
  statement: 'The release team tests by hand',
  owner: '@acme/qa',
  evidence: 'docs/release.md',
  attestedOn: '2026-05-01',
  expiresOn: '2027-04-30',
  at: { file: 'pillarlint.yml', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' },
}

describe('decide', () => {
  test.each<[string, DecisionInput, string, number]>([
    ['1: all not applicable', input([idle('a')], [idle('b')]), 'not-applicable', 1],
    [
      '1: not applicable, but a planned check may apply',
      input([idle('a')], [], { results: [result('a', [idle('a')])], missing: ['b'] }),
      'unknown',
      1,
    ],
    [
      '1: the check that tells finds nothing to judge, and another is only seen or planned',
      input([idle('a')], [seen('b')], { practice: practice({ appliesBy: ['a'] }), missing: ['c'] }),
      'not-applicable',
      1,
    ],
    [
      '1: the same, and another is in doubt',
      input([idle('a')], [hidden('b', 'files')], { practice: practice({ appliesBy: ['a'] }) }),
      'not-applicable',
      1,
    ],
    [
      '2: a failure shows that there is something to judge',
      input([idle('a')], [problem('b')], { practice: practice({ appliesBy: ['a'] }) }),
      'not-met',
      2,
    ],
    [
      '5: the check that tells is in doubt',
      input([hidden('a', 'files')], [seen('b')], { practice: practice({ appliesBy: ['a'] }) }),
      'unknown',
      5,
    ],
    [
      '5: the check that tells is in doubt, which a hosting fact would settle',
      input([hidden('a', 'hosting')], [seen('b')], { practice: practice({ appliesBy: ['a'] }) }),
      'unknown',
      5,
    ],
    [
      '3: one of those that tell finds something',
      input([idle('a')], [seen('b')], { practice: practice({ appliesBy: ['a', 'b'] }) }),
      'met',
      3,
    ],
    [
      '5: the check that tells warns, and only another sees something',
      input([problem('a', 'warning')], [seen('b')], { practice: practice({ appliesBy: ['a'] }) }),
      'not-met',
      5,
    ],
    [
      '6: the check that tells has a notice, and only another sees something',
      input([problem('a', 'notice')], [seen('b')], { practice: practice({ appliesBy: ['a'], absence: 'not-met' }) }),
      'not-met',
      6,
    ],
    [
      '4: a warning beside evidence of the check that tells',
      input([seen('a')], [seen('b'), problem('b', 'warning')], { practice: practice({ appliesBy: ['a'] }) }),
      'partly-met',
      4,
    ],
    [
      '5: the check that tells is not in this version, and another sees something',
      input([], [seen('b')], {
        practice: practice({ appliesBy: ['a'] }),
        results: [result('b', [seen('b')])],
        missing: ['a'],
      }),
      'unknown',
      5,
    ],
    [
      '5: no check that tells is in this version',
      input([], [hidden('b', 'files')], {
        practice: practice({ appliesBy: ['a'] }),
        results: [result('b', [hidden('b', 'files')])],
        missing: ['a'],
      }),
      'unknown',
      5,
    ],
    ['1: nothing decides but a person', input([], [], { practice: practice({ checks: [] }) }), 'unknown', 1],
    ['2: an error beats all evidence', input([problem('a'), seen('a')], [seen('b')]), 'not-met', 2],
    ['2: implied by an error', input([caused('a', 'c')], [seen('b')]), 'not-met', 2],
    [
      '2: an error of low confidence is only a warning',
      input([problem('a', 'error', { confidence: 'low' })], [seen('b')]),
      'partly-met',
      4,
    ],
    ['3: evidence alone', input([seen('a')], [idle('b')]), 'met', 3],
    ['3: needs all, a hosting fact is hidden', input([seen('a')], [hidden('b', 'hosting')]), 'met', 3],
    ['3: needs all, something in the files is hidden', input([seen('a')], [hidden('b', 'files')]), 'unknown', 3],
    [
      '3: needs any, something in the files is hidden',
      input([seen('a')], [hidden('b', 'files')], { practice: practice({ needs: 'any' }) }),
      'met',
      3,
    ],
    ['4: evidence beside a warning', input([seen('a')], [problem('b', 'warning')]), 'partly-met', 4],
    ['5: a warning alone', input([problem('a', 'warning')], [idle('b')]), 'not-met', 5],
    ['5: nothing but unknown', input([hidden('a', 'files')], [idle('b')]), 'unknown', 5],
    ['5: no check of this version', input([], [], { results: [], missing: ['a', 'b'] }), 'unknown', 5],
    ['6: a notice beside evidence', input([seen('a')], [problem('b', 'notice')]), 'met', 3],
    [
      '6: a notice alone is absence',
      input([problem('a', 'notice')], [idle('b')], { practice: practice({ absence: 'not-met' }) }),
      'not-met',
      6,
    ],
    [
      '8: a warning that a hidden hosting fact may outweigh',
      input([problem('a', 'warning')], [hidden('b', 'hosting')]),
      'unknown',
      8,
    ],
  ])('rule %s', (_, given, verdict, rule) => {
    expect(decide(given)).toMatchObject({ verdict, rule })
  })

  test('rule 7: an attestation settles what is open, with its statement and date', () => {
    expect(decide(input([hidden('a', 'files')], [idle('b')], { attestation }))).toMatchObject({
      verdict: 'attested',
      rule: 7,
      reason: '@acme/qa attests “The release team tests by hand” until 2027-04-30',
    })
    expect(
      decide(
        input([problem('a', 'warning')], [seen('b')], { attestation: { ...attestation, status: 'not-applicable' } }),
      ).verdict,
    ).toBe('not-applicable')
  })

  test('rule 7: an attestation never settles what an error refutes', () => {
    expect(decide(input([problem('a')], [seen('b')], { attestation })).verdict).toBe('not-met')
  })

  test('a finding that a comment settles does not count', () => {
    const findings = new Map([['a-error', { standing: 'suppressed' } as Finding]])
    expect(decide(input([problem('a')], [seen('b')], { findings }))).toMatchObject({ verdict: 'met', findings: [] })
  })

  test('a crashed check leaves the practice unknown', () => {
    expect(
      decide(input([seen('a')], [], { results: [result('a', [seen('a')]), result('b', [], 'crashed')] })).verdict,
    ).toBe('unknown')
  })

  test('the verdict carries its reason with place, evidence, findings and permissions', () => {
    const at = { file: 'deploy.yml', line: 30, column: 3, endLine: 30, endColumn: 9, route: 'jobs.deploy' }
    expect(decide(input([problem('a', 'error', { at })], [seen('b'), hidden('b', 'hosting')]))).toMatchObject({
      reason: 'Job "deploy" does not wait (deploy.yml:30)',
      evidence: [{ check: 'b', text: ['jest runs'] }],
      findings: ['a-error'],
      permissions: ['administration: read'],
    })
  })

  test('an implied failure points at the findings of its cause', () => {
    const given = input([caused('a', 'c')], [], { problemsOf: (check) => (check === 'c' ? [problem('c')] : []) })
    expect(decide(given).findings).toEqual(['c-error'])
  })
})
