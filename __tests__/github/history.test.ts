import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { known, unknown } from '../../src/core/known.js'
import { readDeliveryHistory } from '../../src/github/index.js'
import type { DeliveryHistory, Hosting } from '../../src/models/index.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { readGitDeliveryHistory } from '../../src/snapshot/delivery-history/index.js'
import { DELIVERY_STORY, STORY_END, storyOnHost } from '../helpers/delivery-story.js'
import {
  actionsToken,
  connect,
  FAULTS,
  FULL_WORKFLOW_PERMISSIONS,
  startFakeGitHub,
  type FakeGitHub,
} from '../helpers/fake-github/index.js'
import { tellGit } from '../helpers/git-story.js'

jest.setTimeout(60_000)

let fake: FakeGitHub
const { root, ids } = tellGit(DELIVERY_STORY)

beforeEach(async () => {
  fake = await startFakeGitHub()
  fake.state.history = storyOnHost(ids)
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

type HostFacts = Pick<Hosting, 'repository' | 'protection'>

const facts = noHosting('not read')

async function read(hosting: HostFacts = facts): Promise<DeliveryHistory> {
  const history = await readDeliveryHistory(connect(fake), { days: 90, until: STORY_END, hosting, branch: 'main' })
  if (!history.known) throw new Error(history.reason)
  return history.value
}

const may = (permissions: Readonly<Record<string, 'read' | 'write'>>): void => {
  fake.state.tokens.set('job-token', actionsToken(permissions))
}

const without = (...scopes: string[]): Record<string, 'read' | 'write'> =>
  Object.fromEntries(Object.entries(FULL_WORKFLOW_PERMISSIONS).filter(([scope]) => !scopes.includes(scope)))

const at = (iso: string): number => Date.parse(iso)

describe('the story as the host tells it', () => {
  test('changes', async () => {
    const { changes, window, source, defaultBranch } = await read()
    if (!changes.known) throw new Error(changes.reason)
    expect([source, defaultBranch, window.began]).toEqual(['api', 'main', at('2025-06-01T00:00:00Z')])
    expect(changes.value.complete).toBe(true)
    expect(changes.value.items.map(({ number, way }) => [number, way])).toEqual([
      [7, 'pull-request'],
      [6, 'pull-request'],
      [5, 'pull-request'],
      [4, 'pull-request'],
      [undefined, 'direct'],
      [3, 'pull-request'],
      [2, 'pull-request'],
    ])
    expect(changes.value.items.at(-1)).toEqual({
      sha: ids.get(5),
      mergedAt: at('2025-12-04T10:00:00Z'),
      firstCommitAt: at('2025-12-02T10:00:00Z'),
      author: 'bob',
      automated: false,
      way: 'pull-request',
      number: 2,
      lines: 30,
      readyAt: at('2025-12-03T10:00:00Z'),
      firstReviewAt: at('2025-12-03T12:00:00Z'),
      approved: true,
      reviewers: ['ada'],
    })
    expect(changes.value.items[1]).toMatchObject({ number: 6, approved: false, repairs: 'revert', reviewers: [] })
  })

  test('deployments, with the first result of each and the run that made it', async () => {
    const { deployments } = await read()
    expect(deployments).toEqual({
      known: true,
      value: {
        complete: true,
        items: [
          [12, '2026-02-02T01:00:00Z', 'success', '2026-02-02T01:05:00Z', 22],
          [9, '2026-01-05T02:00:00Z', 'failure', '2026-01-05T02:05:00Z', 21],
          [6, '2025-12-11T01:00:00Z', 'success', '2025-12-11T01:05:00Z', 20],
        ].map(([mark, createdAt, state, resultAt, runId]) => ({
          sha: ids.get(Number(mark)),
          environment: 'production',
          production: true,
          createdAt: at(String(createdAt)),
          result: { state, at: at(String(resultAt)) },
          runId,
        })),
      },
    })
  })

  test('runs, releases and incidents', async () => {
    const { runs, releases, incidents } = await read()
    expect(runs).toMatchObject({ known: true, value: { complete: true, items: [{ id: 22 }, { id: 21 }, { id: 20 }] } })
    expect(runs.known && runs.value.items[2]).toEqual({
      id: 20,
      path: '.github/workflows/deploy.yml',
      event: 'push',
      sha: ids.get(6),
      branch: 'main',
      createdAt: at('2025-12-11T00:50:00Z'),
      startedAt: at('2025-12-11T00:50:00Z'),
      endedAt: at('2025-12-11T01:10:00Z'),
      conclusion: 'success',
      attempt: 1,
    })
    expect(releases).toMatchObject({
      value: { items: [{ name: 'v1.1.0' }, { name: 'v1.1.0-rc.1' }, { name: 'v1.0.0' }] },
    })
    const incident = { openedAt: at('2026-01-05T03:00:00Z'), closedAt: at('2026-01-06T01:00:00Z') }
    expect(incidents).toEqual({ known: true, value: { items: [incident], complete: true } })
  })

  test('agrees with git wherever both can tell', async () => {
    const [host, git] = [await read(), readGitDeliveryHistory({ root, days: 90, until: STORY_END })]
    if (!git.known || !git.value.changes.known || !host.changes.known) throw new Error('not known')
    const common = git.value.changes.value.items.map((change, index) => {
      const told = host.changes.known ? host.changes.value.items[index] : undefined
      return { change, told }
    })
    expect(common).toHaveLength(7)
    for (const { change, told } of common) {
      for (const key of ['sha', 'mergedAt', 'automated', 'way', 'number', 'repairs'] as const)
        expect([key, told?.[key]]).toEqual([key, change[key]])
      // git does not see the beginning of what was squashed; the host does not count the lines of pushes.
      if (change.firstCommitAt !== undefined) expect(told?.firstCommitAt).toBe(change.firstCommitAt)
      if (told?.lines !== undefined) expect(told.lines).toBe(change.lines)
    }
    expect(host.releases).toEqual(git.value.releases)
    expect(host.window).toEqual(git.value.window)
  })

  test('takes three calls, and six where there is much', async () => {
    await read()
    expect(fake.requests.map(({ operation }) => operation).sort()).toEqual([
      'actions/list-workflow-runs-for-repo',
      'graphql',
      'graphql',
    ])
    const before = fake.requests.length
    const many = storyOnHost(ids)
    fake.state.history = {
      ...many,
      deployments: [],
      pulls: Array.from({ length: 200 }, (_, index) => ({ ...many.pulls[0], number: 100 + index })),
      runs: Array.from({ length: 500 }, (_, index) => ({ ...many.runs[0], id: 100 + index })),
    }
    const history = await read()
    expect(fake.requests.length - before).toBe(6)
    expect(history.changes).toMatchObject({ value: { complete: false } })
    expect(history.runs).toMatchObject({ value: { complete: false } })
    expect(history.runs.known && history.runs.value.items.length).toBe(200)
    expect(history.deployments).toEqual({ known: true, value: { items: [], complete: true } })
  })
})

describe('changes', () => {
  const first = async (change: Record<string, unknown>, hosting?: HostFacts) => {
    fake.state.history.pulls = [{ ...fake.state.history.pulls[0], ...change }]
    fake.state.history.commits = []
    const { changes } = await read(hosting)
    return changes.known ? changes.value.items[0] : undefined
  }
  const review = (login: string, state: string, submittedAt: string, type = 'User') => ({
    state,
    submittedAt,
    author: { __typename: type, login },
  })

  test.each([
    ['by its author', [review('bob', 'COMMENTED', '2025-12-03T11:00:00Z')], undefined, false],
    ['by a program', [review('ci', 'APPROVED', '2025-12-03T11:00:00Z', 'Bot')], undefined, false],
    ['that only comments', [review('ada', 'COMMENTED', '2025-12-03T11:00:00Z')], '2025-12-03T11:00:00Z', false],
    [
      'that approves later',
      [review('ada', 'COMMENTED', '2025-12-03T11:00:00Z'), review('cleo', 'APPROVED', '2025-12-03T15:00:00Z')],
      '2025-12-03T11:00:00Z',
      true,
    ],
    [
      'of more than are read',
      Array.from({ length: 21 }, () => review('ada', 'COMMENTED', '2025-12-03T11:00:00Z')),
      '2025-12-03T11:00:00Z',
      undefined,
    ],
  ])('with a review %s', async (_, reviews, firstReviewAt, approved) => {
    const change = await first({ reviews })
    expect([change?.firstReviewAt, change?.approved]).toEqual([firstReviewAt && at(firstReviewAt), approved])
  })

  test('that were drafts ask for review when they stop being one', async () => {
    const change = await first({ ready: ['2025-12-03T11:30:00Z'] })
    expect(change?.readyAt).toBe(at('2025-12-03T11:30:00Z'))
  })

  test.each([
    [{ mergedBy: { __typename: 'Bot', login: 'github-merge-queue' } }, { way: 'queue' }],
    [{ mergedBy: { __typename: 'Bot', login: 'mergify' } }, { way: 'pull-request', automated: false }],
    [{ author: { __typename: 'Bot', login: 'renovate' } }, { automated: true }],
    [{ author: null }, { author: 'ghost', automated: false }],
    [{ labels: [{ name: 'hotfix' }] }, { repairs: 'hotfix' }],
    [{ headRefName: 'revert-1-cart' }, { repairs: 'revert' }],
  ])('%j', async (pull, expected) => {
    expect(await first(pull)).toMatchObject(expected)
  })

  const requiring = (...contexts: string[]): HostFacts => {
    const requiredChecks = known(contexts.map((context) => ({ context, source: 'ruleset main' })))
    return { repository: facts.repository, protection: known({ requiredChecks }) as unknown as Hosting['protection'] }
  }
  const checkRun = (name: string, conclusion: string, completedAt: string) => ({
    __typename: 'CheckRun',
    name,
    conclusion,
    completedAt,
  })

  test.each([
    ['passed', [checkRun('test', 'SUCCESS', '2025-12-04T09:00:00Z')], []],
    ['failed', [checkRun('test', 'FAILURE', '2025-12-04T09:00:00Z')], ['test']],
    ['failed after the merge', [checkRun('test', 'FAILURE', '2025-12-04T11:00:00Z')], []],
    [
      'failed and passed again',
      [checkRun('test', 'FAILURE', '2025-12-04T08:00:00Z'), checkRun('test', 'SUCCESS', '2025-12-04T09:00:00Z')],
      [],
    ],
    [
      'failed as a status',
      [{ __typename: 'StatusContext', context: 'test', state: 'ERROR', createdAt: '2025-12-04T09:00:00Z' }],
      ['test'],
    ],
    ['failed and is not required', [checkRun('lint', 'FAILURE', '2025-12-04T09:00:00Z')], []],
    [
      'is among more than are read',
      Array.from({ length: 51 }, () => checkRun('x', 'SUCCESS', '2025-12-04T09:00:00Z')),
      undefined,
    ],
  ])('whose required check %s', async (_, checks, expected) => {
    expect((await first({ checks }, requiring('test')))?.failedChecks).toEqual(expected)
  })

  test('do not tell of checks without the permission, and tell the rest', async () => {
    may(without('checks'))
    const change = await first({ checks: [] }, requiring('test'))
    expect([change?.number, change?.failedChecks]).toEqual([2, undefined])
  })

  test('that were imported with their numbers are not pushes', async () => {
    fake.state.history.pulls = []
    fake.state.history.commits = [
      { oid: 'a'.repeat(40), committedDate: '2026-01-01T00:00:00Z', message: 'Cart (#90)', parents: [], author: {} },
    ]
    expect((await read()).changes).toEqual({ known: true, value: { items: [], complete: true } })
  })
})

describe('open branches', () => {
  const target = (oid: string, committedDate: string, login = 'bob') => ({
    __typename: 'Commit',
    oid,
    committedDate,
    author: { name: login, email: 'x@example.com', user: { login } },
  })
  const request = (state: string, headRefOid: string) => ({
    state,
    headRefOid,
    author: { __typename: 'User', login: 'bob' },
    commits: [{ commit: { authoredDate: '2025-12-24T00:00:00Z' } }],
  })

  test.each([
    ['with an open request', [request('OPEN', 'a')], '2026-01-01', [['x', '2025-12-24']], true],
    ['with a merged request', [request('MERGED', 'a')], '2026-01-01', [], true],
    ['that went on after its merge', [request('MERGED', 'b')], '2026-01-01', [['x', '2026-01-01']], true],
    ['without a request, of the window', [], '2026-01-01', [['x', '2026-01-01']], true],
    ['without a request, older', [], '2025-01-01', [], false],
  ])('a branch %s', async (name, associatedPullRequests, day, expected, complete) => {
    fake.state.history.branches = [
      { name: 'main', target: target('m', '2026-01-01T00:00:00Z') },
      { name: 'release/1.x', target: target('r', '2026-01-01T00:00:00Z') },
      { name: 'x', target: target('a', `${day}T00:00:00Z`), associatedPullRequests },
    ]
    const { openBranches, mergedBranches } = await read()
    expect(mergedBranches).toEqual(known(name === 'with a merged request' ? 1 : 0))
    if (!openBranches.known) throw new Error(openBranches.reason)
    expect(openBranches.value.complete).toBe(complete)
    const found = openBranches.value.items.map(({ name, startedAt }) => [
      name,
      new Date(startedAt).toISOString().slice(0, 10),
    ])
    expect(found).toEqual(expected)
  })

  test('that the default branch holds are merged', async () => {
    fake.state.history.branches = [{ name: 'old', target: target(ids.get(10) ?? '', '2026-01-06T00:00:00Z') }]
    expect((await read()).openBranches).toEqual({ known: true, value: { items: [], complete: true } })
  })
})

describe('deployments', () => {
  test.each([
    ['while no run was under way', '2026-01-20T00:00:00Z', true],
    ['while a run was under way', '2026-01-05T02:00:00Z', undefined],
  ])('by a person %s', async (_, createdAt, outsideRuns) => {
    const creator = { __typename: 'User', login: 'ada' }
    fake.state.history.deployments = [{ commitOid: 'a', environment: 'staging', createdAt, creator, statuses: [] }]
    const { deployments } = await read()
    expect(deployments.known && deployments.value.items).toEqual([
      {
        sha: 'a',
        environment: 'staging',
        production: false,
        createdAt: at(createdAt),
        ...(outsideRuns && { outsideRuns }),
      },
    ])
  })
})

describe('releases', () => {
  test('of the host count before tags, drafts do not', async () => {
    fake.state.history.releases = [
      { tagName: 'v2.0.0', publishedAt: null, isDraft: true },
      { tagName: 'one', publishedAt: '2026-01-10T00:00:00Z', isPrerelease: true, tagCommit: { oid: 'a' } },
    ]
    const { releases } = await read()
    expect(releases.known && releases.value.items).toEqual([
      { name: 'one', sha: 'a', at: at('2026-01-10T00:00:00Z'), prerelease: true },
    ])
  })
})

describe('what the token may not read is unknown by itself', () => {
  test.each([
    ['pull-requests', ['changes', 'openBranches'], 'pull-requests: read'],
    ['deployments', ['deployments'], 'deployments: read'],
    ['actions', ['runs'], 'actions: read'],
    ['issues', ['incidents'], 'issues: read'],
    ['contents', ['changes', 'openBranches', 'releases'], 'contents: read'],
  ] as const)('without %s', async (scope, missing, permission) => {
    fake.state.history.branches = [{ name: 'x', target: { __typename: 'Commit', oid: 'a' } }]
    may(without(scope))
    const history = await read()
    const lists = ['changes', 'openBranches', 'deployments', 'runs', 'releases', 'incidents'] as const
    expect(lists.filter((name) => !history[name].known)).toEqual(
      lists.filter((name) => (missing as readonly string[]).includes(name)),
    )
    for (const name of missing) {
      expect(history[name]).toMatchObject({
        permission: expect.stringContaining(permission),
        remedy: expect.stringMatching(/permissions of the workflow/),
      })
    }
  })

  test('a query that shows no deployments to a token without the permission', async () => {
    fake.state.history.deployments = []
    fake.fault('repos/list-deployments', FAULTS.notForIntegration('deployments=read'))
    expect((await read()).deployments).toMatchObject({ known: false, permission: 'deployments: read' })
  })

  test('incidents where no label is for them', async () => {
    fake.state.history.labels = new Map()
    expect((await read()).incidents).toMatchObject({ known: false, remedy: expect.stringContaining('`incident`') })
  })
})

describe('a host that fails', () => {
  const lists = (history: DeliveryHistory) => [history.changes, history.deployments, history.releases]

  test.each([
    ['is down', FAULTS.badGateway],
    ['hangs up', FAULTS.hangUp],
    ['cuts answers short', FAULTS.cutShort],
    ['sends no JSON', FAULTS.notJson],
    ['limits the rate', FAULTS.primaryLimit(3600)],
    ['limits the rate for a while', FAULTS.secondaryLimit(60)],
    ['refuses the token', FAULTS.badToken],
  ])('and %s leaves what was asked of it unknown', async (_, fault) => {
    fake.fault('graphql', fault)
    for (const list of lists(await read())) {
      expect(list).toMatchObject({ known: false, reason: expect.any(String), remedy: expect.any(String) })
    }
  })

  test.each([
    [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation ID 1.' }, /rate limit/],
    [{ message: 'Something went wrong while executing your query.' }, /Something went wrong/],
    [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: 'This query requests too many nodes' }, /too many nodes/],
  ])('with status 200 and %j', async (error, reason) => {
    fake.fault('graphql', (response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify({ data: null, errors: [error] }))
    })
    for (const list of lists(await read()))
      expect(list).toMatchObject({ known: false, reason: expect.stringMatching(reason) })
  })

  test('on GitHub Enterprise Server, whose queries go to another address', async () => {
    await fake.close()
    fake = await startFakeGitHub({ prefix: '/api/v3' })
    fake.state.history = storyOnHost(ids)
    expect((await read()).changes.known).toBe(true)
    fake.fault('graphql', (response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify({ errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }))
    })
    for (const list of lists(await read())) {
      expect(list).toMatchObject({
        known: false,
        reason: expect.stringContaining('rate limit'),
        remedy: expect.any(String),
      })
    }
  })

  test('once is asked again', async () => {
    fake.fault('graphql', FAULTS.serverError, 1)
    for (const list of lists(await read())) expect(list.known).toBe(true)
  })

  test('on the second page of changes ends the list there', async () => {
    const { pulls } = fake.state.history
    fake.state.history.pulls = Array.from({ length: 60 }, (_, index) => ({
      ...pulls[0],
      number: 100 + index,
      mergedAt: new Date(STORY_END - (index + 1) * 3_600_000).toISOString(),
    }))
    fake.state.history.commits = []
    const { changes } = await read()
    expect(changes).toMatchObject({ value: { complete: true } })
    let asked = 0
    fake.fault('graphql', (response, answer) => {
      const body = answer()
      asked += 1
      const isSecond = JSON.stringify(fake.requests.at(-1)?.body).includes('"pulls":"50"')
      response.writeHead(isSecond ? 403 : 200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify(isSecond ? { message: 'Resource not accessible by integration' } : body))
    })
    const cut = (await read()).changes
    expect(asked).toBe(3)
    expect(cut.known && [cut.value.complete, cut.value.items.length]).toEqual([false, 50])
  })
})

test('without a default branch nothing is asked', async () => {
  const why = unknown('GitHub does not accept the token')
  const hosting = { repository: why, protection: why }
  expect(await readDeliveryHistory(connect(fake), { days: 90, until: STORY_END, hosting })).toBe(why)
  expect(fake.requests).toEqual([])
})
