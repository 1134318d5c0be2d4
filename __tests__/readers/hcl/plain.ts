import type { Value } from '../../../src/models/index.js'

/** The value as plain data: dicts as objects, what is unresolved as `{ '?': text, of: references }`. */
export function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plain)
    case 'dict':
      return Object.fromEntries([...value.entries].map(([key, each]) => [key, plain(each)]))
    case 'unresolved':
      return { '?': value.text, of: value.references }
    default:
      return undefined
  }
}
