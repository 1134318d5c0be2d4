import { known, unknown, type Known } from '../../core/known.js'
import { repairOf } from '../../models/change-words.js'
import type { PastChange, Recorded } from '../../models/index.js'
import { isMachineName, loginOfAddress } from '../../models/machine-names.js'
import { readCommits, readLines, type Commit } from './commits.js'
import type { Source } from './source.js'
import { readWay, type Told } from './way.js'

/** Changes that are read at most, the newest. */
const MAX_CHANGES = 2000

/** Commits of merged branches that are read at most. */
const MAX_COMMITS = 20_000

/**
 * Of so many changes, the newest, lines are counted where they are reviewed: comparing trees is what takes time, most of
 * all for the commit that brought everything.
 */
const MAX_COUNTED = 100

const SHALLOW = {
  remedy:
    'Fetch the whole history (actions/checkout: fetch-depth: 0; elsewhere: git fetch --unshallow), or use `history: api`.',
}

/** The commits of the default branch itself, newest first. */
export interface Mainline {
  readonly commits: readonly Commit[]
  /** The newest commit before the window; absent if there is none, or if it was not read. */
  readonly before?: Commit
  /** True if every commit of the window was read. */
  readonly complete: boolean
}

/** Follows the first parents of the default branch to the first commit that is older than the window. */
export function readMainline(source: Source): Known<Mainline> {
  const { root, branch, window, shallow } = source
  const args = ['--first-parent', `--max-count=${MAX_CHANGES + 1}`, branch.ref]
  const read = readCommits(root, args, source.cost())
  if (typeof read === 'string') return unknown(`the commits of ${branch.name} cannot be read: ${read}`)
  const end = read.findIndex(({ committedAt }) => committedAt < window.from)
  const before = end < 0 ? undefined : read[end]
  const inside = end < 0 ? read : read.slice(0, end)
  if (before !== undefined) return known({ commits: until(inside, window.until), before, complete: true })
  // What a shallow clone shows as its first commit is not one: it seems to add every file.
  const last = inside.at(-1)
  const isCut = shallow && last?.parents.length === 0
  const commits = isCut ? inside.slice(0, -1) : inside.slice(0, MAX_CHANGES)
  if (isCut && commits.length === 0) return unknown('the clone is shallow: it holds one commit', SHALLOW)
  return known({ commits: until(commits, window.until), complete: !isCut && inside.length <= MAX_CHANGES })
}

function until(commits: readonly Commit[], end: number): readonly Commit[] {
  return commits.filter(({ committedAt }) => committedAt <= end)
}

/** What reached the default branch: merges, squashed pull requests, and commits that were pushed to it. */
export function readChanges(source: Source, { commits, before, complete }: Mainline): Recorded<PastChange> {
  const { root, branch, shallow } = source
  const range = before === undefined ? [branch.ref] : [branch.ref, `^${before.sha}`]
  const merges = commits.some(({ parents }) => parents.length > 1)
  const all = merges && !shallow ? readCommits(root, [`--max-count=${MAX_COMMITS}`, ...range], source.cost()) : []
  // A list that its limit ended lacks the beginnings of branches.
  const brought =
    typeof all === 'string' || all.length >= MAX_COMMITS ? new Map<string, Brought>() : branchesOf(commits, all)
  const told = commits.map((commit) => ({ commit, ...readWay(commit, branch.name) }))
  const counted = told.slice(0, MAX_COUNTED).flatMap(({ commit, reviewed }) => (reviewed ? [commit.sha] : []))
  const lines = readLines(root, counted, source.cost())
  const changes = told.map(({ commit, ...way }) =>
    changeOf(commit, way, brought.get(commit.sha), lines.get(commit.sha)),
  )
  return { items: withDoubt(changes, commits), complete }
}

/** What a merge brought to the branch. */
interface Brought {
  /** The newest commit of the merged branch. */
  readonly tip: Commit
  readonly firstCommitAt: number
}

/** Gives each commit that is not on the branch itself to the merge that brought it, the oldest merge first. */
function branchesOf(mainline: readonly Commit[], all: readonly Commit[]): ReadonlyMap<string, Brought> {
  const open = new Map(all.map((commit) => [commit.sha, commit]))
  for (const { sha } of mainline) open.delete(sha)
  const brought = new Map<string, Brought>()
  for (const { sha, parents } of mainline.toReversed()) {
    const stack = parents.slice(1)
    let tip: Commit | undefined
    let firstCommitAt = Infinity
    while (stack.length > 0) {
      const commit = open.get(stack.pop() ?? '')
      if (commit === undefined) continue
      open.delete(commit.sha)
      tip ??= commit
      // A merge of the default branch into the merged one says nothing of when the work began.
      if (commit.parents.length < 2) firstCommitAt = Math.min(firstCommitAt, commit.authoredAt)
      stack.push(...commit.parents)
    }
    if (tip !== undefined) brought.set(sha, { tip, firstCommitAt })
  }
  return brought
}

function changeOf(commit: Commit, told: Told, brought: Brought | undefined, lines: number | undefined): PastChange {
  const { name, address } = brought?.tip ?? commit
  const isMerge = commit.parents.length > 1
  const began = brought?.firstCommitAt ?? (told.reviewed ? undefined : commit.authoredAt)
  const repairs = repairOf(told)
  return {
    sha: commit.sha,
    mergedAt: commit.committedAt,
    ...(began !== undefined &&
      began <= commit.committedAt &&
      !(isMerge && brought === undefined) && { firstCommitAt: began }),
    author: address,
    automated: isMachineName(name) || isMachineName(loginOfAddress(address)),
    way: told.reviewed ? 'pull-request' : 'direct',
    ...(told.number !== undefined && { number: told.number }),
    ...(lines !== undefined && { lines }),
    ...(repairs !== undefined && { repairs }),
  }
}

/**
 * A commit without the mark of a pull request may be one that a host rebased onto the branch. Where somebody else, or
 * the host, put it there, and where most changes have no mark, that cannot be told from a push.
 */
function withDoubt(changes: readonly PastChange[], commits: readonly Commit[]): PastChange[] {
  const marked = changes.filter(({ way }) => way !== 'direct').length
  const rarelyMarked = marked * 2 < changes.length
  return changes.map((change, index) => {
    const commit = commits[index]
    const uncertain = rarelyMarked || (commit !== undefined && commit.committer !== commit.address)
    return change.way === 'direct' && uncertain ? { ...change, wayUncertain: true } : change
  })
}
