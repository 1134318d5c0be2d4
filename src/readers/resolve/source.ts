import { isBefore, type Because, type Location, type Spot } from '../../core/location.js'
import { Positions } from '../yaml/positions.js'

/** A text whose characters have a place in a file of the tree. */
export interface Source {
  readonly file: string
  readonly route: string
  /** The place of the character at `offset` of the text. */
  place(offset: number): Spot
}

const LONGEST_EXCERPT = 120

/** A file as it is. */
export function fileSource(file: string, text: string, route = ''): Source {
  let positions: Positions | undefined
  return { file, route, place: (offset) => (positions ??= new Positions(file, text)).place(offset) }
}

/** A text that stands as a whole at one place of another: inside quotes with escapes, or put together from pieces. */
export function sourceAt(outer: Source, offset: number): Source {
  return { file: outer.file, route: outer.route, place: () => outer.place(offset) }
}

/** A text that stands in another as it is, from `start` on. */
export function sourceWithin(outer: Source, start: number): Source {
  return { file: outer.file, route: outer.route, place: (offset) => outer.place(start + offset) }
}

/** The place of the characters from `start` up to, not including, `end`. */
export function locationIn(source: Source, start: number, end: number): Location {
  const from = source.place(start)
  const behind = source.place(Math.max(start, end))
  const last = behind.file === from.file ? behind : source.place(Math.max(start, end - 1))
  // A text that was put together may end with what was written before its beginning.
  const to = isBefore(last, from) ? from : last
  return { file: source.file, ...from, endLine: to.line, endColumn: to.column, route: source.route }
}

/** The first line of what was written, cut to a readable length. */
export function excerpt(text: string): string {
  const line =
    text
      .trim()
      .slice(0, LONGEST_EXCERPT + 1)
      .split('\n')[0]
      ?.trimEnd() ?? ''
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line
}

/** A link of the chain for what stands at `at`. */
export function linkTo(at: Location, text: string): Because {
  return { file: at.file, line: at.line, text: excerpt(text) }
}

/** The chain with one more link. A command on the line that the chain has reached already replaces that link. */
export function chained(because: readonly Because[], link: Because): readonly Because[] {
  const last = because.at(-1)
  const same = last?.file === link.file && last.line === link.line
  return [...(same ? because.slice(0, -1) : because), link]
}
