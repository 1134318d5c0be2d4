import type { Figure } from '../../core/figure.js'
import { known, unknown, type Known } from '../../core/known.js'
import type { PastChange } from '../../models/index.js'
import { leadTimeBand } from './bands.js'
import { LEAST_ROLLOUTS } from './deployment-frequency.js'
import { entriesOf, spread, tooFew, type HistoryFacts, type Measured, type Nothing } from './measured.js'
import { ROLLOUT_WORDS, rolloutsOf, type Rollout, type Rollouts } from './rollouts.js'
import { DAY } from './statistics.js'

const LEAST_CHANGES = 5

export interface LeadTime extends Figure {
  readonly from: Rollouts['from']
}

/** A change, and when it first reached users. */
interface Delivered {
  readonly change: PastChange
  readonly at: number
}

/**
 * Days from a change's first commit until it is in production (DORA: change lead time). Unknown where squashed commits
 * do not say when the work began.
 */
export function changeLeadTime(facts: HistoryFacts): Measured<LeadTime> {
  const counted = 'delivered changes whose first commit is known'
  const figure = leadTimeFrom(facts, ({ firstCommitAt }) => firstCommitAt, counted, 'from the first commit')
  return figure.known ? known({ ...figure.value, band: leadTimeBand(figure.value.value) }) : figure
}

/** Days from the merge until a change is in production (DevOps Guidance, continuous delivery: Mean time to production). */
export function timeToProduction(facts: HistoryFacts): Measured<LeadTime> {
  return leadTimeFrom(facts, ({ mergedAt }) => mergedAt, 'delivered changes', 'from the merge')
}

function leadTimeFrom(
  facts: HistoryFacts,
  beginOf: (change: PastChange) => number | undefined,
  counted: string,
  words: string,
): Measured<LeadTime> {
  const delivered = deliveredChanges(facts)
  if (!delivered.known) return delivered
  const times = delivered.value.changes.flatMap(({ change, at }) => {
    const begin = beginOf(change)
    return begin === undefined ? [] : [Math.max(0, at - begin) / DAY]
  })
  const all = delivered.value.changes.length
  if (times.length >= LEAST_CHANGES && times.length * 2 < all)
    return unknown(`of ${all} delivered changes only ${times.length} say when they began: the others were squashed`)
  if (times.length < LEAST_CHANGES) return tooFew(times.length, LEAST_CHANGES, counted, facts.history.window)
  const because = `${words} to the first of the ${ROLLOUT_WORDS[delivered.value.from]} that has the change`
  return known({ ...spread(times), because, from: delivered.value.from })
}

/**
 * The changes between the first deployed commit that is known and the last, each with the first deployment that has it.
 * What the first deployment brought may have been there before, and is left out.
 */
function deliveredChanges(
  facts: HistoryFacts,
): Known<{ readonly from: Rollouts['from']; readonly changes: readonly Delivered[] }> | Nothing {
  const { history } = facts
  const rollouts = rolloutsOf(facts)
  if (!rollouts.known) return rollouts
  if (!history.changes.known) return history.changes
  const { from } = rollouts.value
  const successes = from === 'releases' ? ofOnePackage(rollouts.value.successes) : rollouts.value.successes
  if (successes === undefined)
    return unknown('packages are released one by one, and which of them a change belongs to is not known')
  const changes = inOrder(entriesOf(history.changes))
  const positions = new Map(changes.map(({ sha }, index) => [sha, index]))
  const placed = successes.flatMap(({ sha, at }) => {
    const position = positions.get(sha ?? '')
    return position === undefined ? [] : [{ position, at }]
  })
  const undated = successes.filter((each) => each.undated === true).length
  if (undated * 2 > successes.length)
    return unknown(`${undated} of ${successes.length} releases are tags without a date of their own`, {
      remedy: 'Tag releases with `git tag --annotate`, or publish them as releases of the host.',
    })
  const words = ROLLOUT_WORDS[from]
  if (successes.length < LEAST_ROLLOUTS) return tooFew(successes.length, LEAST_ROLLOUTS, words, history.window)
  if (placed.length < LEAST_ROLLOUTS)
    return unknown(`only ${placed.length} of ${successes.length} ${words} are of commits of the default branch`)
  const delivered: Delivered[] = []
  let reached = placed[0]?.position ?? 0
  for (const { position, at } of placed) {
    for (; reached < position; reached++) {
      const change = changes[reached + 1]
      if (change !== undefined) delivered.push({ change, at })
    }
  }
  return known({ from, changes: delivered })
}

/** Oldest first. The history's own order settles what was merged at one moment. */
function inOrder(changes: readonly PastChange[]): PastChange[] {
  return [...changes].reverse().sort((a, b) => a.mergedAt - b.mergedAt)
}

/** Names of releases that are longer say more than a package and a version. */
const LONGEST_NAME = 200

/**
 * The releases of the whole, where packages have releases of their own beside it (`ui-1.4.0` beside `v2.0.0`). Undefined
 * where only packages are released: a release of one does not deliver the changes of another.
 */
function ofOnePackage(releases: readonly Rollout[]): readonly Rollout[] | undefined {
  const packageOf = ({ environment: name }: Rollout) =>
    name.slice(0, Math.max(0, name.slice(0, LONGEST_NAME).search(/(?<!\d)v?\d+\.\d/)))
  if (new Set(releases.map(packageOf)).size < 2) return releases
  const whole = releases.filter((release) => packageOf(release) === '')
  return whole.length > 0 ? whole : undefined
}
