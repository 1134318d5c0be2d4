import { describe, expect, jest, test } from '@jest/globals'
import type { DeliveryHistory, PastChange } from '../../../src/models/index.js'
import { readGitDeliveryHistory } from '../../../src/snapshot/delivery-history/index.js'
import { repository, runGit, temporaryFolder } from '../../helpers/git-repository.js'
import { cloneStory, tellGit, type Story, type Told } from '../../helpers/git-story.js'

// Each test makes a repository.
jest.setTimeout(60_000)

const UNTIL = Date.parse('2026-03-01T00:00:00Z')
const BOB = 'Bob <bob@example.com>'
const ROBOT = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'
const WEB = 'GitHub <noreply@github.com>'

const ROOT: Told = { mark: 1, at: '2025-06-01T00:00:00Z', message: 'Begin', files: { 'a.ts': 1 } }

/** A story of the branch `main` that follows the root commit, unless its first commit says otherwise. */
function story(commits: readonly Omit<Told, 'mark'>[], more: Partial<Story> = {}): Story {
  const told = commits.map((each, index): Told => ({ mark: index + 2, parents: [index + 1], ...each }))
  return { commits: [ROOT, ...told], refs: { 'refs/heads/main': told.length + 1 }, ...more }
}

function read(root: string, branch?: string): DeliveryHistory {
  const history = readGitDeliveryHistory({ root, days: 90, until: UNTIL, ...(branch !== undefined && { branch }) })
  if (!history.known) throw new Error(history.reason)
  return history.value
}

function changesOf(told: Story): readonly PastChange[] {
  const { changes } = read(tellGit(told).root)
  if (!changes.known) throw new Error(changes.reason)
  return changes.value.items
}

/** Enough marked changes that a commit without a mark is a push. */
const MARKED = [1, 2, 3].map((number) => ({
  at: `2025-12-0${number}T00:00:00Z`,
  author: BOB,
  committer: WEB,
  message: `Change (#${number})`,
}))

describe('changes', () => {
  test('of a merge: its author, its first commit, and the lines that people wrote', () => {
    const [change] = changesOf({
      commits: [
        ROOT,
        { mark: 2, parents: [1], author: BOB, at: '2025-12-02T10:00:00Z', message: 'Cart', files: { 'cart.ts': 20 } },
        { mark: 3, parents: [2], author: BOB, at: '2025-12-03T09:00:00Z', message: 'More', files: { 'cart.ts': 30 } },
        { mark: 4, parents: [1], at: '2025-12-03T12:00:00Z', message: 'Fix (#1)', files: { 'b.ts': 2 } },
        {
          mark: 5,
          parents: [4, 3],
          committer: WEB,
          at: '2025-12-04T10:00:00Z',
          message: 'Merge pull request #2 from bob/cart\n\nA cart',
          files: { 'cart.ts': 30, 'package-lock.json': 500, 'vendor/x.ts': 9, 'dist/x.min.js': 9 },
        },
      ],
      refs: { 'refs/heads/main': 5 },
    })
    expect(change).toEqual({
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
      mergedAt: Date.parse('2025-12-04T10:00:00Z'),
      firstCommitAt: Date.parse('2025-12-02T10:00:00Z'),
      author: 'bob@example.com',
      automated: false,
      way: 'pull-request',
      number: 2,
      lines: 30,
    })
  })

  test('of a squash does not say when the work began', () => {
    const changes = changesOf(story([{ at: '2026-01-01T00:00:00Z', message: 'Cart (#7)', files: { 'a.ts': 6 } }]))
    expect(changes).toEqual([
      {
        sha: expect.any(String),
        mergedAt: Date.parse('2026-01-01T00:00:00Z'),
        author: 'ada@example.com',
        automated: false,
        way: 'pull-request',
        number: 7,
        lines: 5,
      },
    ])
  })

  test('lines are counted of what was reviewed, not of what was pushed', () => {
    const changes = changesOf(
      story([
        { at: '2026-01-01T00:00:00Z', message: 'Pushed', files: { 'a.ts': 6 } },
        { at: '2026-01-02T00:00:00Z', message: 'Cart (#7)', files: { 'a.ts': 8, 'b.ts': 1 } },
        { at: '2026-01-03T00:00:00Z', message: 'Pushed again', files: { 'a.ts': 60 } },
        { at: '2026-01-04T00:00:00Z', message: 'Nothing (#8)' },
        { at: '2026-01-05T00:00:00Z', message: 'Vendored (#9)', files: { 'vendor/x.ts': 6 } },
      ]),
    )
    expect(changes.map(({ number, lines }) => [number, lines])).toEqual([
      [9, 0],
      [8, 0],
      [undefined, undefined],
      [7, 3],
      [undefined, undefined],
    ])
  })

  test('a branch that began before the window, and one that was merged into another', () => {
    const changes = changesOf({
      commits: [
        ROOT,
        { mark: 2, parents: [1], author: BOB, at: '2025-10-01T00:00:00Z', message: 'Old work' },
        { mark: 3, parents: [1], at: '2025-12-05T00:00:00Z', message: 'On main (#1)' },
        { mark: 4, parents: [2, 3], author: BOB, at: '2025-12-06T00:00:00Z', message: "Merge branch 'main' into old" },
        { mark: 5, parents: [3, 4], at: '2025-12-07T00:00:00Z', message: 'Merge pull request #2 from bob/old' },
      ],
      refs: { 'refs/heads/main': 5 },
    })
    expect(changes.map(({ number, firstCommitAt }) => [number, firstCommitAt])).toEqual([
      [2, Date.parse('2025-10-01T00:00:00Z')],
      [1, undefined],
    ])
  })

  test.each([
    ['Merge pull request #12 from acme/feature', 2, { way: 'pull-request', number: 12 }],
    ["Merge branch 'topic' into 'main'\n\nSee merge request acme/shop!34", 2, { way: 'pull-request', number: 34 }],
    ["Merge branch 'topic'", 2, { way: 'pull-request' }],
    ["Merge branch 'main' of github.com:acme/shop", 2, { way: 'direct' }],
    ["Merge remote-tracking branch 'origin/main'", 2, { way: 'direct' }],
    ['Merged PR 56: Add a cart', 1, { way: 'pull-request', number: 56 }],
    ['Merged in topic (pull request #78)', 2, { way: 'pull-request', number: 78 }],
    ['Pull request #9: A cart', 2, { way: 'pull-request', number: 9 }],
    ['Auto merge of #90 - bob:topic, r=ada', 2, { way: 'pull-request', number: 90 }],
    ['Cart\n\nReviewed-on: https://review.example/c/shop/+/1', 1, { way: 'pull-request' }],
    ['Cart\n\nDifferential Revision: https://phab.example/D1', 1, { way: 'pull-request' }],
    ['Cart (#5) (#6)', 1, { way: 'pull-request', number: 6 }],
    ['Cart, see #5', 1, { way: 'direct' }],
  ])('%j', (message, parents, expected) => {
    const commits: Told[] = [
      ROOT,
      { mark: 2, parents: [1], at: '2026-01-01T00:00:00Z', message: 'Topic' },
      { mark: 3, parents: parents === 2 ? [1, 2] : [1], at: '2026-01-02T00:00:00Z', message },
    ]
    expect(changesOf({ commits, refs: { 'refs/heads/main': 3 } })[0]).toMatchObject(expected)
  })

  test.each([
    ['Revert "A cart" (#4)', 'revert'],
    ['revert: feat: a cart', 'revert'],
    ['fix: revert the new cart (#4)', 'revert'],
    ['Merge pull request #4 from acme/revert-3-cart', 'revert'],
    ['Merge pull request #4 from acme/hotfix/cart\n\nRepair it', 'hotfix'],
    ['Hotfix: repair the cart (#4)', 'hotfix'],
    ['Revert "Revert "A cart"" (#4)', undefined],
    ['Reapply "A cart"', undefined],
    ['Revert button in the editor (#4)', undefined],
    ['fix: revert button is too small', undefined],
    ['Fix hotfixes page', 'hotfix'],
    ['Add shotfix', undefined],
  ])('%j repairs: %s', (message, repairs) => {
    expect(changesOf(story([{ at: '2026-01-02T00:00:00Z', message }]))[0]?.repairs).toBe(repairs)
  })

  test('by programs are marked, and what a program merges is not', () => {
    const changes = changesOf({
      commits: [
        ROOT,
        { mark: 2, parents: [1], author: ROBOT, at: '2026-01-01T00:00:00Z', message: 'Bump x (#1)' },
        { mark: 3, parents: [2], author: BOB, at: '2026-01-02T00:00:00Z', message: 'Cart' },
        { mark: 4, parents: [2, 3], author: 'mergify[bot] <m@x>', at: '2026-01-03T00:00:00Z', message: 'Merge #2' },
      ],
      refs: { 'refs/heads/main': 4 },
    })
    expect(changes.map(({ automated, author }) => [automated, author])).toEqual([
      [false, 'bob@example.com'],
      [true, '49699333+dependabot[bot]@users.noreply.github.com'],
    ])
  })

  test.each([
    ['pushed by its author', { author: BOB }, undefined],
    ['put there by somebody else', { author: BOB, committer: 'Ada <ada@example.com>' }, true],
    ['put there by the host', { author: BOB, committer: WEB }, true],
  ])('a commit without a mark, %s', (_, who, wayUncertain) => {
    const [change] = changesOf(story([...MARKED, { at: '2026-01-01T00:00:00Z', message: 'Cart', ...who }]))
    expect([change?.way, change?.wayUncertain]).toEqual(['direct', wayUncertain])
  })

  test('without marks at all may all have been pull requests that were rebased', () => {
    const changes = changesOf(story([1, 2, 3].map((day) => ({ at: `2026-01-0${day}T00:00:00Z`, message: 'Cart' }))))
    expect(changes.map(({ wayUncertain }) => wayUncertain)).toEqual([true, true, true])
  })

  test('are those of the window', () => {
    const days = ['2025-11-30T23:59:59Z', '2025-12-01T00:00:00Z', '2026-02-28T00:00:00Z', '2026-03-01T00:00:01Z']
    const changes = changesOf(story(days.map((at) => ({ at, message: 'Cart (#1)' }))))
    expect(changes.map(({ mergedAt }) => new Date(mergedAt).toISOString().slice(0, 10))).toEqual([
      '2026-02-28',
      '2025-12-01',
    ])
  })
})

describe('the branch', () => {
  const told = (names: readonly string[]): Story => ({
    commits: [ROOT, { mark: 2, parents: [1], at: '2026-01-01T00:00:00Z', message: 'On it (#1)' }],
    refs: Object.fromEntries(names.map((name) => [`refs/heads/${name}`, 2])),
  })

  test.each([
    [['main', 'feature'], undefined, 'main'],
    [['trunk', 'feature'], undefined, 'trunk'],
    [['main', 'release'], 'release', 'release'],
  ])('of %j with %s named is %s', (names, named, expected) => {
    expect(read(tellGit(told(names)).root, named).defaultBranch).toBe(expected)
  })

  test('is the one that the remote called its own', () => {
    const origin = tellGit(told(['main', 'next'])).root
    runGit(origin, 'symbolic-ref', 'HEAD', 'refs/heads/next')
    const folder = temporaryFolder()
    runGit(folder, 'clone', '-q', `file://${origin}`, 'clone')
    runGit(`${folder}/clone`, 'checkout', '-q', '-b', 'feature')
    expect(read(`${folder}/clone`).defaultBranch).toBe('next')
  })

  test('that is named and not there is unknown', () => {
    const history = readGitDeliveryHistory({ root: repository(), days: 90, until: UNTIL, branch: 'gone' })
    expect(history).toMatchObject({ known: false, remedy: expect.stringContaining('history: api') })
  })

  test('is unknown outside of git', () => {
    expect(readGitDeliveryHistory({ root: temporaryFolder(), days: 90, until: UNTIL }).known).toBe(false)
  })
})

describe('open branches', () => {
  const commits: Told[] = [
    ROOT,
    { mark: 2, parents: [1], author: BOB, at: '2025-10-01T00:00:00Z', message: 'Search' },
    { mark: 3, parents: [2], author: BOB, at: '2026-01-15T00:00:00Z', message: 'More search' },
    { mark: 4, parents: [1], author: ROBOT, at: '2026-02-01T00:00:00Z', message: 'Bump' },
    { mark: 5, parents: [1], at: '2026-01-01T00:00:00Z', message: 'Merged' },
    { mark: 6, parents: [1, 5], at: '2026-01-02T00:00:00Z', message: 'Merge pull request #1 from ada/merged' },
  ]
  const refs = {
    'refs/heads/main': 6,
    'refs/heads/feature/search': 3,
    'refs/heads/dependabot/npm/x': 4,
    'refs/heads/merged': 5,
    'refs/heads/gh-pages': 4,
    'refs/heads/release/1.x': 3,
  }

  test('are those that are not merged and not kept by their name', () => {
    expect(read(cloneStory({ commits, refs }).root).openBranches).toEqual({
      known: true,
      value: {
        complete: true,
        items: [
          { name: 'dependabot/npm/x', startedAt: Date.parse('2026-02-01T00:00:00Z'), automated: true },
          { name: 'feature/search', startedAt: Date.parse('2025-10-01T00:00:00Z'), automated: false },
        ],
      },
    })
  })

  test('are unknown where pull requests are squashed', () => {
    const squash: Told = { mark: 7, parents: [6], at: '2026-01-03T00:00:00Z', message: 'Search (#2)' }
    const told = { commits: [...commits, squash], refs: { ...refs, 'refs/heads/main': 7 } }
    expect(read(cloneStory(told).root).openBranches).toMatchObject({
      known: false,
      reason: expect.stringContaining('squashed'),
    })
  })

  test.each([
    ['without a remote', () => tellGit({ commits, refs }).root],
    ['in a clone of one branch', () => cloneStory({ commits, refs }, '--single-branch').root],
    ['in a shallow clone', () => cloneStory({ commits, refs }, '--depth=2', '--no-single-branch').root],
  ])('are unknown %s', (_, make) => {
    expect(read(make()).openBranches).toMatchObject({ known: false, remedy: expect.stringContaining('history: api') })
  })
})

describe('releases', () => {
  const told: Story = {
    ...story([{ at: '2026-01-01T00:00:00Z', message: 'Cart (#1)' }]),
    tags: {
      'v1.0.0': { mark: 2, at: '2026-01-05T00:00:00Z' },
      'v1.1.0-rc.1': { mark: 2, at: '2026-01-06T00:00:00Z' },
      'shop@2.0.1': { mark: 2, at: '2026-01-07T00:00:00Z' },
      'chart-1.2.0': { mark: 2, at: '2026-01-08T00:00:00Z' },
      '2026.01.09': { mark: 2, at: '2026-01-09T00:00:00Z' },
      'v0.9.0': { mark: 1, at: '2025-06-05T00:00:00Z' },
      v1: { mark: 2, at: '2026-01-05T00:00:00Z' },
      nightly: { mark: 2, at: '2026-01-05T00:00:00Z' },
      'before-2.0-rewrite': { mark: 2, at: '2026-01-05T00:00:00Z' },
    },
  }

  test('are tags that name a version', () => {
    const { root, ids } = tellGit(told)
    expect(read(root).releases).toEqual({
      known: true,
      value: {
        complete: true,
        items: [
          ['2026.01.09', '2026-01-09', false],
          ['chart-1.2.0', '2026-01-08', false],
          ['shop@2.0.1', '2026-01-07', false],
          ['v1.1.0-rc.1', '2026-01-06', true],
          ['v1.0.0', '2026-01-05', false],
        ].map(([name, day, prerelease]) => ({
          name,
          sha: ids.get(2),
          at: Date.parse(`${String(day)}T00:00:00Z`),
          prerelease,
        })),
      },
    })
  })

  test.each([['--depth=1'], ['--no-tags']])('are unknown in a clone made with %s', (option) => {
    const { releases } = read(cloneStory(told, option, '--no-tags').root)
    expect(releases).toMatchObject({ known: false, remedy: expect.stringContaining('fetch-depth: 0') })
  })

  test('are none in a whole clone without tags', () => {
    expect(read(cloneStory(story([])).root).releases).toEqual({ known: true, value: { items: [], complete: true } })
  })
})

describe('a shallow clone', () => {
  const told = story([...MARKED, { at: '2026-01-01T00:00:00Z', message: 'Cart (#4)' }])

  test('of one commit tells nothing of changes', () => {
    expect(read(cloneStory(told, '--depth=1').root).changes).toEqual({
      known: false,
      reason: 'the clone is shallow: it holds one commit',
      remedy: expect.stringContaining('fetch-depth: 0'),
    })
  })

  test('of some commits has the newest ones, without its first', () => {
    const { changes, window } = read(cloneStory(told, '--depth=3').root)
    expect(changes).toMatchObject({ value: { complete: false, items: [{ number: 4 }, { number: 3 }] } })
    expect(window.began).toBeUndefined()
  })

  test('that reaches beyond the window has all changes', () => {
    const old = story([{ at: '2025-09-01T00:00:00Z', message: 'Old' }, ...MARKED])
    expect(read(cloneStory(old, '--depth=4').root).changes).toMatchObject({ value: { complete: true } })
  })
})

test('says when the branch began', () => {
  const { window } = read(tellGit(story(MARKED)).root)
  expect(window).toEqual({ days: 90, from: UNTIL - 90 * 86_400_000, until: UNTIL, began: Date.parse(ROOT.at) })
})

test('leaves to the host what git does not record', () => {
  const { deployments, runs, incidents } = read(repository())
  for (const list of [deployments, runs, incidents]) {
    expect(list).toMatchObject({
      known: false,
      permission: expect.any(String),
      remedy: expect.stringMatching(/history: api/),
    })
  }
})
