import type { Location } from '../../core/location.js'
import type { Intent, Job, Step } from '../../models/index.js'
import type { StepInJob } from './pipelines.js'
import { systemWords } from './system-words.js'

/** What keeps a failure from failing the job, in the words of the file, and where it stands. */
export interface Discard {
  readonly text: string
  readonly at: Location
}

/** What discards the failure of what a step does: its script, the step or the job. */
export function discardOf({ pipeline, job, step }: StepInJob, { command }: Intent): Discard | undefined {
  if (command?.ignoredFailure !== undefined) return { text: command.ignoredFailure, at: command.at }
  const { mayFail, stepMayFail } = systemWords(pipeline.system)
  if (step.allowFailure?.value === true && !isReadLater(job, step))
    return { text: `${stepMayFail} on the step`, at: step.allowFailure.at }
  if (job.allowFailure?.value === true) return { text: `${mayFail} on the job`, at: job.allowFailure.at }
  return undefined
}

/** Whether a later step looks at the step's outcome, to fail the job itself or to report. */
function isReadLater({ steps }: Job, { id }: Step): boolean {
  if (id === undefined) return false
  const mention = `steps.${id}.outcome`
  return steps.some((step) =>
    [step.condition, step.run, ...step.env.values(), ...step.with.values()].some((text) =>
      text?.value.includes(mention),
    ),
  )
}

/** Whether a failure there would stop somebody: a bot that works on a schedule may well go on. */
export function stops({ pipeline: { kind, triggers }, job, step }: StepInJob): boolean {
  const own = (step.starts ?? job.starts)?.map(({ trigger }) => trigger) ?? triggers
  return kind !== 'workflow' || !own.every((trigger) => trigger.kind === 'schedule' || trigger.kind === 'manual')
}
