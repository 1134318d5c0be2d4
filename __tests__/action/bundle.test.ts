import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { startAction, type ActionEnd, type ActionStart } from '../helpers/bundled-action.js'
import { actionsToken, addComment, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { commit, repository, runGit, write } from '../helpers/git-repository.js'

// Each test starts processes; the machine may be busy.
jest.setTimeout(60_000)

const SECRET = 'ghs_secretsecretsecretsecretsecret0000'

/** A job without a time limit, which the check ci-job-timeout reports. */
const workflow = (job = 'build'): string => `name: CI
on:
  pull_request:
  push: { branches: [main] }
permissions: { contents: read }
jobs:
  ${job}:
    runs-on: ubuntu-24.04
    steps:
      - run: npm ci
      - run: npm test
`

const CODE = { 'package.json': '{"name":"shop","scripts":{"test":"node --test"}}', 'src/shop.js': 'export {}\n' }

let fake: FakeGitHub
let workspace: string
let shas: { base: string; head: string; merge: string }

beforeEach(async () => {
  fake = await startFakeGitHub()
  fake.state.tokens.set(SECRET, actionsToken({ contents: 'read', actions: 'read', 'pull-requests': 'write' }))
  workspace = repository(CODE)
  const base = runGit(workspace, 'rev-parse', 'HEAD')
  runGit(workspace, 'checkout', '-q', '-b', 'feature')
  write(workspace, { '.github/workflows/ci.yml': workflow() })
  const head = commit(workspace)
  runGit(workspace, 'checkout', '-q', '--detach', base)
  runGit(workspace, 'merge', '-q', '--no-ff', '-m', 'merge', head)
  shas = { base, head, merge: runGit(workspace, 'rev-parse', 'HEAD') }
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const repo = { full_name: 'acme/shop', default_branch: 'main' }

function pullPayload(headRepo: unknown = repo, author = 'ada'): unknown {
  return {
    number: 7,
    pull_request: {
      number: 7,
      user: { login: author },
      head: { sha: shas.head, ref: 'feature', repo: headRepo },
      base: { sha: shas.base, ref: 'main', repo },
    },
    repository: repo,
  }
}

const start = (more: Partial<ActionStart> = {}): Promise<ActionEnd> =>
  startAction({
    workspace,
    event: 'pull_request',
    sha: shas.merge,
    payload: pullPayload(),
    fake,
    ...more,
    inputs: { token: SECRET, ...more.inputs },
  })

const bodies = (): string[] => fake.state.comments.map(({ body }) => body)

/** What every run must keep to, whatever came of it. */
function expectSound({ status, stdout, stderr, summary, outputs }: ActionEnd): void {
  expect(stderr).toBe('')
  expect({ 0: 'pass', 1: 'fail', 2: 'error' }[status ?? -1]).toBe(outputs['verdict'])
  const commands = stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line))
  for (const line of commands) expect(line).toMatch(/^::(?:error|warning|notice|debug)[ :]/)
  for (const text of [stdout, summary, JSON.stringify(outputs), ...bodies()]) expect(text).not.toContain(SECRET)
}

describe('the Action', () => {
  test('on a pull request of the same repository comments, annotates and summarises', async () => {
    const end = await start()
    expectSound(end)
    expect(bodies()).toEqual([
      expect.stringMatching(new RegExp(`^<!-- pillarlint:default sha=${shas.head} run=1/1 -->\n`)),
    ])
    expect(bodies()[0]).toContain(`https://github.example/acme/shop/blob/${shas.head}/.github/workflows/ci.yml`)
    expect(end.stdout).toMatch(/^::\w+ title=[^:]*\(ci-job-timeout\),file=\.github\/workflows\/ci\.yml,line=7,/m)
    expect(end.summary).toContain('ci-job-timeout')
    expect(end.outputs).toMatchObject({ 'comment-url': expect.stringContaining('#issuecomment-') })
    expect(Number(end.outputs['notices'])).toBeGreaterThan(0)
  })

  test('updates its comment on the next run, and no other', async () => {
    addComment(fake.state, 'eve', `<!-- pillarlint:default sha=${shas.head} run=9999/1 -->\nforged`)
    await start()
    const end = await start({ run: 2 })
    expectSound(end)
    expect(bodies()).toHaveLength(2)
    expect(bodies()[0]).toContain('forged')
    expect(bodies()[1]).toContain('run=2/1')
  })

  test('on a fork says why there is no comment, and ends the same', async () => {
    const own = await start({ inputs: { comment: 'false' } })
    fake.state.tokens.set(SECRET, actionsToken({ contents: 'read', actions: 'read', 'pull-requests': 'read' }))
    const end = await start({ payload: pullPayload({ full_name: 'eve/shop' }, 'eve') })
    expectSound(end)
    expect(end.status).toBe(own.status)
    expect(bodies()).toEqual([])
    expect(end.stdout).toMatch(/^::notice title=Pillarlint::There is no comment: .*from forks only read/m)
    expect(end.summary).toContain('ci-job-timeout')
  })

  test('for Dependabot says which permission would let it comment', async () => {
    fake.state.tokens.set(SECRET, actionsToken({ contents: 'read' }))
    const end = await start({ actor: 'dependabot[bot]', payload: pullPayload(repo, 'dependabot[bot]') })
    expectSound(end)
    expect(end.stdout).toMatch(/^::notice .*pull-requests: write.*started by Dependabot/m)
  })

  test('creates a check run where it may', async () => {
    fake.state.tokens.set(SECRET, actionsToken({ contents: 'read', checks: 'write' }))
    const end = await start({ inputs: { comment: 'false', 'check-run': 'true' } })
    expectSound(end)
    expect(fake.state.createdCheckRuns[0]?.request).toMatchObject({ head_sha: shas.head, status: 'completed' })
    expect(end.stdout).not.toMatch(/^::(?:error|warning)/m)
  })

  test('on a push judges the repository and writes no comment', async () => {
    const end = await start({ event: 'push', payload: { ref: 'refs/heads/main', repository: repo } })
    expectSound(end)
    expect(fake.requests.filter(({ method, operation }) => method !== 'GET' && operation !== 'graphql')).toEqual([])
    expect(end.stdout).toContain('scope repository')
  })

  test('on a merge that moved lines points at those of the head', async () => {
    runGit(workspace, 'checkout', '-q', '--detach', shas.base)
    const shared = '.github/workflows/ci.yml'
    const body = workflow()
    write(workspace, { [shared]: body })
    const base = commit(workspace)
    write(workspace, { 'src/shop.js': 'export const shop = 1\n' })
    const head = commit(workspace)
    runGit(workspace, 'checkout', '-q', '--detach', base)
    write(workspace, { [shared]: `# one\n# two\n${body}` })
    commit(workspace)
    runGit(workspace, 'merge', '-q', '--no-ff', '-m', 'merge', head)
    const payload = {
      number: 7,
      pull_request: {
        number: 7,
        user: { login: 'ada' },
        head: { sha: head, ref: 'f', repo },
        base: { sha: base, ref: 'main', repo },
      },
      repository: repo,
    }
    const moved = await start({ payload, sha: runGit(workspace, 'rev-parse', 'HEAD') })
    runGit(workspace, 'checkout', '-q', '--detach', head)
    const plain = await start({ payload, sha: head })
    const lines = ({ stdout }: ActionEnd) =>
      Array.from(stdout.matchAll(/file=\.github[^,]*,line=(\d+)/g), ([, line]) => line)
    expect(lines(plain).length).toBeGreaterThan(0)
    expect(lines(moved)).toEqual(lines(plain))
  })

  test('on a merge group compares with what the group is added to', async () => {
    const group = { head_sha: shas.merge, base_sha: shas.base, base_ref: 'refs/heads/main' }
    const end = await start({ event: 'merge_group', payload: { merge_group: group, repository: repo } })
    expectSound(end)
    expect(end.stdout).toContain('scope changes')
  })

  test('on a schedule needs neither payload nor permission', async () => {
    fake.state.tokens.set(SECRET, actionsToken({}))
    const end = await start({ event: 'schedule', payload: { schedule: '0 3 * * 1' } })
    expectSound(end)
    expect(end.stdout).toContain('Not known of the host:')
  })

  test('makes fewer than thirty calls', async () => {
    await start({ inputs: { 'check-run': 'true' } })
    expect(fake.requests.length).toBeLessThan(30)
  })

  test('writes the report file that is asked for', async () => {
    const end = await start({ inputs: { output: 'report.json' } })
    expectSound(end)
    expect(end.outputs['report']).toBe(join(workspace, 'report.json'))
    expect(JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 })
  })

  test('ends with 2 and one sentence if an input cannot be', async () => {
    const end = await start({ inputs: { 'fail-on': 'error' } })
    expectSound(end)
    expect(end.status).toBe(2)
    expect(end.stdout.trimEnd().split('\n')).toEqual([
      '::error title=Pillarlint::the input fail-on takes foundational, recommended, optional, never, not "error"',
    ])
  })

  test('obeys nothing that a repository says', async () => {
    const name = '::error file=x::forged\\n::set-output name=verdict::pass\\n##[error]forged ``` | @eve <!-- -->'
    write(workspace, {
      '.github/workflows/forged.yml': workflow('job')
        .replace('name: CI', `name: "${name}"`)
        .replace('npm ci', `"echo ${name}"`),
      '.github/workflows/::error::forged.yml': workflow('other'),
      '.github/workflows/broken.yml': '::error::forged: [\n  ##[error]forged\n',
    })
    expectSound(await start())
  })
})
