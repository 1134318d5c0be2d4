import type { Value } from '../../models/index.js'
import { textOf } from '../../models/value.js'

/**
 * The value after the operations of a JSON Patch (RFC 6902), in their order. Undefined where one of them cannot be
 * carried out here: it is no literal operation, or the place that it speaks of is not known.
 */
export function patchedValue(value: Value, operations: readonly Value[]): Value | undefined {
  let here: Value | undefined = value
  for (const operation of operations) {
    if (here === undefined || operation.kind !== 'dict') return undefined
    here = applied(here, operation.entries)
  }
  return here
}

function applied(value: Value, operation: ReadonlyMap<string, Value>): Value | undefined {
  const path = pointer(operation.get('path'))
  const from = pointer(operation.get('from'))
  const given = operation.get('value')
  if (path === undefined) return undefined
  switch (textOf(operation.get('op'))) {
    case 'test':
      return value
    case 'add':
      return given && changed(value, path, given, true)
    case 'replace':
      return given && changed(value, path, given, false)
    case 'remove':
      return changed(value, path, undefined, false)
    case 'copy':
    case 'move': {
      const found = from && valueAtPointer(value, from)
      const rest = textOf(operation.get('op')) === 'move' && from ? changed(value, from, undefined, false) : value
      return found && rest && changed(rest, path, found, true)
    }
    default:
      return undefined
  }
}

/** The keys of a JSON pointer (RFC 6901); undefined if it is no literal one. */
function pointer(path: Value | undefined): string[] | undefined {
  const text = textOf(path)
  if (text === undefined || (text !== '' && !text.startsWith('/'))) return undefined
  return text
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value with `given` at `path`, or without what is there; in lists, `insert` makes room for it. */
function changed(value: Value, path: readonly string[], given: Value | undefined, insert: boolean): Value | undefined {
  const [key, ...rest] = path
  if (key === undefined) return given
  if (value.kind === 'dict') {
    const inner = value.entries.get(key)
    const next = rest.length === 0 ? given : inner && changed(inner, rest, given, insert)
    if (rest.length > 0 && next === undefined) return undefined
    const entries = new Map(value.entries)
    if (next === undefined) entries.delete(key)
    else entries.set(key, next)
    return { ...value, entries }
  }
  if (value.kind !== 'list') return undefined
  const index = key === '-' ? value.items.length : /^\d{1,6}$/.test(key) ? Number(key) : -1
  if (index < 0 || index > value.items.length) return undefined
  const inner = value.items[index]
  const next = rest.length === 0 ? given : inner && changed(inner, rest, given, insert)
  if (rest.length > 0 && next === undefined) return undefined
  const replaced = insert && rest.length === 0 ? 0 : 1
  return { ...value, items: value.items.toSpliced(index, replaced, ...(next === undefined ? [] : [next])) }
}

function valueAtPointer(value: Value, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((here, key) => {
    if (here?.kind === 'dict') return here.entries.get(key)
    return here?.kind === 'list' && /^\d{1,6}$/.test(key) ? here.items[Number(key)] : undefined
  }, value)
}

/** Keys on the ways that the operations change, and in what they put there. */
export function keysOfPatch(operations: readonly Value[]): readonly (readonly [string, Value | undefined])[] {
  return operations.flatMap((operation) => {
    if (operation.kind !== 'dict' || textOf(operation.entries.get('op')) === 'test') return []
    const keys = pointer(operation.entries.get('path')) ?? ['']
    const given = operation.entries.get('value')
    return keys.map((key, index) => [key, index === keys.length - 1 ? given : undefined] as const)
  })
}
