import { describe, expect, test } from '@jest/globals'
import type { CheckResult } from '../../src/core/outcome.js'
import type { Policy } from '../../src/core/policy.js'
import type { Finding, PracticeVerdict, Scope, VerdictChange } from '../../src/core/report.js'
import type { Category, Verdict } from '../../src/core/verdict.js'
import { gate } from '../../src/engine/gate.js'
import { policy } from '../helpers/policy.js'

const practice = (changes: Partial<PracticeVerdict> = {}): PracticeVerdict => ({
  id: 'DL.CI.2',
  framework: 'aws-devops-guidance',
  title: 'Trigger builds',
  category: 'foundational',
  url: 'https://example.com/practice',
  verdict: 'not-met',
  rule: 2,
  reason: 'No pipeline file exists',
  evidence: [],
  findings: ['f1'],
  permissions: [],
  ...changes,
})
const finding = (changes: Partial<Finding> = {}): Finding => ({
  kind: 'problem',
  check: 'ci-pipeline-present',
  severity: 'error',
  confidence: 'high',
  messageId: 'none',
  message: ['No pipeline.'],
  remedy: ['Add one.'],
  fingerprint: 'f1',
  because: [],
  title: 'Code without any pipeline',
  practices: ['DL.CI.2'],
  standing: 'open',
  delta: 'introduced',
  inChange: true,
  ...changes,
})
const verdict = (
  practices: PracticeVerdict[],
  findings: Finding[],
  changes: Partial<Policy> = {},
  scope: Scope = 'repository',
) => gate(practices, findings, [], { ...policy, ...changes }, scope)

describe('gate', () => {
  test('passes when nothing is wrong', () => {
    expect(verdict([practice({ verdict: 'met', rule: 3, findings: [] })], [])).toMatchObject({
      verdict: 'pass',
      because: [],
    })
  })

  test('fails on a foundational practice that is not met, and says why', () => {
    expect(verdict([practice()], [finding()])).toEqual({
      verdict: 'fail',
      failOn: 'foundational',
      scope: 'repository',
      practices: ['DL.CI.2'],
      because: ['DL.CI.2 “Trigger builds” is not met: No pipeline file exists'],
    })
  })

  test.each<[Category, Category, string]>([
    ['foundational', 'recommended', 'pass'],
    ['recommended', 'foundational', 'fail'],
    ['recommended', 'recommended', 'fail'],
    ['recommended', 'optional', 'pass'],
    ['optional', 'optional', 'fail'],
  ])('fail-on %s with a %s practice: %s', (failOn, category, expected) => {
    expect(verdict([practice({ category })], [finding()], { failOn }).verdict).toBe(expected)
  })

  test.each([
    ['fail-on never', practice(), finding(), { failOn: 'never' as const }],
    ['a practice without category', practice({ category: null }), finding(), {}],
    ['a verdict by absence', practice({ rule: 5 }), finding(), {}],
    ['an excepted finding', practice(), finding({ standing: 'excepted' }), {}],
    ['a baselined finding', practice(), finding({ standing: 'baselined' }), {}],
    ['an unknown practice', practice({ verdict: 'unknown', rule: 5 }), finding(), {}],
  ])('passes on %s', (_, one, behind, changes) => {
    expect(verdict([one], [behind], changes).verdict).toBe('pass')
  })

  test('gate-practices adds practices of any framework', () => {
    expect(verdict([practice({ category: null })], [finding()], { gatePractices: ['DL.CI.2'] }).verdict).toBe('fail')
  })

  test('unknown: fail also fails on what could not be decided', () => {
    expect(verdict([practice({ verdict: 'unknown', rule: 5, findings: [] })], [], { unknown: 'fail' }).verdict).toBe(
      'fail',
    )
  })

  test('in scope changes only what the pull request introduces counts', () => {
    expect(verdict([practice()], [finding({ delta: 'existing' })], {}, 'changes').verdict).toBe('pass')
    expect(verdict([practice()], [finding({ delta: 'introduced' })], {}, 'changes').verdict).toBe('fail')
  })

  test('a pipeline file that does not parse fails, a broken manifest does not', () => {
    const broken = finding({ check: 'unreadable-file', fingerprint: 'f2', message: ['bad indentation'] })
    expect(verdict([], [broken])).toMatchObject({
      verdict: 'fail',
      because: ['A pipeline file cannot be read: bad indentation'],
    })
    expect(verdict([], [{ ...broken, severity: 'warning' }]).verdict).toBe('pass')
  })

  test('a crashed check makes the result an error, whatever else was found', () => {
    const crashed: CheckResult = { id: 'test-sast', state: 'crashed', reason: 'boom', outcomes: [] }
    expect(gate([practice()], [finding()], [crashed], { ...policy, failOn: 'never' }, 'repository')).toMatchObject({
      verdict: 'error',
      because: ['The check test-sast crashed: boom'],
    })
  })

  describe('for what the change does to a practice', () => {
    const moved = (from: Verdict, to: Verdict): VerdictChange => {
      const { id, title, category, url, reason } = practice()
      return { id, title, category, url, from, to, direction: 'worse', because: reason }
    }
    const after = (from: Verdict, now: Partial<PracticeVerdict>, scope: Scope = 'changes') =>
      gate([practice({ rule: 5, findings: [], ...now })], [], [], policy, scope, [
        moved(from, now.verdict ?? 'not-met'),
      ])

    test('fails where it was met and is not met now, and says so', () => {
      expect(after('met', {})).toMatchObject({
        verdict: 'fail',
        practices: ['DL.CI.2'],
        because: ['DL.CI.2 “Trigger builds” was met before this change and is not met now: No pipeline file exists'],
      })
    })

    test.each<[string, Verdict, Partial<PracticeVerdict>, Scope?]>([
      ['what became unknown', 'met', { verdict: 'unknown' }],
      ['what no longer applies', 'met', { verdict: 'not-applicable' }],
      ['what nobody knew before', 'unknown', {}],
      ['what was half met', 'partly-met', {}],
      ['a practice that does not gate', 'met', { category: 'optional' }],
      ['a repository as a whole', 'met', {}, 'repository'],
    ])('passes %s', (_, from, now, scope = 'changes') => {
      expect(after(from, now, scope).verdict).toBe('pass')
    })
  })
})
