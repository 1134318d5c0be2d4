import type { DictValue, Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import type { Overlays } from './overlays.js'
import type { Workload } from './workloads.js'

/**
 * Whether labels fit a label selector with `matchLabels` and `matchExpressions` (Kubernetes documentation: Labels and
 * Selectors); undefined where an expression decides. An empty selector fits all, none fits nothing.
 */
export function fitsSelector(selector: Value | undefined, labels: DictValue | undefined): boolean | undefined {
  if (selector?.kind !== 'dict') return selector?.kind === 'unresolved' ? undefined : false
  const wanted = selector.entries.get('matchLabels')
  if (wanted?.kind === 'unresolved') return undefined
  const entries = labels?.entries ?? new Map<string, Value>()
  const pairs = wanted?.kind === 'dict' ? [...wanted.entries] : []
  const fits = [
    ...pairs.map(([key, value]) => equal(value, entries.get(key))),
    ...itemsOf(selector.entries.get('matchExpressions')).map((each) => holds(each, entries)),
  ]
  if (fits.includes(false)) return false
  return fits.includes(undefined) ? undefined : true
}

function equal(wanted: Value, actual: Value | undefined): boolean | undefined {
  if (actual === undefined) return false
  const [one, other] = [wanted, actual].map((each) => (each.kind === 'unresolved' ? each.text : textOf(each)))
  if (one !== undefined && one === other) return true
  return wanted.kind === 'unresolved' || actual.kind === 'unresolved' ? undefined : false
}

function holds(requirement: Value, labels: ReadonlyMap<string, Value>): boolean | undefined {
  const label = labels.get(textOf(valueAt(requirement, 'key')) ?? '')
  const given = itemsOf(valueAt(requirement, 'values')).map((value) =>
    label === undefined ? false : equal(value, label),
  )
  const among = given.includes(true) ? true : given.includes(undefined) ? undefined : false
  switch (textOf(valueAt(requirement, 'operator'))) {
    case 'In':
      return among
    case 'NotIn':
      return among === undefined ? undefined : !among
    case 'Exists':
      return label !== undefined
    case 'DoesNotExist':
      return label === undefined
    default:
      return undefined
  }
}

/** Whether two objects may be in the same namespace: one that is not written is given when they are applied. */
export function mayShareNamespace({ namespace: one }: Resource, { namespace: other }: Resource): boolean {
  if (one === undefined || other === undefined || one === other) return true
  return [one, other].some((each) => each.includes('{{') || each.includes('${'))
}

/**
 * Whether an object that selects pods, as it is written or as a kustomization builds it, selects those of the workload.
 * Undefined where an expression decides.
 */
export function selectsPods(
  policy: Resource,
  selectorAt: string,
  workload: Workload,
  overlays: Overlays,
): boolean | undefined {
  const variants = [policy, ...overlays.buildsOf(policy).map(({ resource }) => resource)]
  const fits = variants.map((each) =>
    mayShareNamespace(each, workload.resource)
      ? fitsSelector(valueAt(each.properties, selectorAt), workload.podLabels)
      : false,
  )
  return fits.includes(true) ? true : fits.includes(undefined) ? undefined : false
}
