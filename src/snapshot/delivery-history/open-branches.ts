import { known, unknown, type Known } from '../../core/known.js'
import { isKeptBranch } from '../../models/change-words.js'
import type { OpenBranch, PastChange, Recorded } from '../../models/index.js'
import { isMachineName, loginOfAddress } from '../../models/machine-names.js'
import { git } from '../git.js'
import { readCommits, type Commit } from './commits.js'
import type { Source } from './source.js'

/** Branches and commits that are looked at. */
const MAX_BRANCHES = 2000
const MAX_COMMITS = 20_000

const FETCH_ALL = {
  remedy: 'Fetch every branch (actions/checkout: fetch-depth: 0; elsewhere: git fetch origin), or use `history: api`.',
}

/**
 * Branches of the remote that are not merged, with when the first commit of their own was made. Unknown where git alone
 * cannot tell: a branch that was squashed and kept looks like one that is still open.
 */
export function readOpenBranches(source: Source, changes: Known<Recorded<PastChange>>): Known<Recorded<OpenBranch>> {
  const { root, branch, shallow } = source
  if (shallow) return unknown('the clone is shallow, so it does not tell which branches are merged', FETCH_ALL)
  if (branch.remote === undefined) return unknown('the clone knows of no branches of a remote', FETCH_ALL)
  if (!fetchesAll(root, branch.remote)) return unknown('the clone fetches some branches of the remote only', FETCH_ALL)
  const tips = tipsOf(source, branch.remote)
  const unmerged = readCommits(
    root,
    ['--topo-order', `--max-count=${MAX_COMMITS}`, `--remotes=${branch.remote}`, '--not', branch.ref],
    source.cost(),
  )
  if (typeof unmerged === 'string') return unknown(`the branches cannot be read: ${unmerged}`)
  const open = branchesAt(tips, unmerged)
  if (open.length > 0 && changes.known && changes.value.items.some(isSquashed(source))) {
    const reason = 'pull requests are squashed here: git does not tell which of the branches that are kept were merged'
    return unknown(reason, { remedy: 'Use `history: api`.' })
  }
  const items = open.sort((a, b) => b.startedAt - a.startedAt)
  return known({ items, complete: tips.size < MAX_BRANCHES && unmerged.length < MAX_COMMITS })
}

/** A pull request whose beginning is not to be seen was squashed. */
function isSquashed({ shallow }: Source): (change: PastChange) => boolean {
  return ({ way, firstCommitAt }) => !shallow && way === 'pull-request' && firstCommitAt === undefined
}

/** Whether the remote's fetch specification takes every branch; clones of single branches name theirs. */
function fetchesAll(root: string, remote: string): boolean {
  const asked = git(root, ['config', '--get-all', `remote.${remote}.fetch`])
  return asked.ok && asked.stdout.toString('utf8').includes('refs/heads/*:')
}

/** Branch name → commit, without the default branch and those that teams keep. */
function tipsOf({ root, branch, cost }: Source, remote: string): ReadonlyMap<string, string> {
  const prefix = `refs/remotes/${remote}/`
  const format = '%(objectname) %(refname)'
  const listed = git(root, ['for-each-ref', `--count=${MAX_BRANCHES}`, `--format=${format}`, prefix], cost())
  const lines = listed.ok ? listed.stdout.toString('utf8').split('\n') : []
  const named = lines.flatMap((line): [string, string][] => {
    const space = line.indexOf(' ')
    return space < 0 ? [] : [[line.slice(space + 1 + prefix.length), line.slice(0, space)]]
  })
  return new Map(named.filter(([name]) => name !== 'HEAD' && name !== branch.name && !isKeptBranch(name)))
}

/** For each tip the oldest of the unmerged commits behind it. `commits` holds children before their parents. */
function branchesAt(tips: ReadonlyMap<string, string>, commits: readonly Commit[]): OpenBranch[] {
  const started = new Map<string, number>()
  const byId = new Map(commits.map((commit) => [commit.sha, commit]))
  for (const { sha, parents, authoredAt } of commits.toReversed()) {
    started.set(sha, Math.min(authoredAt, ...parents.map((parent) => started.get(parent) ?? Infinity)))
  }
  return [...tips].flatMap(([name, sha]) => {
    const [startedAt, tip] = [started.get(sha), byId.get(sha)]
    if (startedAt === undefined || tip === undefined) return []
    return [{ name, startedAt, automated: isMachineName(tip.name) || isMachineName(loginOfAddress(tip.address)) }]
  })
}
