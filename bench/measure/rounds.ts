/** Contestants that take turns: A B C A B C …, so that whatever else the machine does meets all of them alike. */
import { median } from './figures.js'
import type { Outcome, Usage } from './run.js'

/** Seconds from which one run is long enough to need no warming up, and too long to be repeated often. */
const SLOW = 4
const MOST_ROUNDS = 15
const FEWEST_ROUNDS = 3
/** Times that a slow contestant runs if there is time. */
const SLOW_ROUNDS = 3

/** What one contestant took in each round in which it ran; round 0 is the one that warms up. */
export interface Series {
  readonly rounds: ReadonlyMap<number, Usage>
  readonly failed?: string
  /** Seconds after which it was stopped, if that is why it failed. */
  readonly stoppedAfter?: number
}

/** How often to run: fast contestants in every round, slow ones in the first of them. */
export interface Plan {
  readonly fast: number
  readonly slow: number
}

/**
 * The rounds that fit into `seconds`, given how many seconds one run of each contestant takes. Fast contestants have at
 * least three rounds even so.
 */
export function plan(times: readonly number[], seconds: number): Plan {
  const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0)
  const slowOnce = sum(times.filter((each) => each >= SLOW))
  const fastOnce = sum(times.filter((each) => each < SLOW))
  const fits = (time: number, once: number) => (once === 0 ? Infinity : Math.max(0, Math.floor(time / once)))
  // The round that warms up counts for slow ones.
  const slow = Math.min(SLOW_ROUNDS - 1, fits(seconds - FEWEST_ROUNDS * fastOnce, slowOnce))
  const left = slowOnce === 0 ? seconds : seconds - slow * slowOnce
  const fast = Math.min(MOST_ROUNDS, Math.max(FEWEST_ROUNDS, fits(left, fastOnce)))
  return { fast: fastOnce === 0 ? slow : fast, slow }
}

/**
 * Runs every contestant in turn, first once to warm up, then as often as fits into the seconds that are left.
 * @param rounds this many instead, of all
 */
export async function alternate(
  runs: ReadonlyMap<string, () => Promise<Outcome>>,
  seconds: number,
  rounds?: number,
): Promise<ReadonlyMap<string, Series>> {
  const series = new Map([...runs.keys()].map((name) => [name, { rounds: new Map<number, Usage>() } as MutableSeries]))
  const turn = async (round: number, names: readonly string[]) => {
    for (const name of names) {
      const one = series.get(name)
      if (one === undefined || one.failed !== undefined) continue
      const outcome = await runs.get(name)?.()
      if (outcome === undefined) continue
      if ('failed' in outcome) Object.assign(one, outcome)
      else one.rounds.set(round, outcome)
    }
  }
  await turn(0, [...runs.keys()])
  const first = [...series].flatMap(([name, { rounds: done }]) => {
    const usage = done.get(0)
    return usage === undefined ? [] : [{ name, time: usage.wall / 1_000 }]
  })
  const stopped = [...series.values()].reduce((sum, { stoppedAfter = 0 }) => sum + stoppedAfter, 0)
  const spent = first.reduce((sum, { time }) => sum + time, stopped)
  const planned = plan(
    first.map(({ time }) => time),
    seconds - spent,
  )
  const { fast, slow } = rounds === undefined ? planned : { fast: rounds, slow: rounds }
  for (let round = 1; round <= fast; round++) {
    await turn(
      round,
      first.filter(({ time }) => time < SLOW || round <= slow).map(({ name }) => name),
    )
  }
  return series
}

interface MutableSeries {
  rounds: Map<number, Usage>
  failed?: string
  stoppedAfter?: number
}

/** The median of the ratios of the rounds in which both ran; of round 0 only if there is no other. */
export function ratio(left: Series, right: Series, of: 'wall' | 'processor'): number | undefined {
  const both = [...left.rounds.keys()].filter((round) => right.rounds.has(round))
  const rounds = both.length > 1 && !isSlow(left) && !isSlow(right) ? both.filter((round) => round > 0) : both
  return median(rounds.map((round) => (left.rounds.get(round)?.[of] ?? NaN) / (right.rounds.get(round)?.[of] ?? NaN)))
}

/** MiB at most of all runs. */
export function memory({ rounds }: Series): number | undefined {
  const seen = [...rounds.values()].flatMap((usage) => usage.memory ?? [])
  return seen.length === 0 ? undefined : Math.max(...seen)
}

function isSlow({ rounds }: Series): boolean {
  return (rounds.get(0)?.wall ?? 0) >= SLOW * 1_000
}
