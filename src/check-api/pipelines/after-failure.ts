import { conditionHolds, type Contexts } from '../../models/evaluate.js'
import { PartialMap, UNKNOWN, type Data, type DataMap, type Unknown } from '../../models/expression-data.js'
import type { Job, Pipeline, Step } from '../../models/index.js'
import { jobsById, runsEarlier } from '../../models/job-order.js'
import type { StepInJob } from './pipelines.js'

/** Status functions (GitHub docs: Status check functions). Without one a condition waits for the success of all before. */
const STATUS = /\b(success|failure|cancelled|always)\s*\(\s*\)/gi

/** Longer chains of jobs than any workflow has are not followed. */
const MAX_DEPTH = 100

type Result = 'success' | 'failure' | 'skipped' | undefined

/**
 * Whether a run in which `failed` failed and everything else went well still gets to `job`; undefined where that hangs
 * on something unknown about the failed run. What else a condition asks for (a branch, an event) is taken to hold.
 */
export function runsDespite(pipeline: Pipeline, job: Job, failed: Job): boolean | undefined {
  return new FailedRun(pipeline, failed).reaches(job)
}

/** Whether a step still runs in its job after an earlier step failed; as {@link runsDespite}. */
export function stepRunsDespite({ condition, after }: Step): boolean | undefined {
  if (after === undefined) return false
  if (condition === undefined) return true
  const failed: Contexts = new Map([['job', new Map([['status', 'failure']])]])
  return settled(condition.value, failed, (text) => /\b(?:steps|env)\b/.test(text))
}

/**
 * Whether the step belongs to CodeBuild's `post_build` and runs although the `build` phase failed (AWS CodeBuild User
 * Guide: Build phase transitions).
 */
export function isAfterFailedBuild({ pipeline, job, step }: StepInJob): boolean {
  if (!pipeline.system.startsWith('aws-code') || step.name?.value !== 'post_build' || step.after === undefined)
    return false
  return job.steps.some(({ name, endsJob }) => name?.value === 'build' && endsJob !== true)
}

class FailedRun {
  readonly #pipeline: Pipeline
  readonly #failed: Job
  readonly #jobs: ReadonlyMap<string, Job>
  readonly #reached = new Map<Job, boolean | undefined>()

  constructor(pipeline: Pipeline, failed: Job) {
    this.#pipeline = pipeline
    this.#failed = failed
    this.#jobs = jobsById(pipeline)
  }

  reaches(job: Job, depth = 0): boolean | undefined {
    if (this.#reached.has(job)) return this.#reached.get(job)
    this.#reached.set(job, undefined)
    const reached = depth > MAX_DEPTH ? undefined : this.#decide(job, depth)
    this.#reached.set(job, reached)
    return reached
  }

  #decide(job: Job, depth: number): boolean | undefined {
    if (!runsEarlier(this.#pipeline, this.#failed, job)) return true
    const caller = this.#jobs.get(job.calledBy ?? '')
    const isOutside = caller !== undefined && !this.#failed.id.startsWith(`${caller.id}/`)
    const called = isOutside ? this.reaches(caller, depth + 1) : true
    if (called === false) return false
    // Whether success() of a called job sees what failed before its caller is not documented.
    if (job.after === undefined) return isOutside ? undefined : false
    if (this.#pipeline.system !== 'github-actions' || job.condition === undefined) return called
    const results = this.#resultsFor(job, depth)
    const needs: DataMap = new Map(Array.from(results, ([name, result]) => [name, contextOf(result)] as const))
    const own = settled(job.condition.value, new Map([['needs', needs]]), (text) => readsUnknown(text, results))
    return own === true ? called : own
  }

  /** The results of the jobs that the job needs itself, by the names that its conditions use. */
  #resultsFor({ id, needs }: Job, depth: number): ReadonlyMap<string, Result> {
    const prefix = id.slice(0, id.lastIndexOf('/') + 1)
    const names = needs.filter((need) => need.startsWith(prefix)).map((need) => need.slice(prefix.length))
    return new Map(
      names
        .filter((name) => !name.includes('/'))
        .map((name) => {
          const group = [...this.#jobs.values()].filter((each) => isPartOf(each.id, prefix + name))
          return [name, worst(group.map((each) => this.#resultOf(each, depth)))] as const
        }),
    )
  }

  #resultOf(job: Job, depth: number): Result {
    if (job === this.#failed) return 'failure'
    const reached = this.reaches(job, depth + 1)
    return reached === undefined ? undefined : reached ? 'success' : 'skipped'
  }
}

/** The job itself, or one that its call brings in. */
function isPartOf(id: string, whole: string): boolean {
  return id === whole || id.startsWith(`${whole}/`)
}

/** A calling job fails with any job that it calls. */
function worst(results: readonly Result[]): Result {
  if (results.includes('failure')) return 'failure'
  return results.includes(undefined) ? undefined : (results[0] ?? undefined)
}

/** A skipped job has no outputs; a failed one may have written them before. */
function contextOf(result: Result): Data {
  const outputs: Data | Unknown = result === 'skipped' ? new Map() : UNKNOWN
  return new PartialMap([
    ['result', result ?? UNKNOWN],
    ['outputs', outputs],
  ])
}

/** Whether the condition reads something of a needed job that hangs on how it went: the rest is as in any other run. */
function readsUnknown(condition: string, results: ReadonlyMap<string, Result>): boolean {
  return [...condition.matchAll(/\bneeds\b(?:\.([\w-]+))?/g)].some(([, name = '']) => {
    const result = results.get(name)
    return result === undefined || result === 'failure'
  })
}

/** Whether the condition holds after a failure; undefined where it reads something that may object. */
function settled(
  condition: string,
  contexts: Contexts,
  mayObject: (condition: string) => boolean,
): boolean | undefined {
  const text = condition.replace(STATUS, (_, name: string) =>
    String(name.toLowerCase() === 'failure' || name.toLowerCase() === 'always'),
  )
  const holds = conditionHolds(text, contexts)
  return holds ?? (mayObject(text) ? undefined : true)
}
