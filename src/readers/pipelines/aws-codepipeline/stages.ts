import type { Located, Location } from '../../../core/location.js'
import type { ActionRef, Concurrency, Job, JobStart, Step, Unresolved } from '../../../models/index.js'
import { newJob, usesStep } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { jobOf, workOf, type ActionScope } from './actions.js'
import type { ActionDefinition, PipelineDefinition, StageCondition, StageDefinition } from './definition.js'
import { environmentOf } from './environment.js'

/** What all jobs of one pipeline share. */
export interface StageScope extends ActionScope {
  readonly definition: PipelineDefinition
  readonly starts: readonly JobStart[]
}

interface StageJobs {
  readonly jobs: readonly Job[]
  /** Ids of the jobs that the next stage waits for. */
  readonly last: readonly string[]
}

/** The jobs of all stages: actions of a stage run by their run order, those of the same order side by side. */
export function jobsOfStages(reading: AdapterReading, scope: StageScope): Job[] {
  const jobs: Job[] = []
  let before: readonly string[] = []
  for (const stage of scope.definition.stages) {
    const read = jobsOfStage(reading, stage, before, scope)
    jobs.push(...read.jobs)
    before = read.last
  }
  return jobs
}

/** What the template leaves open in the stages. */
export function gapsIn({ stages, unresolved }: PipelineDefinition): Unresolved[] {
  return [...unresolved, ...stages.flatMap((stage) => stage.unresolved)]
}

function jobsOfStage(
  reading: AdapterReading,
  stage: StageDefinition,
  before: readonly string[],
  scope: StageScope,
): StageJobs {
  const jobs: Job[] = []
  let last = before
  const add = (more: readonly Job[]): void => {
    if (more.length === 0) return
    jobs.push(...more)
    last = more.map(({ id }) => id)
  }
  add(conditionJobs(reading, stage, 'before', last, scope))
  const actions = stage.actions.filter(({ category }) => category !== 'Source')
  for (const order of [...new Set(actions.map(({ runOrder }) => runOrder))].sort((a, b) => a - b)) {
    const group = actions.filter(({ runOrder }) => runOrder === order)
    add(group.flatMap((action) => jobsOfAction(reading, stage, action, last, scope)))
  }
  const own = jobs.map(({ id }) => id)
  add(conditionJobs(reading, stage, 'success', last, scope))
  // What runs when the stage failed is nothing that a later stage waits for.
  const failed = conditionJobs(reading, stage, 'failure', own.length > 0 ? own : last, scope)
  return { jobs: [...jobs, ...failed], last }
}

function jobsOfAction(
  reading: AdapterReading,
  stage: StageDefinition,
  action: ActionDefinition,
  needs: readonly string[],
  scope: StageScope,
): Job[] {
  const shared = sharedFields(reading, stage, action, needs, scope)
  const id = `${stage.name}/${action.name}`
  if (action.category === 'Approval') {
    const timeout = action.timeout === undefined ? {} : { timeoutMinutes: action.timeout }
    const approval = { kind: 'gate', approvers: [], at: action.at } as const
    return [newJob({ id, name: action.name, at: action.at, ...shared, approval, ...timeout })]
  }
  const work = workOf(reading, action, scope)
  if (work.builds.length === 0) return [{ ...jobOf(id, action, work), ...shared }]
  const caller: Job = { ...jobOf(id, action, work), ...shared }
  const builds = work.builds.map((build): Job => {
    const inner = build.needs.map((need) => `${id}/${need}`)
    const called = work.fields.calls === undefined ? {} : { calledBy: id }
    return { ...build, ...shared, id: `${id}/${build.id}`, ...called, needs: inner.length > 0 ? inner : [...needs] }
  })
  return work.fields.calls === undefined ? builds : [caller, ...builds]
}

function sharedFields(
  { context }: AdapterReading,
  stage: StageDefinition,
  action: ActionDefinition,
  needs: readonly string[],
  { definition, starts }: StageScope,
): Pick<Job, 'needs' | 'starts'> & Partial<Job> {
  const environment = environmentOf(stage, action, context.settings)
  const disabled = definition.disabled.get(stage.name)
  const retries = stage.failure?.results.has('RETRY') === true ? { value: 1, at: stage.failure.at } : undefined
  const concurrency = concurrencyOf(stage, definition)
  return {
    needs: [...needs],
    starts: action.uncertain ? starts.map((start) => ({ ...start, certain: false })) : starts,
    stage: stage.name,
    ...(environment !== undefined && action.category !== 'Approval' && { environment }),
    ...(disabled !== undefined && { approval: { kind: 'gate', approvers: [], at: disabled } }),
    ...(retries !== undefined && { retries }),
    ...(concurrency !== undefined && { concurrency }),
  }
}

/**
 * One execution at a time is in a stage, and none that waits cancels it, unless executions run in parallel. (AWS
 * CodePipeline User Guide: How executions are processed.)
 */
function concurrencyOf({ name, at }: StageDefinition, definition: PipelineDefinition): Concurrency | undefined {
  if (definition.executionMode === 'PARALLEL') return undefined
  const group: Located<string> = { value: `${definition.name}/${name}`, at }
  return { group, cancelInProgress: { value: false, at }, at }
}

const CONDITIONS = { before: 'before entry', success: 'on success', failure: 'on failure' } as const

/** What the conditions of a stage look at, as a job, and the rollback that follows if they say so. */
function conditionJobs(
  reading: AdapterReading,
  stage: StageDefinition,
  when: keyof typeof CONDITIONS,
  needs: readonly string[],
  scope: StageScope,
): Job[] {
  const condition = stage[when]
  if (condition === undefined) return []
  const steps = [...ruleSteps(reading, condition, scope), ...rollbackSteps(reading, condition, when)]
  if (steps.length === 0) return []
  const id = `${stage.name}/${CONDITIONS[when]}`
  const after = when === 'failure' ? ({ after: 'failure' } as const) : {}
  const shared = { needs: [...needs], stage: stage.name, starts: scope.starts, steps, ...after }
  return [newJob({ id, at: condition.at, ...shared })]
}

function ruleSteps(reading: AdapterReading, { rules }: StageCondition, scope: StageScope): Step[] {
  return rules.flatMap((rule) => {
    const { steps, builds } = workOf(reading, rule, scope)
    return [...steps, ...builds.flatMap((build) => build.steps)]
  })
}

function rollbackSteps({ resolver }: AdapterReading, { results, at }: StageCondition, when: string): Step[] {
  if (!results.has('ROLLBACK')) return []
  const step = usesStep(resolver, rollbackRef(at), new Map(), [])
  return [when === 'failure' ? step : { ...step, after: 'failure' }]
}

function rollbackRef(at: Location): ActionRef {
  return { text: 'ROLLBACK', kind: 'provider', repository: 'aws-codepipeline:stage/rollback', at }
}
