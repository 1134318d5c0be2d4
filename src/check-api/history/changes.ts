import type { Figure } from '../../core/figure.js'
import { known, unknown, type Unknown } from '../../core/known.js'
import type { DeliveryHistory, PastChange } from '../../models/index.js'
import { entriesOf, isWithin, nothing, spread, tooFew, type HistoryFacts, type Measured } from './measured.js'
import { DAY, HOUR, percent, workingTime } from './statistics.js'

export const LEAST_CHANGES = 10

/** An open branch that began longer ago, in days, is forgotten or too large, unless the configuration says otherwise. */
export const STALE_DAYS = 30

/** What people, not programs, brought to the default branch within the window. */
export function humanChanges(history: DeliveryHistory): Measured<readonly PastChange[]> {
  if (!history.changes.known) return history.changes
  return known(
    history.changes.value.items.filter(({ automated, mergedAt }) => !automated && isWithin(mergedAt, history.window)),
  )
}

function mergedRequests(history: DeliveryHistory): Measured<readonly PastChange[]> {
  const changes = humanChanges(history)
  if (!changes.known) return changes
  return known(changes.value.filter(({ way }) => way !== 'direct'))
}

/**
 * Days from the first commit of a merged branch to its merge (DevOps Guidance, software component management: Average
 * branch lifespan; here the median, which one forgotten branch does not move).
 */
export function branchLifespan({ history }: HistoryFacts): Measured {
  const merged = mergedRequests(history)
  if (!merged.known) return merged
  const lives = merged.value.flatMap(({ firstCommitAt, mergedAt }) =>
    firstCommitAt === undefined ? [] : [Math.max(0, mergedAt - firstCommitAt) / DAY],
  )
  // Branches that were squashed are of another kind than those that were not: a few do not speak for all.
  if (lives.length < LEAST_CHANGES || lives.length * 2 < merged.value.length) {
    if (merged.value.length >= LEAST_CHANGES)
      return unknown(
        `of ${merged.value.length} merged branches only ${lives.length} say when they began: the others were squashed`,
        { remedy: 'Let the linter read pull requests: they keep the first commit of a branch that was squashed.' },
      )
    return tooFew(lives.length, LEAST_CHANGES, 'merged branches', history.window)
  }
  return known<Figure>({ ...spread(lives), because: 'from the first commit of a merged branch to its merge' })
}

/** Open branches of people, and those of them that are older than `days`. Undefined where branches are not known. */
export function openBranchesOf(
  { openBranches, window }: DeliveryHistory,
  days = STALE_DAYS,
): { readonly open: number; readonly stale: number } | undefined {
  if (!openBranches.known) return undefined
  const open = entriesOf(openBranches).filter(({ automated }) => !automated)
  return { open: open.length, stale: open.filter(({ startedAt }) => window.until - startedAt > days * DAY).length }
}

export interface ChangeSize extends Figure {
  /** Lines of every change. */
  readonly lines: readonly number[]
}

/** Lines added and deleted by a merged pull request. A request of no lines is one whose lines are not known. */
export function pullRequestSize({ history }: HistoryFacts): Measured<ChangeSize> {
  const merged = mergedRequests(history)
  if (!merged.known) return merged
  const lines = merged.value.flatMap(({ lines: count }) => (count === undefined || count === 0 ? [] : [count]))
  if (lines.length < LEAST_CHANGES)
    return tooFew(lines.length, LEAST_CHANGES, 'merged pull requests of known size', history.window)
  const because = 'lines added and deleted, generated and locked files left out'
  return known({ ...spread(lines), because, lines })
}

/** Hours from the request for review to the first review by somebody else. */
export function timeToFirstReview({ history }: HistoryFacts, weekends = false): Measured {
  return reviewTimes(history, weekends, ({ firstReviewAt }) => firstReviewAt, 'to the first review')
}

/** Hours from the request for review to the merge (DevOps Guidance, code review: Review time to merge). */
export function reviewTimeToMerge({ history }: HistoryFacts, weekends = false): Measured {
  return reviewTimes(history, weekends, ({ mergedAt }) => mergedAt, 'to the merge')
}

const NO_REVIEWS = 'the commit history does not show reviews'

function reviewTimes(
  history: DeliveryHistory,
  weekends: boolean,
  endOf: (change: PastChange) => number | undefined,
  words: string,
): Measured {
  const reviewed = reviewedChanges(history)
  if (!reviewed.known) return reviewed
  const hours = reviewed.value.flatMap((change) => {
    const [begin, end] = [change.readyAt, endOf(change)]
    if (begin === undefined || end === undefined) return []
    return [(weekends ? Math.max(0, end - begin) : workingTime(begin, end)) / HOUR]
  })
  if (hours.length < LEAST_CHANGES)
    return tooFew(hours.length, LEAST_CHANGES, 'merged pull requests with a review', history.window)
  const left = weekends ? '' : ', Saturdays and Sundays left out'
  return known<Figure>({ ...spread(hours), because: `from the request for review ${words}${left}` })
}

/** Merged pull requests that somebody reviewed. */
function reviewedChanges(history: DeliveryHistory): Measured<readonly PastChange[]> {
  const merged = mergedRequests(history)
  if (!merged.known) return merged
  if (history.source === 'git')
    return unknown(NO_REVIEWS, { remedy: 'Give a token, so that pull requests can be read.' })
  return known(merged.value.filter(({ firstReviewAt }) => firstReviewAt !== undefined))
}

/** The share of reviewed pull requests, in percent, that the busiest reviewer looked at (DevOps Guidance, code review: Reviewer load). */
export function topReviewerShare({ history }: HistoryFacts): number | undefined {
  const reviewed = reviewedChanges(history)
  if (!reviewed.known) return undefined
  const counts = new Map<string, number>()
  for (const { reviewers = [] } of reviewed.value)
    for (const name of new Set(reviewers)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts.size === 0 ? undefined : percent(Math.max(...counts.values()), reviewed.value.length)
}

/**
 * Whether a change was pushed to the default branch. The commit that a release is made of holds a number that a program
 * wrote, and is none, whoever ran the program.
 */
function isPushed({ releases }: DeliveryHistory): (change: PastChange) => boolean {
  const released = new Set(entriesOf(releases).map(({ sha }) => sha))
  return ({ way, sha }) => way === 'direct' && !released.has(sha)
}

/** The share of people's changes that were pushed to the default branch without a pull request. */
export function directPushes({ history }: HistoryFacts): Measured {
  const changes = humanChanges(history)
  if (!changes.known) return changes
  const all = changes.value
  if (all.length < LEAST_CHANGES) return tooFew(all.length, LEAST_CHANGES, 'changes by people', history.window)
  const direct = all.filter(isPushed(history))
  const unclear = direct.filter(({ wayUncertain }) => wayUncertain === true).length
  if (unclear > 0) return unclearWay(unclear, all.length)
  const because = 'pushed to the default branch, not merged into it'
  return known<Figure>({ value: percent(direct.length, all.length), sample: all.length, because })
}

function unclearWay(unclear: number, all: number): Unknown {
  return unknown(`whether ${unclear} of ${all} changes were pushed or rebased is not to be seen in git alone`, {
    remedy: 'Let the linter read pull requests: `history: api`.',
  })
}

export interface Unreviewed extends Figure {
  readonly direct: number
  readonly unapproved: number
  readonly failing: number
  /** Changes of which it is not known whether somebody approved them, or whether they were pushed. */
  readonly unclear: number
}

/**
 * The share of people's changes that were pushed directly, merged without anybody else's approval, or merged although a
 * required check had failed. What a merge queue merged was let in by it.
 */
export function unreviewedChanges({ history }: HistoryFacts): Measured<Unreviewed> {
  const changes = humanChanges(history)
  if (!changes.known) return changes
  const all = changes.value
  if (all.length < LEAST_CHANGES) return tooFew(all.length, LEAST_CHANGES, 'changes by people', history.window)
  if (new Set(all.map(({ author }) => author)).size < 2) return nothing('one person alone changes the default branch')
  const pushed = isPushed(history)
  const judged = all.map((change) => faultOf(change, pushed(change)))
  const count = (fault: ReturnType<typeof faultOf>) => judged.filter((each) => each === fault).length
  const [direct, unapproved, failing] = [count('direct'), count('unapproved'), count('failing')]
  return known({
    value: percent(direct + unapproved + failing, all.length),
    sample: all.length,
    because: 'pushed directly, merged without approval, or merged against a failed check',
    direct,
    unapproved,
    failing,
    unclear: count('unclear'),
  })
}

function faultOf({ way, wayUncertain, approved, failedChecks }: PastChange, pushed: boolean) {
  if (way === 'queue' || (way === 'direct' && !pushed)) return 'none'
  if (wayUncertain === true) return 'unclear'
  if (pushed) return 'direct'
  if (approved === false) return 'unapproved'
  if (failedChecks !== undefined && failedChecks.length > 0) return 'failing'
  return approved === undefined ? 'unclear' : 'none'
}
