import type { Location } from '../../core/location.js'
import type { DictValue, Infrastructure, Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import { copiesOf, groupOf } from '../cloud/resource-groups.js'
import { folderPrefix } from '../../core/paths.js'

export type WorkloadKind =
  'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet' | 'Job' | 'CronJob' | 'Pod' | 'Rollout'

/** One container of a pod. Each value is absent where the manifest has none, and may be unresolved. */
export interface Container {
  /** `init` containers run before the main ones; those that restart (sidecars) are listed as `sidecar`. */
  readonly role: 'main' | 'init' | 'sidecar'
  /** An expression stays as it is written. */
  readonly name?: string
  readonly image?: Value
  readonly ports?: Value
  readonly readinessProbe?: Value
  readonly livenessProbe?: Value
  readonly startupProbe?: Value
  readonly properties: DictValue
  readonly at: Location
}

/** A Kubernetes object that runs pods. */
export interface Workload {
  readonly resource: Resource
  readonly kind: WorkloadKind
  /** Absent if the pod is unresolved, or described elsewhere (a Rollout with `workloadRef`). */
  readonly podSpec?: DictValue
  /** Labels of its pods; a label that is not literal keeps its expression. */
  readonly podLabels?: DictValue
  readonly containers: readonly Container[]
  /** False if there may be containers, or properties of containers, that were not read. */
  readonly complete: boolean
  /** `spec.replicas` as it is written. */
  readonly replicas?: Value
}

/** API groups of each kind, and where it keeps the pod. */
const KINDS: ReadonlyMap<string, { readonly groups: readonly string[]; readonly pod: string }> = new Map([
  ['Deployment', { groups: ['apps', 'extensions'], pod: 'spec.template' }],
  ['StatefulSet', { groups: ['apps'], pod: 'spec.template' }],
  ['DaemonSet', { groups: ['apps', 'extensions'], pod: 'spec.template' }],
  ['ReplicaSet', { groups: ['apps', 'extensions'], pod: 'spec.template' }],
  ['Job', { groups: ['batch'], pod: 'spec.template' }],
  ['CronJob', { groups: ['batch'], pod: 'spec.jobTemplate.spec.template' }],
  ['Pod', { groups: [''], pod: '' }],
  ['Rollout', { groups: ['argoproj.io'], pod: 'spec.template' }],
])

/** Technologies whose resources may be objects of a cluster. */
const CLUSTER: ReadonlySet<string> = new Set(['kubernetes', 'helm', 'pulumi'])

/** Every workload among the resources, from manifests and from rendered charts, in their order. */
export function workloadsOf({ resources }: Pick<Infrastructure, 'resources'>): Workload[] {
  return resources.flatMap((resource) => workloadOf(resource) ?? [])
}

function workloadOf(resource: Resource): Workload | undefined {
  if (!CLUSTER.has(resource.technology)) return undefined
  const parts = resource.type.split('/')
  const kind = parts.at(-1) ?? ''
  const known = KINDS.get(kind)
  if (known === undefined || !known.groups.includes(parts.length === 3 ? (parts[0] ?? '') : '')) return undefined
  const pod = known.pod === '' ? resource.properties : valueAt(resource.properties, known.pod)
  const spec = valueAt(pod, 'spec')
  const labels = valueAt(pod, 'metadata.labels')
  const lists = (['containers', 'initContainers'] as const).map((key) => valueAt(spec, key))
  const replicas = valueAt(resource.properties, 'spec.replicas')
  return {
    resource,
    kind: kind as WorkloadKind,
    ...(spec?.kind === 'dict' && { podSpec: spec }),
    ...(labels?.kind === 'dict' && { podLabels: labels }),
    containers: lists.flatMap((list, index) => containersOf(list, index === 0 ? 'main' : 'init')),
    complete: resource.complete && spec?.kind === 'dict' && !lists.some(isOpen),
    ...(replicas !== undefined && { replicas }),
  }
}

/** Whether a list of containers may hold more than its dicts. */
function isOpen(list: Value | undefined): boolean {
  return list?.kind === 'unresolved' || itemsOf(list).some(({ kind }) => kind === 'unresolved')
}

const PARTS = ['image', 'ports', 'readinessProbe', 'livenessProbe', 'startupProbe'] as const

function containersOf(list: Value | undefined, role: 'main' | 'init'): Container[] {
  return itemsOf(list).flatMap((item): Container[] => {
    if (item.kind !== 'dict') return []
    const name = written(item.entries.get('name'))
    const restarts = role === 'init' && textOf(item.entries.get('restartPolicy')) === 'Always'
    const parts = PARTS.flatMap((key) => {
      const value = item.entries.get(key)
      return value === undefined || isNull(value) ? [] : [[key, value] as const]
    })
    return [
      {
        role: restarts ? 'sidecar' : role,
        ...(name !== undefined && { name }),
        ...Object.fromEntries(parts),
        properties: item,
        at: item.at,
      },
    ]
  })
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null
}

/**
 * The Services whose selector matches the workload's pod labels, in the same namespace (Kubernetes docs: Service,
 * "Services with selectors"). Labels that are written as the same expression count as equal. Where Services of the
 * workload's own module or folder match, those of others are left out, and so are those beside a copy of the workload: many
 * trees repeat the same labels.
 */
export function servicesSelecting({ resources }: Pick<Infrastructure, 'resources'>, workload: Workload): Resource[] {
  const { podLabels, resource } = workload
  if (podLabels === undefined) return []
  const pairs = [...podLabels.entries].flatMap(([key, value]) => pairOf(resource, key, value) ?? [])
  const matching = pairs
    .flatMap((pair) => groupOf(resources, firstSelected, pair))
    .filter((each) => selects(valueAt(each.properties, 'spec.selector'), podLabels))
  const near = matching.filter((each) => place(each) === place(resource))
  if (near.length > 0) return near
  const copies = new Set(copiesOf(resource, resources).flatMap((each) => (each.complete ? [place(each)] : [])))
  return matching.filter((each) => !copies.has(place(each)))
}

/** The first pair that a Service selects by. */
function firstSelected(service: Resource): string | undefined {
  const selector = service.type === 'v1/Service' ? valueAt(service.properties, 'spec.selector') : undefined
  const [first] = selector?.kind === 'dict' ? selector.entries : []
  return first && pairOf(service, ...first)
}

/** A label with its namespace, to compare. */
function pairOf({ namespace }: Resource, key: string, value: Value): string | undefined {
  const text = written(value)
  return text === undefined ? undefined : JSON.stringify([namespace, key, text])
}

/** Whether every pair of a selector, of which there must be one, is among the labels. */
export function selects(selector: Value | undefined, labels: DictValue): boolean {
  if (selector?.kind !== 'dict' || selector.entries.size === 0) return false
  return [...selector.entries].every(([key, value]) => {
    const wanted = written(value)
    return wanted !== undefined && wanted === written(labels.entries.get(key))
  })
}

function written(value: Value | undefined): string | undefined {
  return value?.kind === 'unresolved' ? value.text : textOf(value)
}

function place({ module, file }: Resource): string {
  return module ?? folderPrefix(file)
}
