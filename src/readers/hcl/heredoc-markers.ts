import { blanksEnd, startsName } from './characters.js'

const NEWLINE = 10
/** A longer line is not taken for a heredoc's end. */
const MAX_MARKER = 256

/** Knows which lines could end a heredoc, so that an unclosed one does not make the lexer look through the rest again. */
export class HeredocMarkers {
  readonly #source: string
  /** Name → start of the last line that consists of it. */
  #last: Map<string, number> | undefined

  constructor(source: string) {
    this.#source = source
  }

  /** Whether a line behind `offset` consists of `marker`, blanks around it aside. */
  endsAfter(marker: string, offset: number): boolean {
    this.#last ??= lastNames(this.#source)
    return (this.#last.get(marker) ?? -1) > offset
  }

  /** Offset of `marker` if the line that starts at `lineStart` consists of it, else -1. */
  closeAt(marker: string, lineStart: number): number {
    const source = this.#source
    const start = blanksEnd(source, lineStart)
    if (!source.startsWith(marker, start)) return -1
    const end = blanksEnd(source, start + marker.length)
    return end >= source.length || source.charCodeAt(end) === NEWLINE ? start : -1
  }
}

function lastNames(source: string): Map<string, number> {
  const last = new Map<string, number>()
  for (let start = 0; start < source.length;) {
    const newline = source.indexOf('\n', start)
    const end = newline < 0 ? source.length : newline
    const first = blanksEnd(source, start)
    const point = source.codePointAt(first)
    if (end - first <= MAX_MARKER && point !== undefined && startsName(point)) {
      last.set(source.slice(first, end).trimEnd(), start)
    }
    start = end + 1
  }
  return last
}
