import type { DictValue, Value } from '../../../models/index.js'
import { itemsOf, valueAt } from '../../../models/value.js'

/** The text that stands there, or undefined where nothing does, an expression, or what an installation may set. */
export function literal(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.via === undefined && value.value !== null ? String(value.value) : undefined
}

/** The literal texts of a list. */
export function literals(value: Value | undefined): string[] {
  return itemsOf(value).flatMap((item) => literal(item) ?? [])
}

/** What a switch is set to: `unset` where nothing is written, undefined where that hangs on something unknown. */
export function switchAt(properties: Value | undefined, path: string, unset: boolean): boolean | undefined {
  const value = valueAt(properties, path)
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return unset
  const text = literal(value)
  return text === 'true' || text === 'false' ? text === 'true' : undefined
}

/** An annotation of the object. Its keys hold dots, which paths of {@link valueAt} cannot. */
export function annotation(properties: DictValue, key: string): Value | undefined {
  const annotations = valueAt(properties, 'metadata.annotations')
  return annotations?.kind === 'dict' ? annotations.entries.get(key) : undefined
}
