import { both } from '../../core/three-valued.js'
import { NO_CONTEXTS, type Contexts } from '../../models/evaluate.js'
import { isTruthy, UNKNOWN } from '../../models/expression-data.js'
import type { Intent, Job, Pipeline, Step, Trigger } from '../../models/index.js'
import { evaluateTemplate } from '../pipelines/github-actions/template.js'
import { byChoice } from './choices.js'
import { holdsGoingWell } from './conditions.js'
import { contextsOf, isForChange, runsOf, type Run } from './runs.js'

/** A condition that makes a job run although one that it needs was skipped. */
const WHATEVER_HAPPENED = /\b(?:always|cancelled|failure)\s*\(/i

/** Kinds of runs of one pipeline, and beginnings of tags that its conditions ask for, beyond which no more are made. */
const MAX_RUNS = 60
const MAX_TAGS = 10

/** A run that gets to a job or step. Its contexts are those of the job. */
export interface Reaching extends Run {
  /** True if every condition on the way is known to hold. */
  readonly certain: boolean
}

/** What is known of one job in each run of the pipeline: whether the run gets there. */
type Reached = readonly (boolean | undefined)[]

/** Which runs of a pipeline get to which of its jobs and steps, unless something fails, as far as conditions tell. */
export class PipelineRuns {
  readonly #runs: readonly Run[]
  /** The jobs of the pipeline by id. */
  readonly jobs: ReadonlyMap<string, Job>
  readonly #reached = new Map<Job, Reached>()
  readonly #inJob = new Map<Job, readonly Run[]>()

  /** @param kindsOf the kinds of runs of a trigger that are looked at; by default all */
  constructor(pipeline: Pipeline, kindsOf: typeof runsOf = runsOf) {
    this.jobs = new Map(pipeline.jobs.map((job) => [job.id, job]))
    const tags = tagsAskedFor(pipeline)
    this.#runs = pipeline.triggers
      .filter(({ kind }) => kind !== 'call')
      .flatMap((trigger) => kindsOf(pipeline, trigger, tags))
      .flatMap(pipeline.system === 'github-actions' ? byChoice : (run) => [run])
      .slice(0, MAX_RUNS)
  }

  /** The runs that get as far as the step; without a step, as far as the job. */
  reaching(job: Job, step?: Step): Reaching[] {
    if (job.starts !== undefined) return runsByRule(job, step)
    const reached = this.#reachedOf(job)
    return this.#within(job).flatMap((run, index) => {
      const own = step?.condition === undefined ? true : holdsGoingWell(step.condition.value, run.contexts)
      const whole = both(reached[index], own)
      // Which events start the workflow before is not looked up.
      return whole === false ? [] : [{ ...run, certain: whole === true && run.trigger.kind !== 'upstream' }]
    })
  }

  /** The runs with the contexts of the job. */
  #within(job: Job): readonly Run[] {
    const before = this.#inJob.get(job)
    if (before !== undefined) return before
    const own = (contexts: Contexts): Contexts => contextsOf(contexts, this.jobs, job)
    const runs = this.#runs.map((run) => ({ ...run, contexts: own(run.contexts), next: own(run.next) }))
    this.#inJob.set(job, runs)
    return runs
  }

  /** A skipped job skips those that need it, so that the jobs before are settled first. */
  #reachedOf(job: Job): Reached {
    const waiting = [job]
    const entered = new Set<Job>()
    for (let here = waiting.at(-1); here !== undefined; here = waiting.at(-1)) {
      const needed = this.#neededBy(here).filter((each) => !entered.has(each) && !this.#reached.has(each))
      if (entered.has(here) || needed.length === 0) {
        waiting.pop()
        if (!this.#reached.has(here)) this.#settle(here)
      }
      entered.add(here)
      waiting.push(...needed)
    }
    return this.#reached.get(job) ?? []
  }

  #settle(job: Job): void {
    const needed = this.#neededBy(job).map((each) => this.#reached.get(each) ?? [])
    const own = this.#within(job).map((run, index) => {
      const condition = job.condition === undefined ? true : holdsGoingWell(job.condition.value, run.contexts)
      return needed.reduce((sum: boolean | undefined, each) => both(sum, index in each ? each[index] : true), condition)
    })
    this.#reached.set(job, own)
  }

  #neededBy(job: Job): Job[] {
    if (WHATEVER_HAPPENED.test(job.condition?.value ?? '')) return []
    return job.needs.flatMap((id) => this.jobs.get(id) ?? [])
  }
}

/** The runs of a job whose system has rules for each job: the adapter has settled them. */
function runsByRule({ starts = [], after }: Job, step: Step | undefined): Reaching[] {
  if (after === 'failure' || step?.after === 'failure') return []
  const isSettled = step?.starts !== undefined || step?.condition === undefined || step.after !== undefined
  return (step?.starts ?? starts).flatMap(({ trigger, certain }) => {
    const run: Run = { trigger, forChange: isForChange(trigger), contexts: NO_CONTEXTS, next: NO_CONTEXTS }
    const runs = trigger.choices === undefined ? [run] : byChoice(run)
    return runs.map((each) => ({ ...each, certain: certain && isSettled }))
  })
}

function tagsAskedFor({ jobs }: Pipeline): string[] {
  const texts = jobs.flatMap(({ condition, steps }) => [
    condition?.value ?? '',
    ...steps.flatMap((step) => [step.condition?.value ?? '', ...Array.from(step.with.values(), ({ value }) => value)]),
  ])
  const tags = texts.flatMap((text) => Array.from(text.matchAll(/refs\/tags\/([\w.-]{1,50})/g), ([, tag = '']) => tag))
  return [...new Set(tags)].slice(0, MAX_TAGS)
}

/** The triggers of `runs`, each once. */
export function triggersOf(runs: readonly Run[]): Trigger[] {
  return [...new Set(runs.map(({ trigger }) => trigger))]
}

/** Whether an action publishes in a run, as its `push` or `publish` input tells; undefined where that is not known. */
export function publishesIn(contexts: Contexts, { with: inputs }: Step, { command }: Intent): boolean | undefined {
  const input = command === undefined ? (inputs.get('push') ?? inputs.get('publish')) : undefined
  if (input === undefined || !input.value.includes('${{')) return true
  const value = evaluateTemplate(input.value, contexts)
  return value === UNKNOWN ? undefined : value !== 'false' && isTruthy(value)
}
