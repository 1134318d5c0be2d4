import type { Location } from '../../core/location.js'
import type { DictValue, ListValue, ScalarValue, UnresolvedValue, Value } from '../../models/index.js'

/** A value that the text decides. */
export function scalar(value: ScalarValue['value'], at: Location): ScalarValue {
  return { kind: 'scalar', value, at }
}

export function list(items: readonly Value[], at: Location): ListValue {
  return { kind: 'list', items, at }
}

/** A dict of the entries whose value is there. */
export function dict(entries: Iterable<readonly [string, Value | undefined]>, at: Location): DictValue {
  const kept = new Map<string, Value>()
  for (const [key, value] of entries) if (value !== undefined) kept.set(key, value)
  return { kind: 'dict', entries: kept, at }
}

/** A value that the text does not decide; references are kept once each. */
export function unresolved(text: string, references: Iterable<string>, at: Location): UnresolvedValue {
  return { kind: 'unresolved', text, references: [...new Set(references)], at }
}
