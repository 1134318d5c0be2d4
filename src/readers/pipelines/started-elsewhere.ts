import type { Location } from '../../core/location.js'
import type { Job, JobStart, Trigger, TriggerKind } from '../../models/index.js'

const KINDS: readonly TriggerKind[] = ['change-request', 'push', 'tag', 'schedule', 'manual']

export interface Start {
  readonly triggers: readonly Trigger[]
  /** For every job of the pipeline. */
  readonly starts: readonly JobStart[]
}

/**
 * The start of a pipeline that is configured outside of the tree: every kind of run may get to it, and none is certain.
 * @param event the system's word for what is not known: `trigger`
 */
export function startedElsewhere(at: Location, event: string): Start {
  return startedBy(
    KINDS.map((kind) => ({ kind, event, at })),
    false,
  )
}

/** The start of a pipeline whose jobs all run in each of its runs. */
export function startedBy(triggers: readonly Trigger[], certain = true): Start {
  return { triggers, starts: triggers.map((trigger) => ({ trigger, certain, manual: false })) }
}

/** The jobs with the runs that get to them: one that a condition may skip is not certain. */
export function withStarts(jobs: readonly Job[], starts: readonly JobStart[]): Job[] {
  const unsure = starts.map((start) => ({ ...start, certain: false }))
  return jobs.map((job) => ({ ...job, starts: job.condition === undefined ? starts : unsure }))
}
