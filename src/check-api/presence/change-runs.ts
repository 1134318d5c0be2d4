import { conditionHolds, type Contexts } from '../../models/evaluate.js'
import { PartialMap } from '../../models/expression-data.js'
import type { Job, Step, Trigger } from '../../models/index.js'
import { jobsById } from '../../models/job-order.js'
import { callersOf } from '../pipelines/called.js'
import { ancestorsOf, type JobInPipeline } from '../pipelines/pipelines.js'

/** What is true of every run for an open pull request (GitHub docs: Events that trigger workflows). */
function contextsOf(event: string): Contexts {
  const pullRequest = new PartialMap([['merged', false]])
  return new Map([
    [
      'github',
      new PartialMap([
        ['event_name', event],
        ['ref', event === 'pull_request' ? 'refs/pull/1/merge' : 'refs/heads/main'],
        ['ref_name', event === 'pull_request' ? '1/merge' : 'main'],
        ['ref_type', 'branch'],
        ['event', new PartialMap([['pull_request', pullRequest]])],
      ]),
    ],
  ])
}

/**
 * Whether it is known that runs for a change under review get to the job, and in it to the step. Conditions that ask for
 * such a run and for more than the file tells count as met.
 */
export function runsOnChange({ pipeline, job }: JobInPipeline, step?: Step): boolean {
  if (job.starts !== undefined) {
    const starts = step?.starts ?? job.starts
    return starts.some(({ trigger, certain, manual }) => isOpenChange(trigger) && certain && !manual)
  }
  const jobs = [job, ...callersOf(job, jobsById(pipeline))]
  const parts: (Job | Step)[] = [
    ...jobs,
    ...jobs.flatMap((each) => ancestorsOf(pipeline, each)),
    ...(step === undefined ? [] : [step]),
  ]
  return pipeline.triggers.filter(isOpenChange).some(({ event }) => {
    const contexts = contextsOf(event)
    return parts.every(({ condition }) => condition === undefined || isMet(condition.value, contexts))
  })
}

/** A run that a change starts before it is merged: not one for its end. */
function isOpenChange({ kind, types }: Trigger): boolean {
  if (kind !== 'change-request' && kind !== 'change-request-privileged') return false
  return types === undefined || types.length === 0 || types.some((type) => type !== 'closed')
}

function isMet(condition: string, contexts: Contexts): boolean {
  const holds = conditionHolds(condition, contexts)
  return holds ?? /\bpull_request\b/.test(condition)
}
