import { isAuthoredPath } from '../../models/authored-paths.js'
import { repairOf } from '../../models/change-words.js'
import type { PastChange } from '../../models/index.js'
import { at, listAt, numberAt, textAt } from '../json.js'
import { actorAt, timeAt, type Actor } from './part.js'

/** The account by which GitHub's merge queue merges. */
const QUEUE = /^github-merge-queue(?:\[bot\])?$/

/** A merged pull request as a change. Undefined if the answer lacks when or as what it was merged. */
export function changeOf(pull: unknown, requiredChecks: readonly string[] | undefined): PastChange | undefined {
  const [sha, mergedAt, number] = [
    textAt(pull, 'mergeCommit', 'oid'),
    timeAt(pull, 'mergedAt'),
    numberAt(pull, 'number'),
  ]
  if (sha === undefined || mergedAt === undefined || number === undefined) return undefined
  const author = actorAt(pull, 'author')
  const began = timeAt(listAt(pull, 'commits', 'nodes')[0], 'commit', 'authoredDate')
  const readyAt = timeAt(listAt(pull, 'ready', 'nodes').at(-1), 'createdAt') ?? timeAt(pull, 'createdAt')
  const lines = linesOf(pull)
  const failed = failedChecks(pull, mergedAt, requiredChecks)
  const branch = textAt(pull, 'headRefName') ?? ''
  const labels = listAt(pull, 'labels', 'nodes').flatMap((label) => textAt(label, 'name') ?? [])
  const repairs = repairOf({ title: textAt(pull, 'title') ?? '', branch, labels })
  return {
    sha,
    mergedAt,
    ...(began !== undefined && began <= mergedAt && { firstCommitAt: began }),
    author: author.login,
    automated: author.machine,
    way: QUEUE.test(textAt(pull, 'mergedBy', 'login') ?? '') ? 'queue' : 'pull-request',
    number,
    ...(lines !== undefined && { lines }),
    ...(readyAt !== undefined && { readyAt }),
    ...reviewOf(pull, author),
    ...(failed !== undefined && { failedChecks: failed }),
    ...(repairs !== undefined && { repairs }),
  }
}

/** All lines, less those of the listed files that people do not write. */
function linesOf(pull: unknown): number | undefined {
  const [additions, deletions] = [numberAt(pull, 'additions'), numberAt(pull, 'deletions')]
  if (additions === undefined || deletions === undefined) return undefined
  const foreign = listAt(pull, 'files', 'nodes').filter((file) => !isAuthoredPath(textAt(file, 'path') ?? ''))
  const left = foreign.map((file) => (numberAt(file, 'additions') ?? 0) + (numberAt(file, 'deletions') ?? 0))
  return Math.max(0, additions + deletions - left.reduce((sum, lines) => sum + lines, 0))
}

/** Reviews by people other than the author; programs comment, they do not review. */
function reviewOf(pull: unknown, author: Actor): Pick<PastChange, 'firstReviewAt' | 'approved' | 'reviewers'> {
  const others = (name: string): readonly unknown[] =>
    listAt(pull, name, 'nodes').filter((review) => {
      const reviewer = actorAt(review, 'author')
      return !reviewer.machine && reviewer.login !== author.login
    })
  const submitted = others('reviews').filter((review) => timeAt(review, 'submittedAt') !== undefined)
  const times = submitted.map((review) => timeAt(review, 'submittedAt') ?? Infinity)
  const isWhole = (numberAt(pull, 'reviews', 'totalCount') ?? Infinity) <= listAt(pull, 'reviews', 'nodes').length
  const approved = others('approvals').length > 0 || (isWhole ? false : undefined)
  return {
    ...(times.length > 0 && { firstReviewAt: Math.min(...times) }),
    ...(approved !== undefined && { approved }),
    reviewers: [...new Set(submitted.map((review) => actorAt(review, 'author').login))],
  }
}

const FAILED: ReadonlySet<string> = new Set(['FAILURE', 'TIMED_OUT', 'STARTUP_FAILURE', 'ACTION_REQUIRED', 'ERROR'])

/**
 * Required checks whose last result before the merge was a failure. Undefined where the required checks are not known,
 * or where more was reported than was read.
 */
function failedChecks(
  pull: unknown,
  mergedAt: number,
  requiredChecks: readonly string[] | undefined,
): readonly string[] | undefined {
  if (requiredChecks === undefined) return undefined
  if (requiredChecks.length === 0) return []
  const contexts = at(listAt(pull, 'last', 'nodes')[0], 'commit', 'statusCheckRollup')
  const nodes = listAt(contexts, 'contexts', 'nodes')
  if ((numberAt(contexts, 'contexts', 'totalCount') ?? Infinity) > nodes.length) return undefined
  const latest = new Map<string, { at: number; failed: boolean }>()
  for (const node of nodes) {
    const name = textAt(node, 'name') ?? textAt(node, 'context') ?? ''
    const time = timeAt(node, 'completedAt') ?? timeAt(node, 'createdAt')
    const before = latest.get(name)
    if (time === undefined || time > mergedAt || (before !== undefined && before.at > time)) continue
    latest.set(name, { at: time, failed: FAILED.has(textAt(node, 'conclusion') ?? textAt(node, 'state') ?? '') })
  }
  return requiredChecks.filter((name) => latest.get(name)?.failed === true)
}
