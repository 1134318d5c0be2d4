import { TOKEN, type TokenKind } from './tokens.js'

const NAME = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y
const PATH = /\$[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y
const NUMBER = /0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][-+]?[0-9]+)?[gGlLiIdDfF]?/y
const BLANKS = /[ \t\r\f\u00a0]*(?:\\\r?\n[ \t\r\f]*)*/y

/** Offset behind what the sticky pattern matches at `start`; `start` itself if it does not match. */
function endOf(pattern: RegExp, source: string, start: number): number {
  pattern.lastIndex = start
  return pattern.test(source) ? pattern.lastIndex : start
}

/** Offset behind the name at `start`. */
export function nameEnd(source: string, start: number): number {
  return endOf(NAME, source, start)
}

/** Offset behind `$name.property` at `start` of a string's text. */
export function pathEnd(source: string, start: number): number {
  return endOf(PATH, source, start)
}

/** Offset behind the number at `start`. */
export function numberEnd(source: string, start: number): number {
  return endOf(NUMBER, source, start)
}

/** Offset behind the blanks at `start`; a backslash at the end of a line goes on with the next. */
export function blanksEnd(source: string, start: number): number {
  return endOf(BLANKS, source, start)
}

/** Words that are never the name of a variable, so that no operand ends with them. */
export const NOT_AN_OPERAND: ReadonlySet<string> = new Set([
  'return',
  'in',
  'case',
  'else',
  'assert',
  'throw',
  'as',
  'instanceof',
  'new',
])

/** Longest first. Brackets, quotation marks and comments are not here: they change what follows. */
const SYMBOLS: readonly (readonly [string, TokenKind])[] = [
  ['>>>=', TOKEN.assign],
  ['<=>', TOKEN.operator],
  ['==~', TOKEN.operator],
  ['===', TOKEN.operator],
  ['!==', TOKEN.operator],
  ['>>>', TOKEN.operator],
  ['**=', TOKEN.assign],
  ['<<=', TOKEN.assign],
  ['>>=', TOKEN.assign],
  ['..<', TOKEN.operator],
  ['...', TOKEN.operator],
  ['?:', TOKEN.operator],
  ['?.', TOKEN.dot],
  ['*.', TOKEN.dot],
  ['.&', TOKEN.dot],
  ['.@', TOKEN.dot],
  ['::', TOKEN.dot],
  ['..', TOKEN.operator],
  ['->', TOKEN.arrow],
  ['==', TOKEN.operator],
  ['!=', TOKEN.operator],
  ['=~', TOKEN.operator],
  ['<=', TOKEN.operator],
  ['>=', TOKEN.operator],
  ['<<', TOKEN.operator],
  ['>>', TOKEN.operator],
  ['&&', TOKEN.operator],
  ['||', TOKEN.operator],
  ['++', TOKEN.operator],
  ['--', TOKEN.operator],
  ['**', TOKEN.operator],
  ['+=', TOKEN.assign],
  ['-=', TOKEN.assign],
  ['*=', TOKEN.assign],
  ['/=', TOKEN.assign],
  ['%=', TOKEN.assign],
  ['|=', TOKEN.assign],
  ['&=', TOKEN.assign],
  ['^=', TOKEN.assign],
  ['=', TOKEN.assign],
  ['.', TOKEN.dot],
  [',', TOKEN.comma],
  [':', TOKEN.colon],
  ['@', TOKEN.at],
  ['?', TOKEN.question],
  ['+', TOKEN.operator],
  ['-', TOKEN.operator],
  ['*', TOKEN.operator],
  ['/', TOKEN.operator],
  ['%', TOKEN.operator],
  ['<', TOKEN.operator],
  ['>', TOKEN.operator],
  ['!', TOKEN.operator],
  ['~', TOKEN.operator],
  ['&', TOKEN.operator],
  ['|', TOKEN.operator],
  ['^', TOKEN.operator],
]

const BY_FIRST = new Map<string, (readonly [string, TokenKind])[]>()
for (const entry of SYMBOLS) {
  const first = entry[0].charAt(0)
  const same = BY_FIRST.get(first)
  if (same === undefined) BY_FIRST.set(first, [entry])
  else same.push(entry)
}

/** The symbol at `offset` with its kind, or undefined. */
export function symbolAt(source: string, offset: number): readonly [string, TokenKind] | undefined {
  return BY_FIRST.get(source.charAt(offset))?.find(([symbol]) => source.startsWith(symbol, offset))
}
