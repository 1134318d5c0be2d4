import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fileLocation } from '../../src/core/location.js'
import { plain } from '../../src/core/message.js'
import type { CheckResult, Outcome } from '../../src/core/outcome.js'
import type { ServicePolicy } from '../../src/core/policy.js'
import { gateCauses } from '../../src/engine/gate.js'
import { gateWithServices } from '../../src/engine/services/gate.js'
import { divideResults, resultsFor } from '../../src/engine/services/results-for.js'
import { finding, practice } from '../reporters/reports.js'
import { policy } from '../helpers/policy.js'

const problem = (check: string, file: string): Outcome => ({
  kind: 'problem',
  check,
  severity: 'error',
  confidence: 'high',
  messageId: 'm',
  message: ['wrong'],
  remedy: [],
  because: [],
  fingerprint: `${check} ${file}`,
  at: fileLocation(file),
})
const seen = (check: string, file: string): Outcome => ({
  kind: 'evidence',
  check,
  message: ['seen'],
  because: [],
  at: fileLocation(file),
})
const implied = (check: string, by: string): Outcome => ({
  kind: 'implied',
  check,
  by,
  severity: 'error',
  reason: ['so'],
  because: [],
})
const result = (id: string, ...outcomes: Outcome[]): CheckResult => ({ id, state: 'problem', reason: '', outcomes })
const byFolder = ({ at }: Outcome) => (at?.file.includes('/') === true ? at.file.split('/')[0] : undefined)
const divide = (results: CheckResult[], kind: 'rule' | 'presence' = 'rule') =>
  divideResults(
    results,
    results.map(({ id }) => ({ id, kind })),
    byFolder,
  )

describe('what the checks say of a service', () => {
  const results = [
    result('user', problem('user', 'web/Dockerfile'), problem('user', 'Dockerfile'), seen('user', 'api/Dockerfile')),
  ]

  test.each([
    ['web', ['user web/Dockerfile', 'user Dockerfile']],
    ['api', ['evidence', 'user Dockerfile']],
    ['jobs', ['user Dockerfile']],
  ])('%s', (name, expected) => {
    const [own] = resultsFor(divide(results), [name])
    expect(own?.outcomes.map((each) => (each.kind === 'problem' ? each.fingerprint : each.kind))).toEqual(expected)
  })

  test('a rule that judges only others has nothing to judge here', () => {
    const [own] = resultsFor(divide([result('user', problem('user', 'web/Dockerfile'))]), ['api'])
    expect(own).toMatchObject({ state: 'not-applicable', outcomes: [] })
  })

  test('what is seen for others only is unknown here, and says for whom', () => {
    const [own] = resultsFor(divide([result('tests', seen('tests', 'web/a'), seen('tests', 'jobs/a'))], 'presence'), [
      'api',
    ])
    expect(own).toMatchObject({ state: 'unknown', outcomes: [{ kind: 'unknown', origin: 'files' }] })
    expect(own?.reason).toBe('seen for the service "web", "jobs" only, not for this one')
    expect(own?.outcomes.map((each) => ('reason' in each ? plain(each.reason) : ''))).toEqual([own?.reason])
  })

  test('what only another service causes is implied nowhere else', () => {
    const all = divide([
      result('cause', problem('cause', 'web/a')),
      { ...result('effect', implied('effect', 'cause')), state: 'implied' },
    ])
    expect(resultsFor(all, ['web'])[1]?.state).toBe('implied')
    expect(resultsFor(all, ['api'])[1]?.state).toBe('not-applicable')
  })

  test('checks that are off or limited', () => {
    const checks = new Map([['user', { enabled: true, severity: 'notice' as const }]])
    expect(
      resultsFor(divide(results), ['web'], checks)[0]?.outcomes.map((each) => 'severity' in each && each.severity),
    ).toEqual(['notice', 'notice'])
    expect(resultsFor(divide(results), ['web'], new Map([['user', { enabled: false }]]))).toEqual([])
  })

  test('every outcome belongs to one service or to all', () => {
    const files = fc.constantFrom('web/a', 'web/b', 'api/a', 'a')
    fc.assert(
      fc.property(fc.array(files, { maxLength: 12 }), (paths) => {
        const all = paths.map((path, index) => ({ ...problem('c', path), fingerprint: String(index) }))
        const [divided] = divide([result('c', ...all)])
        const counts = [...(divided?.own.values() ?? [])].map(({ length }) => length)
        expect((divided?.shared.length ?? 0) + counts.reduce((sum, each) => sum + each, 0)).toBe(all.length)
      }),
    )
  })
})

describe('the gate where services have settings of their own', () => {
  const own = (changes: Partial<ServicePolicy> = {}): ServicePolicy => ({
    ...policy,
    at: fileLocation('pillarlint.yml'),
    ...changes,
  })
  const broken = practice({
    verdict: 'not-met',
    rule: 2,
    reason: 'a job has no limit',
    category: 'recommended',
    findings: ['f1'],
  })
  const pass = { verdict: 'pass', failOn: 'foundational', scope: 'repository', because: [], practices: [] } as const
  const none = gateCauses([], [], policy, 'repository')
  const web = (changes: Partial<ServicePolicy>, service?: string) => ({
    name: 'web',
    policy: own(changes),
    practices: [broken],
    findings: [finding({ fingerprint: 'f1', ...(service !== undefined && { service }) })],
  })

  test('a stricter service fails the run, and says by which settings', () => {
    expect(gateWithServices(pass, none, [web({ failOn: 'recommended' }, 'web')])).toEqual({
      ...pass,
      verdict: 'fail',
      practices: ['DL.CI.2'],
      because: [
        'web: DL.CI.2 “Trigger builds automatically upon source code modifications” is not met: a job has no limit (fail-on recommended there, pillarlint.yml:1)',
      ],
      byServices: { names: ['web'], fingerprints: ['f1'] },
    })
  })

  test.each([
    ['never', 'pass'],
    ['foundational', 'pass'],
    ['optional', 'fail'],
  ] as const)('fail-on %s: %s', (failOn, verdict) => {
    expect(gateWithServices(pass, none, [web({ failOn }, 'web')]).verdict).toBe(verdict)
  })

  test('what fails everywhere for one reason is told once', () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...web({ failOn: 'optional' }), name }))
    const { because, byServices } = gateWithServices(pass, none, all)
    expect(because).toHaveLength(1)
    expect(because[0]).toMatch(/^a, b, c and 2 more: DL\.CI\.2/)
    expect(byServices?.names).toHaveLength(5)
  })

  test('what the file says of the whole repository already is not told again', () => {
    const fails = { ...pass, verdict: 'fail', practices: ['DL.CI.2'], because: ['DL.CI.2 is not met'] } as const
    expect(gateWithServices(fails, none, [web({ failOn: 'optional' })]).because).toEqual(['DL.CI.2 is not met'])
    expect(gateWithServices(fails, none, [web({ failOn: 'optional' }, 'web')]).because).toHaveLength(2)
  })

  test('a result that cannot be trusted stays one', () => {
    expect(gateWithServices({ ...pass, verdict: 'error' }, none, [web({ failOn: 'optional' }, 'web')]).verdict).toBe(
      'error',
    )
  })
})
