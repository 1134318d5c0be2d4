import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { startAction, type ActionEnd, type ActionStart } from './bundled-action.js'
import { actionsToken, type FakeGitHub } from './fake-github/index.js'
import { commit, repository, runGit, temporaryFolder, write } from './git-repository.js'

/** The token of the job in these stories; no output may hold it. */
export const SECRET = 'ghs_secretsecretsecretsecretsecret0000'

const REPO = { full_name: 'acme/shop', default_branch: 'main' }

/** A pull request whose test merge commit is checked out. */
export interface PullStory {
  readonly workspace: string
  readonly base: string
  readonly head: string
  readonly merge: string
}

/** Lets a job comment, and not make check runs. */
export function letComment(fake: FakeGitHub, more: Readonly<Record<string, 'read' | 'write'>> = {}): void {
  fake.state.tokens.set(SECRET, actionsToken({ contents: 'read', actions: 'read', 'pull-requests': 'write', ...more }))
}

/** What a pull request may do beside writing texts. */
interface StoryOptions {
  /** Does more to the work tree of the head before it is committed: links, odd files. */
  readonly arrange?: (workspace: string) => void
  /** Of the commit at the head. */
  readonly message?: string
}

/** `before` on the base, `change` on top of it; undefined removes a file. */
export function pullStory(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | undefined>>,
  { arrange, message }: StoryOptions = {},
): PullStory {
  const workspace = repository(before)
  const base = runGit(workspace, 'rev-parse', 'HEAD')
  runGit(workspace, 'checkout', '-q', '-b', 'feature')
  const removed = Object.keys(change).filter((path) => change[path] === undefined)
  for (const path of removed) rmSync(join(workspace, path))
  write(
    workspace,
    Object.fromEntries(Object.entries(change).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]))),
  )
  arrange?.(workspace)
  const head = commit(workspace, message)
  runGit(workspace, 'checkout', '-q', '--detach', base)
  runGit(workspace, 'merge', '-q', '--no-ff', '-m', 'merge', head)
  return { workspace, base, head, merge: runGit(workspace, 'rev-parse', 'HEAD') }
}

/** The same story in the clone that actions/checkout makes by default: one commit. */
export function shallow(story: PullStory): PullStory {
  const workspace = temporaryFolder()
  runGit(story.workspace, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  runGit(workspace, 'init', '-q')
  runGit(workspace, 'fetch', '-q', '--depth=1', `file://${story.workspace}`, story.merge)
  runGit(workspace, 'checkout', '-q', '--detach', 'FETCH_HEAD')
  return { ...story, workspace }
}

/** What a runner hands over with the event. */
export function pullPayload(
  { base, head }: PullStory,
  { repo = REPO, author = 'ada' }: { repo?: unknown; author?: string } = {},
) {
  return {
    number: 7,
    pull_request: {
      number: 7,
      user: { login: author },
      head: { sha: head, ref: 'feature', repo },
      base: { sha: base, ref: 'main', repo: REPO },
    },
    repository: REPO,
  }
}

/** Runs the bundle on the pull request, with the token of the job. */
export function startOn(fake: FakeGitHub, story: PullStory, more: Partial<ActionStart> = {}): Promise<ActionEnd> {
  return startAction({
    workspace: story.workspace,
    event: 'pull_request',
    sha: story.merge,
    payload: pullPayload(story),
    fake,
    ...more,
    inputs: { token: SECRET, ...more.inputs },
  })
}

/** The comments of the pull request. */
export function bodiesOn(fake: FakeGitHub): string[] {
  return fake.state.comments.map(({ body }) => body)
}

/** What every run must keep to, whatever came of it. */
export function expectSound(fake: FakeGitHub, { status, stdout, stderr, summary, outputs }: ActionEnd): void {
  expect(stderr).toBe('')
  expect({ 0: 'pass', 1: 'fail', 2: 'error' }[status ?? -1]).toBe(outputs['verdict'])
  const commands = stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line))
  for (const line of commands) expect(line).toMatch(/^::(?:error|warning|notice|debug)[ :]/)
  for (const text of [stdout, summary, JSON.stringify(outputs), ...bodiesOn(fake)]) expect(text).not.toContain(SECRET)
}
