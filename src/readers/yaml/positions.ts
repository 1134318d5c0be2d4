import type { Location } from '../../core/location.js'

const BYTE_ORDER_MARK = 0xfeff

/** Turns offsets of one source into lines and columns, both counted from 1, columns in UTF-16 units. */
export class Positions {
  readonly #file: string
  readonly #source: string
  readonly #starts: number[]
  /** The line of the last question: questions come mostly in order. */
  #hint = 0

  constructor(file: string, source: string) {
    this.#file = file
    this.#source = source
    this.#starts = [source.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0]
    for (let end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1)) this.#starts.push(end + 1)
  }

  /**
   * The place of the character at `offset`; offsets outside the source count as its first or last place. A line break of
   * two characters is one place: the end of its line.
   */
  place(offset: number): { readonly line: number; readonly column: number } {
    const within = Math.max(this.#starts[0] ?? 0, Math.min(offset, this.#source.length))
    const inside = this.#isBetween(within) ? within - 1 : within
    const index = this.#lineIndex(inside)
    return { line: index + 1, column: inside - (this.#starts[index] ?? 0) + 1 }
  }

  /** The place of the characters from `start` up to, not including, `end`. */
  span(start: number, end: number, route: string): Location {
    const { line, column } = this.place(start)
    const to = this.place(Math.max(start, end))
    return { file: this.#file, line, column, endLine: to.line, endColumn: to.column, route }
  }

  /** Offset of the first character of `line`. */
  lineStart(line: number): number {
    return this.#starts[line - 1] ?? this.#source.length
  }

  /** Offset of the line break that ends the line of `offset`, or of the source's end. */
  lineEnd(offset: number): number {
    const next = this.#starts[this.place(offset).line]
    if (next === undefined) return this.#source.length
    return this.#source.charCodeAt(next - 2) === 13 && next >= 2 ? next - 2 : next - 1
  }

  /** Whether the offset is that of the line feed behind a carriage return. */
  #isBetween(offset: number): boolean {
    return offset > 0 && this.#source.charCodeAt(offset) === 10 && this.#source.charCodeAt(offset - 1) === 13
  }

  #lineIndex(offset: number): number {
    const starts = this.#starts
    if (contains(starts, this.#hint, offset)) return this.#hint
    if (contains(starts, this.#hint + 1, offset)) return ++this.#hint
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return (this.#hint = low)
  }
}

function contains(starts: readonly number[], index: number, offset: number): boolean {
  const start = starts[index]
  return start !== undefined && start <= offset && offset < (starts[index + 1] ?? Infinity)
}
