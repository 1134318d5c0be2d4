import { oncePer } from '../core/once.js'
import type { Job, Step } from './pipeline.js'

/** In shorter jobs a step is found as fast by looking. */
const FEW = 16

const PLACES = oncePer((steps: Job['steps']) => new Map(steps.map((step, place) => [step, place])))

/** Where the step stands among those of its job, from 0; -1 for one that is none of them: an inner one of an action. */
export function placeOfStep({ steps }: Pick<Job, 'steps'>, step: Step): number {
  return steps.length < FEW ? steps.indexOf(step) : (PLACES(steps).get(step) ?? -1)
}

/** The steps of the job before `step`; none for one of another job. */
export function stepsAhead(job: Pick<Job, 'steps'>, step: Step): readonly Step[] {
  return job.steps.slice(0, Math.max(0, placeOfStep(job, step)))
}

/** The steps of the job up to `step`, itself included; none for one of another job. */
export function stepsUpTo(job: Pick<Job, 'steps'>, step: Step): readonly Step[] {
  return job.steps.slice(0, placeOfStep(job, step) + 1)
}

/** The steps of the job behind `step`; all for one of another job. */
export function stepsBehind(job: Pick<Job, 'steps'>, step: Step): readonly Step[] {
  return job.steps.slice(placeOfStep(job, step) + 1)
}

/** `step` and those of the job behind it; all for one of another job. */
export function stepsFrom(job: Pick<Job, 'steps'>, step: Step): readonly Step[] {
  return job.steps.slice(Math.max(0, placeOfStep(job, step)))
}

/** What was found in the steps of a job, in their order. */
export interface FoundInSteps<T> {
  readonly upTo: (job: Pick<Job, 'steps'>, step: Step) => T[]
  readonly behind: (job: Pick<Job, 'steps'>, step: Step) => T[]
}

/**
 * Reads each step of a job once, however many other steps ask what stands before or behind them. What is asked for each
 * step of a job must come from here where it looks at the words of others: there may be more than a thousand.
 */
export function inSteps<T>(read: (step: Step) => readonly T[]): FoundInSteps<T> {
  const found = oncePer((steps: Job['steps']) =>
    steps.flatMap((step, place) => read(step).map((value) => ({ value, place }))),
  )
  const among = (job: Pick<Job, 'steps'>, isWanted: (place: number) => boolean): T[] =>
    found(job.steps).flatMap(({ value, place }) => (isWanted(place) ? [value] : []))
  return {
    upTo: (job, step) => {
      const own = placeOfStep(job, step)
      return among(job, (place) => place <= own)
    },
    behind: (job, step) => {
      const own = placeOfStep(job, step)
      return among(job, (place) => place > own)
    },
  }
}
