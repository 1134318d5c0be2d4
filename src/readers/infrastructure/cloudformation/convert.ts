import type { Location } from '../../../core/location.js'
import type { Value } from '../../../models/index.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { Positions } from '../../yaml/positions.js'
import { toValue } from '../../yaml/to-value.js'
import { dict, list, unresolved } from '../make-value.js'
import { callValue, isNoValue, type Lookup } from './intrinsics.js'

/** Turns nodes of one template into values, intrinsic functions understood in both of their forms. */
export type Convert = (node: YamlNode) => Value

/** Expressions are quoted up to this many characters. */
const LONGEST_TEXT = 20_000

/**
 * A converter for the template `root` of `source`. Dynamic references (`{{resolve:ssm:…}}`) and other `{{ … }}` are
 * unresolved too.
 */
export function converter(source: string, root: YamlNode): Convert {
  const positions = new Positions(root.at.file, source)
  const textAt = ({ line, column, endLine, endColumn }: Location) => {
    const start = positions.lineStart(line) + column - 1
    return source.slice(start, Math.min(positions.lineStart(endLine) + endColumn - 1, start + LONGEST_TEXT))
  }
  const mappings = valueAt(root, 'Mappings')
  const lookup: Lookup = (map, first, second) => {
    const node = valueAt(valueAt(valueAt(mappings, map), first), second)
    const value = node && toValue(node)
    return value?.kind === 'scalar' || value?.kind === 'list' ? value : undefined
  }
  const convert: Convert = (node) => {
    const call = callOf(node)
    if (call === undefined) return literal(node, convert)
    const written = node.tag === undefined ? textAt(node.at) : `${node.tag} ${textAt(node.at)}`.trim()
    return callValue({ name: call.name, argument: convert(call.argument), text: written, at: node.at }, lookup)
  }
  return convert
}

/** The function that a node calls: a short tag (`!Ref`), or a mapping of one key (`Ref`, `Fn::…`). */
function callOf(node: YamlNode): { name: string; argument: YamlNode } | undefined {
  if (node.tag !== undefined && /^!\w+$/.test(node.tag)) {
    const { tag, ...argument } = node
    const short = tag.slice(1)
    return { name: short === 'Ref' || short === 'Condition' ? short : `Fn::${short}`, argument }
  }
  if (node.kind !== 'mapping' || node.entries.length !== 1) return undefined
  const entry = node.entries[0]
  const key = entry?.key.text ?? ''
  return entry !== undefined && (key === 'Ref' || key.startsWith('Fn::'))
    ? { name: key, argument: entry.value }
    : undefined
}

function literal(node: YamlNode, convert: Convert): Value {
  switch (node.kind) {
    case 'scalar':
      return templated(node.text) ? unresolved(node.text, dynamicReferences(node.text), node.at) : toValue(node)
    case 'sequence':
      return list(
        node.items.map(convert).filter((item) => !isNoValue(item)),
        node.at,
      )
    case 'mapping':
      return dict(
        node.entries
          .map(({ key, value }): [string, Value] => [key.text, convert(value)])
          .filter(([, value]) => !isNoValue(value)),
        node.at,
      )
  }
}

function templated(text: string): boolean {
  return text.includes('{{') && text.indexOf('}}', text.indexOf('{{')) > 0
}

/** `resolve:secretsmanager:name` of each dynamic reference. */
function dynamicReferences(text: string): string[] {
  return Array.from(text.matchAll(/\{\{(resolve:[^{}]{1,500})\}\}/g), (match) => match[1] ?? '')
}
