import type { YamlComment } from './node.js'
import type { Positions } from './positions.js'

/** Collects the comments between the tokens of a source; asked with spans in source order. */
export class CommentScanner {
  readonly found: YamlComment[] = []
  readonly #source: string
  readonly #positions: Positions
  /** Offset of the next `#`, wherever it is: remembered, or a far one would be looked for again in every gap. */
  #next: number

  constructor(source: string, positions: Positions) {
    this.#source = source
    this.#positions = positions
    this.#next = -1
  }

  /** Looks for comments from `start` to `end`, where no scalar stands. */
  gap(start: number, end: number): void {
    let from = start
    while (this.#advance(from) < end) {
      const at = this.#next
      from = at + 1
      if (at > 0 && !/[\s\uFEFF]/.test(this.#source.charAt(at - 1))) continue
      from = this.#positions.lineEnd(at)
      this.found.push({ text: this.#source.slice(at + 1, from).trim(), at: this.#positions.span(at, from, '') })
    }
  }

  #advance(from: number): number {
    if (this.#next < from) {
      const next = this.#source.indexOf('#', from)
      this.#next = next < 0 ? Infinity : next
    }
    return this.#next
  }
}
