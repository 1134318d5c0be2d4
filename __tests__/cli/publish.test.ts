import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runCli } from '../helpers/cli.js'
import { actionsToken, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { temporaryFolder } from '../helpers/git-repository.js'

const HEAD = 'a'.repeat(40)
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const fork = { id: 2, full_name: 'eve/shop', owner: { login: 'eve' } }
const REPORT = {
  schemaVersion: 1,
  tool: { name: 'pillarlint', version },
  subject: { kind: 'library', revision: null, baseRevision: null, pullRequest: 7, headRevision: HEAD },
  gate: { verdict: 'pass', scope: 'changes', because: [] },
  practices: [],
  findings: [],
  fixed: [],
  checks: [],
  coverage: { files: { seen: 3, read: 2 } },
}

let fake: FakeGitHub
let folder: string

beforeEach(async () => {
  fake = await startFakeGitHub()
  fake.state.tokens.set('writing-token', actionsToken({ 'pull-requests': 'write', checks: 'write' }))
  folder = temporaryFolder()
  fake.state.pulls = [
    {
      number: 7,
      state: 'open',
      head: { sha: HEAD, ref: 'feature', user: { login: 'eve' }, repo: fork },
      base: { sha: 'b'.repeat(40), ref: 'main', repo: { id: 1, full_name: 'acme/shop' } },
    },
  ]
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

function publish(argv: readonly string[], env: Record<string, string> = {}) {
  const event = join(folder, 'event.json')
  const run = { event: 'pull_request', head_sha: HEAD, head_branch: 'feature', head_repository: fork }
  writeFileSync(event, JSON.stringify({ workflow_run: run }))
  writeFileSync(join(folder, 'report.json'), JSON.stringify(REPORT))
  return runCli(['publish', ...argv], {
    cwd: folder,
    env: {
      GITHUB_EVENT_NAME: 'workflow_run',
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_API_URL: fake.apiUrl,
      GITHUB_GRAPHQL_URL: fake.graphqlUrl,
      GITHUB_RUN_ID: '12',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_TOKEN: 'writing-token',
      ...env,
    },
  })
}

describe('publish', () => {
  test('comments, and creates a check run if asked', async () => {
    const { status, stdout, stderr } = await publish(['report.json', '--check-run', '--id', 'fork'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Published for pull request 7')
    expect(fake.state.comments.map(({ body }) => body.split('\n')[0])).toEqual([
      `<!-- pillarlint:fork sha=${HEAD} run=12/1 -->`,
    ])
    expect(fake.state.createdCheckRuns[0]?.request).toMatchObject({ head_sha: HEAD, name: 'Pillarlint (fork)' })
  })

  test.each<[string, readonly string[], Record<string, string>, string]>([
    ['no file', [], {}, 'needs one file'],
    ['two files', ['a', 'b'], {}, 'needs one file'],
    ['a file that is not there', ['gone.json'], {}, 'cannot be read'],
    ['no token', ['report.json'], { GITHUB_TOKEN: '' }, 'needs a token'],
    ['another event', ['report.json'], { GITHUB_EVENT_NAME: 'push' }, 'on: workflow_run'],
    ['an id that is none', ['report.json', '--id', 'a b'], {}, '--id takes'],
  ])('refuses %s', async (_name, argv, env, why) => {
    const { status, stderr } = await publish(argv, env)
    expect({ status, why: stderr.includes(why) ? why : stderr }).toEqual({ status: 2, why })
    expect(fake.state.comments).toEqual([])
  })
})
