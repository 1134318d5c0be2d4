import { oncePer } from '../../core/once.js'
import { conditionHolds, type Contexts } from '../../models/evaluate.js'
import { PartialMap } from '../../models/expression-data.js'
import type { Job, Pipeline, Pipelines, Step, Trigger, TriggerKind } from '../../models/index.js'
import { callersOf } from '../pipelines/called.js'
import type { StepInJob } from '../pipelines/pipelines.js'

const CHANGE_KINDS: ReadonlySet<TriggerKind> = new Set<TriggerKind>([
  'change-request',
  'change-request-privileged',
  'push',
  'tag',
  'merge-queue',
])

/** Events without a kind of their own that follow from a change by themselves (GitHub docs: Events that trigger workflows). */
const CHANGE_EVENTS: ReadonlySet<string> = new Set([
  'check_run',
  'check_suite',
  'create',
  'deployment',
  'deployment_status',
  'pull_request_review',
  'status',
])

/** What runs by itself, without a person who starts it. */
export interface Reached {
  readonly pipelines: readonly Pipeline[]
  /** Steps that no condition keeps from running, those of called workflows and local actions included. */
  readonly steps: readonly StepInJob[]
}

/**
 * What a change starts; with `schedule`, what a schedule starts too. Reusable workflows and local actions count where
 * something that is started calls them.
 */
export function reachedByItself(pipelines: Pipelines, { schedule }: { schedule: boolean }): Reached {
  return schedule ? WITH_SCHEDULES(pipelines) : BY_CHANGES(pipelines)
}

const WITH_SCHEDULES = oncePer((pipelines: Pipelines) => readReached(pipelines, true))
const BY_CHANGES = oncePer((pipelines: Pipelines) => readReached(pipelines, false))

function readReached({ all }: Pipelines, schedule: boolean): Reached {
  const started = new Map<Pipeline, readonly Trigger[]>()
  const workflows = all.filter(({ kind }) => kind === 'workflow')
  for (let before = -1; before !== started.size;) {
    before = started.size
    for (const pipeline of workflows) {
      const triggers = pipeline.triggers.filter((trigger) => startsByItself(trigger, { schedule, workflows, started }))
      if (triggers.length > 0) started.set(pipeline, triggers)
    }
  }
  return {
    pipelines: [...started.keys()],
    steps: [...started].flatMap(([pipeline, triggers]) => stepsRun(pipeline, triggers)),
  }
}

/** What runs that are started by such triggers get to; called workflows stand beside the jobs that call them. */
export function startedBy({ all }: Pipelines, wanted: (trigger: Trigger) => boolean): Reached {
  const started = all.flatMap((pipeline) => {
    const triggers = pipeline.kind === 'workflow' ? pipeline.triggers.filter(wanted) : []
    return triggers.length === 0 ? [] : [{ pipeline, triggers }]
  })
  return {
    pipelines: started.map(({ pipeline }) => pipeline),
    steps: started.flatMap(({ pipeline, triggers }) => stepsRun(pipeline, triggers)),
  }
}

function startsByItself(
  { kind, event, upstream }: Trigger,
  {
    schedule,
    workflows,
    started,
  }: { schedule: boolean; workflows: Pipeline[]; started: ReadonlyMap<Pipeline, unknown> },
): boolean {
  if (kind === 'schedule') return schedule
  if (kind !== 'upstream') return CHANGE_KINDS.has(kind) || CHANGE_EVENTS.has(event)
  return (upstream ?? []).some((name) => {
    const named = workflows.filter((each) => each.name === name)
    return named.length === 0 || named.some((each) => started.has(each))
  })
}

/** Whether such a run gets to the job without a person, by the rules that its system has for each job. */
function startsByRule({ starts = [] }: Pick<Job, 'starts'>, triggers: readonly Trigger[]): boolean {
  return starts.some(({ trigger, manual }) => !manual && triggers.includes(trigger))
}

function startsStep({ starts }: Step, triggers: readonly Trigger[]): boolean {
  return starts === undefined || startsByRule({ starts }, triggers)
}

/** The steps of a pipeline that runs started by these of its triggers may get to, as far as conditions tell. */
export function stepsRun(pipeline: Pipeline, triggers: readonly Trigger[]): StepInJob[] {
  const contexts = [...new Set(triggers.map(({ event }) => event))].map(contextsOf)
  const jobs = new Map(pipeline.jobs.map((job) => [job.id, job]))
  return pipeline.jobs
    .filter((job) =>
      job.starts === undefined ? mayRun([job, ...callersOf(job, jobs)], contexts) : startsByRule(job, triggers),
    )
    .flatMap((job) =>
      job.steps
        .filter((step) => (job.starts === undefined ? mayRun([step], contexts) : startsStep(step, triggers)))
        .map((step) => ({ pipeline, job, step })),
    )
}

/** Whether all conditions may hold for one of the events. */
function mayRun(parts: readonly (Job | Step)[], events: readonly Contexts[]): boolean {
  return events.some((contexts) =>
    parts.every(({ condition }) => condition === undefined || conditionHolds(condition.value, contexts) !== false),
  )
}

function contextsOf(event: string): Contexts {
  return new Map([['github', new PartialMap([['event_name', event]])]])
}
