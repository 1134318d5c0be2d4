import type { Value } from '../models/index.js'

/** What an unresolved value refers to, at any depth below `value`. */
export function referencesIn(value: Value | undefined): readonly string[] {
  switch (value?.kind) {
    case 'unresolved':
      return value.references
    case 'list':
      return value.items.flatMap(referencesIn)
    case 'dict':
      return [...value.entries.values()].flatMap(referencesIn)
    default:
      return []
  }
}
