import { TOKEN, type TokenKind } from './tokens.js'

const ID_START = /^\p{ID_Start}$/u
const ID_CONTINUE = /^\p{ID_Continue}$/u

const START = 1
const CONTINUE = 2
const DIGIT = 4

/** Bits for each ASCII character. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z_]/.test(character)) return START | CONTINUE
  if (/[0-9]/.test(character)) return CONTINUE | DIGIT
  return character === '-' ? CONTINUE : 0
})

/** Whether a name may start with the code point: a letter or, as Terraform allows, an underscore. */
export function startsName(code: number): boolean {
  return code < 128 ? ((CLASSES[code] ?? 0) & START) !== 0 : ID_START.test(String.fromCodePoint(code))
}

/** Whether a name may go on with the code point (HCL specification, Identifiers: Unicode's rule and the hyphen). */
export function continuesName(code: number): boolean {
  return code < 128 ? ((CLASSES[code] ?? 0) & CONTINUE) !== 0 : ID_CONTINUE.test(String.fromCodePoint(code))
}

export function isDigit(code: number): boolean {
  return code < 128 && ((CLASSES[code] ?? 0) & DIGIT) !== 0
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13
}

const NAME = /[A-Za-z0-9_-]*/y
const DIGITS = /[0-9]*/y
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y

/** Offset behind what the pattern, which matches anywhere, matches at `start`. */
function endOf(pattern: RegExp, source: string, start: number): number {
  pattern.lastIndex = start
  return pattern.test(source) ? pattern.lastIndex : start
}

/** Offset behind the name that starts at `start`. */
export function nameEnd(source: string, start: number): number {
  let at = endOf(NAME, source, start)
  while (source.charCodeAt(at) >= 128) {
    const point = source.codePointAt(at) ?? 0
    if (!continuesName(point)) return at
    at = endOf(NAME, source, at + (point > 0xffff ? 2 : 1))
  }
  return at
}

/** Offset behind the number that starts at `start`; `whole`: digits only, for the legacy index `list.0.name`. */
export function numberEnd(source: string, start: number, whole: boolean): number {
  return endOf(whole ? DIGITS : NUMBER, source, start)
}

const QUOTED_PLAIN = /[^"\\$%\n]*/y
const HEREDOC_PLAIN = /[^$%\n]*/y

/** Offset of the next character at `start` or behind it that means something in a quoted string. */
export function quotedPlainEnd(source: string, start: number): number {
  return endOf(QUOTED_PLAIN, source, start)
}

/** Offset of the next character at `start` or behind it that means something in a heredoc. */
export function heredocPlainEnd(source: string, start: number): number {
  return endOf(HEREDOC_PLAIN, source, start)
}

const BLANKS = /[ \t\r]*/y

/** Offset behind the blanks at `start`. */
export function blanksEnd(source: string, start: number): number {
  return endOf(BLANKS, source, start)
}

/** Braces, quotes, comments and heredocs are not here: they change what follows. */
const SYMBOLS: readonly (readonly [string, TokenKind])[] = [
  ['::', TOKEN.doubleColon],
  ['=>', TOKEN.arrow],
  ['==', TOKEN.operator],
  ['!=', TOKEN.operator],
  ['<=', TOKEN.operator],
  ['>=', TOKEN.operator],
  ['&&', TOKEN.operator],
  ['||', TOKEN.operator],
  ['[', TOKEN.bracketOpen],
  [']', TOKEN.bracketClose],
  ['(', TOKEN.parenOpen],
  [')', TOKEN.parenClose],
  ['.', TOKEN.dot],
  [',', TOKEN.comma],
  ['=', TOKEN.assign],
  [':', TOKEN.colon],
  ['?', TOKEN.question],
  ['!', TOKEN.not],
  ['-', TOKEN.minus],
  ['*', TOKEN.star],
  ['+', TOKEN.operator],
  ['/', TOKEN.operator],
  ['%', TOKEN.operator],
  ['<', TOKEN.operator],
  ['>', TOKEN.operator],
]

/** Kind by character, 0 for none; and by both characters of a pair. */
const SINGLES = new Uint8Array(128)
const PAIRS = new Map<number, TokenKind>()
for (const [symbol, kind] of SYMBOLS) {
  if (symbol.length === 1) SINGLES[symbol.charCodeAt(0)] = kind
  else PAIRS.set(pairOf(symbol.charCodeAt(0), symbol.charCodeAt(1)), kind)
}

/** Kind of the symbol of two characters or three (`...`) at `offset`, or undefined. */
export function longSymbolAt(source: string, offset: number): TokenKind | undefined {
  if (source.startsWith('...', offset)) return TOKEN.ellipsis
  return PAIRS.get(pairOf(source.charCodeAt(offset), source.charCodeAt(offset + 1)))
}

/** Kind of the symbol that the character is, or undefined. */
export function symbolOf(code: number): TokenKind | undefined {
  return ((SINGLES[code] ?? 0) || undefined) as TokenKind | undefined
}

function pairOf(first: number, second: number): number {
  return first < 128 && second < 128 ? first * 128 + second : -1
}
