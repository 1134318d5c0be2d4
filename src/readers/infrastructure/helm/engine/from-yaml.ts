import type { YamlNode, YamlScalar } from '../../../yaml/node.js'
import { typed } from '../../../yaml/to-value.js'
import type { Data } from './data.js'

const MAX_DEPTH = 60

/** A YAML tree as template data, by the rules that YAML 1.1 has for truth. Nothing is an empty value. */
export function dataOf(node: YamlNode | undefined, depth = 0): Data {
  if (node === undefined || depth > MAX_DEPTH) return null
  if (node.kind === 'sequence') return node.items.map((item) => dataOf(item, depth + 1))
  if (node.kind === 'scalar') return scalarData(node)
  return new Map(node.entries.map(({ key, value }) => [key.text, dataOf(value, depth + 1)]))
}

function scalarData(node: YamlScalar): Data {
  if (node.style === 'plain' && node.tag === undefined) {
    if (/^(?:yes|Yes|YES|on|On|ON)$/.test(node.text)) return true
    if (/^(?:no|No|NO|off|Off|OFF)$/.test(node.text)) return false
  }
  return typed(node)
}
