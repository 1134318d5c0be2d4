import { known, type Known } from '../../core/known.js'
import { repairOf } from '../../models/change-words.js'
import type { HistoryWindow, PastChange, Recorded } from '../../models/index.js'
import { isMachineName } from '../../models/machine-names.js'
import type { Failure } from '../failure.js'
import { at, flagAt, listAt, numberAt, textAt } from '../json.js'
import type { Answer, GitHub } from '../types.js'
import { nodesOf, partOf, timeAt } from './part.js'
import { changeOf } from './pull-request.js'
import { CHANGE_PAGES, changesQuery } from './queries.js'

/** What is asked of changes. */
export interface ChangesRequest {
  readonly branch: string
  readonly window: HistoryWindow
  /** Names of the checks that the branch requires; undefined where they are not known. */
  readonly requiredChecks?: readonly string[]
}

/** A commit of the branch, as far as it tells pushes from merges. */
interface BranchCommit {
  readonly sha: string
  readonly parent: string | undefined
  readonly committedAt: number
  readonly node: unknown
}

/** The changes, and what came to light with them. */
export interface ReadChanges {
  readonly changes: Known<Recorded<PastChange>>
  /** When the repository began, at the latest. */
  readonly began?: number
  /** Commits that the branch holds; undefined if not all of the window are known. */
  readonly commits?: ReadonlySet<string>
}

interface Pages {
  readonly pulls: unknown[]
  readonly commits: unknown[]
  /** Numbers and commits that were read, against a host that gives the same page again. */
  readonly seen: Set<unknown>
  /** Whether there are more than were read. */
  morePulls: boolean
  moreCommits: boolean
}

/** Reads merged pull requests and the commits that came without one, two pages at most. */
export async function readChanges(github: GitHub, request: ChangesRequest): Promise<ReadChanges> {
  const { branch, window } = request
  const { owner, repo } = github
  const query = changesQuery((request.requiredChecks ?? []).length > 0)
  const since = new Date(window.from).toISOString()
  const fixed = { owner, repo, branch, ref: `refs/heads/${branch}`, since }
  const pages: Pages = { pulls: [], commits: [], seen: new Set(), morePulls: true, moreCommits: true }
  const [pulls, commits] = await readPages(github, query, fixed, pages, window)
  if (!pulls.known) return { changes: pulls }
  if (!commits.known) return { changes: commits }
  const began = beginning(commits.value, pages.commits)
  return {
    changes: known(combined(pages, request)),
    ...(began !== undefined && { began }),
    ...(!pages.moreCommits && { commits: new Set(pages.commits.flatMap((node) => textAt(node, 'oid') ?? [])) }),
  }
}

/** Adds pages to `pages` and returns both parts of the first one. A later page that fails is one that is missing. */
async function readPages(
  github: GitHub,
  query: string,
  fixed: Readonly<Record<string, string>>,
  pages: Pages,
  window: HistoryWindow,
): Promise<[Known<unknown>, Known<unknown>]> {
  const first = partsOf(await github.query(query, fixed))
  let parts = first
  for (let page = 1; ; page += 1) {
    const [pulls, commits] = parts
    if (!pulls.known || !commits.known) return first
    const cursors = take(pages, pulls.value, commits.value, window)
    if (!cursors.known) return page > 1 ? first : [cursors, cursors]
    if (page >= CHANGE_PAGES || !(pages.morePulls || pages.moreCommits)) return first
    parts = partsOf(await github.query(query, { ...fixed, ...cursors.value }))
  }
}

/** Both parts, or why not. Which pull request a commit came with is for those to see who may read pull requests. */
function partsOf(answer: Answer | Failure): [Known<unknown>, Known<unknown>] {
  const pulls = partOf(answer, 'pulls', 'pull-requests: read')
  const commits = partOf(answer, 'commits', pulls.known ? 'contents: read and pull-requests: read' : 'contents: read')
  return [pulls, commits]
}

/** Null where there is no such branch. */
function historyIn(part: unknown): unknown {
  if (at(part, 'ref') === null) return null
  return at(part, 'ref', 'target', 'history')
}

/** Where the next page of each begins. */
interface Cursors {
  readonly pulls?: string
  readonly commits?: string
}

/** A pull request whose merge commit is gone has none. */
const PULL = {
  number: 'number',
  mergedAt: 'text',
  updatedAt: 'text',
  mergeCommit: 'object?',
  'mergeCommit.oid': 'text?',
} as const
const COMMIT = { oid: 'text', committedDate: 'text' } as const

/** Adds a page to what was read, and returns where the next one begins; unknown if the page is none. */
function take(pages: Pages, pulls: unknown, commits: unknown, window: HistoryWindow): Known<Cursors> {
  const [requests, history] = [at(pulls, 'pullRequests'), historyIn(commits)]
  const [listed, ofBranch] = [nodesOf(requests, 'pull requests', PULL), nodesOf(history, 'commits', COMMIT)]
  if (!listed.known) return listed
  if (!ofBranch.known) return ofBranch
  const { nodes, more } = listed.value
  pages.pulls.push(...unseen(pages, nodes, (node) => numberAt(node, 'number')))
  // They are sorted by their last update, which is never before the merge.
  pages.morePulls = more && (timeAt(nodes.at(-1), 'updatedAt') ?? 0) >= window.from
  pages.commits.push(...unseen(pages, ofBranch.value.nodes, (node) => textAt(node, 'oid')))
  pages.moreCommits = ofBranch.value.more
  const [afterPulls, afterCommits] = [requests, history].map((each) => textAt(each, 'pageInfo', 'endCursor'))
  return known({
    ...(afterPulls !== undefined && { pulls: afterPulls }),
    ...(afterCommits !== undefined && { commits: afterCommits }),
  })
}

function unseen({ seen }: Pages, nodes: readonly unknown[], keyOf: (node: unknown) => unknown): readonly unknown[] {
  return nodes.filter((node) => {
    const key = keyOf(node)
    if (key !== undefined && seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function combined(pages: Pages, { branch, window, requiredChecks }: ChangesRequest): Recorded<PastChange> {
  const merged = pages.pulls.flatMap((pull) => changeOf(pull, requiredChecks) ?? [])
  const numbers = new Set(merged.map(({ number }) => number))
  const pushed = mainlineOf(pages.commits).flatMap((commit) => pushOf(commit, branch, numbers) ?? [])
  // Below the point to which both lists reach, one kind of change would be missing.
  const reached = Math.max(
    window.from,
    pages.morePulls ? (timeAt(pages.pulls.at(-1), 'updatedAt') ?? 0) : 0,
    pages.moreCommits ? (timeAt(pages.commits.at(-1), 'committedDate') ?? 0) : 0,
  )
  const items = [...merged, ...pushed]
    .filter(({ mergedAt }) => mergedAt >= reached && mergedAt <= window.until)
    .sort((a, b) => b.mergedAt - a.mergedAt)
  return { items, complete: !pages.morePulls && !pages.moreCommits }
}

/** The branch's own commits: from the newest along first parents. */
function mainlineOf(nodes: readonly unknown[]): readonly BranchCommit[] {
  const commits = new Map(
    nodes.flatMap((node): [string, BranchCommit][] => {
      const [sha, committedAt] = [textAt(node, 'oid'), timeAt(node, 'committedDate')]
      if (sha === undefined || committedAt === undefined) return []
      return [[sha, { sha, committedAt, node, parent: textAt(listAt(node, 'parents', 'nodes')[0], 'oid') }]]
    }),
  )
  const mainline: BranchCommit[] = []
  let [next] = commits.values()
  while (next !== undefined) {
    mainline.push(next)
    commits.delete(next.sha)
    next = commits.get(next.parent ?? '')
  }
  return mainline
}

/** A number that a host writes at the end of a title, or into that of a merge. */
const MARK = /\(#\d{1,9}\)\s{0,5}$|^Merge pull request #\d{1,9} /

/**
 * A commit as a push to the branch; undefined if it came with a pull request. One that bears the number of a pull request
 * of which this repository knows nothing was imported: no push is seen in it.
 */
function pushOf(
  { sha, committedAt, node }: BranchCommit,
  branch: string,
  numbers: ReadonlySet<number | undefined>,
): PastChange | undefined {
  const requests = listAt(node, 'associatedPullRequests', 'nodes')
  const isMerged = requests.some(
    (pull) =>
      numbers.has(numberAt(pull, 'number')) ||
      (flagAt(pull, 'merged') === true && textAt(pull, 'baseRefName') === branch),
  )
  const [title = ''] = (textAt(node, 'message') ?? '').slice(0, 1000).split('\n')
  if (isMerged || MARK.test(title)) return undefined
  const began = timeAt(node, 'authoredDate')
  const repairs = repairOf({ title })
  const isMerge = listAt(node, 'parents', 'nodes').length > 1
  const name = textAt(node, 'author', 'name') ?? ''
  const author = textAt(node, 'author', 'user', 'login') ?? textAt(node, 'author', 'email')?.toLowerCase() ?? name
  return {
    sha,
    mergedAt: committedAt,
    ...(began !== undefined && began <= committedAt && !isMerge && { firstCommitAt: began }),
    author,
    automated: [author, name].some(isMachineName),
    way: 'direct',
    ...(repairs !== undefined && { repairs }),
  }
}

/** Whatever is oldest: the repository on this host, a commit before the window, a commit in it. */
function beginning(part: unknown, commits: readonly unknown[]): number | undefined {
  const [before] = listAt(part, 'ref', 'target', 'before', 'nodes')
  const times = [timeAt(part, 'createdAt'), timeAt(before, 'committedDate'), timeAt(commits.at(-1), 'committedDate')]
  const told = times.filter((time) => time !== undefined)
  return told.length === 0 ? undefined : Math.min(...told)
}
