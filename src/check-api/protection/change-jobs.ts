import { TEST_KINDS, type IntentKind } from '../../core/intent-kind.js'
import type { Job, Pipelines, Step, Trigger } from '../../models/index.js'
import { takesBranch } from '../pipelines/branch-filters.js'
import type { JobInPipeline } from '../pipelines/pipelines.js'
import { stepsRun } from '../presence/reached.js'

/** A job that a pull request starts. */
export interface ChangeJob extends JobInPipeline {
  /** True if a filter of paths leaves some pull requests out. */
  readonly filtered: boolean
}

/** Measurements and experiments need not stop a merge. */
const NOT_DEMANDED: ReadonlySet<IntentKind> = new Set<IntentKind>(['performance-test', 'resilience-test'])

/** Whether the step runs tests that a merge can be expected to wait for. */
export function runsTests({ intents }: Step): boolean {
  return intents.some(({ kind }) => TEST_KINDS.has(kind) && !NOT_DEMANDED.has(kind))
}

/**
 * Jobs with a step of this kind that run for a pull request to the branch and fail with it; the pipeline of a called
 * workflow counts where it is called.
 */
export function changeJobs({ all }: Pipelines, branch: string, isMeant: (step: Step) => boolean): ChangeJob[] {
  return all
    .filter(({ kind }) => kind === 'workflow')
    .flatMap((pipeline) => {
      const triggers = pipeline.triggers.filter((trigger) => isForChange(trigger, branch))
      const filtered = triggers.every(({ paths, pathsIgnored }) => paths !== undefined || pathsIgnored !== undefined)
      const jobs = new Set<Job>()
      for (const { job, step } of stepsRun(pipeline, triggers)) if (isMeant(step)) jobs.add(job)
      return [...jobs].map((job) => ({ pipeline, job, filtered }))
    })
    .filter(({ job }) => job.allowFailure?.value !== true)
}

function isForChange(trigger: Trigger, branch: string): boolean {
  if (trigger.kind !== 'change-request' && trigger.kind !== 'merge-queue') return false
  return takesBranch(trigger, branch) !== false
}
