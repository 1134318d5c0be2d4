import type { Span } from './syntax.js'
import { TOKEN, type HclTokens, type TokenKind } from './tokens.js'

/** Bodies and expressions nested deeper than this are not read: far above what people write, far below the stack. */
export const MAX_DEPTH = 100

/** Text that HCL does not allow. Thrown inside the parser only, and always caught there. */
export class SyntaxFault {
  readonly message: string
  readonly span: Span

  constructor(message: string, span: Span) {
    this.message = message
    this.span = span
  }
}

/** A place among the tokens, with one token of look-ahead. */
export class TokenCursor {
  readonly source: string
  readonly tokens: HclTokens
  /** Whether line breaks are skipped: true within parentheses, brackets and template sequences. */
  skipsNewlines = false
  index = 0
  readonly #kinds: Uint8Array
  readonly #last: number
  /** Offset behind the token last taken. */
  lastEnd = 0
  #depth = 0

  constructor(source: string, tokens: HclTokens) {
    this.source = source
    this.tokens = tokens
    this.#kinds = tokens.kinds
    this.#last = tokens.count - 1
  }

  /** Kind of the next token. */
  peek(): TokenKind {
    if (this.skipsNewlines) while (this.#kinds[this.index] === TOKEN.newline) this.index += 1
    return this.#kinds[this.index] as TokenKind
  }

  /** Kind of the token `ahead` places behind the next one, line breaks included. */
  peekAhead(ahead: number): TokenKind {
    return this.#kinds[Math.min(this.index + ahead, this.#last)] as TokenKind
  }

  get start(): number {
    return this.tokens.starts[this.index] ?? this.source.length
  }

  get end(): number {
    return this.tokens.ends[this.index] ?? this.source.length
  }

  /** Text of the next token. */
  get text(): string {
    return this.source.slice(this.start, this.end)
  }

  take(): void {
    this.lastEnd = this.end
    if (this.index < this.#last) this.index += 1
  }

  /** Takes the next token if it is of `kind`. */
  takeIf(kind: TokenKind): boolean {
    if (this.peek() !== kind) return false
    this.take()
    return true
  }

  expect(kind: TokenKind, what: string): void {
    if (!this.takeIf(kind)) this.fail(`expected ${what}, found ${this.found()}`)
  }

  /** Takes a name and returns it. */
  name(what: string): string {
    if (this.peek() !== TOKEN.identifier) this.fail(`expected ${what}, found ${this.found()}`)
    const { text } = this
    this.take()
    return text
  }

  /** Throws a fault at the next token. A `bad` token says itself what is wrong. */
  fail(message: string): never {
    throw new SyntaxFault(this.tokens.messages.get(this.index) ?? message, { start: this.start, end: this.end })
  }

  /** The next token in words. */
  found(): string {
    const kind = this.#kinds[this.index]
    if (kind === TOKEN.end) return 'the end of the file'
    if (kind === TOKEN.newline) return 'the end of the line'
    if (kind === TOKEN.quoteOpen) return 'a string'
    if (kind === TOKEN.text) return 'text'
    if (kind === TOKEN.heredocOpen || kind === TOKEN.heredocClose) return 'a heredoc'
    const { text } = this
    return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``
  }

  /** Says whether line breaks are skipped from here on, and returns what held before. */
  skipNewlines(skips: boolean): boolean {
    const before = this.skipsNewlines
    this.skipsNewlines = skips
    return before
  }

  /** Goes one level deeper. Faults where that is too deep. */
  enter(): void {
    if (this.#depth >= MAX_DEPTH) this.fail(`nested deeper than ${MAX_DEPTH} levels`)
    this.#depth += 1
  }

  leave(): void {
    this.#depth -= 1
  }

  /** What {@link restore} needs to go on after a fault. */
  save(): number {
    return this.#depth
  }

  /** Back to a body of the depth that was saved, at the token `index`. */
  restore(depth: number, index: number): void {
    this.#depth = depth
    this.skipsNewlines = false
    this.index = Math.min(index, this.#last)
  }
}
