import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { OPERATIONS, type OperationName } from '../../src/github/operations.js'
import type { GitHub } from '../../src/github/index.js'
import {
  actionsToken,
  addComment,
  connect,
  FAULT_TABLE,
  FAULTS,
  PLANTED,
  PLANTED_SETTINGS,
  startFakeGitHub,
  type FakeGitHub,
  type Fault,
} from '../helpers/fake-github/index.js'
import { readOperations } from '../helpers/fake-github/openapi.js'
import { CALLS } from '../helpers/github-calls.js'
import { everythingOn } from '../helpers/everything-on.js'

const SRC = new URL('../../src/', import.meta.url)

const NAMES = Object.keys(OPERATIONS) as OperationName[]

/** All of our own source but the table itself. */
const SOURCES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/generated|operations\.ts$|shapes\.ts$/.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(new URL(path, SRC), 'utf8') }))

const FEW = ['repository', 'createComment', 'query'] as const satisfies readonly OperationName[]

/** GitHub's own name of a call: what the fake knows it by. */
const known = readOperations()
const idOf = (name: OperationName): string => {
  if (name === 'query') return 'graphql'
  const [method, template = ''] = OPERATIONS[name].route.split(' ')
  const path = template.replace(/\{\w+\}/g, 'x')
  return known.find((each) => each.method === method && each.match(path) !== undefined)?.id ?? `? ${name}`
}

const isWrite = (name: OperationName): boolean => /^(?:POST|PATCH|DELETE)/.test(OPERATIONS[name].route)
/** A request that may be sent again. */
const isRepeatable = (name: OperationName): boolean =>
  name === 'query' || !(OPERATIONS[name].route.startsWith('POST') || name === 'updateCheckRun')
/** GitHub answers 204, so what is wrong with a body does not reach it. */
const isBodiless = (name: OperationName): boolean => name === 'vulnerabilityAlerts' || name === 'deleteComment'

let fake: FakeGitHub
let lines: string[]

async function start(): Promise<FakeGitHub> {
  const started = await startFakeGitHub()
  everythingOn(started.state)
  started.state.tokens.set(PLANTED, actionsToken(ALL))
  return started
}

const open = (slow = false, on = fake): GitHub =>
  connect(on, {
    token: PLANTED,
    settingsToken: PLANTED_SETTINGS,
    log: (line) => lines.push(line),
    patience: { secondMs: 1, totalMs: 20, timeoutMs: slow ? 60 : 20_000 },
  })

beforeAll(async () => {
  fake = await start()
  lines = []
})

const ALL = {
  administration: 'write',
  actions: 'read',
  checks: 'write',
  contents: 'read',
  deployments: 'read',
  issues: 'write',
  'pull-requests': 'write',
  'security-events': 'read',
  'secret-scanning-alerts': 'read',
  statuses: 'read',
  'vulnerability-alerts': 'read',
} as const

afterAll(async () => fake.close())

const ask = (github: GitHub, name: OperationName) => github.call(name, CALLS[name], { publish: isWrite(name) })

describe('the calls', () => {
  test.each(NAMES)('%s is one that GitHub describes and the fake answers', async (name) => {
    addComment(fake.state, 'github-actions[bot]', 'text')
    expect(await ask(open(), name)).toMatchObject({ ok: true })
    expect(fake.requests.at(-1)?.operation).toBe(idOf(name))
    expect(fake.violations).toEqual([])
  })

  test.each(NAMES.filter((name) => name !== 'query'))('%s is made somewhere', (name) => {
    expect(SOURCES.some(({ text }) => text.includes(`'${name}'`))).toBe(true)
  })

  test('are made by one client, and by nothing else', () => {
    const module =
      /['"](?:(?:node:)?(?:https?|http2|net|tls|dgram)|undici|@octokit\/[^'"]*|@actions\/(?:github|http-client)[^'"]*)['"]/
    const network = new RegExp(`(?:from |import\\()${module.source}|(?<!private |[.\\w])fetch\\(|\\bnew WebSocket\\b`)
    const users = SOURCES.filter(({ text }) => network.test(text))
    expect(users.map(({ path }) => path)).toEqual(['github/client.ts'])
  })
})

/** Answers that say themselves that something is off, or not there, for calls where that is an answer. */
describe.each(FAULT_TABLE)('$name', ({ fault, kind, reason, tries, slow, heavy, needsBody }) => {
  test('ends every call within its budget, with a reason and what to do', async () => {
    // What a slow one leaves behind must not be counted for the next.
    const own = slow === true ? await start() : fake
    own.mend()
    const names = (heavy === true ? FEW : NAMES).filter((name) => !(needsBody === true && isBodiless(name)))
    for (const name of names) own.fault(idOf(name), fault)
    const cells = await Promise.all(
      names.map(async (name) => {
        const github = open(slow, own)
        const answer = await ask(github, name)
        return { name, answer, spent: github.spent }
      }),
    )
    for (const { name, answer, spent } of cells) {
      expect([name, answer]).toEqual([name, expect.objectContaining({ ok: false, kind })])
      if (answer.ok) continue
      expect([name, answer.why.reason]).toEqual([name, expect.stringMatching(reason)])
      expect([name, answer.why.remedy]).toEqual([name, expect.stringMatching(/\S.*\.$/)])
      expect(answer.why.reason.length).toBeLessThan(400)
      expect(answer.why.reason).not.toMatch(/[\n<]/)
      const isSentAgain = isRepeatable(name) || kind === 'rate-limit' || tries === 4
      expect([name, spent <= (isSentAgain ? tries : 1)]).toEqual([name, true])
    }
    const spent = cells.reduce((sum, cell) => sum + cell.spent, 0)
    // One that was given up before it was sent never arrives.
    expect(own.requests.length).toBeLessThanOrEqual(spent)
    if (slow !== true) expect(own.requests.length).toBe(spent)
    const said = JSON.stringify([cells, lines])
    for (const secret of [PLANTED, PLANTED_SETTINGS]) expect(said).not.toContain(secret)
    if (own !== fake) await own.close()
  })
})

describe('what passes', () => {
  const passing = FAULT_TABLE.filter(({ tries, slow, kind }) => kind === 'unreachable' && tries === 3 && slow !== true)

  test.each(passing)('$name is got over by whatever may be sent again', async ({ fault, needsBody }) => {
    fake.mend()
    const names = NAMES.filter((name) => isRepeatable(name) && !(needsBody === true && isBodiless(name)))
    for (const name of names) {
      fake.state.comments = [{ id: 1000, body: '', login: 'x', createdAt: '' }]
      fake.fault(idOf(name), fault, 1)
      const github = open()
      expect([name, await ask(github, name), github.spent]).toEqual([name, expect.objectContaining({ ok: true }), 2])
    }
  })
})

describe('a host that cannot be reached', () => {
  const failed =
    (code: string, message: string): typeof fetch =>
    () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) }))

  test.each([
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND git.acme.invalid', /GITHUB_API_URL/],
    ['ECONNREFUSED', '', /https_proxy/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', /NODE_EXTRA_CA_CERTS/],
    ['CERT_HAS_EXPIRED', 'certificate has expired', /NODE_EXTRA_CA_CERTS/],
    ['ECONNRESET', 'read ECONNRESET', /Run it again/],
  ])('%s says what to do', async (code, message, remedy) => {
    const github = connect(fake, { fetch: failed(code, message), patience: { secondMs: 1, totalMs: 20 } })
    const answer = await github.call('repository')
    expect(answer).toMatchObject({
      kind: 'unreachable',
      why: { reason: expect.stringContaining(message || code), remedy: expect.stringMatching(remedy) },
    })
    expect(github.spent).toBe(3)
  })

  test.each(['http://127.0.0.1:1', 'not an address'])('%s is one', async (apiUrl) => {
    const answer = await connect(fake, { apiUrl, patience: { secondMs: 1, totalMs: 20 } }).call('repository')
    expect(answer).toMatchObject({ ok: false, kind: 'unreachable', why: { reason: expect.stringMatching(/: \S/) } })
  })

  test('that is slow is given up after the time for reading, and publishing still has its own', async () => {
    fake.mend()
    const slow: Fault = (response, answer) => {
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(answer()))
      }, 40)
    }
    fake.fault('repos/get', slow)
    const github = connect(fake, { patience: { readMs: 100, totalMs: 10_000 } })
    const kinds: string[] = []
    for (let i = 0; i < 8; i += 1) {
      const answer = await github.call('repository')
      kinds.push(answer.ok ? 'ok' : answer.kind)
    }
    expect(kinds.at(-1)).toBe('unreachable')
    expect(fake.requests.length).toBeLessThan(8)
    expect(await github.call('privateReporting', {}, { publish: true })).toMatchObject({ ok: true })
  })
})

describe('pages without end', () => {
  const linking =
    (link: (page: number) => string): Fault =>
    (response, answer) => {
      const page = Number(/[?&]page=(\d+)/.exec(response.req.url ?? '')?.[1] ?? 1)
      response.writeHead(200, { 'content-type': 'application/json', link: link(page) })
      response.end(JSON.stringify(answer()))
    }
  const next = (url: string): string => `<${url}>; rel="next"`

  test.each([
    ['that always have a next one', (page: number) => next(`http://x/?page=${page + 1}`), 10],
    ['that lead to themselves', (page: number) => next(`http://x/?page=${page}`), 1],
    ['that lead back', () => next('http://x/?page=1'), 1],
    ['that go by no number', () => next('http://x/?after=abc'), 1],
    ['that lead far away', () => next('http://x/?page=999999999999'), 1],
  ])('%s are said to be missing', async (_, link, requests) => {
    fake.mend()
    fake.fault('repos/get-branch-rules', linking(link))
    const list = await open().list('branchRules', CALLS.branchRules)
    expect(list).toMatchObject({ ok: true, complete: false, why: { why: { reason: expect.any(String) } } })
    expect(fake.requests).toHaveLength(requests)
  })

  test('on another host are not asked for there', async () => {
    fake.mend()
    const other = await start()
    fake.fault(
      'repos/get-branch-rules',
      linking(() => next(`${other.apiUrl}/repos/acme/shop/rules/branches/main?page=2`)),
      1,
    )
    await open().list('branchRules', CALLS.branchRules)
    expect(other.requests).toEqual([])
    expect(fake.requests.map(({ url }) => url)).toContainEqual(expect.stringContaining('page=2'))
    await other.close()
  })
})

test('a redirect within the host is followed, at the cost of a request', async () => {
  fake.mend()
  fake.fault(
    'repos/get',
    (response) => {
      response.writeHead(301, { location: '/repos/acme/shop' })
      response.end()
    },
    1,
  )
  const github = open()
  expect(await github.call('repository')).toMatchObject({ ok: true })
  expect(github.spent).toBe(2)
})

test('a redirect to another host is not followed, and no token reaches it', async () => {
  fake.mend()
  const other = await start()
  for (const status of [301, 302, 303, 307, 308]) {
    for (const name of ['repository', 'createComment', 'query'] as const) {
      fake.fault(
        idOf(name),
        (response) => {
          response.writeHead(status, { location: `${other.apiUrl}/repos/acme/shop` })
          response.end()
        },
        1,
      )
      expect(await ask(open(), name)).toMatchObject({ ok: false, kind: 'unreachable' })
    }
  }
  expect(other.requests).toEqual([])
  await other.close()
})

test('a token that expires on the way ends the calls, and what was read stays', async () => {
  fake.mend()
  const github = open()
  expect(await github.call('repository')).toMatchObject({ ok: true })
  fake.fault('repos/get-branch', FAULTS.badToken)
  expect(await github.call('branch', { branch: 'main' })).toMatchObject({ kind: 'unauthorized' })
  expect(await github.call('tags')).toMatchObject({ kind: 'unauthorized' })
  expect(fake.requests).toHaveLength(2)
})
