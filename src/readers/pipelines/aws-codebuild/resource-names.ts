import type { Resource, Value } from '../../../models/index.js'
import { textOf, valueAt } from '../../../models/value.js'

/** Properties whose text is the name of another resource. */
const NAMING: ReadonlySet<string> = new Set(['ProjectName', 'TargetPipeline', 'project_name', 'target_pipeline'])

/** Whether a value is the name of a resource, or refers to the resource. */
export function names(value: Value | undefined, resource: Resource): boolean {
  if (value === undefined) return false
  const own = valueAt(resource.properties, resource.technology === 'terraform' ? 'name' : 'Name')
  if (value.kind === 'unresolved') {
    return (own?.kind === 'unresolved' && own.text === value.text) || refersTo(value, resource)
  }
  const text = textOf(value)
  return text !== undefined && text === textOf(own)
}

/** Whether what decides the value is the resource, by its logical name. */
export function refersTo(value: Value | undefined, { type, name, technology }: Resource): boolean {
  if (value?.kind !== 'unresolved') return false
  const whole = technology === 'terraform' ? `${type}.${name}` : `Ref:${name}`
  const parts = technology === 'terraform' ? [`${whole}.`, `${whole}[`] : [`GetAtt:${name}.`]
  return value.references.some((each) => each === whole || parts.some((part) => each.startsWith(part)))
}

/** Whether the resource is referred to anywhere in the value, or named where a name is asked for. */
export function mentions(value: Value, resource: Resource, key = ''): boolean {
  switch (value.kind) {
    case 'list':
      return value.items.some((item) => mentions(item, resource, key))
    case 'dict':
      return [...value.entries].some(([name, item]) => mentions(item, resource, name))
    case 'unresolved':
      return refersTo(value, resource) || (NAMING.has(key) && names(value, resource))
    default:
      return NAMING.has(key) && names(value, resource)
  }
}
