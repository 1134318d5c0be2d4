import type { Location } from '../../../core/location.js'
import type { ListValue, ScalarValue, Value } from '../../../models/index.js'
import { truthOf } from '../../../models/value.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { Positions } from '../../yaml/positions.js'
import { toValue } from '../../yaml/to-value.js'
import { dict, list, unresolved } from '../make-value.js'
import { callValue, isNoValue, type TemplateNames } from './intrinsics.js'

/** Turns nodes of one template into values, intrinsic functions understood in both of their forms. */
export type Convert = (node: YamlNode) => Value

/** What the parameters of a template are set to. */
export type Parameters = ReadonlyMap<string, ScalarValue | ListValue>

/** Expressions are quoted up to this many characters. */
const LONGEST_TEXT = 20_000

/**
 * A converter for the template `root` of `source`, with what its parameters are set to, if that is known. Dynamic references (`{{resolve:ssm:…}}`) and other `{{ … }}` are
 * unresolved too.
 */
export function converter(source: string, root: YamlNode, parameters: Parameters = new Map()): Convert {
  const positions = new Positions(root.at.file, source)
  const textAt = ({ line, column, endLine, endColumn }: Location) => {
    const start = positions.lineStart(line) + column - 1
    return source.slice(start, Math.min(positions.lineStart(endLine) + endColumn - 1, start + LONGEST_TEXT))
  }
  const mappings = valueAt(root, 'Mappings')
  const conditions = new Map<string, boolean | undefined>()
  const names: TemplateNames = {
    mapping(map, first, second) {
      const node = valueAt(valueAt(valueAt(mappings, map), first), second)
      const value = node && toValue(node)
      return value?.kind === 'scalar' || value?.kind === 'list' ? value : undefined
    },
    parameter: (name) => parameters.get(name),
    condition(name) {
      if (parameters.size === 0) return undefined
      if (!conditions.has(name)) {
        conditions.set(name, undefined) // what refers to itself is unknown
        const node = valueAt(valueAt(root, 'Conditions'), name)
        conditions.set(name, node && truthOf(convert(node)))
      }
      return conditions.get(name)
    },
  }
  const convert: Convert = (node) => {
    const call = callOf(node)
    if (call === undefined) return literal(node, convert)
    const written = node.tag === undefined ? textAt(node.at) : `${node.tag} ${textAt(node.at)}`.trim()
    return callValue({ name: call.name, argument: convert(call.argument), text: written, at: node.at }, names)
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
  const isCall = key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && entry?.value.kind === 'scalar')
  return entry !== undefined && isCall ? { name: key, argument: entry.value } : undefined
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
