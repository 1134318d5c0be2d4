import { fileLocation } from '../../../core/location.js'
import type { Concurrency, Job, Pipeline, Trigger } from '../../../models/index.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import type { Adapter } from '../adapter.js'
import { pipelineBudget, treeBudget, type Budget } from '../budget.js'
import { inMinutes } from '../duration.js'
import { objectsOfGroup, type ManifestObject } from '../manifests.js'
import { newJob, newPipeline } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { startedBy, startedElsewhere, withStarts } from '../started-elsewhere.js'
import { Library, readReference } from './library.js'
import { defaultsOf } from './params.js'
import { calledPipeline, pipelineJobs, type PipelineJobs } from './pipelines.js'
import { taskSteps } from './task-steps.js'
import { taskJob, workOf, type TasksScope } from './tasks.js'
import { annotatedStart, annotatedTasks } from './triggers.js'

/** Reads pipelines, tasks and runs of Tekton, wherever their manifests are, and the annotations of Pipelines as Code. */
export const tekton: Adapter = {
  system: 'tekton',
  label: 'Tekton',
  isPipelineFile: (path) => /^\.tekton\/.+\.ya?ml$/i.test(path),
  read: readTekton,
}

interface Scope {
  readonly library: Library
  readonly budget: Budget
  /** Pipelines that runs of the tree start. */
  readonly started: ReadonlySet<ManifestObject>
  /** That of all runs that Pipelines as Code starts for the repository. */
  readonly lock: Concurrency | undefined
}

function readTekton(reading: AdapterReading): Pipeline[] {
  const objects = objectsOfGroup(reading, 'tekton.dev', tekton.isPipelineFile)
  const templates = objectsOfGroup(reading, 'triggers.tekton.dev', tekton.isPipelineFile)
  const all = [...objects, ...templates.flatMap(runsOfTemplate)]
  const library = new Library(all)
  const runs = all.filter(({ kind }) => kind === 'PipelineRun')
  const started = new Set(runs.flatMap((run) => pipelineOfRun(run, library) ?? []))
  const lock = lockIn(objectsOfGroup(reading, 'pipelinesascode.tekton.dev', tekton.isPipelineFile))
  const scope: Scope = { library, budget: treeBudget(), started, lock }
  return all.flatMap((object) => readObject(reading, object, scope) ?? [])
}

/** The runs that a trigger template makes. */
function runsOfTemplate({ file, kind, root }: ManifestObject): ManifestObject[] {
  if (kind !== 'TriggerTemplate') return []
  const templates = itemsOf(valueAt(valueAt(root, 'spec'), 'resourcetemplates'))
  return templates.flatMap((each) => {
    const own = scalarAt(each, 'kind')?.text
    if (each.kind !== 'mapping' || (own !== 'PipelineRun' && own !== 'TaskRun')) return []
    const metadata = valueAt(each, 'metadata')
    const name = scalarAt(metadata, 'name') ?? scalarAt(metadata, 'generateName')
    return [{ file, kind: own, name: name?.text ?? '', root: each }]
  })
}

function pipelineOfRun({ file, root }: ManifestObject, library: Library): ManifestObject | undefined {
  const reference = readReference(valueAt(valueAt(root, 'spec'), 'pipelineRef'), 'Pipeline')
  return reference === undefined || reference.resolver !== undefined
    ? undefined
    : library.find(['Pipeline'], reference.name, file)
}

function readObject(reading: AdapterReading, object: ManifestObject, scope: Scope): Pipeline | undefined {
  switch (object.kind) {
    case 'PipelineRun':
      return readRun(reading, object, scope)
    case 'TaskRun':
      return readTaskRun(reading, object, scope)
    case 'Pipeline':
      return readPipeline(reading, object, scope)
    case 'Task':
    case 'ClusterTask':
      return readTask(reading, object, scope.library)
    default:
      return undefined
  }
}

function tasksScope({ file }: ManifestObject, { library, budget }: Scope, annotations?: YamlNode): TasksScope {
  const remote = annotatedTasks(annotations)
  return { library, file, params: new Map(), because: [], budget: pipelineBudget(budget), remote }
}

/** A run starts its pipeline by what its annotations say, else by something that is not known. */
function readRun(reading: AdapterReading, object: ManifestObject, scope: Scope): Pipeline {
  const { root } = object
  const spec = valueAt(root, 'spec')
  const annotations = valueAt(valueAt(root, 'metadata'), 'annotations')
  const start = annotatedStart(annotations) ?? startedElsewhere(placeOf(root), 'PipelineRun')
  const read =
    spec === undefined ? undefined : calledPipeline(reading, spec, tasksScope(object, scope, annotations), '')
  const limit = scalarAt(valueAt(spec, 'timeouts'), 'pipeline') ?? scalarAt(spec, 'timeout')
  const jobs = (read?.jobs ?? []).map((job): Job =>
    limit === undefined || job.timeoutMinutes !== undefined || job.calls !== undefined
      ? job
      : { ...job, timeoutMinutes: inMinutes(limit) },
  )
  const concurrency =
    cancelling(annotations, object.name) ?? (annotatedStart(annotations) === undefined ? undefined : scope.lock)
  return {
    ...pipelineOf(object, read),
    triggers: start.triggers,
    jobs: withStarts(jobs, start.starts),
    ...(concurrency !== undefined && { concurrency }),
  }
}

/** The run of one task. */
function readTaskRun(reading: AdapterReading, object: ManifestObject, scope: Scope): Pipeline {
  const at = placeOf(object.root)
  const spec = valueAt(object.root, 'spec')
  const id = object.name === '' ? 'task' : object.name
  const start = startedElsewhere(at, 'TaskRun')
  if (spec === undefined) return { ...pipelineOf(object, undefined), triggers: start.triggers }
  const { steps, fields, called, includes } = workOf(reading, spec, id, tasksScope(object, scope))
  const job = newJob({ id, at, steps, ...fields })
  const jobs = called === undefined ? [job] : [job, called]
  return {
    ...pipelineOf(object, { jobs, includes, unresolved: [] }),
    triggers: start.triggers,
    jobs: withStarts(jobs, start.starts),
  }
}

/** One run at a time, the others wait (Pipelines as Code docs: Repository CRD, Concurrency). */
function lockIn(objects: readonly ManifestObject[]): Concurrency | undefined {
  const limits = objects
    .filter(({ kind }) => kind === 'Repository')
    .map(({ root }) => scalarAt(valueAt(root, 'spec'), 'concurrency_limit'))
  const limit = limits.find((each) => each?.text === '1')
  if (limit === undefined) return undefined
  return { group: { value: 'concurrency_limit', at: limit.at }, cancelInProgress: undefined, at: limit.at }
}

/** Whether a newer run for the same branch or change cancels an older one (Pipelines as Code docs: Cancel in progress). */
function cancelling(annotations: YamlNode | undefined, name: string): Concurrency | undefined {
  const cancels = scalarAt(annotations, 'pipelinesascode.tekton.dev/cancel-in-progress')
  if (cancels?.text !== 'true') return undefined
  const { at } = cancels
  return { group: { value: `${name} \${{ source_branch }}`, at }, cancelInProgress: { value: true, at }, at }
}

function readPipeline(reading: AdapterReading, object: ManifestObject, scope: Scope): Pipeline {
  const read = pipelineJobs(reading, valueAt(object.root, 'spec'), tasksScope(object, scope))
  const at = placeOf(object.root)
  const isCalled = scope.started.has(object)
  const start = isCalled ? startedBy([call(at)]) : startedElsewhere(at, 'PipelineRun')
  return {
    ...pipelineOf(object, read),
    kind: isCalled ? 'reusable' : 'workflow',
    triggers: start.triggers,
    jobs: withStarts(read.jobs, start.starts),
  }
}

/** A task by itself: pipelines call it. */
function readTask(reading: AdapterReading, object: ManifestObject, library: Library): Pipeline {
  const spec = valueAt(object.root, 'spec')
  const steps = taskSteps(reading, spec, {
    params: defaultsOf(valueAt(spec, 'params')),
    because: [],
    library,
    file: object.file,
  })
  const { triggers, starts } = startedBy([call(placeOf(object.root))])
  const job = taskJob(object.root, object.name === '' ? 'task' : object.name, steps)
  return { ...pipelineOf(object, undefined), kind: 'reusable', triggers, jobs: withStarts([job], starts) }
}

function call(at: Trigger['at']): Trigger {
  return { kind: 'call', event: 'taskRef', at }
}

function pipelineOf({ file, name, root }: ManifestObject, read: PipelineJobs | undefined): Pipeline {
  const includes = read?.includes ?? []
  return newPipeline({
    system: 'tekton',
    file,
    name: name === '' ? file : name,
    at: placeOf(root),
    unresolved: read?.unresolved ?? [],
    ...(includes.length > 0 && { includes }),
  })
}

function placeOf(root: YamlMapping) {
  return scalarAt(valueAt(root, 'metadata'), 'name')?.at ?? root.entries[0]?.key.at ?? fileLocation(root.at.file)
}
