import type { Because, Located } from '../../../core/location.js'
import type { Concurrency, Job, JobImage, Step } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { containerStep } from '../container.js'
import { inMinutes } from '../duration.js'
import { opaqueStep, scriptStep, unresolved, usesStep, type StepFields } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { sourceOf, type ScriptSettings, type SourceText } from '../source-text.js'
import { filled, type Values } from './text.js'

/** What one template is run with. */
export interface LeafScope {
  readonly values: Values
  readonly because: readonly Because[]
}

/** The work of a template that runs something itself; undefined for one that orders others. */
export function leafOf(reading: AdapterReading, template: YamlNode, scope: LeafScope): Partial<Job> | undefined {
  const container = valueAt(template, 'container')
  if (container !== undefined) return work([containerOf(reading, container, scope)], [container])
  const script = valueAt(template, 'script')
  if (script !== undefined) return work([scriptOf(reading, script, scope)], [script])
  const set = valueAt(template, 'containerSet')
  if (set !== undefined) {
    const containers = itemsOf(valueAt(set, 'containers'))
    return work(
      containers.map((each) => containerOf(reading, each, scope)),
      containers,
    )
  }
  const suspend = valueAt(template, 'suspend')
  if (suspend !== undefined) return suspended(suspend)
  return otherOf(reading, template, scope)
}

function work(steps: readonly Step[], containers: readonly YamlNode[]): Partial<Job> {
  const images = containers.flatMap((each) => {
    const image = scalarAt(each, 'image')
    return image === undefined ? [] : [{ ...located(image), value: image.text.replace(/\{\{([^{}]*)\}\}/g, '${{$1}}') }]
  })
  const secrets = containers.flatMap((each) => itemsOf(valueAt(each, 'env')).flatMap(secretOf))
  return { steps, ...(images.length > 0 && { images }), ...(secrets.length > 0 && { secrets }) }
}

function secretOf(env: YamlNode): Located<string>[] {
  const name = scalarAt(valueAt(valueAt(env, 'valueFrom'), 'secretKeyRef'), 'name')
  return name === undefined ? [] : [located(name)]
}

/** Without a duration somebody has to resume it (Argo Workflows docs: Suspending Walkthrough). */
function suspended(suspend: YamlNode): Partial<Job> {
  const duration = scalarAt(suspend, 'duration')
  if (duration !== undefined && !isNull(duration)) return {}
  return { approval: { kind: 'gate', approvers: [], at: suspend.at } }
}

function settingsOf({ because }: LeafScope, env: ReadonlyMap<string, Located<string>>): ScriptSettings {
  const literals = [...env].flatMap(([name, { value }]) => (/[${]/.test(value) ? [] : [[name, value] as const]))
  return { shell: undefined, failFast: true, pipefail: false, directory: undefined, env: new Map(literals), because }
}

function fieldsOf(node: YamlNode): StepFields & { readonly env: ReadonlyMap<string, Located<string>> } {
  const name = scalarAt(node, 'name')
  const env = itemsOf(valueAt(node, 'env')).flatMap((each) => {
    const [key, value] = [scalarAt(each, 'name'), scalarAt(each, 'value')]
    return key === undefined || value === undefined ? [] : [[key.text, located(value)] as const]
  })
  return { env: new Map(env), at: node.at, ...(name !== undefined && { name: located(name) }) }
}

function containerOf(reading: AdapterReading, node: YamlNode, scope: LeafScope): Step {
  const value = (each: YamlScalar): SourceText => filled(sourceOf(each), scope.values)
  const words = (key: string): SourceText[] =>
    itemsOf(valueAt(node, key)).flatMap((item) => (item.kind === 'scalar' ? [value(item)] : []))
  const image = scalarAt(node, 'image')
  const container = {
    ...(image !== undefined && { image: value(image) }),
    command: words('command'),
    args: words('args'),
  }
  const fields = fieldsOf(node)
  return containerStep(reading, container, settingsOf(scope, fields.env), fields, node.at)
}

/** The command gets the source as a file; nothing but its own options makes a shell stop at a failure. */
function scriptOf({ resolver }: AdapterReading, node: YamlNode, scope: LeafScope): Step {
  const source = scalarAt(node, 'source')
  const command = itemsOf(valueAt(node, 'command')).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
  const program = command[0] ?? 'sh'
  const fields = fieldsOf(node)
  if (source === undefined)
    return opaqueStep(unresolved('a script without source', 'unsupported', node.at, scope.because), fields)
  const shell = program.slice(program.lastIndexOf('/') + 1)
  const failFast = command.some((word) => /^-[a-z]*e/.test(word))
  const settings = { ...settingsOf(scope, fields.env), shell, failFast }
  return scriptStep(resolver, filled(sourceOf(source), scope.values), settings, fields)
}

/** Templates that change an object of the cluster, call an address or leave the work to a plugin. */
const OTHERS = ['resource', 'http', 'data', 'plugin'] as const

function otherOf({ resolver }: AdapterReading, template: YamlNode, { because }: LeafScope): Partial<Job> | undefined {
  const kind = OTHERS.find((each) => valueAt(template, each) !== undefined)
  const node = kind && valueAt(template, kind)
  if (kind === undefined || node === undefined) return undefined
  const inputs = new Map(
    entriesOf(node).flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key.text, located(value)] as const] : [])),
  )
  const uses = { text: kind, kind: 'task' as const, repository: `argo-workflows:${kind}`, at: node.at }
  return { steps: [usesStep(resolver, uses, inputs, because)] }
}

/**
 * The mutex of a workflow or template: one at a time holds it, the others wait. A semaphore says elsewhere how many may
 * hold it. (Argo Workflows docs: Synchronization.)
 */
export function mutexOf(node: YamlNode | undefined): Concurrency | undefined {
  const synchronization = valueAt(node, 'synchronization')
  const all = [valueAt(synchronization, 'mutex'), ...itemsOf(valueAt(synchronization, 'mutexes'))]
  const name = all.map((each) => scalarAt(each, 'name')).find((each) => each !== undefined)
  if (name === undefined) return undefined
  const group = { ...located(name), value: name.text.replace(/\{\{([^{}]*)\}\}/g, '${{$1}}') }
  return { group, cancelInProgress: undefined, at: name.at }
}

/** Images of what runs beside the work of a template (Argo Workflows docs: Sidecars). */
export function sidecarsOf(template: YamlNode): JobImage[] {
  return itemsOf(valueAt(template, 'sidecars')).flatMap((each) => {
    const image = scalarAt(each, 'image')
    return image === undefined ? [] : [{ ...located(image), service: true as const }]
  })
}

/** Limit, retries and lock of a template. */
export function limitsOf(template: YamlNode): Partial<Job> {
  const deadline = scalarAt(template, 'activeDeadlineSeconds')
  const limit = scalarAt(valueAt(template, 'retryStrategy'), 'limit')
  const seconds = Number(deadline?.text)
  const concurrency = mutexOf(template)
  return {
    ...(deadline !== undefined && {
      timeoutMinutes: Number.isFinite(seconds) ? { value: String(seconds / 60), at: deadline.at } : inMinutes(deadline),
    }),
    ...(concurrency !== undefined && { concurrency }),
    ...(limit !== undefined && Number(limit.text) > 0 && { retries: { value: Number(limit.text), at: limit.at } }),
  }
}
