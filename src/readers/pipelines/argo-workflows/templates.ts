import { because, type Because } from '../../../core/location.js'
import type { ActionRef, Job, Unresolved } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { spend, type Budget } from '../budget.js'
import type { ManifestObject } from '../manifests.js'
import { newJob, unresolved } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { leafOf, limitsOf, sidecarsOf } from './leaf.js'
import { parametersIn, type Values } from './text.js'

/** How deep templates may call one another. */
const MAX_DEPTH = 12

/** What the templates of one workflow are read with. */
export interface TemplatesScope {
  readonly owner: ManifestObject
  /** Workflow templates of the tree, by their names. */
  readonly library: (name: string) => ManifestObject | undefined
  readonly values: Values
  readonly because: readonly Because[]
  readonly budget: Budget
  /** The template of another object that these are within, as the job that calls it. */
  readonly calledBy?: string
  readonly depth: number
}

/** Jobs of a template, in order; `first` start it and `last` end it. */
export interface Expanded {
  readonly jobs: readonly Job[]
  readonly last: readonly string[]
  readonly unresolved: readonly Unresolved[]
}

/** Expands a template: what runs something is a job, what orders others gives their needs. */
export function expand(
  reading: AdapterReading,
  name: string,
  id: string,
  needs: readonly string[],
  scope: TemplatesScope,
): Expanded {
  const template = templateOf(scope.owner, name)
  if (template === undefined || scope.depth > MAX_DEPTH || !spend(scope.budget, 1)) {
    const gap = unresolved(
      `template ${name}`,
      template === undefined ? 'missing' : 'too-deep',
      scope.owner.root.at,
      scope.because,
    )
    return { jobs: [], last: needs, unresolved: [gap] }
  }
  return expandTemplate(reading, template, id, needs, scope)
}

function templateOf({ root }: ManifestObject, name: string): YamlNode | undefined {
  return itemsOf(valueAt(specOf(root), 'templates')).find((each) => scalarAt(each, 'name')?.text === name)
}

/** The `spec` of a workflow, or that which a CronWorkflow runs. */
export function specOf(root: YamlNode): YamlNode | undefined {
  const spec = valueAt(root, 'spec')
  return valueAt(spec, 'workflowSpec') ?? spec
}

function expandTemplate(
  reading: AdapterReading,
  template: YamlNode,
  id: string,
  needs: readonly string[],
  scope: TemplatesScope,
): Expanded {
  const groups = valueAt(template, 'steps')
  if (groups !== undefined) return expandGroups(reading, itemsOf(groups), id, needs, scope)
  const dag = valueAt(template, 'dag')
  if (dag !== undefined) return expandDag(reading, itemsOf(valueAt(dag, 'tasks')), id, needs, scope)
  const inputs = parametersIn(valueAt(template, 'inputs'), 'inputs.parameters', scope.values)
  const values = new Map([...inputs, ...scope.values])
  const leaf = leafOf(reading, template, { values, because: scope.because })
  if (leaf === undefined)
    return {
      jobs: [],
      last: needs,
      unresolved: [unresolved('a template without work', 'unsupported', template.at, scope.because)],
    }
  const at = scalarAt(template, 'name')?.at ?? template.at
  const called = scope.calledBy === undefined ? {} : { calledBy: scope.calledBy }
  const images = [...(leaf.images ?? []), ...sidecarsOf(template)]
  const more = { ...(images.length > 0 && { images }), ...called }
  const job = newJob({ id, at, needs: [...needs], ...limitsOf(template), ...leaf, ...more })
  return { jobs: [job], last: [id], unresolved: [] }
}

/** Groups of steps run one after the other, the steps of a group side by side. */
function expandGroups(
  reading: AdapterReading,
  groups: readonly YamlNode[],
  id: string,
  needs: readonly string[],
  scope: TemplatesScope,
): Expanded {
  let before = needs
  const parts: Expanded[] = []
  for (const group of groups) {
    const steps = group.kind === 'sequence' ? group.items : [group]
    const read = steps.map((step) => expandCall(reading, step, id, before, scope))
    const last = read.flatMap((each) => each.last)
    parts.push(...read)
    before = [...new Set(last)]
  }
  return { ...combined(parts), last: before }
}

function combined(parts: readonly Expanded[]): Expanded {
  return {
    jobs: parts.flatMap(({ jobs }) => jobs),
    last: parts.flatMap(({ last }) => last),
    unresolved: parts.flatMap((part) => part.unresolved),
  }
}

/** Tasks run when those that they depend on have ended. */
function expandDag(
  reading: AdapterReading,
  tasks: readonly YamlNode[],
  id: string,
  needs: readonly string[],
  scope: TemplatesScope,
): Expanded {
  const done = new Map<string, Expanded>()
  const parts: Expanded[] = []
  const waiting = tasks.map((task) => ({ task, name: scalarAt(task, 'name')?.text ?? '', wants: dependenciesOf(task) }))
  const known = new Set(waiting.map(({ name }) => name))
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ wants }) => wants.every((want) => done.has(want) || !known.has(want)))
    // Tasks that wait for one another never run; they are read in the order in which they stand.
    const [next] = waiting.splice(Math.max(index, 0), 1)
    if (next === undefined) break
    const own = next.wants.flatMap((want) => done.get(want)?.last ?? [])
    const read = expandCall(reading, next.task, id, own.length > 0 ? [...new Set(own)] : needs, scope)
    done.set(next.name, read)
    parts.push(read)
  }
  const wanted = new Set(tasks.flatMap(dependenciesOf))
  const ends = [...done].filter(([name]) => !wanted.has(name)).flatMap(([, { last }]) => last)
  return { ...combined(parts), last: ends.length > 0 ? ends : needs }
}

/** `dependencies`, or the names in `depends`: `build.Succeeded && (lint || test.Failed)`. */
function dependenciesOf(task: YamlNode): string[] {
  const listed = itemsOf(valueAt(task, 'dependencies')).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
  const depends = scalarAt(task, 'depends')?.text ?? ''
  const named = Array.from(depends.matchAll(/([A-Za-z0-9][\w-]{0,100})(?:\.\w+)?/g), ([, name = '']) => name)
  return [...new Set([...listed, ...named])]
}

/** A step or task that runs a template, with what it says about when. */
function expandCall(
  reading: AdapterReading,
  node: YamlNode,
  prefix: string,
  needs: readonly string[],
  scope: TemplatesScope,
): Expanded {
  const name = scalarAt(node, 'name')?.text ?? 'step'
  const id = prefix === '' ? name : `${prefix}/${name}`
  const values = new Map([
    ...scope.values,
    ...parametersIn(valueAt(node, 'arguments'), 'inputs.parameters', scope.values),
  ])
  const inner: TemplatesScope = { ...scope, values, depth: scope.depth + 1 }
  const called = calledOf(reading, node, id, needs, inner)
  const fields = conditionsOf(node)
  return { ...called, jobs: called.jobs.map((job) => ({ ...job, ...fields })) }
}

function calledOf(
  reading: AdapterReading,
  node: YamlNode,
  id: string,
  needs: readonly string[],
  scope: TemplatesScope,
): Expanded {
  const inline = valueAt(node, 'inline')
  if (inline !== undefined) return expandTemplate(reading, inline, id, needs, scope)
  const reference = valueAt(node, 'templateRef')
  if (reference !== undefined) return expandReference(reading, reference, id, needs, scope)
  const template = scalarAt(node, 'template')
  if (template === undefined || template.text.includes('{{')) {
    const gap = unresolved('a template that a variable names', 'dynamic', node.at, scope.because)
    return { jobs: [], last: needs, unresolved: [gap] }
  }
  return expand(reading, template.text, id, needs, scope)
}

/** A template of a WorkflowTemplate. */
function expandReference(
  reading: AdapterReading,
  reference: YamlNode,
  id: string,
  needs: readonly string[],
  scope: TemplatesScope,
): Expanded {
  const owner = scalarAt(reference, 'name')?.text ?? ''
  const name = scalarAt(reference, 'template')?.text ?? ''
  const { at } = reference
  const found = scope.library(owner)
  if (found === undefined) {
    const gap = unresolved(`workflow template ${owner}`, 'missing', at, scope.because)
    return { jobs: [], last: needs, unresolved: [gap] }
  }
  const target: ActionRef = { text: owner, kind: 'local', path: found.file, at }
  const calls: NonNullable<Job['calls']> = { target, resolved: true, secrets: 'none', with: new Map() }
  const called = scope.calledBy === undefined ? {} : { calledBy: scope.calledBy }
  const caller = newJob({ id, at, needs: [...needs], calls, ...called })
  const chain = [...scope.because, because(at, `template ${name} of ${owner}`)]
  const read = expand(reading, name, `${id}/${name}`, needs, { ...scope, owner: found, because: chain, calledBy: id })
  return { ...read, jobs: [caller, ...read.jobs] }
}

/** Whether a call may be left out, fail, or be repeated. */
function conditionsOf(node: YamlNode): Partial<Job> {
  const when = scalarAt(node, 'when')
  const depends = scalarAt(node, 'depends')
  const goesOn = scalarAt(valueAt(node, 'continueOn'), 'failed')
  const many = valueAt(node, 'withItems') ?? valueAt(node, 'withParam') ?? valueAt(node, 'withSequence')
  const onFailure =
    depends !== undefined && /\.(?:Failed|Errored)\b/.test(depends.text) && !/\.Succeeded\b/.test(depends.text)
  return {
    ...(when !== undefined && { condition: located(when) }),
    ...(onFailure && { after: 'failure' as const }),
    ...(goesOn?.text === 'true' && { allowFailure: { value: true, at: goesOn.at } }),
    ...(many !== undefined && { matrix: { expressions: true, at: many.at } }),
  }
}
