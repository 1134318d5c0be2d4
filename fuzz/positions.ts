import type { Location } from '../src/core/location.js'

/** Objects that are looked at in one value: graphs of models can be large. */
const MOST_OBJECTS = 200_000

/**
 * The first place in `value`, however deep, that lies outside of its file, as a sentence; undefined if there is none.
 * @param linesOf lengths of a file's lines in UTF-16 units, in every way that lines may be counted; empty for a file
 * that is not known
 */
export function misplaced(
  value: unknown,
  linesOf: (file: string) => readonly (readonly number[])[],
): string | undefined {
  const seen = new Set<object>()
  const left: (readonly [way: string, value: unknown])[] = [['', value]]
  while (left.length > 0 && seen.size < MOST_OBJECTS) {
    const [way, each] = left.pop() ?? []
    if (typeof each !== 'object' || each === null || seen.has(each)) continue
    seen.add(each)
    if (isLocation(each)) {
      const wrong = outside(each, linesOf(each.file))
      if (wrong !== undefined) return `${way}: ${wrong}`
      continue
    }
    for (const [key, inner] of partsOf(each)) {
      if (typeof inner === 'object') left.push([`${way}.${String(key).slice(0, 40)}`, inner])
    }
  }
  return undefined
}

function partsOf(value: object): Iterable<readonly [unknown, unknown]> {
  return value instanceof Map || value instanceof Set ? value.entries() : Object.entries(value)
}

function isLocation(value: object): value is Location {
  return 'file' in value && 'line' in value && 'endColumn' in value && 'route' in value
}

function outside(at: Location, ways: readonly (readonly number[])[]): string | undefined {
  const wrongs = ways.map((lines) => outsideOf(at, lines))
  const where = `${at.file}:${at.line}:${at.column}-${at.endLine}:${at.endColumn} (${at.route.slice(0, 80)})`
  if (wrongs.length === 0) return `${where} is in no file that there is`
  return wrongs.includes(undefined) ? undefined : `${where} ${wrongs[0] ?? ''}`
}

function outsideOf(at: Location, lines: readonly number[]): string | undefined {
  const [first, last] = [lines[at.line - 1], lines[at.endLine - 1]]
  if (first === undefined || last === undefined) return `is outside of its ${lines.length} lines`
  if (at.column < 1 || at.column > first + 1) return `begins outside of a line of ${first} characters`
  if (at.endColumn < 1 || at.endColumn > last + 1) return `ends outside of a line of ${last} characters`
  if (at.endLine < at.line || (at.endLine === at.line && at.endColumn < at.column)) return 'ends before it begins'
  return undefined
}
