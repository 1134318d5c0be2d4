import { because, type Because, type Located } from '../../../core/location.js'
import type { ActionRef, Include, Job, JobImage, Step } from '../../../models/index.js'
import { entriesOf, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import type { Budget } from '../budget.js'
import { spend } from '../budget.js'
import { newJob, opaqueStep, unresolved, usesStep } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { readReference, type Library, type Reference } from './library.js'
import { defaultsOf, givenParams, paramInputs, type Params } from './params.js'
import { taskSteps } from './task-steps.js'

/** What the tasks of a pipeline are read with. */
export interface TasksScope {
  readonly library: Library
  /** The file of the pipeline. */
  readonly file: string
  readonly params: Params
  readonly because: readonly Because[]
  readonly budget: Budget
  /** Tasks that the cluster gets from the hub, by annotations of pipelines as code. */
  readonly remote: ReadonlyMap<string, Include>
}

/** What a task of a pipeline does: steps of its own, or those of a task of the tree. */
export interface TaskWork {
  readonly steps: readonly Step[]
  readonly fields: Partial<Job>
  /** The task of the tree that it runs. */
  readonly called?: Job
  readonly includes: readonly Include[]
}

/** Reads what a task of a pipeline runs: a `taskSpec`, a task of the tree, or one from elsewhere. */
export function workOf(reading: AdapterReading, task: YamlNode, id: string, scope: TasksScope): TaskWork {
  const spec = valueAt(task, 'taskSpec')
  const given = givenParams(valueAt(task, 'params'), scope.params)
  if (spec !== undefined) {
    const params = new Map([...scope.params, ...defaultsOf(valueAt(spec, 'params')), ...given])
    const { because: chain, library, file } = scope
    const steps = taskSteps(reading, spec, { params, because: chain, library, file })
    return { steps, fields: specFields(spec), includes: [] }
  }
  const node = valueAt(task, 'taskRef')
  const reference = readReference(node, 'Task')
  const at = node?.at ?? task.at
  if (node === undefined || reference === undefined) {
    const step = opaqueStep(unresolved('a task that a variable names', 'dynamic', at, scope.because))
    return { steps: [step], fields: {}, includes: [] }
  }
  const group = scalarAt(node, 'apiVersion')?.text ?? 'tekton.dev/v1'
  if (!group.startsWith('tekton.dev/')) return customTask(reference, at, scope)
  const found =
    reference.resolver === undefined
      ? scope.library.find(['Task', 'ClusterTask'], reference.name, scope.file)
      : undefined
  if (found === undefined || !spend(scope.budget, 1)) return remoteTask(reading, task, reference, at, scope)
  const inner = valueAt(found.root, 'spec')
  const params = new Map([...defaultsOf(valueAt(inner, 'params')), ...given])
  const chain = [...scope.because, because(at, `task ${reference.name}`)]
  const steps = taskSteps(reading, inner, { params, because: chain, library: scope.library, file: found.file })
  const called = taskJob(found.root, `${id}/${reference.name}`, steps)
  const target: ActionRef = { text: reference.name, kind: 'local', path: found.file, at }
  const calls: NonNullable<Job['calls']> = { target, resolved: true, secrets: 'none', with: new Map() }
  return { steps: [], fields: { calls }, called: { ...called, calledBy: id }, includes: [] }
}

/** A task of the tree as a job. */
export function taskJob(root: YamlNode, id: string, steps: readonly Step[]): Job {
  const spec = valueAt(root, 'spec')
  const name = scalarAt(valueAt(root, 'metadata'), 'name')
  return newJob({ id, at: name?.at ?? root.at, steps, ...specFields(spec) })
}

/** Images and secrets of a task. */
function specFields(spec: YamlNode | undefined): Partial<Job> {
  const sidecars = itemsOf(valueAt(spec, 'sidecars'))
  const holders = [...itemsOf(valueAt(spec, 'steps')), ...sidecars, valueAt(spec, 'stepTemplate')]
  const images = holders.flatMap((each): JobImage[] => {
    const image = scalarAt(each, 'image')
    const service = each !== undefined && sidecars.includes(each)
    return image === undefined ? [] : [{ ...expression(located(image)), ...(service && { service }) }]
  })
  const secrets = holders.flatMap((each) => itemsOf(valueAt(each, 'env')).flatMap(secretOf))
  return { ...(images.length > 0 && { images }), ...(secrets.length > 0 && { secrets }) }
}

/** `$(params.image)` as an expression of the model. */
function expression(text: Located<string>): Located<string> {
  return text.value.includes('$(') ? { ...text, value: text.value.replace(/\$\(([\w.[\]"'-]+)\)/g, '${{ $1 }}') } : text
}

function secretOf(env: YamlNode): Located<string>[] {
  const name = scalarAt(valueAt(valueAt(env, 'valueFrom'), 'secretKeyRef'), 'name')
  return name === undefined ? [] : [located(name)]
}

/** An approval, or something that another controller does. */
function customTask({ kind, name }: Reference, at: Job['at'], { because: chain }: TasksScope): TaskWork {
  if (kind === 'ApprovalTask')
    return { steps: [], fields: { approval: { kind: 'gate', approvers: [], at } }, includes: [] }
  const step = opaqueStep(unresolved(`${kind} ${name}`, 'unsupported', at, chain))
  return { steps: [step], fields: {}, includes: [] }
}

/** Bundles of a catalog of its own, in which some tasks have names of the common one. */
const KONFLUX = / of quay\.io\/(?:konflux-ci\/tekton-catalog|redhat-appstudio-tekton-catalog)\//

/** A task that is not in the tree: the lexicon may know it from the catalog. */
function remoteTask(
  { resolver }: AdapterReading,
  task: YamlNode,
  reference: Reference,
  at: Job['at'],
  scope: TasksScope,
): TaskWork {
  const { name, text, ref, pinned } = reference
  const uses: ActionRef = {
    text,
    kind: 'task',
    repository: `${KONFLUX.test(text) ? 'konflux' : 'tekton'}:${name.toLowerCase()}`,
    at,
    ...(ref !== undefined && { ref }),
  }
  const inputs = paramInputs(valueAt(task, 'params'), scope.params)
  const step = usesStep(resolver, uses, inputs, scope.because)
  const own: Include[] =
    reference.resolver === undefined
      ? []
      : [{ text, kind: 'task', pinned, official: false, at, ...(ref !== undefined && { ref }) }]
  const annotated = scope.remote.get(name)
  return { steps: [step], fields: {}, includes: annotated === undefined ? own : [annotated] }
}

/** Names in the texts below a node: `$(tasks.build.results.image)` needs build. */
export function tasksNamedIn(node: YamlNode | undefined): string[] {
  if (node === undefined) return []
  if (node.kind === 'scalar') {
    return Array.from(node.text.matchAll(/\$\(tasks\.([\w-]{1,100})\.results\b/g), ([, name = '']) => name)
  }
  const below = node.kind === 'sequence' ? node.items : entriesOf(node).map(({ value }) => value)
  return below.flatMap(tasksNamedIn)
}
