import { UserError } from '../core/errors.js'
import type { Event, PullRequest } from '../github/index.js'
import { resolveRevision } from '../snapshot/revision.js'

/** What is linted and what it is compared with. */
export interface Revisions {
  /** The commit to lint; the files on disk without. */
  readonly head?: string
  /** A revision of the clone to compare with, whose configuration governs. */
  readonly base?: string
  /** The base's commit where the clone does not hold it: its configuration must be had in another way. */
  readonly missingBase?: string
}

/**
 * Decides what is linted and compared, from the event and from what the clone holds. Nothing is fetched or checked out.
 * Throws a {@link UserError} if the revision that the workflow names, or the pull request itself, is not in the clone.
 */
export function chooseRevisions(event: Event, root: string, base: string | undefined): Revisions {
  const commit = (revision: string): string | undefined => resolveRevision(root, revision)
  if (base !== undefined && commit(base) === undefined) {
    throw new UserError(`the input base names ${base}, which is not in this clone: fetch it, or use fetch-depth: 0`)
  }
  if (event.pull !== undefined) {
    const chosen = ofPull(event, event.pull, commit)
    return base === undefined ? chosen : { ...(chosen.head !== undefined && { head: chosen.head }), base }
  }
  if (base !== undefined) return { base }
  const own = event.base === undefined ? ofWorkTree(event, commit) : undefined
  if (own !== undefined) return own
  return event.base === undefined ? {} : withBase(event.base.sha, [event.base.sha, 'HEAD^1'], commit)
}

/** Events of which somebody who may write decides, by what is pushed, what a job checks out. */
const CHECK_OUT_OWN = new Set(['', 'push', 'merge_group', 'schedule', 'release', 'create', 'delete'])

/**
 * Where a run that anybody can cause (`workflow_run`, `issue_comment` and the like) has checked out something else than the
 * commit that it is of, that may be a pull request: the commit of the run, which is of the default branch, governs it.
 */
function ofWorkTree({ name, sha }: Event, commit: (revision: string) => string | undefined): Revisions | undefined {
  if (sha === '' || CHECK_OUT_OWN.has(name) || commit('HEAD') === sha) return undefined
  return withBase(sha, [sha], commit)
}

function ofPull(
  { name, sha }: Event,
  { number, headSha, baseSha, baseRef, fork }: PullRequest,
  commit: (revision: string) => string | undefined,
): Revisions {
  const here = commit('HEAD')
  // The test merge commit: its first parent is the base that it was made with, newer than the one of the event.
  if (commit('HEAD^2') === headSha) return { base: 'HEAD^1' }
  // Without git, actions/checkout downloads the files alone.
  if (here === undefined && name !== 'pull_request_target') return baseSha === '' ? {} : { missingBase: baseSha }
  // Of a fork's head the clone may be one of the fork, whose own branch of that name is whatever its owner makes it.
  const bases = [baseSha, ...(baseRef === '' || fork ? [] : [`refs/remotes/origin/${baseRef}`])]
  // The head itself, or its merge commit in a clone too shallow to know the parents.
  if (here === headSha || (here === sha && name !== 'pull_request_target')) return withBase(baseSha, bases, commit)
  if (commit(headSha) === undefined) {
    throw new UserError(
      `the clone does not hold the pull request: under ${name}, fetch it without checking it out (git fetch origin refs/pull/${number}/head)`,
    )
  }
  // Under pull_request_target the work tree is the base; the pull request is read from git's objects alone. A work tree
  // of another commit may be of a head that was pushed after the event.
  return { head: headSha, ...withBase(baseSha, here === sha ? [...bases, 'HEAD'] : bases, commit) }
}

function withBase(
  wanted: string,
  candidates: readonly string[],
  commit: (revision: string) => string | undefined,
): Revisions {
  const base = candidates.find((each) => each !== '' && commit(each) !== undefined)
  if (base !== undefined) return { base }
  return wanted === '' ? {} : { missingBase: wanted }
}
