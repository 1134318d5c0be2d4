import type { Resource } from '../../models/index.js'
import { placeOf } from './neighbours.js'
import { groupBy } from '../../core/group.js'

/** What resources are grouped by; undefined for those that belong to no group. One function, not one for each call. */
export type KeyOf = (resource: Resource) => string | undefined

type Groups = ReadonlyMap<string, readonly Resource[]>

const known = new WeakMap<readonly Resource[], Map<KeyOf, Groups>>()

/**
 * The resources whose key is `key`, in their order. They are grouped once for a list and a function, so that asking for
 * every one of its resources takes no longer than the list is.
 */
export function groupOf(resources: readonly Resource[], keyOf: KeyOf, key: string): readonly Resource[] {
  return groupsOf(resources, keyOf).get(key) ?? []
}

/** The resources of a type, or of all types that a pattern fits. */
export function ofType(resources: readonly Resource[], type: string | RegExp): readonly Resource[] {
  if (typeof type === 'string') return groupOf(resources, typeOf, type)
  return [...groupsOf(resources, typeOf)].flatMap(([name, group]) => (type.test(name) ? group : []))
}

/** The resources of the module, template or folder that a resource stands in, itself among them. */
export function atPlaceOf(resource: Resource, resources: readonly Resource[]): readonly Resource[] {
  return groupOf(resources, placeOf, placeOf(resource))
}

/** The resources of the type and name of one, itself among them: the others are copies in other places. */
export function copiesOf(resource: Resource, resources: readonly Resource[]): readonly Resource[] {
  return groupOf(resources, addressOf, addressOf(resource))
}

function addressOf({ type, name }: Resource): string {
  return `${type} ${name}`
}

function typeOf({ type }: Resource): string {
  return type
}

function groupsOf(resources: readonly Resource[], keyOf: KeyOf): Groups {
  const ofList = known.get(resources) ?? new Map<KeyOf, Groups>()
  known.set(resources, ofList)
  const kept = ofList.get(keyOf)
  if (kept !== undefined) return kept
  const groups = groupBy(resources, keyOf)
  ofList.set(keyOf, groups)
  return groups
}
