import type { Location } from '../src/core/location.js'

/** Objects that are looked at in one value: graphs of models can be large. */
const MOST_OBJECTS = 200_000

/** Lengths of a file's lines in UTF-16 units, in every way that lines may be counted; empty for an unknown file. */
export type LinesOf = (file: string) => readonly (readonly number[])[]

/**
 * The first place in `value`, however deep, that lies outside of its file, as a sentence; undefined if there is none.
 * The way to it is worked out only where there is one, because nearly all values have none.
 */
export function misplaced(value: unknown, linesOf: LinesOf): string | undefined {
  const ways = new Map<object, readonly [parent: object, key: string]>()
  if (wrongIn(value, linesOf) === undefined) return undefined
  const wrong = wrongIn(value, linesOf, ways)
  return wrong && `${wayTo(wrong, ways)}: ${outside(wrong, linesOf) ?? ''}`
}

/** Notes in `ways`, if it is given, from where each object was reached. */
function wrongIn(
  value: unknown,
  linesOf: LinesOf,
  ways?: Map<object, readonly [parent: object, key: string]>,
): Location | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const seen = new Set<object>([value])
  // A set is walked in the order of insertion, what is added on the way included.
  for (const each of seen) {
    if (seen.size > MOST_OBJECTS) return undefined
    if (isLocation(each)) {
      if (!isInside(each, linesOf(each.file))) return each
      continue
    }
    visitParts(each, (inner, key) => {
      if (seen.has(inner)) return
      seen.add(inner)
      ways?.set(inner, [each, String(key).slice(0, 40)])
    })
  }
  return undefined
}

/** Calls `visit` with each object that `value` holds. */
function visitParts(value: object, visit: (inner: object, key: unknown) => void): void {
  const take = (inner: unknown, key: unknown) => {
    if (typeof inner === 'object' && inner !== null) visit(inner, key)
  }
  if (Array.isArray(value)) value.forEach(take)
  else if (value instanceof Map) {
    for (const [key, inner] of value) {
      take(key, 'key')
      take(inner, key)
    }
  } else if (value instanceof Set) for (const inner of value) take(inner, 'member')
  else for (const key of Object.keys(value)) take((value as Record<string, unknown>)[key], key)
}

function wayTo(place: object, ways: ReadonlyMap<object, readonly [parent: object, key: string]>): string {
  const keys: string[] = []
  for (let step = ways.get(place); step !== undefined; step = ways.get(step[0])) keys.push(step[1])
  return keys
    .reverse()
    .map((key) => `.${key}`)
    .join('')
}

function isLocation(value: object): value is Location {
  return 'endColumn' in value && 'file' in value && 'line' in value && 'route' in value
}

function isInside(at: Location, ways: readonly (readonly number[])[]): boolean {
  return ways.some((lines) => outsideOf(at, lines) === undefined)
}

function outside(at: Location, linesOf: LinesOf): string {
  const [lines] = linesOf(at.file)
  const where = `${at.file}:${at.line}:${at.column}-${at.endLine}:${at.endColumn} (${at.route.slice(0, 80)})`
  return `${where} ${lines === undefined ? 'is in no file that there is' : (outsideOf(at, lines) ?? '')}`
}

function outsideOf(at: Location, lines: readonly number[]): string | undefined {
  const [first, last] = [lines[at.line - 1], lines[at.endLine - 1]]
  if (first === undefined || last === undefined) return `is outside of its ${lines.length} lines`
  if (!(at.column >= 1 && at.column <= first + 1)) return `begins outside of a line of ${first} characters`
  if (!(at.endColumn >= 1 && at.endColumn <= last + 1)) return `ends outside of a line of ${last} characters`
  if (at.endLine < at.line || (at.endLine === at.line && at.endColumn < at.column)) return 'ends before it begins'
  return undefined
}
