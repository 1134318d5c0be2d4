import type { Located } from '../../core/location.js'
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
export function located(scalar: YamlScalar): Located<string> {
  return { value: scalar.text, at: scalar.at }
}

/** Whether the node is an empty or null scalar, as in `key:`. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && /^(?:~|null|Null|NULL)?$/.test(node.text)
}

/**
 * The source position of the character at `offset` of the scalar's text. Exact to the line; behind an escape of a
 * quoted scalar the column is that of the text, held inside the scalar.
 */
export function placeIn(scalar: YamlScalar, offset: number): { line: number; column: number } {
  const inside = Math.max(0, Math.min(offset, scalar.text.length))
  const segment = segmentBefore(scalar, inside)
  const column = segment.column + inside - segment.offset
  if (segment.line < scalar.at.endLine) return { line: segment.line, column }
  return { line: segment.line, column: Math.max(segment.column, Math.min(column, scalar.at.endColumn)) }
}

function segmentBefore(scalar: YamlScalar, offset: number): { offset: number; line: number; column: number } {
  const segments = scalar.segments ?? []
  let low = -1
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments[middle]?.offset ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  const start = scalar.lines[0] ?? { line: scalar.at.line, column: scalar.at.column }
  return segments[low] ?? { offset: 0, ...start }
}
