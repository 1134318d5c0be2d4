import { fileLocation, type Location } from '../../../core/location.js'
import type { Concurrency, Job, Pipeline, Trigger } from '../../../models/index.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import type { Adapter } from '../adapter.js'
import { pipelineBudget, treeBudget, type Budget } from '../budget.js'
import { objectsOfGroup, type ManifestObject } from '../manifests.js'
import { newPipeline, unresolved } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { startedBy, startedElsewhere, withStarts, type Start } from '../started-elsewhere.js'
import { endingsOf } from './hooks.js'
import { mutexOf } from './leaf.js'
import { expand, specOf, type Expanded, type TemplatesScope } from './templates.js'
import { parametersIn } from './text.js'

const KINDS: ReadonlySet<string> = new Set(['Workflow', 'CronWorkflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'])

/** Reads workflows, their templates and what starts them by the clock, wherever their manifests are. */
export const argoWorkflows: Adapter = {
  system: 'argo-workflows',
  label: 'Argo Workflows',
  isPipelineFile: () => false,
  read: readWorkflows,
}

function readWorkflows(reading: AdapterReading): Pipeline[] {
  const all = objectsOfGroup(reading, 'argoproj.io', () => false).filter(({ kind }) => KINDS.has(kind))
  const templates = new Map(all.filter(({ kind }) => kind.endsWith('Template')).map((each) => [each.name, each]))
  const called = new Set(all.flatMap(({ root }) => namesCalled(specOf(root))))
  const budget = treeBudget()
  const library = (name: string): ManifestObject | undefined => templates.get(name)
  return all.map((object) => {
    const isCalled = object.kind.endsWith('Template') && (called.has(object.name) || entrypointOf(object) === undefined)
    return pipelineOf(reading, object, { library, budget, isCalled })
  })
}

/** Names of workflow templates in references below a node. */
function namesCalled(node: YamlNode | undefined): string[] {
  if (node === undefined || node.kind === 'scalar') return []
  if (node.kind === 'sequence') return node.items.flatMap(namesCalled)
  return node.entries.flatMap(({ key, value }) => {
    const isReference = key.text === 'templateRef' || key.text === 'workflowTemplateRef'
    return isReference ? (scalarAt(value, 'name')?.text ?? []) : namesCalled(value)
  })
}

function entrypointOf({ root }: ManifestObject): string | undefined {
  return scalarAt(specOf(root), 'entrypoint')?.text
}

interface Scope {
  readonly library: TemplatesScope['library']
  readonly budget: Budget
  /** True for a template that only others run. */
  readonly isCalled: boolean
}

function pipelineOf(reading: AdapterReading, object: ManifestObject, scope: Scope): Pipeline {
  const { file, root, name } = object
  const at = placeOf(root)
  const start = startOf(object, scope.isCalled, at)
  const read = scope.isCalled ? everyTemplate(reading, object, scope) : wholeWorkflow(reading, object, scope)
  const concurrency = scope.isCalled ? undefined : lockOf(object)
  return newPipeline({
    system: 'argo-workflows',
    file,
    kind: scope.isCalled ? 'reusable' : 'workflow',
    name: name === '' ? file : name,
    at,
    triggers: start.triggers,
    jobs: withStarts(read.jobs, start.starts),
    unresolved: read.unresolved,
    ...(concurrency !== undefined && { concurrency }),
  })
}

function placeOf(root: YamlMapping): Location {
  return scalarAt(valueAt(root, 'metadata'), 'name')?.at ?? root.entries[0]?.key.at ?? fileLocation(root.at.file)
}

/** Schedules start a CronWorkflow; who submits another is not known. */
function startOf({ kind, root }: ManifestObject, isCalled: boolean, at: Location): Start {
  if (isCalled) return startedBy([{ kind: 'call', event: 'templateRef', at }])
  if (kind !== 'CronWorkflow') return startedElsewhere(at, 'submit')
  const spec = valueAt(root, 'spec')
  // A suspended one is only run by those who submit it.
  if (scalarAt(spec, 'suspend')?.text === 'true') return startedElsewhere(at, 'submit')
  const schedules = [scalarAt(spec, 'schedule'), ...itemsOf(valueAt(spec, 'schedules'))]
  const triggers = schedules.flatMap((each): Trigger[] =>
    each === undefined ? [] : [{ kind: 'schedule', event: 'schedule', at: each.at }],
  )
  return startedBy(triggers)
}

/** The lock of a whole workflow: its mutex, or that a schedule starts no second one beside it. */
function lockOf({ kind, root }: ManifestObject): Concurrency | undefined {
  const mutex = mutexOf(specOf(root))
  if (mutex !== undefined || kind !== 'CronWorkflow') return mutex
  const policy = scalarAt(valueAt(root, 'spec'), 'concurrencyPolicy')
  if (policy?.text !== 'Forbid' && policy?.text !== 'Replace') return undefined
  const { at } = policy
  const cancelInProgress = policy.text === 'Replace' ? { value: true, at } : undefined
  return { group: { value: 'concurrencyPolicy', at }, cancelInProgress, at }
}

function templatesScope(object: ManifestObject, { library, budget }: Scope): TemplatesScope {
  const values = parametersIn(valueAt(specOf(object.root), 'arguments'), 'workflow.parameters', new Map())
  return { owner: object, library, values, because: [], budget: pipelineBudget(budget), depth: 0 }
}

/** Everything from the entry point on, and what runs at the end. */
function wholeWorkflow(reading: AdapterReading, object: ManifestObject, scope: Scope): Expanded {
  const spec = specOf(object.root)
  const named = scalarAt(valueAt(spec, 'workflowTemplateRef'), 'name')
  const other = named === undefined ? undefined : scope.library(named.text)
  if (named !== undefined && other === undefined) {
    return { jobs: [], last: [], unresolved: [unresolved(`workflow template ${named.text}`, 'missing', named.at)] }
  }
  const own = templatesScope(object, scope)
  const within: TemplatesScope = other === undefined ? own : { ...own, owner: other }
  const source = specOf(within.owner.root)
  const entrypoint = scalarAt(spec, 'entrypoint') ?? scalarAt(source, 'entrypoint')
  if (entrypoint === undefined) return { jobs: [], last: [], unresolved: [] }
  const main = expand(reading, entrypoint.text, '', [], within)
  const jobs = main.jobs.map((job) => (job.id === '' ? { ...job, id: entrypoint.text } : job))
  const ends = [spec, source === spec ? undefined : source].flatMap((each) => endingsOf(reading, each, jobs, within))
  return {
    jobs: [...jobs, ...ends.flatMap((end) => end.jobs)],
    last: [],
    unresolved: [...main.unresolved, ...ends.flatMap((end) => end.unresolved)],
  }
}

/** The templates of an object that others take them from, each by itself. */
function everyTemplate(reading: AdapterReading, object: ManifestObject, scope: Scope): Expanded {
  const own = templatesScope(object, scope)
  const names = itemsOf(valueAt(specOf(object.root), 'templates')).flatMap((each) => scalarAt(each, 'name')?.text ?? [])
  const parts = names.map((name) => leaves(expand(reading, name, name, [], own), name))
  return { jobs: parts.flat(), last: [], unresolved: [] }
}

/** What the template itself runs; what it calls stands by itself. */
function leaves({ jobs }: Expanded, name: string): Job[] {
  return jobs.filter(({ id }) => id === name)
}
