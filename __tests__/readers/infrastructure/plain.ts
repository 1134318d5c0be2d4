import type { Value } from '../../../src/models/index.js'

/** A value without its places: unresolved ones as `{ text, references }`, to compare in one assertion. */
export function plainOf(value: Value | undefined): unknown {
  switch (value?.kind) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plainOf)
    case 'dict':
      return Object.fromEntries([...value.entries].map(([key, each]) => [key, plainOf(each)]))
    case 'unresolved':
      return { text: value.text, references: value.references }
    default:
      return undefined
  }
}

/** The characters of `source` that the value's place covers. */
export function covered(source: string, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined
  const { line, column, endLine, endColumn } = value.at
  const rows = source.split('\n').slice(line - 1, endLine)
  const last = rows.length - 1
  return rows
    .map((row, index) => row.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined))
    .join('\n')
}
