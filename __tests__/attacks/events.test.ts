import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { ActionEnd } from '../helpers/bundled-action.js'
import { actionsToken, addComment, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { link, runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import {
  bodiesOn,
  expectSound,
  letComment,
  pullPayload,
  pullStory,
  SECRET,
  startOn,
  type PullStory,
} from '../helpers/pull-story.js'

// Each test starts a process; the machine may be busy.
jest.setTimeout(120_000)

const BOT = 'github-actions[bot]'
const CI = '.github/workflows/ci.yml'
const FORK = { full_name: 'eve/shop' }

/** The base fails for what the head adds; the head's own configuration would let all pass. */
const STRICT = { 'package.json': '{"name":"shop"}', 'pillarlint.yml': 'fail-on: optional\n' }
const WEAK = {
  'pillarlint.yml': 'fail-on: never\n',
  'evil.yml': 'fail-on: never\n',
  [CI]: 'on: issue_comment\njobs:\n  "a@eve":\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.event.comment.body }}\n',
}

let fake: FakeGitHub
let story: PullStory

beforeAll(() => {
  story = pullStory(STRICT, WEAK)
})

beforeEach(async () => {
  fake = await startFakeGitHub()
  letComment(fake)
  for (const [path, text] of Object.entries(STRICT)) fake.state.files.set(`${story.base}:${path}`, text)
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

/** A clone of its own, at one commit of the story; `origin` is what its branches are of. */
function cloneAt(revision: string, deep = true): string {
  const workspace = temporaryFolder()
  runGit(workspace, 'init', '-q')
  runGit(story.workspace, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  runGit(workspace, 'fetch', '-q', ...(deep ? [] : ['--depth=1']), `file://${story.workspace}`, revision)
  runGit(workspace, 'checkout', '-q', '--detach', 'FETCH_HEAD')
  return workspace
}

async function start(more: Parameters<typeof startOn>[2] = {}): Promise<ActionEnd> {
  const end = await startOn(fake, story, more)
  expectSound(fake, end)
  return end
}

const governedByBase = (end: ActionEnd): void => {
  expect(end.stdout).toContain('Gate: fail (fail-on optional')
  expect(end.status).toBe(1)
}

test('the attack would work: on a branch of its own the head governs', async () => {
  const workspace = cloneAt(story.head)
  const end = await start({ workspace, event: 'push', sha: story.head, payload: {} })
  expect(end.stdout).toContain('Gate: pass (fail-on never')
})

describe('a fork', () => {
  test('has a token that reads, so that nothing is written and the verdict is the same', async () => {
    fake.state.tokens.set(SECRET, actionsToken({ contents: 'read' }))
    const end = await start({
      payload: pullPayload(story, { repo: FORK, author: 'eve' }),
      inputs: { 'check-run': 'true', suggestions: 'true' },
    })
    governedByBase(end)
    expect([bodiesOn(fake), fake.state.createdCheckRuns, fake.state.reviews]).toEqual([[], [], []])
    expect(end.stdout).toMatch(/^::notice title=Pillarlint::There is no comment: /m)
  })

  test('is governed by the base where its head is checked out with rights, and by no branch of the fork', async () => {
    const workspace = cloneAt(story.head, false)
    runGit(workspace, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
    const payload = pullPayload(story, { repo: FORK, author: 'eve' })
    const end = await start({ workspace, event: 'pull_request_target', sha: story.base, payload })
    governedByBase(end)
    expect(bodiesOn(fake)).toHaveLength(1)
  })

  test('is judged at the commit of the event, whatever was pushed and checked out since', async () => {
    const workspace = cloneAt(story.head)
    write(workspace, { 'pillarlint.yml': 'fail-on: never\nexclude: ["**"]\n', [CI]: '{}' })
    runGit(workspace, 'commit', '-qam', 'later')
    const payload = pullPayload(story, { repo: FORK, author: 'eve' })
    payload.pull_request.base.sha = 'e'.repeat(40)
    const end = await start({ workspace, event: 'pull_request_target', sha: story.base, payload })
    expect(end.stdout).toContain('Gate: fail (fail-on foundational')
    expect(end.stdout).toContain('(pipeline-script-injection)')
  })
})

describe('a run that others can cause, which has checked out a head', () => {
  test.each(['workflow_run', 'issue_comment'])('%s: is governed by its own commit', async (event) => {
    const issue = { number: 7, pull_request: {} }
    const run = { head_sha: story.head, pull_requests: [{ number: 7 }], head_repository: FORK }
    const payload = event === 'workflow_run' ? { workflow_run: run } : { issue, comment: { body: '/lint' } }
    governedByBase(await start({ workspace: cloneAt(story.head), event, sha: story.base, payload }))
    expect(bodiesOn(fake)).toEqual([])
  })

  test('is governed through the host where the clone does not hold that', async () => {
    const end = await start({
      workspace: cloneAt(story.head, false),
      event: 'issue_comment',
      sha: story.base,
      payload: {},
    })
    governedByBase(end)
  })
})

describe('an input that an expression fills with words of the pull request', () => {
  test.each(['evil.yml', '../../../etc/passwd', '.git/config', 'refs/heads/x\n::error::y'])(
    'config: %j reads nothing and governs nothing',
    async (config) => {
      const end = await startOn(fake, story, { inputs: { config } })
      expect(end.stdout).not.toMatch(/root:|repositoryformatversion|fail-on never|^::error::y/m)
      expect([1, 2]).toContain(end.status)
    },
  )

  test('names of branches are no options', async () => {
    const payload = pullPayload(story)
    Object.assign(payload.pull_request.head, { ref: '--output=pwned' })
    Object.assign(payload.pull_request.base, { ref: '--output=pwned', sha: 'e'.repeat(40) })
    const before = readdirSync(story.workspace)
    const end = await startOn(fake, story, { payload, inputs: { base: '--output=pwned' } })
    expect(end).toMatchObject({ status: 2 })
    expect(end.stdout).toContain('is not in this clone')
    governedByBase(await start({ payload }))
    expect(readdirSync(story.workspace)).toEqual(before)
  })
})

describe('reports', () => {
  test('follow no link of the head, by whatever path, and stay out of .git', async () => {
    const elsewhere = temporaryFolder()
    write(elsewhere, { precious: 'kept' })
    const linked = pullStory(STRICT, WEAK, {
      arrange: (workspace) =>
        link(workspace, { out: elsewhere, 'r.json': join(elsewhere, 'precious'), hooks: '.git/hooks' }),
    })
    mkdirSync(join(linked.workspace, '.git/hooks'), { recursive: true })
    const output = [
      'r.json',
      'out/r.sarif',
      join(linked.workspace, 'out/r.xml'),
      'html=hooks/post-checkout',
      '.git/r.md',
    ].join('\n')
    const end = await startOn(fake, linked, { inputs: { output } })
    expect(end).toMatchObject({ status: 2, outputs: { verdict: 'error' } })
    expect(end.stdout.match(/^::error title=Pillarlint::the report cannot be written/gm)).toHaveLength(5)
    expect([readdirSync(elsewhere), readFileSync(join(elsewhere, 'precious'), 'utf8')]).toEqual([['precious'], 'kept'])
    expect(existsSync(join(linked.workspace, '.git/hooks/post-checkout'))).toBe(false)
  })
})

describe('markers in comments of others', () => {
  const marker = (run = '1/1') => `<!-- pillarlint:default sha=${story.head} run=${run} -->`

  test('neither stop nor steer ours', async () => {
    const forged = [
      ['eve', `${marker('99999999/1')}\nforged`],
      ['pillarlint[bot]', `${marker('99999999/1')}\nforged`],
      [BOT, `Said by @eve:\n${marker('99999999/1')}`],
      [BOT, ` ${marker('99999999/1')}`],
      [BOT, `<!-- pillarlint:default2 sha=${story.head} run=99999999/1 -->`],
      [BOT, `<!-- pillarlint:defaul sha=${story.head} run=99999999/1 -->`],
    ] as const
    for (const [login, body] of forged) addComment(fake.state, login, body)
    await start()
    expect(bodiesOn(fake).slice(0, forged.length)).toEqual(forged.map(([, body]) => body))
    expect(bodiesOn(fake)).toHaveLength(forged.length + 1)
    await start({ run: 2, inputs: { comment: 'remove' } })
    expect(bodiesOn(fake)).toEqual(forged.map(([, body]) => body))
  })

  test('of the same bot, if another workflow writes what it is told, can hold back the comment and nothing else', async () => {
    addComment(fake.state, BOT, `${marker('99999999/1')}\nforged`)
    const end = await start()
    governedByBase(end)
    expect(end.stdout).toContain('a later run has written it')
    expect(end.stdout).toMatch(/^::error title=/m)
    expect(end.summary).toContain('Pillarlint')
  })
})
