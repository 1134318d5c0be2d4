import type { Value } from '../../models/index.js'
import { textOf } from '../../models/value.js'

const MAX_DEPTH = 20
const NONE: ReadonlySet<string> = new Set()

/** Every text at or below a value, to a depth of 20, but for what `skipped` keys hold; expressions as written. */
export function textsIn(value: Value | undefined, skipped: ReadonlySet<string> = NONE, depth = 0): string[] {
  if (value === undefined || depth > MAX_DEPTH) return []
  switch (value.kind) {
    case 'unresolved':
      return [value.text]
    case 'scalar':
      return [textOf(value) ?? '']
    case 'list':
      return value.items.flatMap((each) => textsIn(each, skipped, depth + 1))
    case 'dict':
      return [...value.entries].flatMap(([key, each]) => (skipped.has(key) ? [] : textsIn(each, skipped, depth + 1)))
  }
}
