import type { Because, Located } from '../../../core/location.js'
import { because } from '../../../core/location.js'
import type { ActionRef, Include, Job, Unresolved } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { inMinutes } from '../duration.js'
import { newJob, unresolved } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { readReference } from './library.js'
import { defaultsOf, givenParams } from './params.js'
import { tasksNamedIn, workOf, type TasksScope } from './tasks.js'

/** The jobs of a pipeline, and what could not be followed. */
export interface PipelineJobs {
  readonly jobs: readonly Job[]
  readonly includes: readonly Include[]
  readonly unresolved: readonly Unresolved[]
}

const NOTHING: PipelineJobs = { jobs: [], includes: [], unresolved: [] }

/** How deep pipelines may run other pipelines. */
const MAX_DEPTH = 5

/**
 * The tasks of a pipeline's `spec` as jobs. Tasks wait for those that they name or take results from; `finally` runs
 * whatever happened. (Tekton docs: Pipelines, Configuring the Task execution order; Adding finally.)
 * @param prefix of the ids: those of a pipeline that a run calls begin with the run's job
 */
export function pipelineJobs(
  reading: AdapterReading,
  spec: YamlNode | undefined,
  scope: TasksScope,
  prefix = '',
  depth = 0,
): PipelineJobs {
  const own: TasksScope = { ...scope, params: new Map([...defaultsOf(valueAt(spec, 'params')), ...scope.params]) }
  const tasks = itemsOf(valueAt(spec, 'tasks'))
  const last = itemsOf(valueAt(spec, 'finally'))
  const read = (node: YamlNode): PipelineJobs => taskJobs(reading, node, own, prefix, depth)
  const before = combined(tasks.map(read))
  const after = combined(last.map(read))
  const ids = before.jobs.map(({ id }) => id)
  const ending = after.jobs.map((job) => ({
    ...job,
    needs: [...new Set([...ids, ...job.needs])],
    after: job.after ?? ('always' as const),
  }))
  return { ...combined([before, after]), jobs: [...before.jobs, ...ending] }
}

function combined(parts: readonly PipelineJobs[]): PipelineJobs {
  return {
    jobs: parts.flatMap(({ jobs }) => jobs),
    includes: parts.flatMap(({ includes }) => includes),
    unresolved: parts.flatMap((part) => part.unresolved),
  }
}

/** The job of a task of a pipeline, and the job of the tree's task that it calls. */
function taskJobs(
  reading: AdapterReading,
  node: YamlNode,
  scope: TasksScope,
  prefix: string,
  depth: number,
): PipelineJobs {
  const name = scalarAt(node, 'name')
  if (name === undefined) return NOTHING
  const id = `${prefix}${name.text}`
  const waits = itemsOf(valueAt(node, 'runAfter')).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
  const results = [valueAt(node, 'params'), valueAt(node, 'when'), valueAt(node, 'matrix')].flatMap(tasksNamedIn)
  const needs = [...new Set([...waits, ...results])].map((need) => `${prefix}${need}`)
  const shared = { needs, ...fieldsOf(node) }
  const inner = valueAt(node, 'pipelineSpec') ?? valueAt(node, 'pipelineRef')
  if (inner !== undefined) {
    const called = calledPipeline(reading, node, scope, `${id}/`, depth + 1)
    const jobs = called.jobs.map((job) => (job.needs.length === 0 ? { ...job, needs } : job))
    return { ...called, jobs: [newJob({ id, at: name.at, ...shared }), ...jobs] }
  }
  const { steps, fields, called, includes } = workOf(reading, node, id, scope)
  const job = newJob({ id, at: name.at, ...shared, ...fields, steps })
  return { jobs: called === undefined ? [job] : [job, { ...called, ...shared }], includes, unresolved: [] }
}

function fieldsOf(node: YamlNode): Partial<Job> {
  const timeout = scalarAt(node, 'timeout')
  const retries = scalarAt(node, 'retries')
  const onError = scalarAt(node, 'onError')
  const matrix = valueAt(node, 'matrix')
  const when = valueAt(node, 'when') ?? valueAt(node, 'conditions')
  const condition = when === undefined ? undefined : conditionOf(when)
  return {
    ...(timeout !== undefined && { timeoutMinutes: inMinutes(timeout) }),
    ...(retries !== undefined &&
      Number(retries.text) > 0 && { retries: { value: Number(retries.text), at: retries.at } }),
    ...(onError?.text === 'continue' && { allowFailure: { value: true, at: onError.at } }),
    ...(matrix !== undefined && { matrix: { expressions: true, at: matrix.at } }),
    ...(condition !== undefined && { condition }),
    ...(condition !== undefined && onlyAfterFailure(condition.value) && { after: 'failure' as const }),
  }
}

/** `when` in one line: `$(params.deploy) in [true]`. */
function conditionOf(when: YamlNode): Located<string> {
  const parts = itemsOf(when).map((item) => {
    const cel = scalarAt(item, 'cel')
    if (cel !== undefined) return located(cel).value
    const values = itemsOf(valueAt(item, 'values')).map((each) => (each.kind === 'scalar' ? each.text : ''))
    return `${scalarAt(item, 'input')?.text ?? ''} ${scalarAt(item, 'operator')?.text ?? ''} [${values.join(', ')}]`
  })
  return { value: parts.join(' and '), at: when.at }
}

/** Whether it asks for the failure of the tasks before (Tekton docs: Using aggregate execution status). */
function onlyAfterFailure(condition: string): boolean {
  return /^\$\(tasks\.(?:[\w-]+\.)?status\) in \[Failed\]$/.test(condition)
}

/** The jobs of the pipeline that a run, or a task of another pipeline, names or holds. */
export function calledPipeline(
  reading: AdapterReading,
  node: YamlNode,
  scope: TasksScope,
  prefix: string,
  depth = 0,
): PipelineJobs {
  const params = givenParams(valueAt(node, 'params'), scope.params)
  const spec = valueAt(node, 'pipelineSpec')
  if (spec !== undefined) return pipelineJobs(reading, spec, { ...scope, params }, prefix, depth)
  const named = valueAt(node, 'pipelineRef')
  const reference = readReference(named, 'Pipeline')
  if (named === undefined || reference === undefined) return NOTHING
  const { at } = named
  const found =
    reference.resolver === undefined ? scope.library.find(['Pipeline'], reference.name, scope.file) : undefined
  if (found !== undefined && depth <= MAX_DEPTH) {
    const chain: readonly Because[] = [...scope.because, because(at, `pipeline ${reference.name}`)]
    const inner = valueAt(found.root, 'spec')
    const read = pipelineJobs(reading, inner, { ...scope, file: found.file, params, because: chain }, prefix, depth)
    const caller = callerOf(prefix, reference.name, found.file, at)
    return { ...read, jobs: [caller, ...read.jobs.map((job) => ({ ...job, calledBy: job.calledBy ?? caller.id }))] }
  }
  const { text, ref, pinned } = reference
  const include: Include = { text, kind: 'task', pinned, official: false, at, ...(ref !== undefined && { ref }) }
  const gap = unresolved(`pipeline ${text}`, reference.resolver === undefined ? 'missing' : 'remote', at, scope.because)
  return { jobs: [], includes: reference.resolver === undefined ? [] : [include], unresolved: [gap] }
}

/** The job that stands for the call of a pipeline of the tree. */
function callerOf(prefix: string, name: string, file: string, at: Job['at']): Job {
  const target: ActionRef = { text: name, kind: 'local', path: file, at }
  return newJob({
    id: `${prefix}pipeline ${name}`,
    at,
    calls: { target, resolved: true, secrets: 'none', with: new Map() },
  })
}
