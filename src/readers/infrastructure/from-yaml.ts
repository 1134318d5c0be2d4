import type { Value } from '../../models/index.js'
import type { YamlNode } from '../yaml/node.js'
import { toValue } from '../yaml/to-value.js'

/**
 * Decides a node's value, or returns undefined for a node that means what it says. `key` is the mapping key that it
 * stands at (a list's items have the list's). `convert` turns a node below it into a value by the same rules.
 */
export type Interpret = (node: YamlNode, key: string, convert: (node: YamlNode) => Value) => Value | undefined

/** The node as a value; see `toValue` for scalars and foreign tags. `interpret` is asked first, at every level. */
export function valueFrom(node: YamlNode, interpret: Interpret, key = ''): Value {
  const decided = interpret(node, key, (inner) => valueFrom(inner, interpret, key))
  if (decided !== undefined) return decided
  if (node.kind === 'scalar' || (node.tag !== undefined && !node.tag.startsWith('!!'))) return toValue(node)
  if (node.kind === 'sequence') {
    return { kind: 'list', items: node.items.map((item) => valueFrom(item, interpret, key)), at: node.at }
  }
  const entries = new Map(
    node.entries.map((entry) => [entry.key.text, valueFrom(entry.value, interpret, entry.key.text)]),
  )
  return { kind: 'dict', entries, at: node.at }
}
