import type { Figure } from '../../core/figure.js'
import { known, unknown } from '../../core/known.js'
import { frequencyBand } from './bands.js'
import { tooFew, type HistoryFacts, type Measured } from './measured.js'
import { ROLLOUT_WORDS, rolloutsOf, type Rollout, type Rollouts } from './rollouts.js'
import { DAY, median, WEEK } from './statistics.js'

/** Fewer say nothing about how often something happens. */
export const LEAST_ROLLOUTS = 3

/** A shorter history is no measure of a habit. */
const LEAST_DAYS = 28

export interface Frequency extends Figure {
  readonly from: Rollouts['from']
  /** Median days from one to the next. */
  readonly apart: number
}

/**
 * How often users get a new version, in a week (DORA: deployment frequency; DevOps Guidance, continuous delivery:
 * Deployment frequency). One version that reaches several environments, or several packages of one commit, count once.
 */
export function deploymentFrequency(facts: HistoryFacts): Measured<Frequency> {
  const rollouts = rolloutsOf(facts)
  if (!rollouts.known) return rollouts
  const { window } = facts.history
  const { from, successes, since, complete } = rollouts.value
  const times = wavesOf(successes)
  if (times.length < LEAST_ROLLOUTS) return tooFew(times.length, LEAST_ROLLOUTS, ROLLOUT_WORDS[from], window)
  const observed = window.until - since
  if (complete && observed < LEAST_DAYS * DAY)
    return unknown(`the history is ${Math.floor(observed / DAY)} days long, shorter than ${LEAST_DAYS}`)
  const value = times.length / Math.max(observed / WEEK, 1 / 7)
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  return known({
    value,
    sample: times.length,
    band: frequencyBand(value),
    because: `${from === 'releases' ? '' : 'successful '}${ROLLOUT_WORDS[from]} in ${Math.round(observed / DAY)} days`,
    from,
    apart: median(gaps) / DAY,
  })
}

/** When each wave began: one version that goes from environment to environment is one wave. */
function wavesOf(successes: readonly Rollout[]): number[] {
  const begins: number[] = []
  let sha: string | undefined
  let reached = new Set<string>()
  for (const each of successes) {
    if (each.sha === undefined || each.sha !== sha || reached.has(each.environment)) {
      begins.push(each.at)
      reached = new Set()
      sha = each.sha
    }
    reached.add(each.environment)
  }
  return begins
}
