import { known } from '../../core/known.js'
import { recoveryBand } from './bands.js'
import { finishedDeployments, type Finished } from './failures.js'
import { entriesOf, isWithin, nothing, spread, tooFew, type HistoryFacts, type Measured } from './measured.js'
import { HOUR } from './statistics.js'

/** One outage is an anecdote. */
const LEAST_OUTAGES = 2

/**
 * Hours from the first failed deployment of an environment to its next success, from a deployment that was taken back to
 * the one that did so, and from the opening to the closing of incidents (DORA: failed deployment recovery time, before
 * 2023 time to restore service; DevOps Guidance: Mean time to recover). What has not ended lasts until the window's end.
 */
export function timeToRestore(facts: HistoryFacts): Measured {
  const { incidents, window } = facts.history
  const finished = finishedDeployments(facts)
  const reported = entriesOf(incidents).filter(({ openedAt }) => isWithin(openedAt, window))
  if (!finished.known && reported.length === 0) return finished
  const outages = finished.known ? outagesOf(finished.value, window.until) : []
  const times = [...outages, ...reported.map(({ openedAt, closedAt = window.until }) => closedAt - openedAt)]
  if (times.length === 0) return nothing('no deployment to production failed')
  if (times.length < LEAST_OUTAGES) return tooFew(times.length, LEAST_OUTAGES, 'failed deployment or incident', window)
  const figure = spread(times.map((time) => Math.max(0, time) / HOUR))
  const because = 'from a failed deployment to the next good one, or from an incident’s opening to its closing'
  return known({ ...figure, band: recoveryBand(figure.value), because })
}

/** How long each outage lasted. Failures of one environment that follow each other are one. */
function outagesOf(finished: readonly Finished[], until: number): number[] {
  const began = new Map<string, number>()
  const lasted: number[] = []
  for (const { environment, result, rolledBackAt } of finished) {
    const since = began.get(environment)
    if (result.state === 'failure') began.set(environment, since ?? result.at)
    else if (since !== undefined) {
      lasted.push(result.at - since)
      began.delete(environment)
    }
    if (rolledBackAt !== undefined) lasted.push(rolledBackAt - result.at)
  }
  return [...lasted, ...[...began.values()].map((since) => until - since)]
}
