import { beforeAll, describe, expect, test } from '@jest/globals'
import { chooseRevisions } from '../../src/action/revisions.js'
import { readEvent, type Event } from '../../src/github/index.js'
import { runGit, temporaryFolder, write } from '../helpers/git-repository.js'

/** A repository whose main has moved on since the branch `feature` left it, and clones of it as workflows have them. */
const commits = { base: '', main: '', head: '', merge: '' }
let full: string
let origin: string

const commit = (root: string, file: string): string => {
  write(root, { [file]: file })
  runGit(root, 'add', '.')
  runGit(root, 'commit', '-q', '-m', file)
  return runGit(root, 'rev-parse', 'HEAD').trim()
}

beforeAll(() => {
  origin = temporaryFolder()
  runGit(origin, 'init', '-q', '-b', 'main')
  commits.base = commit(origin, 'a')
  runGit(origin, 'checkout', '-q', '-b', 'feature')
  commits.head = commit(origin, 'b')
  runGit(origin, 'checkout', '-q', 'main')
  commits.main = commit(origin, 'c')
  runGit(origin, 'checkout', '-q', '-b', 'merge')
  runGit(origin, 'merge', '-q', '--no-ff', '-m', 'merge', 'feature')
  commits.merge = runGit(origin, 'rev-parse', 'HEAD').trim()
  runGit(origin, 'update-ref', 'refs/pull/7/merge', commits.merge)
  full = clone(0, commits.merge)
})

/** What actions/checkout does: fetches to a depth (0 is everything) and checks a commit out. */
function clone(depth: number, revision: string): string {
  const root = temporaryFolder()
  runGit(root, 'init', '-q', '-b', 'main')
  runGit(root, 'remote', 'add', 'origin', `file://${origin}`)
  const refs = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : []
  const deep = depth === 0 ? [] : [`--depth=${depth}`]
  runGit(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  runGit(root, 'fetch', '-q', ...deep, 'origin', revision, ...refs)
  runGit(root, 'checkout', '-q', '--detach', revision)
  return root
}

function pullEvent(
  name = 'pull_request',
  changes: Partial<Record<'GITHUB_SHA' | 'base' | 'head', string>> = {},
): Event {
  const repo = { full_name: 'acme/shop' }
  const pull = {
    number: 7,
    head: { sha: changes.head ?? commits.head, repo },
    base: { sha: changes.base ?? commits.base, ref: 'main', repo },
  }
  const env = { GITHUB_EVENT_NAME: name, GITHUB_SHA: changes.GITHUB_SHA ?? commits.merge }
  return readEvent(env, { pull_request: pull })
}

describe('a pull request', () => {
  test('as merge commit is compared with the base that it was merged into', () => {
    expect(chooseRevisions(pullEvent(), full, undefined)).toEqual({ base: 'HEAD^1' })
    expect(chooseRevisions(pullEvent(), clone(2, commits.merge), undefined)).toEqual({ base: 'HEAD^1' })
  })

  test('as merge commit without parents has its base elsewhere', () => {
    expect(chooseRevisions(pullEvent(), clone(1, commits.merge), undefined)).toEqual({ missingBase: commits.base })
  })

  test('as head of the branch is compared with the base of the event', () => {
    expect(chooseRevisions(pullEvent(), clone(0, commits.head), undefined)).toEqual({ base: commits.base })
    expect(chooseRevisions(pullEvent(), clone(1, commits.head), undefined)).toEqual({ missingBase: commits.base })
  })

  test('whose base commit is unknown here is compared with the base branch', () => {
    const event = pullEvent('pull_request', { base: 'e'.repeat(40) })
    expect(chooseRevisions(event, clone(0, commits.head), undefined)).toEqual({ base: 'refs/remotes/origin/main' })
  })

  test('downloaded without git has its base elsewhere', () => {
    expect(chooseRevisions(pullEvent(), temporaryFolder(), undefined)).toEqual({ missingBase: commits.base })
  })

  test('is compared with what the workflow names', () => {
    expect(chooseRevisions(pullEvent(), full, 'origin/main')).toEqual({ base: 'origin/main' })
  })

  test('that is not what was checked out is not guessed at', () => {
    const event = pullEvent('pull_request', { head: 'd'.repeat(40), GITHUB_SHA: 'e'.repeat(40) })
    expect(() => chooseRevisions(event, full, undefined)).toThrow(
      'the clone does not hold the pull request: under pull_request, fetch it without checking it out (git fetch origin refs/pull/7/head)',
    )
  })
})

describe('under pull_request_target', () => {
  const event = (): Event => pullEvent('pull_request_target', { GITHUB_SHA: commits.main })

  test('the pull request is read from git and the base governs', () => {
    const root = clone(0, commits.main)
    expect(chooseRevisions(event(), root, undefined)).toEqual({ head: commits.head, base: commits.base })
  })

  test('the work tree is the base if its commit is not there', () => {
    const root = clone(1, commits.main)
    runGit(root, 'fetch', '-q', '--depth=1', 'origin', commits.head)
    expect(chooseRevisions(event(), root, undefined)).toEqual({ head: commits.head, base: 'HEAD' })
  })

  test('the pull request must be there', () => {
    expect(() => chooseRevisions(event(), clone(1, commits.main), undefined)).toThrow(/does not hold the pull request/)
    expect(() => chooseRevisions(event(), temporaryFolder(), undefined)).toThrow(/does not hold the pull request/)
  })

  test('a checkout of its head is compared all the same', () => {
    expect(chooseRevisions(event(), clone(0, commits.head), undefined)).toEqual({ base: commits.base })
  })
})

describe('a clone that somebody else may have filled', () => {
  const elsewhere = { full_name: 'eve/shop' }
  const forked = (name: string, sha: string): Event =>
    readEvent(
      { GITHUB_EVENT_NAME: name, GITHUB_SHA: sha },
      {
        pull_request: {
          number: 7,
          head: { sha: commits.head, repo: elsewhere },
          base: { sha: 'e'.repeat(40), ref: 'main', repo: { full_name: 'acme/shop' } },
        },
      },
    )

  test('of a fork has no branch that could be the base', () => {
    for (const name of ['pull_request', 'pull_request_target'])
      expect(chooseRevisions(forked(name, commits.main), clone(0, commits.head), undefined)).toEqual({
        missingBase: 'e'.repeat(40),
      })
  })

  test('after the event has no work tree that could be the base', () => {
    const root = clone(0, commits.head)
    const later = commit(root, 'later')
    expect(chooseRevisions(forked('pull_request_target', commits.main), root, undefined)).toEqual({
      head: commits.head,
      missingBase: 'e'.repeat(40),
    })
    expect(chooseRevisions(forked('pull_request_target', later), root, undefined)).toMatchObject({ base: 'HEAD' })
  })
})

describe('a run that others can cause', () => {
  const event = (name: string, sha: string): Event => readEvent({ GITHUB_EVENT_NAME: name, GITHUB_SHA: sha }, {})
  const names = [
    'workflow_run',
    'issue_comment',
    'workflow_dispatch',
    'repository_dispatch',
    'check_suite',
    'new_event',
  ]

  test.each(names)('%s: is governed by its own commit where another one is checked out', (name) => {
    expect(chooseRevisions(event(name, commits.main), clone(0, commits.head), undefined)).toEqual({
      base: commits.main,
    })
    expect(chooseRevisions(event(name, commits.main), clone(1, commits.head), undefined)).toEqual({
      missingBase: commits.main,
    })
  })

  test('is compared with nothing on its own commit, and with what the workflow names', () => {
    expect(chooseRevisions(event('workflow_run', commits.main), clone(1, commits.main), undefined)).toEqual({})
    expect(chooseRevisions(event('issue_comment', commits.main), full, 'HEAD^2')).toEqual({ base: 'HEAD^2' })
  })

  test.each(['push', 'schedule', 'release'])('%s may check out what it likes', (name) => {
    expect(chooseRevisions(event(name, commits.main), clone(0, commits.head), undefined)).toEqual({})
  })
})

describe('other events', () => {
  const group = (): Event =>
    readEvent(
      { GITHUB_EVENT_NAME: 'merge_group', GITHUB_SHA: commits.merge },
      { merge_group: { head_sha: commits.merge, base_sha: commits.main, base_ref: 'refs/heads/main' } },
    )

  test('a merge group is compared with what it is added to', () => {
    expect(chooseRevisions(group(), full, undefined)).toEqual({ base: commits.main })
    expect(chooseRevisions(group(), clone(1, commits.merge), undefined)).toEqual({ missingBase: commits.main })
  })

  test('a push is compared with nothing, unless the workflow says so', () => {
    const push = readEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_SHA: commits.merge }, {})
    expect(chooseRevisions(push, full, undefined)).toEqual({})
    expect(chooseRevisions(push, full, 'HEAD~1')).toEqual({ base: 'HEAD~1' })
  })

  test.each(['nowhere', '--output=x', 'HEAD -- x', ''])('a base %j that is not there is refused', (base) => {
    const push = readEvent({ GITHUB_EVENT_NAME: 'push' }, {})
    expect(() => chooseRevisions(push, full, base)).toThrow(/^the input base names .*, which is not in this clone/)
  })
})
