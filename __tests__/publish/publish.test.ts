import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Finding, Report } from '../../src/core/report.js'
import { readEvent, type Event } from '../../src/github/index.js'
import { publish, type PublishRequest } from '../../src/publish/publish.js'
import {
  actionsToken,
  connect,
  FAULTS,
  FULL_WORKFLOW_PERMISSIONS,
  startFakeGitHub,
  type FakeGitHub,
} from '../helpers/fake-github/index.js'
import { fakeRunner, type FakeRunner } from '../helpers/fake-runner.js'
import { remark } from '../../src/reporters/annotations.js'
import { finding as anyFinding, quietReport as anyReport } from '../reporters/reports.js'

/** An error that the pull request introduces. */
const finding = (part: Partial<Finding> = {}): Finding => anyFinding({ delta: 'introduced', inChange: true, ...part })

const report = (findings: readonly Finding[] = []): Report => {
  const verdict = findings.length > 0 ? 'fail' : 'pass'
  return anyReport({ findings, gate: { ...anyReport().gate, verdict } })
}

/** A problem of the repository as a whole. */
function placeless(): Finding {
  const { at, ...rest } = finding()
  expect(at).toBeDefined()
  return rest
}

const HEAD = 'a'.repeat(40)

let fake: FakeGitHub
let runner: FakeRunner

beforeEach(async () => {
  fake = await startFakeGitHub()
  runner = fakeRunner()
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

function event({ fork = false, actor = 'ada', run = 1 } = {}): Event {
  const repo = { full_name: 'acme/shop', default_branch: 'main' }
  const head = { sha: HEAD, repo: fork ? { full_name: 'eve/shop' } : repo }
  const pull = { number: 7, user: { login: actor }, head, base: { sha: 'b'.repeat(40), ref: 'main', repo } }
  const env = {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SHA: 'c'.repeat(40),
    GITHUB_ACTOR: actor,
    GITHUB_RUN_ID: String(run),
    GITHUB_RUN_ATTEMPT: '1',
  }
  return readEvent(env, { number: 7, pull_request: pull, repository: repo })
}

const request = (more: Partial<PublishRequest> = {}): PublishRequest => ({
  report: report([finding()]),
  event: event(),
  id: 'default',
  comment: 'always',
  checkRun: false,
  annotations: true,
  folder: '',
  renderSummary: (of, { limit, marker }) => `${marker ?? ''}\n${of.findings.length} findings`.slice(0, limit),
  github: connect(fake),
  remarks: [],
  runner,
  ...more,
})

const readOnly = (): void => {
  fake.state.tokens.set('job-token', actionsToken({ contents: 'read', 'pull-requests': 'read' }))
}

const messages = (): string[] => runner.annotations.map(({ message }) => message)

describe('publishing', () => {
  test('writes comment, annotations, summary and outputs', async () => {
    expect(await publish(request())).toEqual({
      commentUrl: 'https://github.example/acme/shop/pull/7#issuecomment-1000',
    })
    expect(fake.state.comments.map(({ body }) => body)).toEqual([
      `<!-- pillarlint:default sha=${HEAD} run=1/1 -->\n1 findings`,
    ])
    expect(runner.annotations).toMatchObject([{ file: '.github/workflows/ci.yml', level: 'error' }])
    expect(runner.summaries).toEqual(['\n1 findings'])
    expect(Object.fromEntries(runner.outputs)).toEqual({
      verdict: 'fail',
      errors: 1,
      warnings: 0,
      notices: 0,
      'foundational-not-met': 0,
      'maturity-level': anyReport().maturity.level ?? '',
      'comment-url': 'https://github.example/acme/shop/pull/7#issuecomment-1000',
    })
  })

  test('updates the comment of the run before', async () => {
    await publish(request())
    await publish(request({ report: report(), event: event({ run: 2 }) }))
    expect(fake.state.comments.map(({ body }) => body.split('\n')[1])).toEqual(['0 findings'])
  })

  test('keeps one comment for each id', async () => {
    for (const id of ['api', 'web', 'api']) await publish(request({ id }))
    expect(fake.state.comments).toHaveLength(2)
  })

  test('adds the marker if the text lacks it', async () => {
    await publish(request({ renderSummary: () => 'text' }))
    expect(fake.state.comments[0]?.body).toMatch(/^<!-- pillarlint:default .*-->\ntext$/)
  })

  test('names files from the root of the repository', async () => {
    await publish(request({ folder: 'services/api/' }))
    expect(runner.annotations[0]?.file).toBe('services/api/.github/workflows/ci.yml')
  })

  test('asks GitHub nothing where nothing is to be written there', async () => {
    await publish(request({ comment: 'never', annotations: false }))
    expect(fake.requests).toEqual([])
    expect(runner.annotations).toEqual([])
    expect(runner.summaries).toHaveLength(1)
  })

  test('has no comment to write outside pull requests', async () => {
    const push = readEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_SHA: HEAD, GITHUB_REPOSITORY: 'acme/shop' }, {})
    await publish(request({ event: push }))
    expect(fake.requests).toEqual([])
  })
})

describe('a check run', () => {
  test('carries all annotations that have a place, and none is repeated', async () => {
    const findings = [...Array.from({ length: 60 }, () => finding()), placeless()]
    await publish(request({ report: report(findings), checkRun: true, comment: 'never' }))
    const [check] = fake.state.createdCheckRuns
    expect(check?.request).toMatchObject({ name: 'Pillarlint', head_sha: HEAD, conclusion: 'failure' })
    expect(check?.annotations).toHaveLength(60)
    expect(check?.annotations[0]).toMatchObject({
      path: '.github/workflows/ci.yml',
      start_line: 12,
      end_line: 12,
      start_column: 15,
      end_column: 28,
      annotation_level: 'failure',
    })
    expect(runner.annotations).toEqual([])
  })

  test('gives way to annotations of the step if it is not allowed', async () => {
    fake.state.tokens.set('job-token', actionsToken({ ...FULL_WORKFLOW_PERMISSIONS, checks: 'read' }))
    await publish(request({ checkRun: true, comment: 'never', id: 'api' }))
    expect(messages()).toEqual([
      'There is no check run: the token lacks `checks: write`. Add `checks: write` to the permissions of the workflow.',
      expect.stringContaining('can be moved'),
    ])
  })
})

describe('a token that only reads', () => {
  test('of a fork: the notice says so', async () => {
    readOnly()
    expect(await publish(request({ event: event({ fork: true }) }))).toEqual({})
    expect(messages()[0]).toBe(
      'There is no comment: the token lacks `issues: write` or `pull-requests: write`, because tokens of pull requests from forks only read. The job summary has the same text.',
    )
    expect(runner.outputs.get('comment-url')).toBe('')
    expect(runner.summaries).toHaveLength(1)
  })

  test('of Dependabot: the notice says what helps', async () => {
    readOnly()
    await publish(request({ event: event({ actor: 'dependabot[bot]' }) }))
    expect(messages()[0]).toMatch(/started by Dependabot only read unless the workflow names its permissions/)
  })

  test('leaves room for its notices among the notices', async () => {
    readOnly()
    const findings = Array.from({ length: 30 }, () => finding({ severity: 'notice' }))
    const remarks = [remark('notice', 'The base is not in the clone.')]
    await publish(request({ report: report(findings), checkRun: true, remarks }))
    expect(runner.annotations).toHaveLength(10)
    expect(messages().filter((message) => message.startsWith('There is no'))).toHaveLength(2)
    expect(messages()).toContain('24 more of this level: the summary of the run lists them.')
  })

  test('that is missing is a notice as well', async () => {
    const offline = request({ checkRun: true })
    await publish(Object.fromEntries(Object.entries(offline).filter(([name]) => name !== 'github')) as typeof offline)
    expect(messages()).toContain('There is no comment: no token was given.')
    expect(messages()).toContain('There is no check run: no token was given.')
  })

  test.each([
    { name: 'a server error', fault: FAULTS.serverError },
    { name: 'a rate limit', fault: FAULTS.secondaryLimit(60) },
    { name: 'a conversation that is locked', fault: FAULTS.notForIntegration('issues=write') },
  ])('$name costs the comment and nothing else', async ({ fault }) => {
    fake.fault('issues/create-comment', fault)
    expect(await publish(request())).toEqual({})
    expect(runner.outputs.get('verdict')).toBe('fail')
    expect(runner.summaries).toHaveLength(1)
  })
})

describe('the job summary', () => {
  test('is made shorter where its bytes are more than its characters', async () => {
    runner.summaryRoom = 10_000
    await publish(request({ comment: 'never', renderSummary: (_, { limit }) => '€'.repeat(Math.min(limit, 9000)) }))
    const [summary = ''] = runner.summaries
    expect(Buffer.byteLength(summary)).toBeLessThan(10_000)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(5000)
  })

  test('that has no room left is a line in the log', async () => {
    runner.summaryRoom = 0
    await publish(request({ comment: 'never', renderSummary: () => 'text' }))
    expect(runner.summaries).toEqual([])
    expect(runner.lines).toEqual(['The job summary could not be written.'])
  })
})
