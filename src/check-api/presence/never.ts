import { conditionHolds, type Contexts } from '../../models/evaluate.js'
import { PartialMap } from '../../models/expression-data.js'
import type { Job, Pipeline, Step } from '../../models/index.js'
import { jobsById } from '../../models/job-order.js'

/** Why no run ever gets to the job: its place in the file says so, whatever happens outside. */
export type Never =
  /** Its condition is false by itself. */
  | 'constant'
  /** Its condition, or its rules, hold for none of the events that start the pipeline. */
  | 'event'
  /** It waits for a job that there is not. */
  | 'need'

/** See {@link Never}; undefined if a run may get there. */
export function neverRuns(pipeline: Pipeline, part: Job | Step): Never | undefined {
  if ('needs' in part) {
    if (part.starts !== undefined) return pipeline.kind === 'workflow' && part.starts.length === 0 ? 'event' : undefined
    const jobs = jobsById(pipeline)
    if (pipeline.unresolved.length === 0 && part.needs.some((need) => !jobs.has(need))) return 'need'
  }
  // Conditions of other systems are in languages of their own.
  if (pipeline.system !== 'github-actions' || part.condition === undefined) return undefined
  const { value } = part.condition
  if (conditionHolds(value, new Map()) === false) return 'constant'
  const events = pipeline.triggers.map(({ event }) => event)
  // A called workflow sees the event of its caller.
  if (events.length === 0 || events.includes('workflow_call')) return undefined
  return events.every((event) => conditionHolds(value, startedBy(event)) === false) ? 'event' : undefined
}

function startedBy(event: string): Contexts {
  return new Map([['github', new PartialMap([['event_name', event]])]])
}
