import { placeIn as placeInText, type Located } from '../../core/location.js'
import type { YamlEntry, YamlNode, YamlScalar } from './node.js'

/** The entries of a mapping; none of anything else. */
export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'mapping' ? node.entries : []
}

/** The items of a sequence; none of anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : []
}

/** The value of `key`, or undefined if `node` is no mapping or lacks the key. */
export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entriesOf(node).find((entry) => entry.key.text === key)?.value
}

/** The scalar at `key`, or undefined if it is missing or a collection. An empty value is a scalar without text. */
export function scalarAt(node: YamlNode | undefined, key: string): YamlScalar | undefined {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' ? value : undefined
}

/** The scalar's text with its place. */
export function located({ text, at, lines, segments }: YamlScalar): Located<string> {
  const [first] = lines
  if (segments !== undefined) return { value: text, at, segments }
  if (first === undefined || (first.line === at.line && first.column === at.column)) return { value: text, at }
  return { value: text, at, segments: [{ offset: 0, ...first }] }
}

/** Whether the node is an empty or null scalar, as in `key:`. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && /^(?:~|null|Null|NULL)?$/.test(node.text)
}

/** The source position of the character at `offset` of the scalar's text. */
export function placeIn(scalar: YamlScalar, offset: number): { readonly line: number; readonly column: number } {
  return placeInText(located(scalar), offset)
}
