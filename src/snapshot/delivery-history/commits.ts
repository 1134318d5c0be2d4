import { FOREIGN_FOLDERS, isAuthoredPath } from '../../models/authored-paths.js'
import { fields, git, type GitResult } from '../git.js'

/** One commit, as far as the history needs it. Times are milliseconds since the epoch. */
export interface Commit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly authoredAt: number
  readonly committedAt: number
  /** Joined by `.mailmap`, where there is one. */
  readonly name: string
  readonly address: string
  readonly committer: string
  readonly message: string
}

/** What a git process may cost. */
export interface Cost {
  readonly timeout: number
  readonly maxBytes: number
}

const FORMAT = ['%H', '%P', '%at', '%ct', '%aN', '%aE', '%cE', '%B'].join('%x00')
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** The commits that `args` of `git log` select, newest first; why not, where git cannot tell. */
export function readCommits(root: string, args: readonly string[], cost: Cost): Commit[] | string {
  const logged = log(root, [`--format=${FORMAT}`, ...args], cost)
  if (!logged.ok) return logged.reason
  return parseCommits(fields(logged.stdout))
}

/** The commits of what `git log` printed, eight fields each, up to the first that cannot be one. */
export function parseCommits(parts: readonly string[]): Commit[] {
  const commits: Commit[] = []
  for (let index = 0; index + 7 < parts.length; index += 8) {
    const [sha = '', parents = '', authored, committed, name = '', address = '', committer = '', message = ''] =
      parts.slice(index, index + 8)
    // A message that a broken tool wrote with a zero byte in it: what follows cannot be told apart.
    if (!FULL_ID.test(sha)) break
    commits.push({
      sha,
      parents: parents === '' ? [] : parents.split(' '),
      authoredAt: Number(authored) * 1000,
      committedAt: Number(committed) * 1000,
      name,
      address: address.toLowerCase(),
      committer: committer.toLowerCase(),
      message,
    })
  }
  return commits
}

/**
 * Lines added and deleted by each of the commits `ids` against its first parent, in files that people write. Commits are
 * left out from where git cannot tell: a partial clone lacks contents, and a very large history takes longer than `cost`
 * allows.
 */
export function readLines(root: string, ids: readonly string[], cost: Cost): ReadonlyMap<string, number> {
  if (ids.length === 0) return new Map()
  const these = ['--no-walk=unsorted', '--first-parent', '-m', '--sparse', '--format=%x01%H']
  const shape = ['--numstat', '--find-renames', '-l200', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all']
  const logged = log(root, [...these, ...shape, ...ids], cost, AUTHORED)
  const lines = linesIn(fields(logged.stdout))
  const last = [...lines.keys()].at(-1)
  if (!logged.ok && last !== undefined) lines.delete(last)
  return lines
}

/**
 * All of the repository but folders with what is built or vendored: comparing large files that nobody wrote takes most of
 * the time. With paths git leaves out commits that do not touch them, unless it is told not to (`--sparse`).
 */
const AUTHORED: readonly string[] = [
  ':/',
  ...[...FOREIGN_FOLDERS].map((folder) => `:(top,exclude,glob)**/${folder}/**`),
]

/** `<added> TAB <deleted> TAB <path>`, for renames an empty path and both paths after it (git docs: git-diff, -z). */
function linesIn(parts: readonly string[]): Map<string, number> {
  const lines = new Map<string, number>()
  let sha = ''
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? ''
    if (part.startsWith('\u0001')) {
      sha = part.slice(1)
      lines.set(sha, 0)
      continue
    }
    const [added = '', deleted, ...rest] = part.trimStart().split('\t')
    if (deleted === undefined) continue
    let path = rest.join('\t')
    if (path === '') {
      path = parts[index + 2] ?? ''
      index += 2
    }
    // Binary files have hyphens in place of numbers.
    if (isAuthoredPath(path)) lines.set(sha, (lines.get(sha) ?? 0) + (Number(added) || 0) + (Number(deleted) || 0))
  }
  return lines
}

function log(
  root: string,
  args: readonly string[],
  { timeout, maxBytes }: Cost,
  paths: readonly string[] = [],
): GitResult {
  return git(root, ['log', '-z', '--no-color', '--no-show-signature', '--no-notes', ...args, '--', ...paths], {
    timeout: Math.max(1, timeout),
    maxBytes,
  })
}
