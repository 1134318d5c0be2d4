import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { GitHub } from '../../src/github/index.js'
import { connect, FAULTS, startFakeGitHub, type FakeGitHub, type Fault } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
})

/** Waits ten seconds for an answer, each of them thirty milliseconds. */
const impatient = (to: FakeGitHub): GitHub => connect(to, { patience: { timeoutMs: 300, totalMs: 600, secondMs: 30 } })

const branchCalls = (): number => fake.requests.filter(({ operation }) => operation === 'repos/get-branch').length

describe('a call', () => {
  test('answers with data and its own description', async () => {
    const answer = await connect(fake).call('branch', { branch: 'main' })
    expect(answer).toMatchObject({
      ok: true,
      status: 200,
      data: { name: 'main', protected: false },
      source: 'GET /repos/acme/shop/branches/main',
    })
    expect(fake.violations).toEqual([])
  })

  test('names the API version and the tool', async () => {
    await connect(fake).call('repository')
    expect(fake.requests[0]?.headers).toMatchObject({ 'x-github-api-version': '2022-11-28' })
    expect(fake.requests[0]?.headers['user-agent']).toContain('pillarlint')
  })

  test('escapes what stands in a path', async () => {
    await connect(fake).call('branch', { branch: 'feat/a b?x=1#y/../..' })
    expect(fake.requests[0]?.operation).toBe('repos/get-branch')
    expect(fake.requests[0]?.url).toBe('/repos/acme/shop/branches/feat%2Fa%20b%3Fx%3D1%23y%2F..%2F..')
  })

  test('follows the base path of GitHub Enterprise Server', async () => {
    const enterprise = await startFakeGitHub({ prefix: '/api/v3' })
    try {
      expect(await connect(enterprise).call('repository')).toMatchObject({ ok: true })
      expect(await connect(enterprise).query('query { viewer { login } }', {})).toMatchObject({
        ok: true,
        data: { viewer: { login: 'github-actions[bot]' } },
      })
      expect(enterprise.requests.map(({ url }) => url)).toEqual(['/api/v3/repos/acme/shop', '/api/graphql'])
    } finally {
      await enterprise.close()
    }
  })
})

describe('a fault', () => {
  const cases: { name: string; fault: Fault; kind: string; reason: RegExp; permission?: string; tries: number }[] = [
    { name: '401', fault: FAULTS.badToken, kind: 'unauthorized', reason: /does not accept the token/, tries: 1 },
    {
      name: '403 of an app',
      fault: FAULTS.notForIntegration('contents=read'),
      kind: 'forbidden',
      reason: /lacks `contents: read`/,
      permission: 'contents: read',
      tries: 1,
    },
    {
      name: '403 that names several permissions',
      fault: FAULTS.notForIntegration('issues=write; pull_requests=write,checks=read'),
      kind: 'forbidden',
      reason: /lacks/,
      permission: 'issues: write or pull-requests: write and checks: read',
      tries: 1,
    },
    {
      name: '403 of a personal token',
      fault: FAULTS.notForPersonalToken,
      kind: 'forbidden',
      reason: /lacks `contents: read`/,
      permission: 'contents: read',
      tries: 1,
    },
    { name: '403 of a plan', fault: FAULTS.planTooSmall, kind: 'plan', reason: /plan of this repository/, tries: 1 },
    {
      name: '404',
      fault: FAULTS.notFound,
      kind: 'missing',
      reason: /HTTP 404/,
      permission: 'contents: read',
      tries: 1,
    },
    {
      name: '404 of a branch',
      fault: FAULTS.branchNotFound,
      kind: 'missing',
      reason: /HTTP 404/,
      permission: 'contents: read',
      tries: 1,
    },
    { name: '422', fault: FAULTS.bodyTooLong, kind: 'refused', reason: /Body is too long.*HTTP 422/, tries: 1 },
    { name: '500', fault: FAULTS.serverError, kind: 'unreachable', reason: /HTTP 500/, tries: 3 },
    { name: '502', fault: FAULTS.badGateway, kind: 'unreachable', reason: /HTTP 502/, tries: 3 },
    { name: 'hang-up', fault: FAULTS.hangUp, kind: 'unreachable', reason: /could not be reached/, tries: 3 },
    { name: 'half an answer', fault: FAULTS.cutShort, kind: 'unreachable', reason: /incomplete/, tries: 3 },
    { name: 'an answer in HTML', fault: FAULTS.notJson, kind: 'unreachable', reason: /incomplete/, tries: 3 },
    { name: 'silence', fault: FAULTS.silence, kind: 'unreachable', reason: /no answer within 10 s/, tries: 2 },
    {
      name: 'a long primary limit',
      fault: FAULTS.primaryLimit(3000),
      kind: 'rate-limit',
      reason: /rate limit is used up until \d\d:\d\d UTC/,
      tries: 1,
    },
    { name: 'a 429', fault: FAULTS.primaryLimit(3000, 429), kind: 'rate-limit', reason: /rate limit/, tries: 1 },
    { name: 'a secondary limit', fault: FAULTS.secondaryLimit(60), kind: 'rate-limit', reason: /rate limit/, tries: 1 },
    { name: 'a retry-after', fault: FAULTS.retryAfter(60), kind: 'rate-limit', reason: /rate limit/, tries: 1 },
    { name: 'a bare 429', fault: FAULTS.tooManyRequests, kind: 'rate-limit', reason: /rate limit/, tries: 1 },
  ]

  test.each(cases)('$name is $kind after $tries tries', async ({ fault, kind, reason, permission, tries }) => {
    fake.fault('repos/get-branch', fault)
    const started = Date.now()
    const answer = await impatient(fake).call('branch', { branch: 'main' })
    expect(answer).toMatchObject({ ok: false, kind, why: { known: false, ...(permission && { permission }) } })
    expect(answer.ok ? '' : answer.why.reason).toMatch(reason)
    expect(branchCalls()).toBe(tries)
    expect(Date.now() - started).toBeLessThan(20_000)
  })

  const passing: { name: string; fault: Fault }[] = [
    { name: '500', fault: FAULTS.serverError },
    { name: 'hang-up', fault: FAULTS.hangUp },
    { name: 'half an answer', fault: FAULTS.cutShort },
    { name: 'silence', fault: FAULTS.silence },
    { name: 'short primary limit', fault: FAULTS.primaryLimit(1) },
    { name: 'short secondary limit', fault: FAULTS.secondaryLimit(2) },
    { name: 'short secondary limit as 429', fault: FAULTS.secondaryLimit(2, 429) },
    { name: 'short retry-after', fault: FAULTS.retryAfter(2) },
  ]

  test.each(passing)('one $name is got over', async ({ fault }) => {
    // The first answer of the fake is slow: it compiles GitHub's description.
    await connect(fake).call('branch', { branch: 'main' })
    fake.fault('repos/get-branch', fault, 1)
    expect(await impatient(fake).call('branch', { branch: 'main' })).toMatchObject({ ok: true })
    expect(branchCalls()).toBe(3)
  })

  test('does not repeat what may have been done', async () => {
    fake.fault('issues/create-comment', FAULTS.serverError)
    await connect(fake).call('createComment', { issue_number: 7, body: 'text' }, { publish: true })
    expect(fake.requests).toHaveLength(1)
  })

  test('a remedy says which permission a workflow can grant, and which needs another token', async () => {
    fake.fault('checks/list-for-ref', FAULTS.notForIntegration('checks=read'))
    const github = connect(fake)
    const checks = await github.call('checkRuns', { ref: 'main' })
    const protection = await github.call('classicProtection', { branch: 'main' })
    expect(checks.ok ? '' : checks.why.remedy).toBe('Add `checks: read` to the permissions of the workflow.')
    expect(protection.ok ? '' : protection.why.remedy).toContain('`settings-token`')
  })
})

describe('the budget', () => {
  test('ends the calls of a run, retries included, and keeps some for publishing', async () => {
    const github = connect(fake, { budget: 10 })
    fake.fault('repos/get-branch', FAULTS.serverError, 2)
    await github.call('branch', { branch: 'main' })
    expect(github.spent).toBe(3)
    const refused = await github.call('branch', { branch: 'main' })
    expect(refused).toMatchObject({ ok: false, kind: 'budget' })
    expect(await github.call('repository', {}, { publish: true })).toMatchObject({ ok: true })
    expect(fake.requests).toHaveLength(4)
  })

  test('is not overdrawn by calls made at the same time', async () => {
    const github = connect(fake, { budget: 12 })
    const answers = await Promise.all(Array.from({ length: 20 }, async () => github.call('repository')))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5)
    expect(fake.requests).toHaveLength(5)
  })

  test('of waiting is shared by all calls', async () => {
    fake.fault('repos/get', FAULTS.serverError)
    fake.fault('repos/get-branch', FAULTS.serverError)
    const github = connect(fake, { patience: { totalMs: 40 } })
    await github.call('repository')
    await github.call('branch', { branch: 'main' })
    // 1 second for the first retry of each; 4 for a second one is more than is left.
    expect(github.spent).toBe(4)
  })

  test('a refused token and a rate limit are not asked again', async () => {
    fake.fault('repos/get', FAULTS.secondaryLimit(60))
    const github = connect(fake)
    await github.call('repository')
    expect(await github.call('branch', { branch: 'main' })).toMatchObject({ ok: false, kind: 'rate-limit' })
    expect(fake.requests).toHaveLength(1)
  })

  test('a host that does not answer ends the run of calls', async () => {
    for (const operation of ['repos/get', 'repos/get-branch', 'pulls/list']) fake.fault(operation, FAULTS.silence)
    const github = connect(fake, { patience: { totalMs: 50, timeoutMs: 100 } })
    const started = Date.now()
    await github.call('repository')
    await github.call('branch', { branch: 'main' })
    await github.call('pulls')
    expect(fake.requests).toHaveLength(1)
    expect(Date.now() - started).toBeLessThan(20_000)
  })
})

describe('pages', () => {
  const rules = (count: number): Record<string, unknown>[] =>
    Array.from({ length: count }, (_, i) => ({ type: 'deletion', ruleset_id: i + 1 }))

  test('are read to the end', async () => {
    fake.state.rules = rules(250)
    const list = await connect(fake).list('branchRules', { branch: 'main', per_page: 100 })
    expect(list).toMatchObject({ ok: true, complete: true })
    expect(list.ok ? list.items : []).toHaveLength(250)
    expect(fake.requests).toHaveLength(3)
  })

  test('beyond the most are said to be missing', async () => {
    fake.state.rules = rules(250)
    const list = await connect(fake).list('branchRules', { branch: 'main', per_page: 100 }, { most: 2 })
    expect(list).toMatchObject({
      ok: true,
      complete: false,
      why: { why: { reason: 'the list is longer than 2 pages' } },
    })
  })

  test('that fail are said to be missing', async () => {
    fake.state.rules = rules(250)
    const github = connect(fake, { budget: 9 })
    const list = await github.list('branchRules', { branch: 'main', per_page: 100 })
    expect(list).toMatchObject({ ok: true, complete: false, why: { kind: 'budget' } })
    expect(list.ok ? list.items : []).toHaveLength(200)
  })
})

describe('tokens', () => {
  test('for administrators are tried first where asked for, and the other one after', async () => {
    fake.state.tokens.set('admin', { login: 'octo', permissions: { administration: 'read' } })
    const github = connect(fake, { settingsToken: 'admin' })
    expect(await github.call('classicProtection', { branch: 'main' }, { admin: true })).toMatchObject({
      ok: false,
      message: 'Branch not protected',
    })
    expect(fake.requests).toHaveLength(1)
    expect(await github.call('branch', { branch: 'main' }, { admin: true })).toMatchObject({ ok: true })
    expect(fake.requests).toHaveLength(3)
  })

  test('that are refused do not stand in the way of the other', async () => {
    const github = connect(fake, { settingsToken: 'expired' })
    expect(await github.call('repository', {}, { admin: true })).toMatchObject({ ok: true })
    expect(await github.call('classicProtection', { branch: 'main' }, { admin: true })).toMatchObject({
      ok: false,
      kind: 'unauthorized',
      why: { reason: 'GitHub does not accept the token for settings', remedy: expect.stringContaining('Renew it') },
    })
  })

  test('for administrators are used for nothing else', async () => {
    fake.state.tokens.set('admin', { login: 'octo', permissions: { administration: 'write', contents: 'write' } })
    const github = connect(fake, { settingsToken: 'admin' })
    await github.call('branch', { branch: 'main' })
    await github.query('query { viewer { login } }', {})
    await github.call('createComment', { issue_number: 7, body: 'text' }, { publish: true })
    expect(fake.requests.map(({ headers }) => headers['authorization'])).not.toContain('token admin')
    expect(fake.requests).toHaveLength(3)
  })

  test('that are the same are one', async () => {
    const github = connect(fake, { settingsToken: 'job-token' })
    await github.call('classicProtection', { branch: 'main' }, { admin: true })
    expect(fake.requests).toHaveLength(1)
    expect(github.hasSettingsToken).toBe(false)
  })

  test('stay out of errors and of the log', async () => {
    const secret = 'ghs_0123456789abcdefghijABCDEFGHIJ456789'
    const other = 'github_pat_11ABCDEFG0123456789_abcdefghijklmnop'
    fake.state.tokens.set(secret, { login: 'x', permissions: {} })
    const lines: string[] = []
    const echo: Fault = (response) => {
      response.writeHead(422, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ message: `bad ${secret} and ${other} and admin-secret` }))
    }
    fake.fault('repos/get', echo)
    const log = (line: string): number => lines.push(line)
    const github = connect(fake, { token: secret, settingsToken: 'admin-secret', log })
    const answer = await github.call('repository')
    const failed = await connect(fake, { token: secret, apiUrl: 'http://127.0.0.1:1', log }).call('repository')
    const said = JSON.stringify([answer, failed, lines])
    expect(said).toContain('bad *** and *** and ***')
    expect(said).not.toContain(secret)
    expect(said).not.toContain(other)
    expect(said).not.toContain('admin-secret')
  })
})

describe('a query', () => {
  test('that fails in part is an answer with gaps', async () => {
    fake.state.query.hasVulnerabilityAlertsEnabled = null
    expect(await connect(fake).query('query Settings { alerts }', {})).toMatchObject({
      ok: true,
      data: { alerts: null },
    })
  })

  test('that fails as a whole is a failure', async () => {
    fake.fault('graphql', (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ errors: [{ message: "Field 'x' doesn't exist on type 'Query'" }] }))
    })
    expect(await connect(fake).query('query { x }', {})).toMatchObject({ ok: false, kind: 'refused' })
  })

  test('is tried again when it timed out', async () => {
    fake.fault('graphql', FAULTS.silence, 1)
    expect(await impatient(fake).query('query { viewer { login } }', {})).toMatchObject({ ok: true })
  })
})
