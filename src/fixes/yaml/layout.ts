import type { YamlNode } from '../../readers/yaml/node.js'
import type { YamlSource } from './source.js'

/** How many blanks a line begins with. */
export function lineIndent({ text, positions }: YamlSource, line: number): number {
  const start = positions.lineStart(line)
  let end = start
  while (text.charAt(end) === ' ') end++
  return end - start
}

/** Columns by which mappings are indented below their keys: as in this one, or the next one around it that shows it. */
export function indentStep(source: YamlSource, node: YamlNode): number {
  return stepIn(node) ?? stepIn(source.tree.documents[0]) ?? 2
}

function stepIn(node: YamlNode | undefined, depth = 0): number | undefined {
  if (node === undefined || depth > 4) return undefined
  if (node.kind === 'sequence') return firstOf(node.items, (item) => stepIn(item, depth + 1))
  if (node.kind !== 'mapping') return undefined
  return firstOf(node.entries, ({ key, value }) => {
    const inner = value.kind === 'mapping' && value.at.line > key.at.line ? value.at.column - key.at.column : 0
    return inner > 0 && value.at.column > key.at.column ? inner : stepIn(value, depth + 1)
  })
}

function firstOf<T>(items: readonly T[], find: (item: T) => number | undefined): number | undefined {
  for (const item of items.slice(0, 50)) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}
