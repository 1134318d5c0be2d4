import type { Value } from '../../../models/index.js'
import { entriesOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { toValue } from '../../yaml/to-value.js'
import { valueFrom } from '../from-yaml.js'
import { unresolved } from '../make-value.js'

/** What names of a template stand for, where that is a literal. */
export type Names = ReadonlyMap<string, Value>

/** A whole text that is nothing but a name. */
const NAME = /^\[\s{0,5}(parameters|variables)\('([\w.-]{1,200})'\)\s{0,5}\]$/i

/**
 * The node as a value: a text in brackets is an expression, which is unresolved with the names that it reads, unless it is
 * one name of a literal. `[[` is a bracket (Microsoft Learn: Syntax and expressions in ARM templates).
 */
export function armValue(node: YamlNode, names: Names): Value {
  return valueFrom(node, (each) => (each.kind === 'scalar' ? expression(each, names) : undefined))
}

function expression(node: YamlScalar, names: Names): Value | undefined {
  const { text, at } = node
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined
  if (text.startsWith('[[')) return { kind: 'scalar', value: text.slice(1), at }
  const [, kind = '', name = ''] = NAME.exec(text) ?? []
  const known = names.get(`${kind.toLowerCase()}.${name}`)
  return known === undefined ? unresolved(text, namesIn(text), at) : { ...known, at }
}

function namesIn(text: string): string[] {
  return Array.from(
    text.matchAll(/\b(parameters|variables)\('([\w.-]{1,200})'\)/gi),
    ([, kind = '', name = '']) => `${kind.toLowerCase()}.${name}`,
  )
}

/** The variables that are literals, and the parameters by their defaults, which who deploys may set to something else. */
export function namesOf(root: YamlNode): Names {
  const found = new Map<string, Value>()
  for (const { key, value } of entriesOf(valueAt(root, 'variables'))) {
    if (isLiteral(value)) found.set(`variables.${key.text}`, { ...literal(value), via: [`local.${key.text}`] })
  }
  for (const { key, value } of entriesOf(valueAt(root, 'parameters'))) {
    const given = valueAt(value, 'defaultValue')
    if (isLiteral(given)) found.set(`parameters.${key.text}`, { ...literal(given), via: [`var.${key.text}`] })
  }
  return found
}

function isLiteral(node: YamlNode | undefined): node is YamlScalar {
  return node?.kind === 'scalar' && !(node.text.startsWith('[') && node.text.endsWith(']'))
}

function literal(node: YamlScalar): Exclude<Value, { kind: 'unresolved' }> {
  const value = toValue(node)
  return value.kind === 'unresolved' ? { kind: 'scalar', value: node.text, at: node.at } : value
}
