import type { FakeHistory } from './fake-github/history.js'
import { emptyHistory } from './fake-github/history.js'
import type { Story, Told } from './git-story.js'

/**
 * One story of 90 days that git and the host's API both tell. Every answer that tests expect of it can be counted by
 * hand below.
 */
export const STORY_END = Date.parse('2026-03-01T00:00:00Z')

const ADA = 'Ada <ada@example.com>'
const BOB = 'Bob <bob@example.com>'
const CLEO = 'Cleo <cleo@example.com>'
const ROBOT = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'
const WEB = 'GitHub <noreply@github.com>'

const COMMITS: readonly Told[] = [
  { mark: 1, author: ADA, at: '2025-06-01T00:00:00Z', message: 'Begin', files: { 'a.ts': 1 } },
  { mark: 2, parents: [1], author: ADA, committer: WEB, at: '2025-11-20T00:00:00Z', message: 'Prepare (#1)' },
  // #2: a branch of two commits, merged
  { mark: 3, parents: [2], author: BOB, at: '2025-12-02T10:00:00Z', message: 'Cart', files: { 'cart.ts': 20 } },
  { mark: 4, parents: [3], author: BOB, at: '2025-12-03T09:00:00Z', message: 'Cart', files: { 'cart.ts': 30 } },
  {
    mark: 5,
    parents: [2, 4],
    author: ADA,
    committer: WEB,
    at: '2025-12-04T10:00:00Z',
    message: 'Merge pull request #2 from acme/cart\n\nA cart',
    files: { 'cart.ts': 30, 'package-lock.json': 500 },
  },
  // #3: squashed
  squash(6, 5, 3, CLEO, '2025-12-10T12:00:00Z', 'Search', { 'search.ts': 12 }),
  // pushed
  { mark: 7, parents: [6], author: ADA, at: '2025-12-15T08:00:00Z', message: 'Typo', files: { 'a.ts': 5 } },
  // #4: a program's, of a lock file alone
  squash(8, 7, 4, ROBOT, '2025-12-20T00:00:00Z', 'Bump x', { 'package-lock.json': 700 }),
  // #5 and its revert #6
  squash(9, 8, 5, BOB, '2026-01-05T00:00:00Z', 'Checkout', { 'checkout.ts': 300 }),
  squash(10, 9, 6, BOB, '2026-01-06T00:00:00Z', 'Revert "Checkout (#5)"', { 'checkout.ts': 0 }),
  // #7: repaired in a hurry
  { mark: 11, parents: [10], author: CLEO, at: '2026-02-01T08:00:00Z', message: 'Repair', files: { 'cart.ts': 33 } },
  {
    mark: 12,
    parents: [10, 11],
    author: CLEO,
    committer: WEB,
    at: '2026-02-01T10:00:00Z',
    message: 'Merge pull request #7 from acme/hotfix/cart\n\nRepair the cart',
    files: { 'cart.ts': 33 },
  },
]

const TAGS = {
  'v1.0.0': { mark: 6, at: '2025-12-11T00:00:00Z' },
  'v1.1.0-rc.1': { mark: 9, at: '2026-01-05T06:00:00Z' },
  'v1.1.0': { mark: 12, at: '2026-02-02T00:00:00Z' },
  nightly: { mark: 12, at: '2026-02-03T00:00:00Z' },
}

export const DELIVERY_STORY: Story = { commits: COMMITS, refs: { 'refs/heads/main': 12 }, tags: TAGS }

function squash(
  mark: number,
  parent: number,
  number: number,
  author: string,
  at: string,
  title: string,
  files: Readonly<Record<string, number>>,
): Told {
  return { mark, parents: [parent], author, committer: WEB, at, message: `${title} (#${number})`, files }
}

/** What only the host knows of a pull request. */
export interface Request {
  readonly number: number
  /** The commit that it became. */
  readonly mark: number
  /** Commits of its branch that came with a merge. */
  readonly brought?: readonly number[]
  readonly title: string
  readonly branch: string
  readonly author: string
  readonly createdAt: string
  readonly began: string
  readonly mergedAt: string
  readonly lines: number
  readonly files?: Readonly<Record<string, number>>
  readonly approvedBy?: string
  readonly reviewedAt?: string
}

const REQUESTS: readonly Request[] = [
  {
    number: 2,
    mark: 5,
    brought: [3, 4],
    title: 'A cart',
    branch: 'cart',
    author: 'bob',
    began: '2025-12-02T10:00:00Z',
    createdAt: '2025-12-03T10:00:00Z',
    reviewedAt: '2025-12-03T12:00:00Z',
    mergedAt: '2025-12-04T10:00:00Z',
    approvedBy: 'ada',
    lines: 530,
    files: { 'cart.ts': 30, 'package-lock.json': 500 },
  },
  {
    number: 3,
    mark: 6,
    title: 'Search',
    branch: 'search',
    author: 'cleo',
    began: '2025-12-08T12:00:00Z',
    createdAt: '2025-12-09T12:00:00Z',
    reviewedAt: '2025-12-10T11:00:00Z',
    mergedAt: '2025-12-10T12:00:00Z',
    approvedBy: 'bob',
    lines: 12,
  },
  {
    number: 4,
    mark: 8,
    title: 'Bump x',
    branch: 'dependabot/npm/x',
    author: 'dependabot',
    began: '2025-12-19T00:00:00Z',
    createdAt: '2025-12-19T00:00:00Z',
    mergedAt: '2025-12-20T00:00:00Z',
    lines: 200,
    files: { 'package-lock.json': 200 },
  },
  {
    number: 5,
    mark: 9,
    title: 'Checkout',
    branch: 'checkout',
    author: 'bob',
    began: '2025-12-21T00:00:00Z',
    createdAt: '2026-01-04T00:00:00Z',
    reviewedAt: '2026-01-04T12:00:00Z',
    mergedAt: '2026-01-05T00:00:00Z',
    approvedBy: 'cleo',
    lines: 300,
  },
  {
    number: 6,
    mark: 10,
    title: 'Revert "Checkout (#5)"',
    branch: 'revert-5-checkout',
    author: 'bob',
    began: '2026-01-05T23:00:00Z',
    createdAt: '2026-01-05T23:00:00Z',
    mergedAt: '2026-01-06T00:00:00Z',
    lines: 300,
  },
  {
    number: 7,
    mark: 12,
    brought: [11],
    title: 'Repair the cart',
    branch: 'hotfix/cart',
    author: 'cleo',
    began: '2026-02-01T08:00:00Z',
    createdAt: '2026-02-01T08:30:00Z',
    reviewedAt: '2026-02-01T09:00:00Z',
    mergedAt: '2026-02-01T10:00:00Z',
    approvedBy: 'ada',
    lines: 3,
  },
]

/** The story as the host tells it; `ids` are those of the commits in git. */
export function storyOnHost(ids: ReadonlyMap<number, string>): FakeHistory {
  return {
    ...tellHost(DELIVERY_STORY, REQUESTS, ids),
    deployments: [
      deployment(ids.get(12), '2026-02-02T01:00:00Z', 'SUCCESS', 22),
      deployment(ids.get(9), '2026-01-05T02:00:00Z', 'FAILURE', 21),
      deployment(ids.get(6), '2025-12-11T01:00:00Z', 'SUCCESS', 20),
    ],
    runs: [
      run(22, ids.get(12), '2026-02-02T00:50:00Z', 'success'),
      run(21, ids.get(9), '2026-01-05T01:50:00Z', 'failure'),
      run(20, ids.get(6), '2025-12-11T00:50:00Z', 'success'),
    ],
    labels: new Map([
      ['incident', [{ number: 90, createdAt: '2026-01-05T03:00:00Z', closedAt: '2026-01-06T01:00:00Z' }]],
    ]),
  }
}

/** Pull requests, commits and tags of a story as the host tells them; `ids` are those of the commits in git. */
export function tellHost(
  { commits, tags = {} }: Story,
  requests: readonly Request[],
  ids: ReadonlyMap<number, string>,
): FakeHistory {
  const numbers = new Map(
    requests.flatMap(({ number, mark, brought = [] }) => [mark, ...brought].map((each) => [each, number] as const)),
  )
  const newest = Object.entries(tags).sort(([, one], [, other]) => (one.at < other.at ? 1 : -1))
  return {
    ...emptyHistory(),
    createdAt: commits[0]?.at ?? '',
    pulls: requests.map((request) => pullOf(request, ids)),
    commits: commits.toReversed().map((commit) => commitOf(commit, numbers.get(commit.mark), ids)),
    tags: newest.map(([name, { mark, at }]) => ({
      name,
      target: { __typename: 'Tag', oid: 'f'.repeat(40), tagger: { date: at }, target: { oid: ids.get(mark) } },
    })),
  }
}

function user(login: string): object {
  return { __typename: login === 'dependabot' ? 'Bot' : 'User', login }
}

function pullOf(
  { mark, brought: _, branch, author, began, lines, files = {}, approvedBy, reviewedAt, ...pull }: Request,
  ids: ReadonlyMap<number, string>,
) {
  const review = { state: 'APPROVED', submittedAt: reviewedAt, author: user(approvedBy ?? '') }
  return {
    ...pull,
    headRefName: branch,
    author: user(author),
    mergedBy: user('ada'),
    mergeCommit: { oid: ids.get(mark) },
    additions: lines,
    deletions: 0,
    files: Object.entries(files).map(([path, additions]) => ({ path, additions, deletions: 0 })),
    commits: [{ commit: { authoredDate: began } }],
    reviews: approvedBy === undefined ? [] : [review],
  }
}

function commitOf(
  { mark, parents = [], author = '', at, message }: Told,
  number: number | undefined,
  ids: ReadonlyMap<number, string>,
) {
  const [name = '', email = ''] = author.replace('>', '').split(' <')
  const machine = name.endsWith('[bot]')
  return {
    oid: ids.get(mark),
    authoredDate: at,
    committedDate: at,
    message,
    parents: parents.map((parent) => ({ oid: ids.get(parent) })),
    author: { name, email, user: { login: machine ? name : name.toLowerCase() } },
    associatedPullRequests: number === undefined ? [] : [{ number, merged: true, baseRefName: 'main' }],
  }
}

function deployment(commitOid: string | undefined, createdAt: string, state: string, id: number) {
  const at = (minutes: number) => new Date(Date.parse(createdAt) + minutes * 60_000).toISOString()
  const logUrl = `https://github.example/acme/shop/actions/runs/${id}/job/1`
  return {
    commitOid,
    environment: 'production',
    createdAt,
    creator: { __typename: 'Bot', login: 'github-actions' },
    statuses: [
      { state: 'INACTIVE', createdAt: at(60), logUrl: null },
      { state, createdAt: at(5), logUrl },
      { state: 'IN_PROGRESS', createdAt: at(1), logUrl },
    ],
  }
}

function run(id: number, sha: string | undefined, at: string, conclusion: string) {
  return {
    id,
    path: '.github/workflows/deploy.yml',
    event: 'push',
    head_sha: sha,
    head_branch: 'main',
    created_at: at,
    run_started_at: at,
    updated_at: new Date(Date.parse(at) + 20 * 60_000).toISOString(),
    status: 'completed',
    conclusion,
    run_attempt: 1,
  }
}
