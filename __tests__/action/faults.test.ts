import { connect as dial, createServer as createNetServer } from 'node:net'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { OPERATIONS } from '../../src/github/operations.js'
import { everythingOn } from '../helpers/everything-on.js'
import {
  actionsToken,
  FAULT_TABLE,
  FAULTS,
  FULL_WORKFLOW_PERMISSIONS,
  PLANTED,
  PLANTED_SETTINGS,
  startFakeGitHub,
  type FakeGitHub,
} from '../helpers/fake-github/index.js'
import { readOperations } from '../helpers/fake-github/openapi.js'
import { expectSound, pullStory, shallow, startOn, type PullStory } from '../helpers/pull-story.js'

// Each test starts processes, which wait as they would on a runner.
jest.setTimeout(180_000)

const CODE = { 'package.json': '{"name":"shop","scripts":{"test":"node --test"}}', 'src/shop.js': 'export {}\n' }
const CI = `name: CI
on: { pull_request: {}, push: { branches: [main] } }
permissions: { contents: read }
jobs:
  build:
    runs-on: ubuntu-24.04
    steps: [{ run: npm ci }, { run: npm test }]
`
const INPUTS = { token: PLANTED, 'settings-token': PLANTED_SETTINGS, 'check-run': 'true', suggestions: 'true' }

let fake: FakeGitHub
let story: PullStory

beforeAll(() => {
  story = pullStory(CODE, { '.github/workflows/ci.yml': CI })
})

beforeEach(async () => {
  fake = await prepared('')
})

afterEach(async () => fake.close())

async function prepared(prefix: string): Promise<FakeGitHub> {
  const started = await startFakeGitHub({ prefix })
  everythingOn(started.state)
  started.state.tokens.set(PLANTED, actionsToken(FULL_WORKFLOW_PERMISSIONS))
  started.state.tokens.set(PLANTED_SETTINGS, { login: 'octo', permissions: { administration: 'write' } })
  return started
}

/** A run that ends by itself with a verdict of its own, and tells no token. */
async function run(more: Parameters<typeof startOn>[2] = {}, on: PullStory = story) {
  const end = await startOn(fake, on, { ...more, inputs: { ...INPUTS, ...more?.inputs } })
  expectSound(fake, end)
  for (const text of [end.stdout, end.summary, JSON.stringify([end.outputs, fake.state.comments])])
    for (const secret of [PLANTED, PLANTED_SETTINGS]) expect(text).not.toContain(secret)
  expect(end.summary).toContain('ci-job-timeout')
  return end
}

/** What was asked for, by GitHub's names; queries by their own. */
const asked = (): readonly string[] => [
  ...new Set(fake.requests.map(({ operation, query }) => (query === undefined ? operation : `graphql:${query}`))),
]

test('the bundle makes no call that is not in the table of calls', async () => {
  await run()
  await run({ run: 2, inputs: { comment: 'remove' } })
  fake.state.comparisons.set(`${story.base}...${story.merge}`, { mergeBase: story.base, files: [] })
  await run({ run: 3 }, shallow(story))
  expect(fake.violations).toEqual([])
  const operations = readOperations()
  const known = Object.values(OPERATIONS).map(({ route }) => {
    const [method, template = ''] = route.split(' ')
    const path = template.replace(/\{\w+\}/g, 'x')
    return operations.find((each) => each.method === method && each.match(path) !== undefined)?.id ?? 'graphql'
  })
  expect(asked().length).toBeGreaterThan(25)
  expect(asked().filter((each) => !known.includes(each.replace(/:.*/, '')) && !known.includes(each))).toEqual([])
})

const SLOW = FAULT_TABLE.filter(({ slow }) => slow === true)
const QUICK = FAULT_TABLE.filter(({ slow }) => slow !== true)

describe('a run in which every call fails, each in another way,', () => {
  test.each([
    { name: 'with one half of the faults', faults: QUICK.filter((_, index) => index % 2 === 0), prefix: '' },
    { name: 'with the other half', faults: QUICK.filter((_, index) => index % 2 === 1), prefix: '/api/v3' },
  ])('$name ends as one that asks nothing', async ({ faults, prefix }) => {
    await run()
    const endpoints = asked()
    expect(endpoints.length).toBeGreaterThanOrEqual(faults.length)
    await fake.close()
    fake = await prepared(prefix)
    const blind = await run({ inputs: { token: '' } })
    for (const [index, endpoint] of endpoints.entries()) {
      const fault = faults[index % faults.length]?.fault
      if (fault !== undefined) fake.fault(endpoint, fault)
    }
    const end = await run({ run: 2 })
    expect([end.status, end.outputs['verdict']]).toEqual([blind.status, blind.outputs['verdict']])
    expect(fake.requests.length).toBeLessThan(40)
    const strict = await run({ run: 3, inputs: { unknown: 'fail', comment: 'false', 'check-run': 'false' } })
    expect(strict.status).toBe(1)
  })
})

test('a host that hangs, in whatever way, does not hold up the run', async () => {
  for (const [index, id] of [...readOperations().map((each) => each.id), 'graphql'].entries()) {
    const fault = SLOW[index % SLOW.length]?.fault
    if (fault !== undefined) fake.fault(id, fault)
  }
  const end = await run()
  expect(end.stdout).toContain('no answer within 10 s')
  expect(end.stdout).toMatch(/^::warning title=Pillarlint::There is no comment: /m)
  expect(fake.requests.length).toBeLessThan(20)
})

describe('a proxy', () => {
  let proxy: Server
  let hosts: string[]
  let sockets: Set<Socket>

  beforeEach(async () => {
    hosts = []
    sockets = new Set()
    const { port } = new URL(fake.apiUrl)
    proxy = createServer((_, response) => response.writeHead(405).end())
    proxy.on('connect', (request, client: Socket) => {
      hosts.push(request.url ?? '')
      const upstream = dial(Number(port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n')
        upstream.pipe(client).pipe(upstream)
      })
      for (const socket of [client, upstream]) sockets.add(socket.on('error', () => socket.destroy()))
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })

  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => proxy.close(resolve))
  })

  test('is used for everything, and its password told to nobody', async () => {
    const { port } = proxy.address() as AddressInfo
    const env = {
      http_proxy: `http://ada:open-sesame@127.0.0.1:${port}`,
      GITHUB_API_URL: 'http://api.github.invalid',
      GITHUB_GRAPHQL_URL: 'http://api.github.invalid/graphql',
    }
    const end = await run({ env })
    expect(new Set(hosts)).toEqual(new Set(['api.github.invalid:80']))
    expect(fake.state.comments).toHaveLength(1)
    expect(end.stdout + end.summary).not.toContain('open-sesame')
  })

  test('that refuses ends in a reason, and no password in it', async () => {
    const closed = createNetServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const env = { http_proxy: `http://ada:open-sesame@127.0.0.1:${port}`, GITHUB_API_URL: 'http://api.github.invalid' }
    const end = await run({ env: { ...env, GITHUB_GRAPHQL_URL: 'http://api.github.invalid/graphql' } })
    expect(end.stdout).toContain('GitHub could not be reached')
    expect(end.stdout + end.summary).not.toContain('open-sesame')
    expect(fake.requests).toEqual([])
  })
})

test('a rate limit that comes with the second call leaves what was read', async () => {
  fake.fault('repos/get-branch', FAULTS.primaryLimit(3600))
  const end = await run()
  expect(end.stdout).toContain("GitHub's rate limit is used up until")
})
