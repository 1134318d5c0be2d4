import type { Value } from '../../models/index.js'
import type { YamlNode, YamlScalar } from './node.js'

/**
 * Resolves a tagged node (`!Ref Alarm`), or returns undefined to leave it unresolved. `convert` turns the node's
 * content into a value as if it had no tag.
 */
export type TagResolver = (node: YamlNode, convert: (node: YamlNode) => Value) => Value | undefined

const INTEGER = /^[-+]?[0-9]+$/
const BASED_INTEGER = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

/**
 * The node as a value, with plain scalars typed by the core schema of YAML 1.2 (section 10.3) except that integers
 * with leading zeros stay text: they are account numbers and file modes, which a number would spoil. Infinities stay
 * text too. A tagged node is unresolved unless the tag is one of YAML's own or `tags` resolves it.
 */
export function toValue(node: YamlNode, tags?: TagResolver): Value {
  if (node.tag !== undefined && !isOwnTag(node.tag)) {
    return tags?.(node, (content) => untagged(content, tags)) ?? unresolved(node, node.tag)
  }
  return untagged(node, tags)
}

function untagged(node: YamlNode, tags: TagResolver | undefined): Value {
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', value: typed(node), at: node.at }
    case 'sequence':
      return { kind: 'list', items: node.items.map((item) => toValue(item, tags)), at: node.at }
    case 'mapping': {
      const entries = new Map(node.entries.map(({ key, value }) => [key.text, toValue(value, tags)]))
      return { kind: 'dict', entries, at: node.at }
    }
  }
}

/** The value of a scalar by the core schema: only plain ones are anything but text. */
export function typed(scalar: YamlScalar): string | number | boolean | null {
  const { text } = scalar
  if (scalar.style !== 'plain' || isTextTag(scalar.tag)) return text
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
  }
  return isNumber(text) ? Number(text) : text
}

function isNumber(text: string): boolean {
  if (text.length > 40) return false
  if (INTEGER.test(text)) return !/^[-+]?0[0-9]/.test(text)
  return (BASED_INTEGER.test(text) || FLOAT.test(text)) && Number.isFinite(Number(text))
}

function isOwnTag(tag: string): boolean {
  return tag === '!' || tag.startsWith('!!') || tag.startsWith('!<tag:yaml.org,2002:')
}

function isTextTag(tag: string | undefined): boolean {
  return tag === '!' || tag === '!!str' || tag === '!!binary' || tag === '!<tag:yaml.org,2002:str>'
}

function unresolved(node: YamlNode, tag: string): Value {
  const name = tag.replace(/^!+/, '')
  const texts = node.kind === 'sequence' ? node.items.flatMap(textsOf) : textsOf(node)
  return {
    kind: 'unresolved',
    text: `${tag} ${node.kind === 'sequence' ? `[${texts.join(', ')}]` : texts.join('')}`.trim(),
    references: texts.map((text) => `${name}:${text}`),
    at: node.at,
  }
}

function textsOf(node: YamlNode): string[] {
  return node.kind === 'scalar' && node.text !== '' ? [node.text] : []
}
