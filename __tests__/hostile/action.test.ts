import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { startAction, type ActionEnd } from '../helpers/bundled-action.js'
import { startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { commit, link, repository, runGit, write } from '../helpers/git-repository.js'
import { expectSound, letComment, pullStory, SECRET, startOn } from '../helpers/pull-story.js'
import { outputsIn } from '../helpers/runner-files.js'
import { forgedIn, type Told } from './action-forgery.js'
import { FINDING, JOB, NAMES, TEXT_FILES, WORKFLOWS } from './hostile-texts.js'
import { GOOD } from './lint-built.js'
import { OVERSIZED } from './oversized.js'

// Processes are started; the machine may be busy.
jest.setTimeout(180_000)

const fake = await startFakeGitHub()
afterAll(() => fake.close())
beforeEach(() => {
  letComment(fake, { checks: 'write' })
  fake.state.comments.length = 0
  fake.state.createdCheckRuns.length = 0
})

const server = 'https://github.com'
const named = (text: string): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [WORKFLOWS + name, text]))
const OUTPUTS = ['comment-url', 'errors', 'foundational-not-met', 'maturity-level', 'notices', 'report', 'reports']

/** All that a run has told anybody, and the paths that it may speak of. */
function toldBy(end: ActionEnd, { state }: FakeGitHub, workspace: string): Told {
  const listed = runGit(workspace, 'ls-files', '-z', '--cached', '--others')
  return {
    end,
    comments: state.comments.map(({ body }) => body),
    checkRuns: state.createdCheckRuns.map(({ request, annotations }) => ({ request, annotations })),
    paths: new Set(listed.split('\0')),
  }
}

/** Links to where nothing of the repository is, files that are no text, and what only looks like a repository. */
function arrangeUnreadable(workspace: string): void {
  link(workspace, {
    [`${WORKFLOWS}out\n::error::forged.yml`]: '/etc/passwd',
    [`${WORKFLOWS}device.yml`]: '/dev/zero',
    [`${WORKFLOWS}loop.yml`]: 'loop.yml',
    Jenkinsfile: '/proc/self/environ',
  })
  write(workspace, {
    [`${WORKFLOWS}%0A::error::nul.yml`]: Buffer.from('on: push\0\n'),
    [`${WORKFLOWS}@octocat.yml`]: Buffer.from([0x61, 0xff, 0xfe, 0x80]),
    '.drone.yml': Buffer.alloc(1_000_001, '#\n'),
  })
  mkdirSync(join(workspace, '.circleci'))
  execFileSync('mkfifo', [join(workspace, '.circleci/config.yml')])
}

describe('a pull request of hostile files forges nothing, and fails', () => {
  test('names with findings, texts, prototype names; in a comment', async () => {
    const story = pullStory(GOOD, { ...named(FINDING), ...TEXT_FILES })
    const end = await startOn(fake, story, { server })
    expectSound(fake, end)
    const told = toldBy(end, fake, story.workspace)
    expect(forgedIn(told)).toEqual([])
    expect(told.comments).toHaveLength(1)
    expect(end.stdout.match(/^::error /gm)?.length).toBeGreaterThan(5)
    expect(Object.keys(end.outputs).sort()).toEqual(
      [...OUTPUTS, 'verdict', 'warnings'].filter((each) => !/^report/.test(each)),
    )
    expect([end.status, end.outputs['verdict']]).toEqual([1, 'fail'])
  })

  test('names of what cannot be read; in a check run', async () => {
    const story = pullStory(GOOD, named('a: [\n'), { arrange: arrangeUnreadable })
    const end = await startOn(fake, story, { server, inputs: { 'check-run': 'true', comment: 'false' } })
    expectSound(fake, end)
    const told = toldBy(end, fake, story.workspace)
    expect(forgedIn(told)).toEqual([])
    const annotated = new Set(told.checkRuns.flatMap(({ annotations }) => annotations.map(({ path }) => path)))
    expect(NAMES.filter((name) => !annotated.has(WORKFLOWS + name))).toEqual([])
    for (const file of ['device.yml', 'loop.yml', '@octocat.yml', '%0A::error::nul.yml'])
      expect([file, annotated.has(WORKFLOWS + file)]).toEqual([file, true])
    expect(end.stdout + end.summary).not.toContain('root:')
    expect([end.status, end.outputs['verdict']]).toEqual([1, 'fail'])
  })

  test('workflows beyond the limits, on both sides', async () => {
    const files = Object.entries(OVERSIZED).map(([name, [text]]) => [`${WORKFLOWS}${name}.yml`, text] as const)
    const half = Object.fromEntries(files.slice(0, files.length / 2))
    const story = pullStory({ ...GOOD, ...half }, Object.fromEntries(files.slice(files.length / 2)))
    const end = await startOn(fake, story, { server })
    expectSound(fake, end)
    expect(forgedIn(toldBy(end, fake, story.workspace))).toEqual([])
    expect([end.status, end.outputs['verdict']]).toEqual([1, 'fail'])
  })
})

test('a push of what cannot be read fails, and tells of it in the log and the summary', async () => {
  const workspace = repository(GOOD)
  write(workspace, { ...named('a: [\n'), [`${WORKFLOWS}many.yml`]: JOB.repeat(2) })
  arrangeUnreadable(workspace)
  const sha = commit(workspace)
  const payload = { ref: 'refs/heads/main', repository: { full_name: 'acme/shop', default_branch: 'main' } }
  const end = await startAction({ workspace, event: 'push', sha, payload, fake, server, inputs: { token: SECRET } })
  expectSound(fake, end)
  expect(forgedIn(toldBy(end, fake, workspace))).toEqual([])
  expect(end.summary).toContain('device.yml')
  expect([end.status, end.outputs['verdict']]).toEqual([1, 'fail'])
})

describe('a configuration that is no text of the repository ends the run with its reason', () => {
  test.each<[string, (workspace: string) => void, string]>([
    ['a link out', (root) => link(root, { 'pillarlint.yml': '/etc/passwd' }), 'symbolic link'],
    ['a link to a device', (root) => link(root, { 'pillarlint.yml': '/dev/zero' }), 'symbolic link'],
    ['binary', (root) => write(root, { 'pillarlint.yml': Buffer.from('fail-on: never\0\n::error::x') }), 'binary'],
    [
      'text that speaks',
      (root) => write(root, { 'pillarlint.yml': '"::stop-commands::x\\n##[error]y": 1\n' }),
      'stop-commands',
    ],
  ])('%s', async (_, arrange, reason) => {
    const workspace = repository(GOOD)
    arrange(workspace)
    const sha = commit(workspace)
    const payload = { ref: 'refs/heads/main', repository: { full_name: 'acme/shop', default_branch: 'main' } }
    const end = await startAction({ workspace, event: 'push', sha, payload, fake, server })
    expect(forgedIn(toldBy(end, fake, workspace))).toEqual([])
    expect(end.stdout).toContain(reason)
    expect([end.status, end.outputs['verdict']]).toEqual([2, 'error'])
  })
})

describe('what looks for forgeries in the Action finds them', () => {
  const quiet: Told = {
    end: { status: 0, stdout: '', stderr: '', summary: '', outputs: {}, outputFile: '' },
    comments: [],
    checkRuns: [],
    paths: new Set(['a.yml']),
  }
  const outputFile =
    'verdict<<ghadelimiter_00000000-0000-4000-8000-000000000000\npass\nghadelimiter_00000000-0000-4000-8000-000000000000\n'
  const told = (end: Partial<ActionEnd>, more: Partial<Told> = {}): Told => ({
    ...quiet,
    ...more,
    end: { ...quiet.end, outputFile, ...end },
  })

  test('and nothing where there is none', () => {
    const stdout = '::error file=a.yml,line=1,title=x::y%0Az\ntext: ::error::\n'
    expect(forgedIn(told({ stdout }))).toEqual([])
  })

  test.each<[string, Told]>([
    ['a command that is not ours', told({ stdout: 'x\n  ::set-output name=verdict::pass\n' })],
    ['an older command', told({ stdout: 'x ##[add-mask]y\n' })],
    ['one after a lone carriage return', told({ stdout: 'x\r::stop-commands::y\n' })],
    ['one of the log of errors', told({ stderr: '::add-mask::x\n' })],
    ['an annotation of a file that is not there', told({ stdout: '::error file=b.yml,line=1,title=x::y\n' })],
    ['an annotation without a title', told({ stdout: '::error::y\n' })],
    ['an output of another name', told({ outputFile: `${outputFile}forged=1\n` })],
    ['an output given twice', told({ outputFile: outputFile + outputFile })],
    ['an output with a delimiter that can be known', told({ outputFile: 'verdict<<EOF\npass\nEOF\n' })],
    ['a heading in the summary', told({ summary: 'x\n# Forged\n' })],
    ['a mention in a comment', told({}, { comments: ['by @octocat'] })],
    [
      'an image in a check run',
      told({}, { checkRuns: [{ request: { output: { summary: '![x](http://e/x.png)' } }, annotations: [] }] }),
    ],
    [
      'a path out of the tree in a check run',
      told({}, { checkRuns: [{ request: {}, annotations: [{ path: '../x', message: '' }] }] }),
    ],
    [
      'a character that turns text around',
      told({}, { checkRuns: [{ request: {}, annotations: [{ path: 'a.yml', message: 'a\u202eb' }] }] }),
    ],
  ])('%s', (_, forged) => {
    expect(forgedIn(forged)).toHaveLength(1)
  })

  test('a file of outputs that a runner cannot read', () => {
    expect(() => outputsIn('verdict<<EOF\npass\n')).toThrow('cannot read the output')
  })
})
