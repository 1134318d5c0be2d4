/** A place in a file of the scanned repository. */
export interface Location {
  /** Path relative to the repository's root, with `/` separators. */
  readonly file: string
  /** First line, counted from 1. */
  readonly line: number
  /** First column, counted from 1 in UTF-16 units. */
  readonly column: number
  /** Last line, counted from 1. */
  readonly endLine: number
  /** The column after the last character, counted from 1, as SARIF counts it. */
  readonly endColumn: number
  /** Where the value stands in the file's structure (`jobs.build.steps[2].uses`); survives edits elsewhere. */
  readonly route: string
}

/** Where a piece of a text begins whose characters stand in the source one after the other, as they are. */
export interface Segment {
  /** Offset in the text. */
  readonly offset: number
  readonly line: number
  readonly column: number
  /** Absent: the file of the text as a whole. A text that was put together may have pieces of other files. */
  readonly file?: string
}

/** Where one character stands; without a file, in that of the text it is part of. */
export type Spot = Omit<Segment, 'offset'>

/** Whether the first of two places of one file stands before the other. */
export function isBefore(a: Spot, b: Spot): boolean {
  return a.line === b.line ? a.column < b.column : a.line < b.line
}

/** A value together with the place it was read from. */
export interface Located<T> {
  readonly value: T
  readonly at: Location
  /** For a text that is quoted, escaped or on several lines: its pieces, in order. Absent if it simply starts at `at`. */
  readonly segments?: readonly Segment[]
}

/** The source position of the character at `offset` of a text; offsets outside count as the first or last place. */
export function placeIn(text: Located<string>, offset: number): Spot {
  const { value, at, segments = [] } = text
  const inside = Math.max(0, Math.min(offset, value.length))
  const segment: Segment = segments[lastBefore(segments, inside)] ?? { offset: 0, line: at.line, column: at.column }
  const column = segment.column + inside - segment.offset
  const { line, file } = segment
  if (file !== undefined && file !== at.file) return { line, column, file }
  if (segment.line < at.endLine) return { line: segment.line, column }
  return { line: segment.line, column: Math.max(segment.column, Math.min(column, at.endColumn)) }
}

/** The place of the characters of a text from `start` up to, not including, `end`. */
export function placeWithin(text: Located<string>, start: number, end: number): Location {
  const first = placeIn(text, start)
  const last = placeIn(text, Math.max(start, end - 1))
  const ends = first.file === last.file ? last : first
  return { ...text.at, ...first, endLine: ends.line, endColumn: ends.column + (end > start ? 1 : 0) }
}

/** Index of the last segment that begins at or before `offset`; -1 if none does. */
function lastBefore(segments: readonly Segment[], offset: number): number {
  let low = -1
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments[middle]?.offset ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The whole-file place: line 1, for facts about a file rather than a line of it. */
export function fileLocation(file: string, route = ''): Location {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1, route }
}

/** Where something long begins, for what is said of all of it. */
export function beginningOf(at: Location): Location {
  return { ...at, endLine: at.line, endColumn: at.endLine === at.line ? at.endColumn : at.column }
}

/** One link of the chain that leads from a pipeline line to the thing found (`Makefile:12` runs `npm run test:unit`). */
export interface Because {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** A chain link that points at the start of `at`. */
export function because(at: Location, text: string): Because {
  return { file: at.file, line: at.line, text }
}

/** Lines of a file, counted from 1, both ends included. */
export interface LineRange {
  readonly from: number
  readonly to: number
}
