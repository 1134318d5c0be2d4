import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import type { Hosting } from '../../src/models/index.js'
import { actionsToken, connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const HEADS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40))

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const read = async (options: Parameters<typeof connect>[1] = {}): Promise<Hosting> =>
  readHosting(connect(fake, options), { now: NOW })

const withAdmin = { settingsToken: 'admin' }
const allowAdmin = (): void => {
  const permissions = { administration: 'read', 'secret-scanning-alerts': 'read' } as const
  fake.state.tokens.set('admin', { login: 'octo', permissions })
}

describe('the repository', () => {
  test('as the host describes it', async () => {
    const { repository } = await read()
    expect(repository).toEqual({
      known: true,
      value: {
        fullName: 'acme/shop',
        defaultBranch: 'main',
        visibility: 'public',
        archived: false,
        mirror: false,
        fork: false,
      },
    })
  })

  test.each([
    { said: { visibility: 'internal', private: true }, visibility: 'internal' },
    { said: { visibility: undefined, private: true }, visibility: 'private' },
    { said: { visibility: undefined, private: false }, visibility: 'public' },
  ])('with visibility $visibility', async ({ said, visibility }) => {
    Object.assign(fake.state.repository, said)
    expect((await read()).repository).toMatchObject({ value: { visibility } })
  })

  test('that the token may not see leaves everything unknown, in two calls at most', async () => {
    fake.fault('repos/get', FAULTS.badToken)
    const hosting = await read()
    for (const fact of Object.values({ ...hosting, ...hosting.security, security: hosting.repository })) {
      expect(fact).toMatchObject({ known: false, reason: 'GitHub does not accept the token' })
    }
    expect(fake.requests).toHaveLength(1)
  })

  test('of a known branch is read without waiting for its name', async () => {
    fake.fault('repos/get', FAULTS.notFound)
    const hosting = await readHosting(connect(fake), { branch: 'main', now: NOW })
    expect(hosting.repository.known).toBe(false)
    expect(hosting.protection).toMatchObject({ known: true, value: { branch: 'main', protected: false } })
  })
})

describe('environments', () => {
  test('with all that protects them', async () => {
    fake.state.environments = [
      {
        name: 'production',
        protection_rules: [
          { type: 'wait_timer', wait_timer: 30 },
          { type: 'required_reviewers', prevent_self_review: true, reviewers: [{ type: 'Team' }, { type: 'User' }] },
          { type: 'branch_policy' },
        ],
        deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
      },
      { name: 'staging', deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } },
      { name: 'dev', protection_rules: [], deployment_branch_policy: null },
    ]
    fake.state.environmentRules.set('staging', [{ enabled: true }, { enabled: false }])
    fake.state.environmentPatterns.set('staging', [
      { name: 'main', type: 'branch' },
      { name: 'v*', type: 'tag' },
    ])
    expect((await read()).environments).toEqual({
      known: true,
      value: [
        { name: 'production', reviewers: 2, waitMinutes: 30, selfReviewPrevented: true, branchPolicy: 'protected' },
        {
          name: 'staging',
          reviewers: 0,
          waitMinutes: 0,
          branchPolicy: 'custom',
          customRules: 1,
          patterns: [
            { name: 'main', type: 'branch' },
            { name: 'v*', type: 'tag' },
          ],
        },
        { name: 'dev', reviewers: 0, waitMinutes: 0, customRules: 0 },
      ],
    })
  })

  test('of production are asked about before others', async () => {
    const custom = { protected_branches: false, custom_branch_policies: true }
    const names = ['pr-1', 'pr-2', 'pr-3', 'production']
    fake.state.environments = names.map((name) => ({ name, deployment_branch_policy: custom }))
    const { environments } = await read()
    const asked = environments.known ? environments.value.filter((each) => each.customRules !== undefined) : []
    expect(asked.map(({ name }) => name)).toEqual(['pr-1', 'production'])
    const named = environments.known ? environments.value.filter((each) => each.patterns !== undefined) : []
    expect(named.map(({ name }) => name)).toEqual(['production'])
  })

  test('are unknown without the permission', async () => {
    fake.state.tokens.set('job-token', actionsToken({ contents: 'read' }))
    expect((await read()).environments).toEqual({
      known: false,
      reason: 'the token lacks `actions: read`',
      permission: 'actions: read',
      remedy: 'Add `actions: read` to the permissions of the workflow.',
    })
  })
})

describe('errors of CODEOWNERS', () => {
  test('are none where there is no file', async () => {
    expect((await read()).codeownersErrors).toEqual({ known: true, value: [] })
  })

  test('are passed on', async () => {
    const error = { line: 3, column: 5, kind: 'Unknown owner', source: '* @x', path: 'CODEOWNERS', message: 'no @x' }
    fake.state.codeownersErrors = [error]
    expect((await read()).codeownersErrors).toEqual({
      known: true,
      value: [{ line: 3, column: 5, kind: 'Unknown owner', message: 'no @x', path: 'CODEOWNERS' }],
    })
  })
})

describe('code scanning', () => {
  const codeScanning = async () => (await read()).security.codeScanning

  test('names the tools and the age of the newest analysis', async () => {
    fake.state.analyses = [
      { created_at: '2026-11-18T11:00:00Z', tool: { name: 'CodeQL' } },
      { created_at: '2026-10-01T00:00:00Z', tool: { name: 'zizmor' } },
      { created_at: '2026-09-01T00:00:00Z', tool: { name: 'CodeQL' } },
    ]
    expect(await codeScanning()).toEqual({ known: true, value: { tools: ['CodeQL', 'zizmor'], newestDaysAgo: 3 } })
  })

  test.each([
    'Code scanning is not enabled for this repository. Please enable code scanning in the repository settings.',
    'Advanced Security must be enabled for this repository to use code scanning.',
    'Code Security must be enabled for this repository to use code scanning.',
  ])('that is off has no tools: %s', async (message) => {
    fake.fault('code-scanning/list-recent-analyses', (response) => {
      response.writeHead(403, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ message }))
    })
    expect(await codeScanning()).toEqual({ known: true, value: { tools: [], newestDaysAgo: undefined } })
  })

  test('that never ran has no tools', async () => {
    expect(await codeScanning()).toEqual({ known: true, value: { tools: [], newestDaysAgo: undefined } })
  })

  test.each([
    { name: 'forbidden', fault: FAULTS.notForIntegration('security_events=read') },
    { name: 'hidden', fault: FAULTS.notFound },
  ])('that is $name is unknown', async ({ fault }) => {
    fake.fault('code-scanning/list-recent-analyses', fault)
    expect(await codeScanning()).toMatchObject({ known: false, permission: 'security-events: read' })
  })
})

describe('alerts on dependencies', () => {
  const alerts = async (options = {}) => (await read(options)).security.dependencyAlerts

  test('are on if the query says so', async () => {
    fake.state.query.hasVulnerabilityAlertsEnabled = true
    expect(await alerts()).toEqual({ known: true, value: true })
  })

  test('are on if they can be listed, whatever the query says', async () => {
    fake.state.dependencyAlerts = true
    expect(await alerts()).toEqual({ known: true, value: true })
  })

  test('are off if the host says that they are', async () => {
    expect(await alerts()).toEqual({ known: true, value: false })
  })

  test.each([true, false])('are seen by an administrator: %s', async (on) => {
    allowAdmin()
    fake.state.dependencyAlerts = on
    expect(await alerts(withAdmin)).toEqual({ known: true, value: on })
    expect(fake.requests.some(({ operation }) => operation === 'dependabot/list-alerts-for-repo')).toBe(false)
  })

  test('are unknown if the query says no and the alerts are hidden', async () => {
    fake.state.tokens.set('job-token', actionsToken({ contents: 'read' }))
    expect(await alerts()).toMatchObject({ known: false, permission: 'vulnerability-alerts: read' })
  })
})

describe('secret scanning', () => {
  test('is unknown to the token of a job', async () => {
    const { secretScanning, pushProtection } = (await read()).security
    expect(secretScanning).toMatchObject({ known: false, permission: 'secret-scanning-alerts: read' })
    expect(pushProtection).toMatchObject({ known: false, permission: 'administration: read' })
  })

  test('is read from the settings by an administrator', async () => {
    allowAdmin()
    fake.state.repository['security_and_analysis'] = {
      secret_scanning: { status: 'enabled' },
      secret_scanning_push_protection: { status: 'disabled' },
    }
    const { secretScanning, pushProtection } = (await read(withAdmin)).security
    expect(secretScanning).toEqual({ known: true, value: true })
    expect(pushProtection).toEqual({ known: true, value: false })
  })

  test.each([true, false])('shows in its alerts: %s', async (on) => {
    fake.state.tokens.set('job-token', actionsToken({ contents: 'read', 'secret-scanning-alerts': 'read' }))
    fake.state.secretScanning = on
    expect((await read()).security.secretScanning).toEqual({ known: true, value: on })
  })
})

describe('reporting in private', () => {
  test.each([true, false])('is %s', async (on) => {
    fake.state.privateReporting = on
    expect((await read()).security.privateReporting).toEqual({ known: true, value: on })
  })

  test('is unknown where the host does not have it', async () => {
    fake.fault('repos/check-private-vulnerability-reporting', FAULTS.notFound)
    expect((await read()).security.privateReporting).toMatchObject({ known: false })
  })
})

describe('reported checks', () => {
  beforeEach(() => {
    const merged = '2026-11-01T00:00:00Z'
    fake.state.pulls = [
      { number: 9, merged_at: null, head: { sha: 'e'.repeat(40) } },
      ...HEADS.map((sha, i) => ({ number: i, merged_at: merged, head: { sha } })),
    ]
    fake.state.checkRuns.set(HEADS[0] ?? '', [
      { name: 'test', app: { slug: 'github-actions' } },
      { name: 'lint', app: { slug: 'github-actions' } },
    ])
    fake.state.checkRuns.set(HEADS[1] ?? '', [{ name: 'test', app: { slug: 'github-actions' } }])
    fake.state.statuses.set(HEADS[2] ?? '', [{ context: 'ci/circleci: build' }])
    fake.state.checkRuns.set(HEADS[3] ?? '', [{ name: 'too long ago', app: { slug: 'github-actions' } }])
    fake.state.checkRuns.set('e'.repeat(40), [{ name: 'never merged', app: { slug: 'github-actions' } }])
  })

  test('are those of the last merged pull requests, each once', async () => {
    expect((await read()).reportedChecks).toEqual({
      known: true,
      value: [
        { name: 'test', app: 'github-actions' },
        { name: 'lint', app: 'github-actions' },
        { name: 'ci/circleci: build', app: 'commit status' },
      ],
    })
  })

  test('are unknown unless all of them can be read', async () => {
    fake.state.tokens.set('job-token', actionsToken({ contents: 'read', 'pull-requests': 'read', checks: 'read' }))
    expect((await read()).reportedChecks).toMatchObject({
      known: false,
      reason: 'the token lacks `checks: read` and `pull-requests: read` and `statuses: read`',
    })
  })

  test('are unknown if nothing was merged', async () => {
    fake.state.pulls = []
    expect((await read()).reportedChecks).toMatchObject({
      known: false,
      reason: 'no recently merged pull request on main tells which checks report',
    })
  })
})

describe('the whole', () => {
  test('takes about twenty calls, and leaves some for publishing', async () => {
    fake.state.pulls = HEADS.map((sha, i) => ({ number: i, merged_at: '2026-11-01T00:00:00Z', head: { sha } }))
    fake.state.environments = [{ name: 'production' }]
    fake.state.branch['protected'] = true
    fake.state.branch['protection'] = { enabled: true }
    allowAdmin()
    const github = connect(fake, withAdmin)
    const hosting = await readHosting(github, { now: NOW })
    expect(github.spent).toBeLessThanOrEqual(24)
    expect(hosting.reportedChecks.known).toBe(true)
  })

  test('is unknown, and quickly, behind a rate limit', async () => {
    for (const operation of ['repos/get', 'repos/get-branch']) fake.fault(operation, FAULTS.primaryLimit(3000))
    const hosting = await read()
    expect(hosting.protection).toMatchObject({ known: false, reason: expect.stringContaining('rate limit') })
    expect(fake.requests).toHaveLength(1)
  })

  test('survives answers of another shape', async () => {
    for (const operation of [
      'repos/get-branch-rules',
      'repos/get-branch',
      'repos/get-all-environments',
      'pulls/list',
    ]) {
      fake.fault(operation, (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ environments: [null, 7, { name: 5 }], protection: 'x', '0': [[]] }))
      })
    }
    const { environments, protection } = await read()
    for (const fact of [environments, protection])
      expect(fact).toMatchObject({ known: false, reason: expect.stringContaining('not of the form') })
  })
})
