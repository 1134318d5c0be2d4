import type { Pipeline } from '../../models/index.js'
import { ancestorsOf } from '../../models/job-order.js'
import type { Defect } from '../context.js'

/**
 * Jobs of one pipeline: checks compare each with all that come before it. GitLab allows 500 to 1,000 jobs of active
 * pipelines unless they are paid for (GitLab docs: GitLab.com settings, CI/CD), GitHub 256 of a matrix.
 */
export const MAX_JOBS = 1_000

/**
 * Pairs of a job and one that comes before it, directly or not: a chain of 707 jobs, or 750 in nine stages. The largest real
 * pipelines have 400 to 700 jobs in up to eight stages: 700² / 2 · 7 / 8 = 214,000. Jobs that deploy are judged pair by pair, at
 * less than 0.1 ms each.
 */
export const MAX_PAIRS = 250_000

/** Steps of all jobs of one pipeline, those that calls bring in included: twice what calls alone may (`budget.ts`). */
export const MAX_STEPS = 10_000

/** Steps of one job: what is asked of a step mostly hangs on those before it. Generated pipelines have up to 1,200. */
export const MAX_JOB_STEPS = 1_500

/** Commands of all steps, those of scripts that are followed included: 25 steps with as many as one may have. */
export const MAX_COMMANDS = 50_000

/** Why a pipeline is not judged: it has more than any that people maintain; undefined if it has not. */
export function excessOf(pipeline: Pipeline): Defect | undefined {
  const { jobs, at } = pipeline
  const own = jobs.find(({ steps }) => steps.length > MAX_JOB_STEPS)
  const steps = jobs.reduce((sum, job) => sum + job.steps.length, 0)
  const commands = jobs.reduce((sum, job) => job.steps.reduce((all, step) => all + step.commands.length, sum), 0)
  const parts: readonly (readonly [number, number, string])[] = [
    [jobs.length, MAX_JOBS, 'jobs'],
    [own?.steps.length ?? 0, MAX_JOB_STEPS, 'steps in one job'],
    [steps, MAX_STEPS, 'steps'],
    [commands, MAX_COMMANDS, 'commands'],
  ]
  const over = parts.find(([count, most]) => count > most)
  if (over === undefined) return tangleOf(pipeline)
  const [count, most, what] = over
  return {
    at: own !== undefined && over === parts[1] ? own.at : at,
    message: `a pipeline of ${count} ${what} is not judged, ${most} are the most: split it`,
  }
}

function tangleOf(pipeline: Pipeline): Defect | undefined {
  let pairs = 0
  for (const job of pipeline.jobs) {
    pairs += ancestorsOf(pipeline, job).length
    if (pairs <= MAX_PAIRS) continue
    const message = `a pipeline in which jobs wait for more than ${MAX_PAIRS} others, all told, is not judged: split it`
    return { at: pipeline.at, message }
  }
  return undefined
}
