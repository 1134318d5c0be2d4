import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { SuggestedChange } from '../../src/core/suggested-change.js'
import { commentMarker, readEvent } from '../../src/github/index.js'
import { publish, type PublishRequest } from '../../src/publish/publish.js'
import {
  actionsToken,
  addComment,
  connect,
  FAULT_TABLE,
  FAULTS,
  FULL_WORKFLOW_PERMISSIONS,
  PLANTED,
  startFakeGitHub,
  type FakeGitHub,
  type Fault,
} from '../helpers/fake-github/index.js'
import { fakeRunner, type FakeRunner } from '../helpers/fake-runner.js'
import { finding, quietReport } from '../reporters/reports.js'

const HEAD = 'a'.repeat(40)
const BOT = 'github-actions[bot]'
const FILE = '.github/workflows/ci.yml'
const REPO = { full_name: 'acme/shop', default_branch: 'main' }

const EVENT = readEvent(
  { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '5', GITHUB_RUN_ATTEMPT: '1' },
  {
    number: 7,
    pull_request: { number: 7, user: { login: 'ada' }, head: { sha: HEAD, repo: REPO }, base: { repo: REPO } },
  },
)

const REPORT = quietReport({
  findings: Array.from({ length: 120 }, (_, index) =>
    finding({ fingerprint: `f${index}`, delta: 'introduced', inChange: true }),
  ),
  gate: { ...quietReport().gate, verdict: 'fail' },
})

const CHANGE: SuggestedChange = {
  finding: { check: 'some-check', title: 'Wrong', message: ['It is wrong'], fingerprint: 'f0' },
  file: FILE,
  from: 2,
  to: 2,
  before: ['b: 2'],
  text: 'b: 3',
}

let fake: FakeGitHub

beforeAll(async () => {
  fake = await startFakeGitHub()
  fake.state.tokens.set(PLANTED, actionsToken(FULL_WORKFLOW_PERMISSIONS))
  fake.state.pullFiles = [{ filename: FILE, status: 'modified', patch: '@@ -1,3 +1,4 @@\n a: 1\n+b: 2\n c: 3' }]
})

afterAll(async () => fake.close())

const older = (): void =>
  void addComment(fake.state, BOT, `${commentMarker({ id: 'default', sha: HEAD, run: { id: 4, attempt: 1 } })}\nolder`)

interface Scene {
  readonly name: string
  readonly before: () => void
  readonly wants: Partial<PublishRequest>
  /** Whether what was wanted is there. */
  readonly isDone: () => boolean
}

const newest = (): boolean =>
  fake.state.comments.length === 1 && fake.state.comments[0]?.body.includes('run=5/1') === true

const SCENES: readonly Scene[] = [
  { name: 'a first comment', before: () => undefined, wants: {}, isDone: newest },
  { name: 'a comment of an earlier run', before: older, wants: {}, isDone: newest },
  {
    name: 'two comments, of which one is left over',
    before: () => [older(), older()],
    wants: {},
    isDone: () => fake.state.comments.some(({ body }) => body.includes('run=5/1')),
  },
  {
    name: 'a comment that nothing needs',
    before: older,
    wants: { comment: 'when-needed', report: quietReport() },
    isDone: newest,
  },
  {
    name: 'a comment that is removed',
    before: older,
    wants: { comment: 'remove' },
    isDone: () => fake.state.comments.length === 0,
  },
  {
    name: 'a check run',
    before: () => undefined,
    wants: { comment: 'never', checkRun: true },
    isDone: () => fake.state.createdCheckRuns[0]?.annotations.length === 120,
  },
  {
    name: 'suggestions',
    before: () => undefined,
    wants: { comment: 'never', changes: [CHANGE] },
    isDone: () => fake.state.reviews.length === 1,
  },
]

/** One fault of each sort: how each is told from others is tested where calls are. */
const NAMED =
  /^(?:401|403 (?:for want|of single|of an archive|of the primary limit$|of a primary limit that)|404|409|410|422|451|500|502|503 for a long|200 with (?:half|null|a list for)|204|a redirect to another|a connection that breaks at once)/

/** Faults after which what was asked for is done all the same. */
const DONE: readonly (readonly [string, Fault])[] = [
  ['done, and the answer lost', FAULTS.lostAnswer],
  ['done, and half of the answer', FAULTS.cutShort],
  ['done, and 502', after((response) => raw(response, 502, '<html>'))],
  ['done, and another answer', after((response) => raw(response, 201, '{"ok":true}'))],
]

function raw(response: Parameters<Fault>[0], status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body)
}

function after(fault: (response: Parameters<Fault>[0]) => void): Fault {
  return (response, answer) => {
    answer()
    fault(response)
  }
}

const CELLS = [
  ...FAULT_TABLE.filter(({ name }) => NAMED.test(name)).map(({ name, fault }) => [name, fault] as const),
  ...DONE,
]

/** What the next try may get over. */
const PASSING = CELLS.filter(([name]) => /^(?:500|502|200 with half|a connection|done)/.test(name))

interface Cell {
  readonly runner: FakeRunner
  readonly lines: readonly string[]
}

async function run({ before, wants }: Scene): Promise<Cell> {
  Object.assign(fake.state, { comments: [], createdCheckRuns: [], reviews: [], reviewComments: [] })
  before()
  const [runner, lines] = [fakeRunner(), [] as string[]]
  const patience = { secondMs: 1, totalMs: 20 }
  await publish({
    ...{
      report: REPORT,
      event: EVENT,
      id: 'default',
      comment: 'always',
      checkRun: false,
      annotations: true,
      folder: '',
    },
    renderSummary: (of, { marker }) => `${marker ?? ''}\n${of.findings.length} findings`,
    github: connect(fake, { token: PLANTED, patience, log: (line) => lines.push(line) }),
    ...{ remarks: [], runner, ...wants },
  })
  return { runner, lines }
}

describe.each(SCENES)('$name', (scene) => {
  let operations: readonly string[]

  beforeAll(async () => {
    fake.mend()
    await run(scene)
    expect(scene.isDone()).toBe(true)
    operations = [
      ...new Set(fake.requests.map(({ operation, query }) => (query === undefined ? operation : `graphql:${query}`))),
    ]
  })

  test.each(CELLS)('%s costs neither verdict nor summary, makes nothing twice, and is told', async (name, fault) => {
    const wrong: string[] = []
    for (const operation of operations) {
      fake.mend()
      fake.fault(operation, fault)
      const { runner, lines } = await run(scene)
      const told = runner.annotations.filter(({ message }) =>
        /^(?:There (?:is|are) no|The comment is not|The check run has)/.test(message),
      )
      const own = fake.state.comments.length
      const says = (what: string): unknown => wrong.push(`${operation}: ${what}`)
      if (runner.outputs.get('verdict') !== (scene.wants.report ?? REPORT).gate.verdict) says('another verdict')
      if (runner.summaries.length !== 1) says('no summary')
      if (own > (scene.name.startsWith('two') ? 2 : 1)) says(`${own} comments`)
      if (fake.state.createdCheckRuns.length > 1 || fake.state.reviews.length > 1) says('made twice')
      // That it is not there is what was wanted.
      const isGone = operation === 'issues/delete-comment' && /^(?:404|410|204)/.test(name)
      if (!scene.isDone() && told.length === 0 && !isGone) says('missing, and nothing said')
      if (told.some(({ message }) => !/\.$/.test(message))) says(`no sentence: ${told[0]?.message}`)
      if (fake.requests.length > 29) says(`${fake.requests.length} requests`)
      if (JSON.stringify([runner, lines]).includes(PLANTED)) says('a token')
    }
    expect(wrong).toEqual([])
  })

  test.each(PASSING)('%s once ends in what was wanted, or says that it did not', async (_, fault) => {
    const wrong: string[] = []
    for (const operation of operations) {
      fake.mend()
      fake.fault(operation, fault, 1)
      const { runner } = await run(scene)
      const told = runner.annotations.some(({ message }) =>
        /There (?:is|are) no|The comment is not|The check run has/.test(message),
      )
      if (!scene.isDone() && !told) wrong.push(`${operation}: missing, and nothing said`)
      if (fake.state.comments.length > (scene.name.startsWith('two') ? 2 : 1)) wrong.push(`${operation}: two comments`)
      if (fake.state.createdCheckRuns.length > 1 || fake.state.reviews.length > 1)
        wrong.push(`${operation}: made twice`)
    }
    expect(wrong).toEqual([])
  })
})

describe('a token that may not say whose it is', () => {
  const name = 'acme-lint[bot]'
  const refuse: Fault = (response) => raw(response, 200, '{"data":null,"errors":[{"message":"Field not allowed"}]}')

  test('updates its comment of the run before, and makes no second one', async () => {
    fake.mend()
    fake.state.tokens.set(PLANTED, { login: name, permissions: FULL_WORKFLOW_PERMISSIONS })
    fake.fault('graphql', refuse)
    const marker = commentMarker({ id: 'default', sha: HEAD, run: { id: 4, attempt: 1 } })
    await run({ ...scene('a first comment'), before: () => addComment(fake.state, name, `${marker}\nolder`) })
    fake.state.tokens.set(PLANTED, actionsToken(FULL_WORKFLOW_PERMISSIONS))
    expect(fake.state.comments.map(({ body }) => body.split('\n')[0])).toEqual([expect.stringContaining('run=5/1')])
  })

  const scene = (wanted: string): Scene => SCENES.find((each) => each.name === wanted) as Scene
})
