import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { runAction, type ActionPorts } from '../../src/action/run.js'
import { defineCheck, fileLocation, z, type AnyCheck } from '../../src/check-api/index.js'
import type { Report } from '../../src/core/report.js'
import { actionsToken, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { fakeRunner, type FakeRunner } from '../helpers/fake-runner.js'
import { commit, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

/** Reports every file whose name ends in `.bad`. */
const NO_BAD_FILES: AnyCheck = defineCheck({
  id: 'no-bad-files',
  title: 'A file is bad',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CI.2'],
  needs: ['files'],
  options: z.strictObject({}),
  messages: { bad: { text: '{file} is bad.', remedy: 'Remove it.' } },
  *run({ files }) {
    for (const file of files.paths.filter((path) => path.endsWith('.bad'))) {
      yield { kind: 'problem', message: 'bad', data: { file }, at: fileLocation(file) }
    }
  },
})

// The first run loads everything, and each one starts git many times.
jest.setTimeout(60_000)

let fake: FakeGitHub
let runner: FakeRunner
let seen: Report[]
let links: unknown

beforeEach(async () => {
  fake = await startFakeGitHub()
  runner = fakeRunner()
  seen = []
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

/** A pull request whose merge commit is checked out: `before` on the base, `change` on top. */
function pullRequest(before: Record<string, string>, change: Record<string, string>) {
  const root = repository(before)
  const base = runGit(root, 'rev-parse', 'HEAD')
  runGit(root, 'checkout', '-q', '-b', 'feature')
  write(root, change)
  const head = commit(root)
  runGit(root, 'checkout', '-q', '--detach', base)
  runGit(root, 'merge', '-q', '--no-ff', '-m', 'merge', head)
  return { root, base, head, merge: runGit(root, 'rev-parse', 'HEAD') }
}

type Pull = ReturnType<typeof pullRequest>

/** The clone that actions/checkout makes by default: one commit. */
function shallow(pull: Pull): Pull {
  const root = temporaryFolder()
  runGit(pull.root, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  runGit(root, 'init', '-q')
  runGit(root, 'fetch', '-q', '--depth=1', `file://${pull.root}`, pull.merge)
  runGit(root, 'checkout', '-q', '--detach', 'FETCH_HEAD')
  return { ...pull, root }
}

function portsFor({ root, base, head, merge }: Pull, env: Record<string, string | undefined> = {}): ActionPorts {
  const repo = { full_name: 'acme/shop', default_branch: 'main' }
  return {
    env: {
      GITHUB_WORKSPACE: root,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SHA: merge,
      GITHUB_ACTOR: 'ada',
      GITHUB_RUN_ID: '5',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_API_URL: fake.apiUrl,
      GITHUB_GRAPHQL_URL: fake.graphqlUrl,
      INPUT_TOKEN: 'job-token',
      ...env,
    },
    cwd: root,
    runner,
    payload: {
      number: 7,
      pull_request: {
        number: 7,
        user: { login: 'ada' },
        head: { sha: head, repo },
        base: { sha: base, ref: 'main', repo },
      },
      repository: repo,
    },
    checks: [NO_BAD_FILES],
    version: '0.0.0',
    now: Date.parse('2026-06-01T00:00:00Z'),
    renderSummary(report, options) {
      seen.push(report)
      links = options.links
      return `${options.marker ?? ''}\n${report.gate.verdict}`
    },
    renderReport: (format, report, { folder, id, settled, links: linked }) =>
      Promise.resolve(`${format} ${report.findings.length} ${folder?.()}|${id}|${settled}|${linked?.repository}`),
  }
}

const annotated = (): (string | undefined)[] =>
  runner.annotations.map(({ level, file, message }) => `${level} ${file ?? '-'} ${message.split('\n')[0] ?? ''}`)

describe('a pull request', () => {
  test('is compared with its base', async () => {
    const pull = pullRequest({ 'old.bad': '' }, { 'new.bad': '' })
    await runAction(portsFor(pull))
    expect(seen[0]?.subject).toMatchObject({ pullRequest: 7, baseRevision: pull.base, repository: 'acme/shop' })
    expect(seen[0]?.findings.map(({ at, delta, inChange }) => [at?.file, delta, inChange])).toEqual([
      ['new.bad', 'introduced', true],
      ['old.bad', 'existing', false],
    ])
    expect(annotated()).toEqual(['error new.bad "new.bad" is bad.', 'error old.bad "old.bad" is bad.'])
    expect(fake.state.comments).toHaveLength(1)
  })

  test('is judged by the configuration of its base', async () => {
    const pull = pullRequest({ 'a.txt': '' }, { 'new.bad': '', 'pillarlint.yml': 'checks: { no-bad-files: off }\n' })
    await runAction(portsFor(pull))
    expect(seen[0]?.findings).toHaveLength(1)
    expect(seen[0]?.configChanges).not.toEqual([])
  })

  test('asks for the settings of the host', async () => {
    fake.state.branch = { name: 'main', protected: true, protection: { enabled: true } }
    await runAction(portsFor(pullRequest({ a: '' }, { b: '' })))
    const missing = seen[0]?.coverage.hosting.map(({ permission }) => permission)
    expect(missing).toContain('secret-scanning-alerts: read')
    expect(missing).not.toContain('metadata: read')
  })
})

describe('a clone without the base', () => {
  const change = { 'new.bad': '', 'old.bad': '', 'pillarlint.yml': 'checks: { no-bad-files: off }\n' }

  /** What the host says of the difference between the base and the commit on disk. */
  const compare = (pull: Pull, files: Record<string, unknown>[], base = pull.base): void => {
    fake.state.comparisons.set(`${base}...${pull.merge}`, { mergeBase: base, files })
  }
  const whole = { patch: '@@ -0,0 +1 @@\n+x' }

  test('puts the base together from the files on disk and the host', async () => {
    const pull = shallow(pullRequest({ 'x.txt': '', 'old.bad': '', 'gone.bad': '' }, { ...change, 'new.bad': '' }))
    rmSync(join(pull.root, 'gone.bad'))
    fake.state.files.set(`${pull.base}:pillarlint.yml`, 'fail-on: never\n')
    compare(pull, [
      { filename: 'new.bad', status: 'added', ...whole },
      { filename: 'gone.bad', status: 'removed' },
      { filename: 'pillarlint.yml', status: 'modified', ...whole },
    ])
    expect(await runAction(portsFor(pull))).toBe(0)
    expect(seen[0]?.gate).toMatchObject({ failOn: 'never', scope: 'changes' })
    expect(seen[0]?.subject.baseRevision).toBe(pull.base)
    expect(seen[0]?.findings.map(({ at, delta, inChange }) => [at?.file, delta, inChange])).toEqual([
      ['new.bad', 'introduced', true],
      ['old.bad', 'existing', false],
    ])
    expect(seen[0]?.fixed.map(({ at }) => at?.file)).toEqual(['gone.bad'])
    expect(annotated().filter((line) => /base/.test(line ?? ''))).toEqual([])
  })

  test('takes the base that the merge commit was made with, though the event names an older one', async () => {
    const pull = shallow(pullRequest({ 'x.txt': '' }, change))
    compare(pull, [{ filename: 'new.bad', status: 'added', ...whole }])
    await runAction(portsFor({ ...pull, base: 'e'.repeat(40) }))
    expect(seen[0]?.subject.baseRevision).toBe(pull.base)
  })

  test('knows a renamed file again, also in a folder', async () => {
    const pull = shallow(pullRequest({ 'api/a.txt': '' }, { 'api/new.bad': '', 'web/other.bad': '' }))
    compare(pull, [
      { filename: 'api/new.bad', previous_filename: 'api/old.bad', status: 'renamed', changes: 0 },
      { filename: 'web/other.bad', status: 'added', ...whole },
    ])
    await runAction(portsFor(pull, { INPUT_PATH: 'api' }))
    expect(seen[0]?.findings.map(({ at, delta }) => [at?.file, delta])).toEqual([['new.bad', 'existing']])
  })

  test.each<[string, number, string, RegExp]>([
    ['more files than the host lists', 300, 'x.txt', /the change touches 300 files or more/],
    ['more automation files than are read', 151, 'y.yml', /touches 151 automation files, more than the 150/],
  ])('says so if the change touches %s, and falls back', async (_, count, name, expected) => {
    const pull = shallow(pullRequest({ 'x.txt': '' }, change))
    compare(
      pull,
      Array.from({ length: count }, (__, i) => ({ filename: `${i}/${name}`, status: 'modified', ...whole })),
    )
    fake.state.pullFiles = [{ filename: 'new.bad', status: 'added', ...whole }]
    await runAction(portsFor(pull))
    expect(seen[0]?.findings.map(({ at, delta, inChange }) => [at?.file, delta, inChange])).toEqual([
      ['new.bad', null, true],
      ['old.bad', null, false],
    ])
    expect(annotated()[0]).toMatch(expected)
    expect(annotated()[0]).toMatch(/^notice - The base is not in the clone.*Set fetch-depth: 2/)
  })

  test('also where a merge group is checked out', async () => {
    const pull = shallow(pullRequest({ 'old.bad': '' }, { 'new.bad': '' }))
    compare(pull, [{ filename: 'new.bad', status: 'added', ...whole }])
    const ports = portsFor(pull, { GITHUB_EVENT_NAME: 'merge_group' })
    const group = { head_sha: pull.merge, base_sha: pull.base, base_ref: 'refs/heads/main' }
    await runAction({ ...ports, payload: { merge_group: group } })
    expect(seen[0]?.findings.map(({ delta }) => delta)).toEqual(['introduced', 'existing'])
    expect(seen[0]?.gate.scope).toBe('changes')
  })

  test('never takes the configuration of the pull request in its place', async () => {
    const pull = shallow(pullRequest({ 'x.txt': '' }, change))
    fake.fault('graphql', FAULTS.notFound)
    await runAction(portsFor(pull))
    expect(seen[0]?.findings).toHaveLength(2)
    expect(annotated().find((line) => line?.includes('configuration of the base'))).toMatch(
      /^warning - .*the defaults hold/,
    )
  })

  test('nor without a token', async () => {
    const pull = shallow(pullRequest({ 'x.txt': '' }, change))
    await runAction(portsFor(pull, { INPUT_TOKEN: '' }))
    expect(seen[0]?.findings).toHaveLength(2)
    expect(annotated().join('\n')).toContain('no token was given')
    expect(fake.requests).toEqual([])
  })
})

describe('under pull_request_target', () => {
  const target = { GITHUB_EVENT_NAME: 'pull_request_target' }

  test('the pull request is read as data, and the work tree stays as it is', async () => {
    const pull = pullRequest(
      { 'a.txt': '', 'pillarlint.yml': 'fail-on: never\n' },
      { 'new.bad': '', 'pillarlint.yml': '' },
    )
    runGit(pull.root, 'checkout', '-q', '--detach', pull.base)
    await runAction(portsFor(pull, { ...target, GITHUB_SHA: pull.base }))
    expect(seen[0]?.subject).toMatchObject({ revision: pull.head, baseRevision: pull.base })
    expect(seen[0]?.findings.map(({ at }) => at?.file)).toEqual(['new.bad'])
    expect(seen[0]?.gate.failOn).toBe('never')
    expect(runGit(pull.root, 'status', '--porcelain')).toBe('')
    expect(runGit(pull.root, 'rev-parse', 'HEAD')).toBe(pull.base)
  })

  test('a pull request that was not fetched is an error of the workflow', async () => {
    const pull = pullRequest({ a: '' }, { b: '' })
    const root = repository({ a: '' })
    await expect(runAction(portsFor({ ...pull, root }, target))).rejects.toThrow(/fetch it without checking it out/)
  })
})

describe('a run', () => {
  test('of a folder names files from the root of the repository', async () => {
    const pull = pullRequest({ 'api/a.txt': '' }, { 'api/new.bad': '', 'web/other.bad': '' })
    await runAction(portsFor(pull, { INPUT_PATH: 'api' }))
    expect(annotated()).toEqual(['error api/new.bad "new.bad" is bad.'])
    expect(links).toEqual({ server: 'https://github.com', repository: 'acme/shop', sha: pull.head, folder: 'api/' })
  })

  test('that follows another run says nothing of its pull request', async () => {
    const pull = pullRequest({ a: '' }, { b: '' })
    const ports = portsFor(pull, { GITHUB_EVENT_NAME: 'workflow_run' })
    const run = { head_sha: pull.head, pull_requests: [{ number: 7 }], head_repository: { full_name: 'acme/shop' } }
    await runAction({ ...ports, payload: { workflow_run: run } })
    expect(seen[0]?.subject.pullRequest).toBeNull()
    expect(fake.state.comments).toEqual([])
  })

  test('writes a report file', async () => {
    const pull = pullRequest({ a: '' }, { 'new.bad': '' })
    await runAction(portsFor(pull, { INPUT_OUTPUT: 'out/report.sarif' }))
    expect(readFileSync(join(pull.root, 'out/report.sarif'), 'utf8')).toBe('sarif 1 |default|false|acme/shop')
    expect(runner.outputs.get('report')).toBe(join(pull.root, 'out/report.sarif'))
    expect(runner.outputs.get('reports')).toBe(join(pull.root, 'out/report.sarif'))
  })

  test('writes several report files, and names the one that it cannot write', async () => {
    const pull = pullRequest({ 'shop/a': '' }, { 'shop/a': 'more' })
    const outputs = 'out/report.sarif\n../b.json\nmarkdown=c'
    expect(await runAction(portsFor(pull, { INPUT_OUTPUT: outputs, INPUT_PATH: 'shop', INPUT_ID: 'x' }))).toBe(2)
    expect(readFileSync(join(pull.root, 'c'), 'utf8')).toBe('markdown 0 shop/|x|false|acme/shop')
    expect(runner.outputs.get('report')).toBe(join(pull.root, 'out/report.sarif'))
    expect(runner.outputs.get('reports')).toBe([join(pull.root, 'out/report.sarif'), join(pull.root, 'c')].join('\n'))
    expect(annotated()).toEqual([
      'error - the report cannot be written to ../b.json: it would lie outside the workspace',
    ])
    expect(runner.outputs.get('verdict')).toBe('error')
  })

  test('with a broken configuration ends with 2 and says where', async () => {
    const pull = pullRequest({ 'pillarlint.yml': 'fail-on: sometimes\n' }, { a: '' })
    expect(await runAction(portsFor(pull))).toBe(2)
    expect(annotated()).toEqual([expect.stringMatching(/^error - pillarlint\.yml:1.*fail-on/)])
    expect(runner.outputs.get('verdict')).toBe('error')
  })

  test('takes the inputs over the configuration', async () => {
    const pull = pullRequest({ 'pillarlint.yml': 'fail-on: optional\n' }, { a: '' })
    await runAction(portsFor(pull, { 'INPUT_FAIL-ON': 'never', INPUT_SCOPE: 'repository' }))
    expect(seen[0]?.gate).toMatchObject({ failOn: 'never', scope: 'repository' })
  })

  test('on a merge group compares with what the group is added to', async () => {
    const pull = pullRequest({ 'old.bad': '' }, { 'new.bad': '' })
    const ports = portsFor(pull, { GITHUB_EVENT_NAME: 'merge_group' })
    const payload = { merge_group: { head_sha: pull.merge, base_sha: pull.base, base_ref: 'refs/heads/main' } }
    await runAction({ ...ports, payload })
    expect(seen[0]?.findings.map(({ delta }) => delta)).toEqual(['introduced', 'existing'])
    expect(fake.state.comments).toEqual([])
  })

  test('outside pull requests judges the repository', async () => {
    const root = repository({ 'old.bad': '' })
    const ports = portsFor(
      { root, base: '', head: '', merge: runGit(root, 'rev-parse', 'HEAD') },
      { GITHUB_EVENT_NAME: 'push' },
    )
    await runAction({ ...ports, payload: { repository: { default_branch: 'main' } } })
    expect(seen[0]?.gate.scope).toBe('repository')
    expect(seen[0]?.findings.map(({ delta }) => delta)).toEqual([null])
  })

  test('from a fork passes or fails like any other', async () => {
    fake.state.tokens.set('job-token', actionsToken({ contents: 'read' }))
    const pull = pullRequest({ a: '' }, { b: '' })
    expect(await runAction(portsFor(pull))).toBe(0)
    expect(annotated().join('\n')).toContain('There is no comment')
  })

  test('survives a host that is not there', async () => {
    const pull = pullRequest({ a: '' }, { 'new.bad': '' })
    const nowhere = { GITHUB_API_URL: 'http://127.0.0.1:1', GITHUB_GRAPHQL_URL: 'http://127.0.0.1:1/graphql' }
    await runAction(portsFor(pull, nowhere))
    expect(seen[0]?.findings).toHaveLength(1)
    expect(runner.outputs.get('verdict')).toBeDefined()
  })
})
