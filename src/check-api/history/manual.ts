import type { Figure } from '../../core/figure.js'
import { known } from '../../core/known.js'
import type { PastRun } from '../../models/index.js'
import {
  entriesOf,
  missing,
  nothing,
  productionDeployments,
  tooFew,
  type HistoryFacts,
  type Measured,
} from './measured.js'
import { deployRuns } from './rollouts.js'
import { percent } from './statistics.js'

const LEAST_RUNS = 10

export interface ManualDeployments extends Figure {
  /** Started by hand. */
  readonly started: number
  /** Run again after a first attempt. */
  readonly repeated: number
}

/**
 * The share of deployments to production that a person started or repeated (DevOps Guidance, continuous delivery:
 * Operator interventions).
 * @param byButton whether a person is meant to start them, so that only repetitions count
 */
export function manualDeployments(facts: HistoryFacts, byButton = false): Measured<ManualDeployments> {
  const { history, delivery } = facts
  const unread = missing(history.runs)
  if (unread !== undefined) return unread
  const recorded = productionDeployments(facts)
  const byId = new Map(entriesOf(history.runs).map((run) => [run.id, run]))
  const own = [...new Set(recorded.flatMap(({ runId }) => byId.get(runId ?? -1) ?? []))]
  const runs = own.length >= LEAST_RUNS ? own : deployRuns(history, delivery.deployments)
  if (runs.length === 0 && !delivery.deployments.some(({ tier }) => tier === 'production'))
    return nothing('no pipeline here is seen to deploy to production')
  if (runs.length < LEAST_RUNS) return tooFew(runs.length, LEAST_RUNS, 'runs that deploy to production', history.window)
  const started = byButton ? [] : runs.filter(isStartedByHand)
  const repeated = runs.filter((run) => run.attempt > 1 && !started.includes(run))
  return known({
    value: percent(started.length + repeated.length, runs.length),
    sample: runs.length,
    because: byButton ? 'run again by hand' : 'started or run again by hand',
    started: started.length,
    repeated: repeated.length,
  })
}

const isStartedByHand = ({ event }: PastRun): boolean => event === 'workflow_dispatch'
