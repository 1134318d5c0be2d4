import type { TokenCursor } from './cursor.js'
import { TOKEN } from './tokens.js'

/** More labels than this do not make a block's header when it is only guessed at. */
const MAX_LABELS = 8

/** Finds where to go on after a fault: people indent, so the next item of a body stands no further right than the last. */
export class Recovery {
  readonly #cursor: TokenCursor
  /** Tokens that may still be read a second time. Going back costs, and hostile text would make it cost every time. */
  #budget: number

  constructor(cursor: TokenCursor) {
    this.#cursor = cursor
    this.#budget = cursor.tokens.count + 1000
  }

  /** Indentation in characters of the line that holds the token. */
  indentAt(index: number): number {
    const { kinds, starts } = this.#cursor.tokens
    let first = index
    while (first > 0 && kinds[first - 1] !== TOKEN.newline && index - first < MAX_LABELS * 4) first -= 1
    const start = starts[first] ?? 0
    return first === 0 ? start - (this.#cursor.source.lastIndexOf('\n', start - 1) + 1) : start - this.#endOf(first - 1)
  }

  /** Whether the token is the first of its line. */
  startsLine(index: number): boolean {
    return index === 0 || this.#cursor.tokens.kinds[index - 1] === TOKEN.newline
  }

  /**
   * Index of the token to go on with after a fault at token `fault` of the item that starts at token `first`, in a body
   * whose header is indented by `outer`: the next line that begins an item of the body, closes it, or stands outside.
   */
  after(first: number, fault: number, outer: number): number {
    const indent = this.indentAt(first)
    const from = this.#budget > 0 ? first : fault
    const found = this.#search(from, indent, outer)
    this.#budget -= Math.max(0, fault - found) + 1
    return found
  }

  #search(from: number, indent: number, outer: number): number {
    const { kinds } = this.#cursor.tokens
    const indented = indent > outer
    let index = from
    for (;;) {
      while (kinds[index] !== TOKEN.newline && kinds[index] !== TOKEN.end) index += 1
      while (kinds[index] === TOKEN.newline) index += 1
      const kind = kinds[index]
      if (kind === TOKEN.end) return index
      const here = this.indentAt(index)
      if (here > indent) continue
      if (indented && here <= outer) return index
      if (kind === TOKEN.braceClose ? !indented : this.#startsItem(index)) return index
    }
  }

  /** Whether `name =`, `name {` or `name "label" {` stands at the token. */
  #startsItem(index: number): boolean {
    const { kinds } = this.#cursor.tokens
    if (kinds[index] !== TOKEN.identifier) return false
    let next = index + 1
    if (kinds[next] === TOKEN.assign) return true
    for (let labels = 0; labels < MAX_LABELS && kinds[next] !== TOKEN.braceOpen; labels += 1) {
      if (kinds[next] === TOKEN.identifier) next += 1
      else if (kinds[next] === TOKEN.quoteOpen && kinds[next + 2] === TOKEN.quoteClose) next += 3
      else return false
    }
    return kinds[next] === TOKEN.braceOpen
  }

  #endOf(index: number): number {
    return this.#cursor.tokens.ends[index] ?? 0
  }
}
