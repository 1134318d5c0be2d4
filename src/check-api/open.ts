import type { DictValue, Value } from '../models/index.js'

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

/** Whether a block of Terraform may be made by a `dynamic` block. */
export function isDynamic(properties: DictValue, path: string): boolean {
  const [block = ''] = path.split('.')
  const dynamic = properties.entries.get('dynamic')
  if (dynamic === undefined) return false
  if (dynamic.kind !== 'dict') return true
  return dynamic.entries.has(block)
}
