import { refOf } from '../container-workflows/refs.js'
import type { SampleRun } from '../run-kinds.js'
import type { Dialect, RunFacts } from '../container-workflows/rules.js'

/** How Drone sees runs (Drone docs: Triggers, Conditions): the branch of a pull request is that it goes into. */
export const DRONE: Dialect = {
  facts,
  environmentKeys: ['target', 'environment'],
  deploymentEvents: ['promote'],
  cronFilterIsForCron: false,
}

/** Before version 1 promotions were deployments, as they still are in what came of it. */
export const DRONE_BEFORE_1: Dialect = { ...DRONE, deploymentEvents: ['deployment'] }

function facts(run: SampleRun): RunFacts {
  const { kind, branch, target, tag, event, environment } = run
  const isChange = kind === 'change-request'
  return {
    event: event ?? (isChange ? 'pull_request' : kind === 'schedule' ? 'cron' : kind),
    // The name of a tag stands in the branch's place.
    branch: kind === 'tag' ? tag : isChange ? target : branch,
    ref: refOf(run),
    environment,
    names: { value: () => undefined, call: () => undefined },
  }
}
