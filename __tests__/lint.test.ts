import { describe, expect, test } from '@jest/globals'
import { checks } from '../checks/index.js'
import { defineCheck, z } from '../src/check-api/index.js'
import { known, unknown } from '../src/core/known.js'
import type { Policy } from '../src/core/policy.js'
import { lint, type LintRequest } from '../src/lint.js'
import { noHosting } from '../src/models/no-hosting.js'
import { NO_SETTINGS } from '../src/models/settings.js'
import type { Snapshot } from '../src/snapshot/snapshot.js'
import { filesOf } from './helpers/files.js'
import { policy } from './helpers/policy.js'

const snapshot = (files: Record<string, string>): Snapshot => ({
  repository: 'acme/shop',
  revision: null,
  deliveryHistory: unknown('not read'),
  files: filesOf(files),
  hosting: noHosting('no token was given'),
  history: known({ authors: 3, commits: 120, shallow: false }),
})
const request = (changes: Partial<Policy> = {}, more: Partial<LintRequest> = {}): LintRequest => ({
  version: '0.1.0',
  checks,
  policy: { ...policy, ...changes },
  settings: NO_SETTINGS,
  ...more,
})

const deploy = (...production: string[]) => ({
  Dockerfile: 'FROM node:24',
  'server.js': '',
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps: [{ run: node --test }]',
    '  production:',
    ...production.map((line) => `    ${line}`),
    '    environment: production',
    '    runs-on: ubuntu-24.04',
    '    steps: [{ run: helm upgrade --install api ./chart --atomic }]',
  ].join('\n'),
})
const good = deploy('needs: [test]')
const bad = deploy()

const verdictOf = (report: ReturnType<typeof lint>, id: string) =>
  report.practices.find((practice) => practice.id === id)?.verdict
const idsOf = (findings: readonly { check: string }[]) => findings.map(({ check }) => check)

describe('lint', () => {
  test('reports every practice, every check and what could not be seen', () => {
    const report = lint(request(), snapshot(bad))
    expect(report.practices.length).toBeGreaterThan(600)
    expect(idsOf(report.checks.map(({ id }) => ({ check: id })))).toEqual(checks.map(({ id }) => id))
    expect(report.coverage.hosting).toContainEqual({ fact: 'branch protection', reason: 'no token was given' })
    expect(report.subject).toMatchObject({ repository: 'acme/shop', kind: 'application', pullRequest: null })
  })

  test('a deployment that does not wait makes a foundational practice not met, and fails', () => {
    const report = lint(request(), snapshot(bad))
    expect(idsOf(report.findings)).toContain('deploy-needs-tests')
    expect(verdictOf(report, 'DL.CD.3')).toBe('not-met')
    expect(report.gate).toMatchObject({
      verdict: 'fail',
      scope: 'repository',
      practices: expect.arrayContaining(['DL.CD.3']),
    })
  })

  test('against a base, what was there before does not fail the change', () => {
    const report = lint(request(), snapshot({ ...bad, 'docs/notes.md': '# shop' }), snapshot(bad))
    expect(report.gate).toMatchObject({ verdict: 'pass', scope: 'changes' })
    expect(new Set(report.findings.map(({ delta }) => delta))).toEqual(new Set(['existing']))
  })

  test('against a base, what the change brings fails it', () => {
    const report = lint(request(), snapshot(bad), snapshot(good))
    const finding = report.findings.find(({ check }) => check === 'deploy-needs-tests')
    expect(finding).toMatchObject({ delta: 'introduced', at: { file: '.github/workflows/deploy.yml' } })
    expect(report.gate).toMatchObject({ verdict: 'fail', scope: 'changes' })
  })

  test('what the change repairs is listed as fixed, and the practices that it moves', () => {
    const report = lint(request(), snapshot(good), snapshot(bad))
    expect(idsOf(report.fixed)).toContain('deploy-needs-tests')
    expect(report.changes).toContainEqual(
      expect.objectContaining({ id: 'DL.CD.3', from: 'not-met', direction: 'better' }),
    )
    expect(lint(request(), snapshot(bad), snapshot(good)).changes?.[0]).toMatchObject({ direction: 'worse' })
    expect(lint(request(), snapshot(bad))).not.toHaveProperty('changes')
  })

  test('scope repository also counts what was there before', () => {
    expect(lint(request({ scope: 'repository' }), snapshot(bad), snapshot(bad)).gate.verdict).toBe('fail')
  })

  test('a moved line is the same finding', () => {
    const moved = { ...bad, '.github/workflows/deploy.yml': `# moved\n\n${bad['.github/workflows/deploy.yml']}` }
    const report = lint(request(), snapshot(moved), snapshot(bad))
    expect(report.findings.find(({ check }) => check === 'deploy-needs-tests')?.delta).toBe('existing')
  })

  test('a comment settles a finding, with its reason', () => {
    const [first = '', ...rest] = bad['.github/workflows/deploy.yml'].split('\n  production:')
    const text = `${first}\n  # pillarlint-ignore deploy-needs-tests: tested by hand\n  production:${rest.join('')}`
    const report = lint(request(), snapshot({ ...bad, '.github/workflows/deploy.yml': text }))
    expect(report.findings.find(({ check }) => check === 'deploy-needs-tests')).toMatchObject({
      standing: 'suppressed',
      standingReason: 'tested by hand',
    })
    expect(verdictOf(report, 'DL.CD.3')).not.toBe('not-met')
  })

  test('a check that is off says nothing', () => {
    const checksOff = new Map([['deploy-needs-tests', { enabled: false }]])
    expect(idsOf(lint(request({ checks: checksOff }), snapshot(bad)).findings)).not.toContain('deploy-needs-tests')
  })

  test('a severity limit lowers a finding, and with it the verdict', () => {
    const lowered = new Map([['deploy-needs-tests', { enabled: true, severity: 'notice' as const }]])
    expect(
      lint(request({ checks: lowered }), snapshot(bad)).findings.find(({ check }) => check === 'deploy-needs-tests')
        ?.severity,
    ).toBe('notice')
  })

  test('a check that crashes makes the result an error, and the others still speak', () => {
    const crashing = defineCheck({
      id: 'crashing',
      title: 'Crashes',
      severity: 'notice',
      confidence: 'low',
      kind: 'rule',
      since: '0.1.0',
      fixable: 'none',
      practices: [],
      needs: ['files'],
      options: z.strictObject({}),
      messages: {},
      run() {
        throw new Error('boom')
      },
    })
    const report = lint(request({}, { checks: [...checks, crashing] }), snapshot(bad))
    expect(report.gate).toMatchObject({ verdict: 'error', because: ['The check crashing crashed: boom'] })
    expect(idsOf(report.findings)).toContain('deploy-needs-tests')
  })

  test('a workflow that does not parse fails, and leaves what it hides unknown', () => {
    const report = lint(
      request(),
      snapshot({
        'server.js': '',
        'basket.js': '',
        'prices.js': '',
        'stock.js': '',
        Dockerfile: 'FROM node:24',
        '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    runs-on: "ubuntu',
      }),
    )
    expect(report.findings[0]).toMatchObject({
      check: 'unreadable-file',
      severity: 'error',
      at: { file: '.github/workflows/ci.yml' },
    })
    expect(report.gate.verdict).toBe('fail')
    expect(report.checks.find(({ id }) => id === 'test-static-analysis')?.state).toBe('unknown')
  })

  test('an attestation settles what no file shows, until it expires', () => {
    const attestation = {
      id: 'OA.STD.6',
      status: 'met' as const,
      statement: 'We build it and run it.',
      owner: '@acme/shop',
      evidence: 'README.md',
      attestedOn: '2026-09-01',
      expiresOn: '2027-08-31',
      at: { file: 'pillarlint.yml', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' },
    }
    expect(verdictOf(lint(request({ attestations: [attestation] }), snapshot(good)), 'OA.STD.6')).toBe('attested')
    expect(
      verdictOf(
        lint(request({ attestations: [{ ...attestation, expiresOn: '2026-11-20' }] }), snapshot(good)),
        'OA.STD.6',
      ),
    ).toBe('unknown')
  })

  test('of an empty repository only its owners and its README are missing', () => {
    const report = lint(request(), snapshot({}))
    expect(idsOf(report.findings)).toEqual(['owners-file-present', 'repo-documentation'])
    expect(report.gate.verdict).toBe('pass')
  })
})
