import type { Span } from './syntax.js'
import { TOKEN, type GroovyTokens, type TokenKind } from './tokens.js'

/** What is nested deeper than this is not read: far above what people write, far below the stack. */
export const MAX_DEPTH = 120

/**
 * A place among the tokens. Brackets bound what is read inside of them: whatever goes wrong in there, reading goes on
 * behind the bracket that closes.
 */
export class TokenCursor {
  readonly source: string
  readonly #tokens: GroovyTokens
  /** Index of the first token that is out of reach: the closing bracket, or the end. */
  #limit: number
  #skipsNewlines = false
  #depth = 0
  index = 0
  /** Offset behind the token last taken. */
  lastEnd = 0

  constructor(source: string, tokens: GroovyTokens) {
    this.source = source
    this.#tokens = tokens
    this.#limit = tokens.count - 1
  }

  /** Kind of the next token; `end` at the end of what is in reach. */
  peek(): TokenKind {
    if (this.#skipsNewlines) while (this.index < this.#limit && this.#at(this.index) === TOKEN.newline) this.index += 1
    return this.index < this.#limit ? this.#at(this.index) : TOKEN.end
  }

  /** Text of the next token. */
  get text(): string {
    return this.peek() === TOKEN.end ? '' : this.textAt(this.index)
  }

  get start(): number {
    this.peek()
    return this.#tokens.starts[this.index] ?? this.source.length
  }

  /** Kind of the token at an index of its own, if it is in reach. */
  kindAt(index: number): TokenKind {
    return index >= 0 && index < this.#limit ? this.#at(index) : TOKEN.end
  }

  textAt(index: number): string {
    return this.source.slice(this.#tokens.starts[index], this.#tokens.ends[index])
  }

  startAt(index: number): number {
    return this.#tokens.starts[index] ?? this.source.length
  }

  endAt(index: number): number {
    return this.#tokens.ends[index] ?? this.source.length
  }

  /** Index of the bracket or quotation mark that closes the one at `index`; the limit if none does. */
  closeOf(index: number): number {
    const partner = this.#tokens.partners[index] ?? -1
    return partner > index && partner < this.#limit ? partner : this.#limit
  }

  /** Whether a line break or the end stands before the next token. */
  get atLineEnd(): boolean {
    const kind = this.kindAt(this.index)
    return kind === TOKEN.newline || kind === TOKEN.semicolon || kind === TOKEN.end
  }

  take(): void {
    if (this.index >= this.#limit) return
    this.lastEnd = this.endAt(this.index)
    this.index += 1
  }

  takeIf(kind: TokenKind): boolean {
    if (this.peek() !== kind) return false
    this.take()
    return true
  }

  /** Takes the next token if it is a name with this text. */
  takeWord(word: string): boolean {
    if (this.peek() !== TOKEN.name || this.text !== word) return false
    this.take()
    return true
  }

  /** Index of the first token at `index` or behind it that is no line break. */
  pastNewlines(index: number): number {
    while (this.kindAt(index) === TOKEN.newline) index += 1
    return index
  }

  skipNewlines(): void {
    this.index = this.pastNewlines(this.index)
  }

  /**
   * Reads what stands between the bracket at the cursor and the one that closes it, and goes behind that. Undefined if
   * it is nested too deep, and then skipped.
   * @param newlines whether line breaks mean something in there
   */
  inside<T>(newlines: boolean, read: () => T): T | undefined {
    const close = this.closeOf(this.index)
    this.take()
    const [limit, skips] = [this.#limit, this.#skipsNewlines]
    this.#limit = close
    this.#skipsNewlines = !newlines
    const result = this.nested(read)
    this.index = close
    this.#limit = limit
    this.#skipsNewlines = skips
    this.take()
    return result
  }

  /** Reads one level deeper, or not at all where that is too deep. */
  nested<T>(read: () => T): T | undefined {
    if (this.#depth >= MAX_DEPTH) return undefined
    this.#depth += 1
    const result = read()
    this.#depth -= 1
    return result
  }

  /** Skips what cannot be read: up to the end of the statement, brackets as a whole. */
  skipStatement(): void {
    while (!this.atLineEnd) this.skipToken()
  }

  /** Skips one token, or a bracket with everything in it. */
  skipToken(): void {
    const close = this.#tokens.partners[this.index] ?? -1
    if (close > this.index && close < this.#limit) this.index = close
    this.take()
  }

  span(start: number): Span {
    return { start, end: Math.max(start, this.lastEnd) }
  }

  #at(index: number): TokenKind {
    return this.#tokens.kinds[index] as TokenKind
  }
}
