import type { Figure } from '../../core/figure.js'
import { groupBy } from '../../core/group.js'
import { known, unknown } from '../../core/known.js'
import type { PastRun } from '../../models/index.js'
import { isWithin, nothing, spread, tooFew, type HistoryFacts, type Measured } from './measured.js'
import { MINUTE, percent } from './statistics.js'

export const LEAST_RUNS = 20

/** Runs for changes under review, by the host's names of what started them (GitHub docs: Events that trigger workflows). */
const REVIEW_EVENTS: ReadonlySet<string> = new Set(['pull_request', 'pull_request_target', 'merge_group'])

/** Conclusions that say whether the code is good; cancelled and skipped runs say nothing. */
const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

const isFinished = ({ conclusion }: PastRun): boolean => conclusion === 'success' || FAILED.has(conclusion)

/** A figure about one pipeline. */
export type OfPipeline<F extends Figure> = F & { readonly file: string }

export interface BuildSuccess extends Figure {
  /** Share of runs, in percent, that needed more than one attempt. */
  readonly rerun: number
  /** Hours of the longest time from a failed run to the next good one. */
  readonly longestRed: number
}

export interface BuildDuration extends Figure {
  /** Median minutes until a run starts. */
  readonly queued: number
}

/** Finished runs of pipelines that run tests, by the pipeline's file. */
function testRuns({ history, delivery }: HistoryFacts): Measured<ReadonlyMap<string, readonly PastRun[]>> {
  const files = new Set(delivery.tests.map(({ pipeline }) => pipeline.file))
  if (files.size === 0) return nothing('no pipeline here is seen to run tests')
  if (!history.runs.known) return history.runs
  const runs = history.runs.value.items.filter(
    (run) => files.has(run.path) && isWithin(run.createdAt, history.window) && isFinished(run),
  )
  return known(groupBy(runs, ({ path }) => path))
}

/**
 * The share of runs on the default branch that succeed at the first attempt, for each pipeline that runs tests
 * (DevOps Guidance, continuous integration: Build success rate). Pipelines with too few runs are left out.
 */
export function buildSuccess(facts: HistoryFacts): Measured<readonly OfPipeline<BuildSuccess>[]> {
  const { defaultBranch, window } = facts.history
  const runs = testRuns(facts)
  if (!runs.known) return runs
  if (defaultBranch === undefined) return unknown('which branch is the default one is not known')
  return perPipeline(runs.value, facts, 'test runs on the default branch', (all) => {
    const own = all.filter(({ branch, event }) => branch === defaultBranch && !REVIEW_EVENTS.has(event))
    if (own.length < LEAST_RUNS) return own.length
    const good = own.filter(({ conclusion, attempt }) => conclusion === 'success' && attempt === 1)
    return {
      value: percent(good.length, own.length),
      sample: own.length,
      because: 'successes at the first attempt on the default branch',
      rerun: percent(own.filter(({ attempt }) => attempt > 1).length, own.length),
      longestRed: longestRed(own, window.until),
    }
  })
}

/** The share of finished test runs that failed and then succeeded without any change of the code. */
export function flakyReruns(facts: HistoryFacts): Measured<readonly OfPipeline<Figure>[]> {
  const runs = testRuns(facts)
  if (!runs.known) return runs
  return perPipeline(runs.value, facts, 'finished test runs', (own) => {
    if (own.length < LEAST_RUNS) return own.length
    const flaky = own.filter(({ attempt, conclusion }) => attempt > 1 && conclusion === 'success')
    const because = 'successes only when the same commit was run again'
    return { value: percent(flaky.length, own.length), sample: own.length, because }
  })
}

/**
 * Minutes from the start of a run to its result, for each pipeline that runs tests (DevOps Guidance, continuous
 * integration: Mean time to build): of changes under review, or else of what is pushed to branches.
 */
export function buildDuration(facts: HistoryFacts): Measured<readonly OfPipeline<BuildDuration>[]> {
  const runs = testRuns(facts)
  if (!runs.known) return runs
  return perPipeline(runs.value, facts, 'test runs of changes', (all) => {
    const reviewed = all.filter(({ event }) => REVIEW_EVENTS.has(event))
    const pushed = all.filter(({ event }) => event === 'push')
    const own = reviewed.length >= LEAST_RUNS ? reviewed : pushed
    if (own.length < LEAST_RUNS) return Math.max(reviewed.length, pushed.length)
    const waits = own.filter(({ attempt }) => attempt === 1).map(({ createdAt, startedAt }) => startedAt - createdAt)
    return {
      ...spread(own.map(({ startedAt, endedAt }) => Math.max(0, endedAt - startedAt) / MINUTE)),
      because: `from start to result of runs ${own === reviewed ? 'for changes under review' : 'of what was pushed'}`,
      queued: waits.length === 0 ? 0 : Math.max(0, spread(waits).value / MINUTE),
    }
  })
}

/** The figure of each pipeline in order of file; `figureOf` gives the number of runs where they are too few. */
function perPipeline<F extends Figure>(
  runs: ReadonlyMap<string, readonly PastRun[]>,
  { history }: HistoryFacts,
  counted: string,
  figureOf: (runs: readonly PastRun[]) => F | number,
): Measured<readonly OfPipeline<F>[]> {
  const figures: OfPipeline<F>[] = []
  let most = 0
  for (const [file, own] of [...runs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const figure = figureOf(own)
    if (typeof figure === 'number') most = Math.max(most, figure)
    else figures.push({ ...figure, file })
  }
  return figures.length > 0 ? known(figures) : tooFew(most, LEAST_RUNS, counted, history.window)
}

/** What has not turned good again is red until the end of the window. */
function longestRed(runs: readonly PastRun[], until: number): number {
  const inOrder = [...runs].sort((a, b) => a.endedAt - b.endedAt || a.id - b.id)
  let since: number | undefined
  let longest = 0
  for (const { conclusion, endedAt } of inOrder) {
    if (conclusion !== 'success') since ??= endedAt
    else if (since !== undefined) {
      longest = Math.max(longest, endedAt - since)
      since = undefined
    }
  }
  if (since !== undefined) longest = Math.max(longest, until - since)
  return longest / (60 * MINUTE)
}

/** The worst of several pipelines' figures. */
export function worst<F extends Figure>(figures: Measured<readonly F[]>, better: 'more' | 'less'): Measured<F> {
  if (!figures.known) return figures
  const sign = better === 'more' ? 1 : -1
  const [first, ...others] = figures.value
  if (first === undefined) return nothing('no pipeline here is seen to run tests')
  return known(others.reduce((worse, each) => (sign * each.value < sign * worse.value ? each : worse), first))
}
