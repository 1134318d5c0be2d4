import type { Figure } from '../../core/figure.js'
import { known, unknown } from '../../core/known.js'
import type { DeliveryHistory, PastDeployment } from '../../models/index.js'
import { failureBand } from './bands.js'
import { entriesOf, productionDeployments, tooFew, type HistoryFacts, type Measured } from './measured.js'
import { rolloutsOf } from './rollouts.js'
import { HOUR, percent } from './statistics.js'

const LEAST_DEPLOYMENTS = 10

/** How long after a deployment a repair or an incident counts as its fault, unless the configuration says otherwise. */
export const REPAIR_HOURS = 24

/** A deployment to production that came to an end. */
export interface Finished extends PastDeployment {
  readonly result: NonNullable<PastDeployment['result']>
  /** When the version before was brought back instead of it. */
  readonly rolledBackAt?: number
}

/** Finished deployments to production, oldest first, or why failures cannot be told. */
export function finishedDeployments(facts: HistoryFacts): Measured<readonly Finished[]> {
  const { history } = facts
  const rollouts = rolloutsOf(facts)
  if (!rollouts.known) return rollouts
  if (rollouts.value.from === 'runs')
    return history.deployments.known
      ? unknown('no deployment is recorded, and a run that failed may have failed before it deployed', {
          remedy: 'Give the job that deploys an `environment`: then the host records what becomes of each deployment.',
        })
      : history.deployments
  if (rollouts.value.from === 'releases') return unknown('releases do not say whether they worked')
  const finished = productionDeployments(facts)
    .flatMap((each) => (each.result === undefined ? [] : [{ ...each, result: each.result }]))
    .sort((a, b) => a.result.at - b.result.at || a.createdAt - b.createdAt || (a.sha < b.sha ? -1 : 1))
  return known(withRollbacks(finished, pathsOf(history)))
}

const pathsOf = ({ runs }: DeliveryHistory): ReadonlyMap<number, string> =>
  new Map(entriesOf(runs).map(({ id, path }) => [id, path]))

/**
 * Marks each success that is followed, by the same pipeline in the same environment, by a success of the version that was
 * there right before it: somebody went back.
 */
function withRollbacks(finished: readonly Finished[], paths: ReadonlyMap<number, string>): Finished[] {
  const series = new Map<string, Finished[]>()
  for (const each of finished) {
    if (each.result.state !== 'success') continue
    const key = JSON.stringify([each.environment, paths.get(each.runId ?? -1) ?? ''])
    const own = series.get(key) ?? []
    own.push(each)
    series.set(key, own)
  }
  const back = new Map<Finished, number>()
  for (const own of series.values()) {
    own.forEach((each, index) => {
      const [before, next] = [own[index - 1], own[index + 1]]
      if (before === undefined || next === undefined) return
      if (next.sha === before.sha && next.sha !== each.sha) back.set(each, next.result.at)
    })
  }
  return finished.map((each) => {
    const at = back.get(each)
    return at === undefined ? each : { ...each, rolledBackAt: at }
  })
}

/**
 * The share of finished deployments to production that failed, or were taken back, repaired by a revert or a hotfix, or
 * followed by an incident within `hours` (DORA: change failure rate; DevOps Guidance, continuous delivery: Pipeline
 * stability). A repair or an incident counts against the last success before it alone.
 */
export function changeFailureRate(facts: HistoryFacts, hours = REPAIR_HOURS): Measured {
  const finished = finishedDeployments(facts)
  if (!finished.known) return finished
  const all = finished.value
  const { window } = facts.history
  if (all.length < LEAST_DEPLOYMENTS)
    return tooFew(all.length, LEAST_DEPLOYMENTS, 'finished deployments to production', window)
  const limit = hours * HOUR
  const blamed = blamedBy(faultsOf(facts.history), all, limit)
  const failed = all.filter(
    (each) =>
      each.result.state === 'failure' ||
      blamed.has(each) ||
      (each.rolledBackAt !== undefined && each.rolledBackAt - each.result.at <= limit),
  )
  const value = percent(failed.length, all.length)
  return known({
    value,
    sample: all.length,
    band: failureBand(value),
    because: `failed, or taken back or repaired within ${hours} hours`,
  })
}

/** When something showed that production was at fault. */
function faultsOf({ changes, incidents }: DeliveryHistory): number[] {
  const repairs = entriesOf(changes).flatMap(({ repairs: kind, mergedAt }) => (kind === undefined ? [] : [mergedAt]))
  return [...repairs, ...entriesOf(incidents).map(({ openedAt }) => openedAt)].sort((a, b) => a - b)
}

/** For each fault the last success before it, if that is not too long ago. Both lists are in order of time. */
function blamedBy(faults: readonly number[], finished: readonly Finished[], limit: number): Set<Finished> {
  const successes = finished.filter(({ result }) => result.state === 'success')
  const blamed = new Set<Finished>()
  let next = 0
  for (const fault of faults) {
    while ((successes[next]?.result.at ?? Infinity) <= fault) next++
    const last = successes[next - 1]
    if (last !== undefined && fault - last.result.at <= limit) blamed.add(last)
  }
  return blamed
}

/** The share of successful deployments to production that were taken back (DevOps Guidance, advanced deployment strategies: Rollback frequency). */
export function rollbackFrequency(facts: HistoryFacts): Measured {
  const finished = finishedDeployments(facts)
  if (!finished.known) return finished
  const successes = finished.value.filter(({ result }) => result.state === 'success')
  if (successes.length < LEAST_DEPLOYMENTS)
    return tooFew(successes.length, LEAST_DEPLOYMENTS, 'successful deployments to production', facts.history.window)
  const taken = successes.filter(({ rolledBackAt }) => rolledBackAt !== undefined)
  const because = 'followed by the version that was there before'
  return known<Figure>({ value: percent(taken.length, successes.length), sample: successes.length, because })
}
