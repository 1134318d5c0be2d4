import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { startAction } from '../helpers/bundled-action.js'
import { actionsToken, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { commit, repository, runGit, write } from '../helpers/git-repository.js'

// Each test starts a process; the machine may be busy.
jest.setTimeout(60_000)

const FILE = '.github/workflows/ci.yml'
const WORKFLOW = `name: CI
on: { pull_request: {} }
permissions: { contents: read }
jobs:
  test:
    runs-on: ubuntu-24.04 # the runner
    steps:
      - run: npm test
`

let fake: FakeGitHub
let workspace: string
let payload: unknown
let merge: string

beforeEach(async () => {
  fake = await startFakeGitHub()
  workspace = repository({ 'package.json': '{"name":"shop","scripts":{"test":"node --test"}}' })
  const base = runGit(workspace, 'rev-parse', 'HEAD')
  runGit(workspace, 'checkout', '-q', '-b', 'feature')
  write(workspace, { [FILE]: WORKFLOW })
  const head = commit(workspace)
  runGit(workspace, 'checkout', '-q', '--detach', base)
  runGit(workspace, 'merge', '-q', '--no-ff', '-m', 'merge', head)
  merge = runGit(workspace, 'rev-parse', 'HEAD')
  const repo = { full_name: 'acme/shop' }
  payload = {
    pull_request: {
      number: 7,
      user: { login: 'ada' },
      head: { sha: head, ref: 'feature', repo },
      base: { sha: base, ref: 'main', repo },
    },
    repository: { ...repo, default_branch: 'main' },
  }
  const lines = WORKFLOW.trimEnd().split('\n')
  const patch = `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join('\n')}`
  fake.state.pullFiles = [{ filename: FILE, status: 'added', patch }]
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const start = (inputs: Readonly<Record<string, string>>) =>
  startAction({ workspace, event: 'pull_request', sha: merge, payload, fake, inputs: { comment: 'false', ...inputs } })

describe('suggestions of the Action', () => {
  test('are made once, where they are asked for', async () => {
    await start({})
    expect(fake.state.reviews).toEqual([])
    await start({ suggestions: 'true' })
    const end = await start({ suggestions: 'true' })
    expect(fake.state.reviews).toHaveLength(1)
    const comments = fake.state.reviews[0]?.['comments'] as readonly { path: string; line: number; body: string }[]
    const timeout = comments.find(({ body }) => body.includes('`ci-job-timeout`'))
    expect(timeout).toMatchObject({ path: FILE, line: 6 })
    expect(timeout?.body).toContain(
      '```suggestion\n    runs-on: ubuntu-24.04 # the runner\n    timeout-minutes: 120\n```',
    )
    expect(end.stdout).not.toContain('There are no suggestions')
  })

  test('that may not be written become a sentence, and the run ends the same', async () => {
    const { status } = await start({})
    fake.state.tokens.set('job-token', actionsToken({ contents: 'read', 'pull-requests': 'read' }))
    const end = await start({ suggestions: 'true' })
    expect(end.status).toBe(status)
    expect(end.stdout).toMatch(/^::notice title=Pillarlint::There are no suggestions: .*pull-requests: write/m)
  })
})
