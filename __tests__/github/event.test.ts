import { describe, expect, test } from '@jest/globals'
import { readEvent } from '../../src/github/index.js'

const HEAD = 'a'.repeat(40)
const BASE = 'b'.repeat(40)
const MERGE = 'c'.repeat(40)

const env = {
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SHA: MERGE,
  GITHUB_REF: 'refs/pull/7/merge',
  GITHUB_ACTOR: 'ada',
  GITHUB_RUN_ID: '501',
  GITHUB_RUN_ATTEMPT: '2',
}

const repo = { full_name: 'acme/shop', default_branch: 'main', fork: false }

function pull(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    action: 'synchronize',
    number: 7,
    pull_request: {
      number: 7,
      draft: false,
      user: { login: 'ada' },
      head: { sha: HEAD, ref: 'feature', repo },
      base: { sha: BASE, ref: 'main', repo },
      ...more,
    },
    repository: repo,
    sender: { login: 'ada' },
  }
}

describe('a pull request', () => {
  test('of the same repository', () => {
    expect(readEvent(env, pull())).toEqual({
      name: 'pull_request',
      repository: 'acme/shop',
      pull: { number: 7, headSha: HEAD, baseSha: BASE, baseRef: 'main', fork: false, author: 'ada', draft: false },
      sha: MERGE,
      ref: 'refs/pull/7/merge',
      defaultBranch: 'main',
      actor: 'ada',
      dependabot: false,
      run: { id: 501, attempt: 2 },
    })
  })

  test.each([
    { from: 'another repository', head: { sha: HEAD, repo: { full_name: 'eve/shop', fork: true } }, fork: true },
    { from: 'a fork that is gone', head: { sha: HEAD, repo: null }, fork: true },
    { from: 'a fork whose base is itself', head: { sha: HEAD, repo: { ...repo, fork: true } }, fork: false },
  ])('from $from', ({ head, fork }) => {
    expect(readEvent(env, pull({ head })).pull?.fork).toBe(fork)
  })

  test.each([
    { by: 'Dependabot', actor: 'dependabot[bot]', user: 'dependabot[bot]', dependabot: true },
    { by: 'Dependabot, run again by somebody', actor: 'ada', user: 'dependabot[bot]', dependabot: true },
    { by: 'somebody who calls himself so', actor: 'dependabot', user: 'dependabot', dependabot: false },
  ])('by $by', ({ actor, user, dependabot }) => {
    const event = readEvent({ ...env, GITHUB_ACTOR: actor }, pull({ user: { login: user } }))
    expect(event.dependabot).toBe(dependabot)
  })

  test('under pull_request_target, where the checked out commit is the base', () => {
    const event = readEvent({ ...env, GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_SHA: BASE }, pull())
    expect(event).toMatchObject({ name: 'pull_request_target', sha: BASE, pull: { headSha: HEAD } })
  })
})

describe('other events', () => {
  test('a merge group has a base but no pull request', () => {
    const payload = {
      action: 'checks_requested',
      merge_group: {
        head_sha: HEAD,
        head_ref: 'refs/heads/gh-readonly-queue/main/pr-7-x',
        base_sha: BASE,
        base_ref: 'refs/heads/main',
      },
      repository: repo,
    }
    const event = readEvent({ ...env, GITHUB_EVENT_NAME: 'merge_group', GITHUB_SHA: HEAD }, payload)
    expect(event).toMatchObject({ name: 'merge_group', sha: HEAD, base: { sha: BASE, ref: 'main' } })
    expect(event.pull).toBeUndefined()
  })

  test('a workflow run names a pull request of the same repository', () => {
    const run = {
      head_sha: HEAD,
      actor: { login: 'ada' },
      repository: repo,
      head_repository: repo,
      pull_requests: [{ number: 9, base: { sha: BASE, ref: 'main' }, head: { sha: HEAD } }],
    }
    const event = readEvent({ ...env, GITHUB_EVENT_NAME: 'workflow_run' }, { workflow_run: run, repository: repo })
    expect(event.pull).toMatchObject({ number: 9, headSha: HEAD, baseSha: BASE, fork: false })
    const foreign = { ...run, head_repository: { full_name: 'eve/shop' }, pull_requests: [] }
    expect(readEvent({ ...env, GITHUB_EVENT_NAME: 'workflow_run' }, { workflow_run: foreign }).pull).toBeUndefined()
  })

  test.each(['push', 'schedule', 'workflow_dispatch'])('%s has no pull request', (name) => {
    const event = readEvent({ ...env, GITHUB_EVENT_NAME: name, GITHUB_REF: 'refs/heads/main' }, { repository: repo })
    expect(event).toMatchObject({ name, ref: 'refs/heads/main', defaultBranch: 'main' })
    expect(event.pull).toBeUndefined()
  })
})

describe('a payload that is not what it should be', () => {
  test.each([
    undefined,
    null,
    42,
    'text',
    [],
    {},
    { pull_request: null },
    { pull_request: [] },
    { pull_request: { number: '7', head: { sha: HEAD } } },
    { pull_request: { number: -7, head: { sha: HEAD } } },
    { pull_request: { number: 7.5, head: { sha: HEAD } } },
    { pull_request: { number: 7, head: { sha: '--upload-pack=touch /tmp/x' } } },
    { pull_request: { number: 7, head: { sha: HEAD.slice(1) } } },
    { __proto__: { pull_request: { number: 7, head: { sha: HEAD } } } },
  ])('%j gives no pull request', (payload) => {
    expect(readEvent(env, payload).pull).toBeUndefined()
  })

  test.each(['--output=x', 'a..b', 'a b', 'a\nb', 'a~1', '', 'x@{1}', '-'])('%j is no branch', (ref) => {
    const event = readEvent(env, pull({ base: { sha: BASE, ref, repo } }))
    expect(event.pull?.baseRef).toBe('')
  })

  test('variables may all be missing', () => {
    expect(readEvent({}, {})).toEqual({
      name: '',
      repository: '',
      sha: '',
      ref: '',
      actor: '',
      dependabot: false,
      run: { id: 0, attempt: 0 },
    })
  })
})
