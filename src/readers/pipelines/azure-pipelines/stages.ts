import type { Location } from '../../../core/location.js'
import type { Job, Unresolved } from '../../../models/index.js'
import { itemsOf, located, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { unresolved } from '../parts.js'
import { unfit } from '../reading.js'
import { conditionsIn, dependenciesIn, scalarIn } from './fields.js'
import { readJob } from './jobs.js'
import { readPool } from './pool.js'
import { Order, type Named } from './order.js'
import { jobStarts, reachOf, within, type Reach } from './reach.js'
import type { PipelineScope } from './scope.js'
import { noteOf } from './template/notes.js'
import { variablesIn } from './template/read-variables.js'

/** Jobs of one pipeline beyond which no more are read. */
const MAX_JOBS = 2_000

/** A stage with the ids of the jobs that end with it. */
interface ReadStage extends Named {
  readonly jobs: readonly string[]
}

/** Reads the stages of a pipeline; without `dependsOn` each waits for the one before it. */
export function readStages(items: readonly YamlNode[], scope: PipelineScope): Job[] {
  const stages = new Order<ReadStage>()
  const jobs: Job[] = []
  for (const item of items) {
    const stage = mappingOf(item, 'stages', 'a stage', scope)
    if (stage === undefined) continue
    const name = scalarIn(stage, 'stage', scope.runs)?.text || `stage ${stages.count + 1}`
    const written = dependenciesIn(stage)
    if (written?.unknown === true) noteUnknownOrder(stage, name, scope)
    const before = stages.last?.name
    const dependsOn = written?.names ?? (before === undefined ? [] : [before])
    const waiting = stages.waitingFor(dependsOn)
    const { variables, groups } = variablesIn(valueAt(stage, 'variables'), scope.variables, scope.runs)
    const gate = { condition: conditionsIn(stage, scope.runs), when: noteOf(item).when, variables, isStep: false }
    const reach = reachOf(gate, waiting, scope.runs)
    const lock = scalarIn(stage, 'lockBehavior', scope.runs)
    const inner: PipelineScope = {
      ...scope,
      variables,
      groups: [...scope.groups, ...groups],
      pool: readPool(valueAt(stage, 'pool'), scope.pool),
      because: noteOf(item).because ?? scope.because,
      ...(lock !== undefined && { lock: located(lock) }),
    }
    const needs = [...new Set(dependsOn.flatMap((each) => stages.named(each)?.jobs ?? []))]
    const read = readJobs(itemsOf(valueAt(stage, 'jobs')), inner, {
      name,
      reach,
      waits: waiting.direct.size > 0,
      needs,
    })
    const trigger = scalarIn(stage, 'trigger', scope.runs)
    const hand = trigger?.text.toLowerCase() === 'manual' ? trigger.at : undefined
    if (jobs.length + read.length <= MAX_JOBS)
      jobs.push(...(hand === undefined ? read : read.map((job) => startedByHand(job, hand))))
    // A stage without jobs is passed through.
    stages.add({ name, reach, dependsOn, jobs: read.length > 0 ? read.map(({ id }) => id) : needs })
  }
  return jobs
}

/** A job of a stage with `trigger: manual` (Azure Pipelines YAML schema: stages.stage). */
function startedByHand(job: Job, at: Location): Job {
  const starts = (job.starts ?? []).map((start) => ({ ...start, manual: true }))
  return { approval: { kind: 'job', approvers: [], at }, ...job, starts }
}

/** What a job stands in. */
export interface StageOfJobs {
  /** Absent for jobs that stand in no stage. */
  readonly name?: string
  readonly reach: Reach
  /** Whether the stage waits for others. */
  readonly waits: boolean
  readonly needs: readonly string[]
}

/** Reads the jobs of a stage; they run side by side unless `dependsOn` says otherwise. */
export function readJobs(items: readonly YamlNode[], scope: PipelineScope, stage: StageOfJobs): Job[] {
  const named = new Order<Named>()
  const jobs: Job[] = []
  const ids = new Map<string, string>()
  const used = new Set<string>()
  for (const item of items) {
    const node = mappingOf(item, 'jobs', 'a job', scope)
    if (node === undefined) continue
    const written = ['job', 'deployment', 'phase'].flatMap((key) => scalarIn(node, key, scope.runs)?.text || [])[0]
    const name = written?.includes('${{') === true ? '' : (written ?? '')
    const { names = [], unknown = false } = dependenciesIn(node) ?? {}
    const id = idOf(stage, written ?? '', jobs.length + 1, used)
    if (unknown) noteUnknownOrder(node, id, scope)
    const waiting = named.waitingFor(names)
    const { variables } = variablesIn(valueAt(node, 'variables'), scope.variables, scope.runs)
    const gate = { condition: conditionsIn(node, scope.runs), when: noteOf(item).when, variables, isStep: false }
    const own = reachOf(gate, waiting, scope.runs)
    const needs = names.flatMap((each) => ids.get(each.toLowerCase()) ?? [])
    const because = noteOf(item).because ?? scope.because
    const waits = { stage: stage.waits, job: waiting.direct.size > 0 }
    const starts = jobStarts(stage.reach, own, waits, scope.runs)
    const reach = within(stage.reach, own)
    if (isNever(reach)) continue
    const place = {
      id,
      node,
      name,
      needs: needs.length > 0 ? needs : stage.needs,
      starts,
      reach,
      variables: scope.variables,
    }
    used.add(id)
    jobs.push(readJob(stage.name === undefined ? place : { ...place, stage: stage.name }, { ...scope, because }))
    named.add({ name, reach: own, dependsOn: names })
    if (name !== '') ids.set(name.toLowerCase(), id)
  }
  return jobs
}

/** Whether no run ever gets there, whatever happens before. */
function isNever({ well, failed }: Reach): boolean {
  return [...well, ...failed].every((each) => each === false)
}

function idOf({ name: stage }: StageOfJobs, name: string, number: number, used: Set<string>): string {
  const own = name === '' ? `job ${number}` : name
  const id = stage === undefined ? own : `${stage}.${own}`
  return used.has(id) ? `${id} ${number}` : id
}

/** The mapping that an item is; what stands for something that could not be resolved is noted. */
function mappingOf(item: YamlNode, where: string, what: string, scope: PipelineScope): YamlMapping | undefined {
  const { hole } = noteOf(item)
  if (hole !== undefined) scope.unresolved.push(hole)
  else if (item.kind === 'mapping') {
    if (item.entries.some(({ key }) => key.text === 'template')) scope.unresolved.push(dynamic(where, item, scope))
    return item
  } else if (item.kind === 'scalar' && item.text.includes('${{')) scope.unresolved.push(dynamic(where, item, scope))
  else if (item.kind === 'sequence' || item.text !== '') unfit(scope.reading, item.at, `${what} must be a mapping`)
  return undefined
}

function dynamic(where: string, item: YamlNode, { because }: PipelineScope): Unresolved {
  return unresolved(`${where} that an expression gives`, 'dynamic', item.at, noteOf(item).because ?? because)
}

function noteUnknownOrder(node: YamlMapping, name: string, scope: PipelineScope): void {
  const at = (valueAt(node, 'dependsOn') ?? node).at
  scope.unresolved.push(unresolved(`what ${name} waits for`, 'dynamic', at, scope.because))
}
