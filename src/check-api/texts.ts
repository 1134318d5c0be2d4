import type { Value } from '../models/index.js'

const MAX_DEPTH = 20

/** Every text below a value, to a depth of 20; expressions as written. */
export function textsIn(value: Value, depth = 0): string[] {
  if (depth > MAX_DEPTH) return []
  if (value.kind === 'unresolved') return [value.text]
  if (value.kind === 'scalar') return [String(value.value)]
  const inner = value.kind === 'list' ? value.items : [...value.entries.values()]
  return inner.flatMap((each) => textsIn(each, depth + 1))
}
