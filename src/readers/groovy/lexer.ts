import { blanksEnd, nameEnd, NOT_AN_OPERAND, numberEnd, pathEnd, symbolAt } from './characters.js'
import { partnersOf } from './partners.js'
import { TokenList } from '../token-list.js'
import { TOKEN, type GroovyFault, type GroovyTokens, type TokenKind } from './tokens.js'

const NEWLINE = 10
const DOUBLE = 34
const DOLLAR = 36
const SINGLE = 39
const SLASH = 47
const SEMICOLON = 59
const BACKSLASH = 92
const BRACE_OPEN = 123
const BRACE_CLOSE = 125

/** How a kind of string ends and what is special in it. */
interface Style {
  readonly open: string
  readonly close: string
  readonly interpolates: boolean
  /** Whether it may go over several lines. */
  readonly lines: boolean
  /** The character that takes the next one literally. */
  readonly escape: number
}

/** Source: Groovy Language Documentation, Strings. */
const STYLES: readonly Style[] = [
  { open: "'''", close: "'''", interpolates: false, lines: true, escape: BACKSLASH },
  { open: '"""', close: '"""', interpolates: true, lines: true, escape: BACKSLASH },
  { open: '$/', close: '/$', interpolates: true, lines: true, escape: DOLLAR },
  { open: "'", close: "'", interpolates: false, lines: false, escape: BACKSLASH },
  { open: '"', close: '"', interpolates: true, lines: false, escape: BACKSLASH },
]
const SLASHY: Style = { open: '/', close: '/', interpolates: true, lines: true, escape: BACKSLASH }

/** A construct that changes how characters are read, until it ends. Code at the top level has no frame. */
type Frame =
  | { readonly kind: 'string'; readonly style: Style; readonly start: number }
  | { readonly kind: 'interpolation'; readonly start: number; braces: number }

const BRACKETS: ReadonlyMap<number, TokenKind> = new Map([
  [40, TOKEN.parenOpen],
  [41, TOKEN.parenClose],
  [91, TOKEN.bracketOpen],
  [93, TOKEN.bracketClose],
])

/** Splits Groovy source into tokens, in one pass and for any input. */
export function lexGroovy(source: string): GroovyTokens {
  return new Lexer(source).run()
}

class Lexer {
  readonly #source: string
  readonly #tokens: TokenList<TokenKind>
  readonly #faults: GroovyFault[] = []
  readonly #frames: Frame[] = []
  #offset: number
  /** No slash behind this offset ends a slashy string: once looked for in vain, never again. */
  #noSlashFrom = Infinity

  constructor(source: string) {
    this.#source = source
    this.#tokens = new TokenList<TokenKind>(source.length)
    this.#offset = source.charCodeAt(0) === 0xfeff ? 1 : 0
    // A shebang is a comment (Groovy Language Documentation: Shebang line).
    if (source.startsWith('#!', this.#offset)) this.#offset = this.#lineEnd()
  }

  run(): GroovyTokens {
    while (this.#offset < this.#source.length) {
      const frame = this.#frames.at(-1)
      if (frame?.kind === 'string') this.#string(frame.style)
      else this.#code(frame)
    }
    const [open] = this.#frames
    if (open !== undefined) this.#fault(open.start, 'the string has no closing quotation mark')
    this.#push(TOKEN.end, 0)
    const { kinds, starts, ends, count } = this.#tokens
    const { partners, faults } = partnersOf(this.#tokens)
    return { kinds, starts, ends, count, partners, faults: [...this.#faults, ...faults] }
  }

  #push(kind: TokenKind, length: number): void {
    const start = this.#offset
    this.#offset = start + length
    this.#tokens.add(kind, start, this.#offset)
  }

  #fault(offset: number, message: string): void {
    if (this.#faults.length < 20) this.#faults.push({ offset, message })
  }

  /** Reads one token of code. */
  #code(frame: { braces: number } | undefined): void {
    const source = this.#source
    const blanks = blanksEnd(source, this.#offset)
    if (blanks > this.#offset) {
      this.#offset = blanks
      return
    }
    const code = source.charCodeAt(this.#offset)
    if (code === NEWLINE) return this.#push(TOKEN.newline, 1)
    if (code === SEMICOLON) return this.#push(TOKEN.semicolon, 1)
    if (code === SLASH && this.#comment()) return
    if (code === BRACE_OPEN || code === BRACE_CLOSE) return this.#brace(code, frame)
    const bracket = BRACKETS.get(code)
    if (bracket !== undefined) return this.#push(bracket, 1)
    const style = this.#styleAt(code)
    if (style !== undefined) {
      this.#frames.push({ kind: 'string', style, start: this.#offset })
      this.#push(TOKEN.quoteOpen, style.open.length)
      return
    }
    if (code >= 48 && code <= 57) return this.#push(TOKEN.number, numberEnd(source, this.#offset) - this.#offset)
    const name = nameEnd(source, this.#offset)
    if (name > this.#offset) return this.#push(TOKEN.name, name - this.#offset)
    const symbol = symbolAt(source, this.#offset)
    this.#push(symbol?.[1] ?? TOKEN.bad, symbol?.[0].length ?? 1)
  }

  #brace(code: number, frame: { braces: number } | undefined): void {
    if (code === BRACE_OPEN) {
      if (frame !== undefined) frame.braces += 1
      this.#push(TOKEN.braceOpen, 1)
    } else if (frame?.braces === 0) {
      this.#push(TOKEN.interpolationEnd, 1)
      this.#frames.pop()
    } else {
      if (frame !== undefined) frame.braces -= 1
      this.#push(TOKEN.braceClose, 1)
    }
  }

  /** Skips a comment, if one begins here. A line comment leaves its line break, which still counts. */
  #comment(): boolean {
    const next = this.#source.charAt(this.#offset + 1)
    if (next === '/') this.#offset = this.#lineEnd()
    else if (next === '*') {
      const close = this.#source.indexOf('*/', this.#offset + 2)
      if (close < 0) this.#fault(this.#offset, 'the comment has no closing */')
      this.#offset = close < 0 ? this.#source.length : close + 2
    } else return false
    return true
  }

  /** The kind of string that begins here, if one does. */
  #styleAt(code: number): Style | undefined {
    if (code === SLASH) return this.#slashy() ? SLASHY : undefined
    if (code !== SINGLE && code !== DOUBLE && code !== DOLLAR) return undefined
    return STYLES.find(({ open }) => this.#source.startsWith(open, this.#offset))
  }

  /** A slash divides what stands before it, unless nothing does; then a string must end somewhere. */
  #slashy(): boolean {
    if (this.#followsOperand() || this.#offset >= this.#noSlashFrom) return false
    for (let at = this.#offset + 1; at < this.#source.length; at += 1) {
      const code = this.#source.charCodeAt(at)
      if (code === BACKSLASH) at += 1
      else if (code === SLASH) return true
    }
    this.#noSlashFrom = this.#offset
    return false
  }

  #followsOperand(): boolean {
    const { kinds, starts, ends, count } = this.#tokens
    const last = kinds[count - 1]
    if (count === 0) return false
    if (last === TOKEN.name) return !NOT_AN_OPERAND.has(this.#source.slice(starts[count - 1], ends[count - 1]))
    return (
      last === TOKEN.number ||
      last === TOKEN.quoteClose ||
      last === TOKEN.parenClose ||
      last === TOKEN.bracketClose ||
      last === TOKEN.braceClose
    )
  }

  /** Reads the text of a string up to its end or the next interpolation. */
  #string({ close, interpolates, lines, escape }: Style): void {
    const source = this.#source
    let at = this.#offset
    while (at < source.length) {
      const code = source.charCodeAt(at)
      if (source.startsWith(close, at)) {
        this.#text(at)
        this.#push(TOKEN.quoteClose, close.length)
        this.#frames.pop()
        return
      }
      if (code === NEWLINE && !lines) {
        this.#text(at)
        this.#fault(at, 'the string has no closing quotation mark on its line')
        return this.#leaveLine()
      }
      if (code === escape && isEscape(source, at, escape)) at += 2
      else if (code === DOLLAR && interpolates && this.#interpolation(at)) return
      else at += 1
    }
    this.#text(Math.min(at, source.length))
  }

  /** Reads `$name` or opens `${`, if one of them stands at `at`. */
  #interpolation(at: number): boolean {
    if (this.#source.charCodeAt(at + 1) === BRACE_OPEN) {
      this.#text(at)
      this.#frames.push({ kind: 'interpolation', start: at, braces: 0 })
      this.#push(TOKEN.interpolation, 2)
      return true
    }
    const end = pathEnd(this.#source, at)
    if (end === at) return false
    this.#text(at)
    this.#push(TOKEN.path, end - at)
    return true
  }

  /** Adds the text from the current offset up to `end`, if there is any. */
  #text(end: number): void {
    if (end > this.#offset) this.#push(TOKEN.text, end - this.#offset)
  }

  /** A string that must end on its line ends there, and with it what it stands in on that line. */
  #leaveLine(): void {
    this.#push(TOKEN.quoteClose, 0)
    this.#frames.pop()
  }

  #lineEnd(): number {
    const end = this.#source.indexOf('\n', this.#offset)
    return end < 0 ? this.#source.length : end
  }
}

/** `$$` and `$/` are the escapes of a dollar slashy string; a backslash takes whatever follows. */
function isEscape(source: string, at: number, escape: number): boolean {
  if (escape === BACKSLASH) return true
  const next = source.charCodeAt(at + 1)
  return next === DOLLAR || next === SLASH
}
