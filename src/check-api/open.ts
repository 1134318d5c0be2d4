import type { Value } from '../models/index.js'

/** Whether somebody else decides the value: it is an expression, or a default that who applies the code may replace. */
export function isOpen(value: Value | undefined): boolean {
  if (value === undefined) return false
  if (value.kind === 'unresolved') return true
  return (value.via ?? []).some((name) => name.startsWith('var.') || name.startsWith('.Values'))
}

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
