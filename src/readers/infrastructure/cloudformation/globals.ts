import type { DictValue, Value } from '../../../models/index.js'
import { entriesOf, itemsOf } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import type { Convert } from './convert.js'

/** The properties that a SAM template sets for all resources of a type. */
export type Globals = ReadonlyMap<string, DictValue>

/** Reads the section `Globals`: each key names a type below `AWS::Serverless::`. */
export function globalsOf(section: YamlNode | undefined, convert: Convert): Globals {
  const globals = new Map<string, DictValue>()
  for (const { key, value } of entriesOf(section)) {
    const properties = convert(value)
    if (properties.kind === 'dict') globals.set(`AWS::Serverless::${key.text}`, properties)
  }
  return globals
}

/**
 * A resource's properties with the global ones merged in, but for those that its `IgnoreGlobals` names (AWS SAM
 * Developer Guide: Globals section, "Overridable properties").
 */
export function withGlobals(globals: DictValue | undefined, own: DictValue, ignore: YamlNode | undefined): DictValue {
  if (globals === undefined || (ignore?.kind === 'scalar' && ignore.text === '*')) return own
  const ignored = new Set(itemsOf(ignore).map((item) => (item.kind === 'scalar' ? item.text : '')))
  const entries = new Map([...globals.entries].filter(([key]) => !ignored.has(key)))
  return mergedDict({ ...globals, entries }, own)
}

/** Maps are merged at every level, lists joined with the global items first, anything else is the resource's own. */
function merged(global: Value, own: Value): Value {
  if (global.kind === 'dict' && own.kind === 'dict') return mergedDict(global, own)
  if (global.kind === 'list' && own.kind === 'list') return { ...own, items: [...global.items, ...own.items] }
  return own
}

function mergedDict(global: DictValue, own: DictValue): DictValue {
  const entries = new Map(global.entries)
  for (const [key, value] of own.entries) {
    const base = entries.get(key)
    entries.set(key, base === undefined ? value : merged(base, value))
  }
  return { kind: 'dict', entries, at: own.at }
}
