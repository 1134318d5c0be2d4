import type { DictValue, ListValue, Value } from '../../models/index.js'
import { textOf } from '../../models/value.js'

/**
 * By which key the items of a list are the same item (Kubernetes API: the fields' patch merge keys). Lists of other
 * fields, and of kinds that are not Kubernetes' own, are replaced as a whole.
 */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['env', ['name']],
  ['ephemeralContainers', ['name']],
  ['hostAliases', ['ip']],
  ['imagePullSecrets', ['name']],
  ['initContainers', ['name']],
  ['ports', ['containerPort', 'port']],
  ['resourceClaims', ['name']],
  ['secrets', ['name']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['volumeDevices', ['devicePath']],
  ['volumeMounts', ['mountPath']],
  ['volumes', ['name']],
])

/** What a value is after `patch` was laid over it (Kubernetes: strategic merge patch). Undefined if it is deleted. */
export function mergedValue(value: Value | undefined, patch: Value, ownKind: boolean, key = ''): Value | undefined {
  if (patch.kind === 'scalar' && patch.value === null) return undefined
  if (patch.kind === 'list') return value?.kind === 'list' ? mergedList(value, patch, ownKind, key) : plain(patch)
  if (patch.kind !== 'dict') return patch
  const directive = textOf(patch.entries.get('$patch'))
  if (directive === 'delete') return undefined
  if (directive === 'replace' || value?.kind !== 'dict') return plain(patch)
  const entries = new Map(value.entries)
  for (const [name, each] of patch.entries) {
    if (name.startsWith('$')) continue
    const merged = mergedValue(entries.get(name), each, ownKind, name)
    if (merged === undefined) entries.delete(name)
    else entries.set(name, merged)
  }
  return { ...value, entries }
}

function mergedList(value: ListValue, patch: ListValue, ownKind: boolean, key: string): Value {
  const keys = ownKind ? MERGE_KEYS.get(key) : undefined
  if (keys === undefined || patch.items.some((item) => isDirective(item, 'replace'))) return plain(patch)
  let items: readonly Value[] = value.items
  for (const each of patch.items) {
    const index = items.findIndex((item) => keys.some((name) => isSame(item, each, name)))
    const merged = mergedValue(items[index], each, ownKind)
    if (index === -1) items = merged === undefined ? items : [...items, merged]
    else items = items.flatMap((item, at) => (at === index ? (merged ?? []) : item))
  }
  return { ...value, items }
}

function isSame(one: Value, other: Value, key: string): boolean {
  if (one.kind !== 'dict' || other.kind !== 'dict') return false
  const text = textOf(one.entries.get(key))
  return text !== undefined && text === textOf(other.entries.get(key))
}

function isDirective(item: Value, directive: string): boolean {
  return item.kind === 'dict' && item.entries.size === 1 && textOf(item.entries.get('$patch')) === directive
}

/** Without directives, which are for the merge alone. */
function plain(value: Value): Value {
  if (value.kind === 'list')
    return { ...value, items: value.items.filter((item) => !isDirective(item, 'replace')).map(plain) }
  if (value.kind !== 'dict') return value
  const kept = [...value.entries].filter(([name]) => !name.startsWith('$'))
  return { ...value, entries: new Map(kept.map(([name, each]) => [name, plain(each)])) }
}

/** A dict with `value` at `path`, and dicts on the way where there are none. */
export function withValue(into: DictValue, path: readonly string[], value: Value): DictValue {
  const [key = '', ...rest] = path
  const inner = into.entries.get(key)
  const next = rest.length === 0 ? value : withValue(inner?.kind === 'dict' ? inner : empty(into), rest, value)
  return { ...into, entries: new Map([...into.entries, [key, next]]) }
}

function empty({ at }: DictValue): DictValue {
  return { kind: 'dict', entries: new Map(), at }
}
