import { MAX_DATA_DEPTH, UNKNOWN, type Data, type Unknown } from '../../../models/expression-data.js'
import type { YamlNode } from '../../yaml/node.js'
import { typed } from '../../yaml/to-value.js'

export * from '../../../models/expression-data.js'

/** The value of a YAML node; text with an expression in it is evaluated by `evaluate`. */
export function dataOf(node: YamlNode, evaluate: (text: string) => Data | Unknown, depth = 0): Data | Unknown {
  if (depth > MAX_DATA_DEPTH) return UNKNOWN
  switch (node.kind) {
    case 'scalar':
      if (node.text.includes('${{')) return evaluate(node.text)
      return node.style === 'plain' && /^[-+]?0[0-9]{1,15}$/.test(node.text) ? Number(node.text) : typed(node)
    case 'sequence':
      return node.items.map((item) => dataOf(item, evaluate, depth + 1))
    case 'mapping':
      return new Map(node.entries.map(({ key, value }) => [key.text, dataOf(value, evaluate, depth + 1)]))
  }
}
