import {
  blanksEnd,
  heredocPlainEnd,
  isBlank,
  isDigit,
  longSymbolAt,
  nameEnd,
  numberEnd,
  quotedPlainEnd,
  startsName,
  symbolOf,
} from './characters.js'
import { HeredocMarkers } from './heredoc-markers.js'
import type { Span } from './syntax.js'
import { TokenList } from '../token-list.js'
import { TOKEN, type HclTokens, type TokenKind } from './tokens.js'

const QUOTE = 34
const HASH = 35
const DOLLAR = 36
const PERCENT = 37
const SLASH = 47
const STAR = 42
const LESS = 60
const BACKSLASH = 92
const BRACE_OPEN = 123
const BRACE_CLOSE = 125
const TILDE = 126
const NEWLINE = 10

/** A construct that changes how characters are read, until it ends. Code at the top level has no frame. */
type Frame =
  | { readonly kind: 'quoted' }
  /** Without a marker it goes on to the end: a template that is a text of its own. */
  | { readonly kind: 'heredoc'; readonly marker: string | undefined; lineStart: boolean }
  | { readonly kind: 'sequence'; braces: number }

/** Splits HCL source into tokens, in one pass and for any input. What HCL does not allow becomes a `bad` token. */
export function lexHcl(source: string): HclTokens {
  return new Lexer(source).run()
}

/** Splits a text that is one template, such as a string of Terraform's JSON syntax, into tokens. */
export function lexTemplate(text: string): HclTokens {
  const lexer = new Lexer(text)
  lexer.openTemplate()
  return lexer.run()
}

class Lexer {
  readonly #source: string
  readonly #tokens: TokenList<TokenKind>
  readonly #messages = new Map<number, string>()
  readonly #comments: Span[] = []
  readonly #frames: Frame[] = []
  readonly #markers: HeredocMarkers
  #offset: number

  constructor(source: string) {
    this.#source = source
    this.#markers = new HeredocMarkers(source)
    this.#tokens = new TokenList<TokenKind>(source.length)
    this.#offset = source.charCodeAt(0) === 0xfeff ? 1 : 0
  }

  openTemplate(): void {
    this.#offset = 0
    this.#push(TOKEN.heredocOpen, 0)
    this.#frames.push({ kind: 'heredoc', marker: undefined, lineStart: false })
  }

  run(): HclTokens {
    while (this.#offset < this.#source.length) {
      const frame = this.#frames.at(-1)
      if (frame?.kind === 'quoted') this.#quoted()
      else if (frame?.kind === 'heredoc') this.#heredoc(frame)
      else this.#code(frame)
    }
    const open = this.#frames.at(-1)
    if (open?.kind === 'quoted') this.#bad(0, 'the string has no closing quotation mark')
    if (open?.kind === 'heredoc' && open.marker === undefined) this.#push(TOKEN.heredocClose, 0)
    this.#push(TOKEN.end, 0)
    const { kinds, starts, ends, count } = this.#tokens
    return { kinds, starts, ends, count, messages: this.#messages, comments: this.#comments }
  }

  /** Adds a token of `length` characters at the current offset and moves behind it. */
  #push(kind: TokenKind, length: number): void {
    const start = this.#offset
    this.#offset = start + length
    this.#tokens.add(kind, start, this.#offset)
  }

  #bad(length: number, message: string): void {
    this.#messages.set(this.#tokens.count, message)
    this.#push(TOKEN.bad, length)
  }

  /** Reads code until a template begins or the sequence that it belongs to ends. */
  #code(sequence: Extract<Frame, { kind: 'sequence' }> | undefined): void {
    const source = this.#source
    const depth = this.#frames.length
    while (this.#offset < source.length && this.#frames.length === depth) {
      const code = source.charCodeAt(this.#offset)
      if (isBlank(code)) this.#offset = blanksEnd(source, this.#offset)
      else if (code === NEWLINE) this.#push(TOKEN.newline, 1)
      else if (code < 128 && startsName(code))
        this.#push(TOKEN.identifier, nameEnd(source, this.#offset) - this.#offset)
      else if (isDigit(code)) this.#number()
      else if (code === BRACE_OPEN || code === BRACE_CLOSE || code === TILDE) this.#brace(code, sequence)
      else if (code === QUOTE) {
        this.#push(TOKEN.quoteOpen, 1)
        this.#frames.push({ kind: 'quoted' })
      } else if (!this.#comment(code) && !this.#heredocOpening(code)) this.#symbol(code)
    }
  }

  #number(): void {
    const whole = this.#tokens.kinds[this.#tokens.count - 1] === TOKEN.dot && this.#tokens.count > 0
    this.#push(TOKEN.number, numberEnd(this.#source, this.#offset, whole) - this.#offset)
  }

  #brace(code: number, sequence: { braces: number } | undefined): void {
    const strips = code === TILDE
    if (strips && this.#source.charCodeAt(this.#offset + 1) !== BRACE_CLOSE) return this.#symbol(code)
    if (code === BRACE_OPEN) {
      if (sequence !== undefined) sequence.braces += 1
      this.#push(TOKEN.braceOpen, 1)
    } else if (sequence?.braces === 0) {
      this.#push(TOKEN.sequenceEnd, strips ? 2 : 1)
      this.#frames.pop()
    } else if (strips) {
      this.#symbol(code)
    } else {
      if (sequence !== undefined) sequence.braces -= 1
      this.#push(TOKEN.braceClose, 1)
    }
  }

  /** Skips a comment, if one begins here. A line comment leaves its line break, which still counts. */
  #comment(code: number): boolean {
    const next = code === SLASH ? this.#source.charCodeAt(this.#offset + 1) : 0
    if (code !== HASH && next !== SLASH && next !== STAR) return false
    const start = this.#offset
    if (next === STAR) {
      const close = this.#source.indexOf('*/', start + 2)
      if (close < 0) this.#bad(this.#source.length - start, 'the comment has no closing */')
      else this.#offset = close + 2
    } else {
      this.#offset = this.#lineEnd()
    }
    this.#comments.push({ start, end: this.#offset })
    return true
  }

  /** Opens a heredoc (`<<NAME` or `<<-NAME` before a line break), if one begins here and ends somewhere. */
  #heredocOpening(code: number): boolean {
    const source = this.#source
    if (code !== LESS || source.charCodeAt(this.#offset + 1) !== LESS) return false
    const nameStart = this.#offset + (source[this.#offset + 2] === '-' ? 3 : 2)
    const first = source.codePointAt(nameStart)
    if (first === undefined || !startsName(first)) return false
    const end = nameEnd(source, nameStart)
    const marker = source.slice(nameStart, end)
    const lineEnd = this.#lineEnd()
    if (source.slice(end, lineEnd).trim() !== '') return false
    if (!this.#markers.endsAfter(marker, lineEnd)) {
      this.#bad(end - this.#offset, 'the heredoc has no line that ends it')
      return true
    }
    this.#push(TOKEN.heredocOpen, end - this.#offset)
    this.#offset = lineEnd + 1
    this.#frames.push({ kind: 'heredoc', marker, lineStart: true })
    return true
  }

  #symbol(code: number): void {
    const long = longSymbolAt(this.#source, this.#offset)
    if (long !== undefined) return this.#push(long, long === TOKEN.ellipsis ? 3 : 2)
    const symbol = symbolOf(code)
    if (symbol !== undefined) return this.#push(symbol, 1)
    const point = this.#source.codePointAt(this.#offset) ?? code
    if (point >= 128 && startsName(point)) {
      return this.#push(TOKEN.identifier, nameEnd(this.#source, this.#offset) - this.#offset)
    }
    this.#bad(point > 0xffff ? 2 : 1, describe(point))
  }

  /** Reads literal text up to the closing quotation mark, the next sequence or the end of the line. */
  #quoted(): void {
    const source = this.#source
    let at = quotedPlainEnd(source, this.#offset)
    while (at < source.length) {
      const code = source.charCodeAt(at)
      if (code === QUOTE || code === NEWLINE) break
      const skip = code === BACKSLASH ? (source.charCodeAt(at + 1) === NEWLINE ? 1 : 2) : this.#sequenceAt(at, code)
      if (skip === 0) break
      at = quotedPlainEnd(source, at + skip)
    }
    this.#text(Math.min(at, source.length))
    const code = source.charCodeAt(this.#offset)
    if (code === QUOTE) {
      this.#push(TOKEN.quoteClose, 1)
      this.#frames.pop()
    } else if (code === NEWLINE) {
      this.#bad(0, 'the string has no closing quotation mark')
      this.#leaveQuotes()
    } else if (this.#offset < source.length) {
      this.#openSequence()
    }
  }

  /** A string ends with its line: so do the strings and sequences around it, up to the heredoc or code that holds them. */
  #leaveQuotes(): void {
    while (this.#frames.length > 0 && this.#frames.at(-1)?.kind !== 'heredoc') this.#frames.pop()
  }

  /** 0 where `${` or `%{` opens a sequence, 3 at its escaped form (`$${`), else 1. */
  #sequenceAt(at: number, code: number): 0 | 1 | 3 {
    const next = this.#source.charCodeAt(at + 1)
    if (next === BRACE_OPEN) return 0
    return next === code && this.#source.charCodeAt(at + 2) === BRACE_OPEN ? 3 : 1
  }

  #openSequence(): void {
    const kind = this.#source.charCodeAt(this.#offset) === DOLLAR ? TOKEN.interpolation : TOKEN.directive
    this.#push(kind, this.#source.charCodeAt(this.#offset + 2) === TILDE ? 3 : 2)
    this.#frames.push({ kind: 'sequence', braces: 0 })
  }

  /** Reads a heredoc's text up to the next sequence or the line that ends it. */
  #heredoc(frame: Extract<Frame, { kind: 'heredoc' }>): void {
    const source = this.#source
    let at = this.#offset
    while (at < source.length) {
      if (frame.lineStart) {
        const close = frame.marker === undefined ? -1 : this.#markers.closeAt(frame.marker, at)
        if (close >= 0) {
          this.#text(at)
          this.#offset = close
          this.#push(TOKEN.heredocClose, frame.marker?.length ?? 0)
          this.#frames.pop()
          return
        }
      }
      at = heredocPlainEnd(source, at)
      const code = source.charCodeAt(at)
      const skip = code === DOLLAR || code === PERCENT ? this.#sequenceAt(at, code) : 1
      if (skip === 0) {
        this.#text(at)
        return this.#openSequence()
      }
      frame.lineStart = code === NEWLINE
      at += skip
    }
    this.#text(source.length)
  }

  /** Adds the text from the current offset up to `end`, if there is any. */
  #text(end: number): void {
    if (end > this.#offset) this.#push(TOKEN.text, end - this.#offset)
  }

  #lineEnd(): number {
    const end = this.#source.indexOf('\n', this.#offset)
    return end < 0 ? this.#source.length : end
  }
}

function describe(point: number): string {
  if (point === 39) return 'HCL has no strings in single quotation marks: write "…" instead of \'…\''
  const printable = point > 32 && point < 127
  const name = printable
    ? `\`${String.fromCodePoint(point)}\``
    : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  return `the character ${name} has no meaning here`
}
