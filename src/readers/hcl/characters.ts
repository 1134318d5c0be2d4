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

/** Offset behind the name that starts at `start`. */
export function nameEnd(source: string, start: number): number {
  let at = start
  for (;;) {
    const code = source.charCodeAt(at)
    if (code < 128) {
      if (!continuesName(code)) return at
      at += 1
    } else {
      const point = source.codePointAt(at)
      if (point === undefined || !continuesName(point)) return at
      at += point > 0xffff ? 2 : 1
    }
  }
}

/** Offset behind the number that starts at `start`; `whole`: digits only, for the legacy index `list.0.name`. */
export function numberEnd(source: string, start: number, whole: boolean): number {
  let at = digitsEnd(source, start)
  if (whole) return at
  if (source[at] === '.' && isDigit(source.charCodeAt(at + 1))) at = digitsEnd(source, at + 1)
  if (source[at] === 'e' || source[at] === 'E') {
    const sign = source[at + 1] === '+' || source[at + 1] === '-' ? 1 : 0
    if (isDigit(source.charCodeAt(at + 1 + sign))) at = digitsEnd(source, at + 1 + sign)
  }
  return at
}

function digitsEnd(source: string, start: number): number {
  let at = start
  while (isDigit(source.charCodeAt(at))) at += 1
  return at
}

/** Longest first. Braces, quotes, comments and heredocs are not here: they change what follows. */
const SYMBOLS: readonly (readonly [string, TokenKind])[] = [
  ['...', TOKEN.ellipsis],
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

/** The symbols that start with each ASCII character. */
const SYMBOLS_BY_START = Array.from({ length: 128 }, (_, code) =>
  SYMBOLS.filter(([symbol]) => symbol.charCodeAt(0) === code),
)

/** The symbol that stands at `offset`, or undefined. */
export function symbolAt(source: string, offset: number): readonly [string, TokenKind] | undefined {
  const candidates = SYMBOLS_BY_START[source.charCodeAt(offset)]
  if (candidates === undefined) return undefined
  for (const candidate of candidates) if (source.startsWith(candidate[0], offset)) return candidate
  return undefined
}
