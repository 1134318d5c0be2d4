/** Operators with two operands and how tightly they bind (Groovy Language Documentation, Operator precedence). */
export const BINARY: ReadonlyMap<string, number> = new Map([
  ['?:', 0],
  ['||', 1],
  ['&&', 2],
  ['|', 3],
  ['^', 4],
  ['&', 5],
  ['==', 6],
  ['!=', 6],
  ['===', 6],
  ['!==', 6],
  ['<=>', 6],
  ['=~', 7],
  ['==~', 7],
  ['<', 8],
  ['<=', 8],
  ['>', 8],
  ['>=', 8],
  ['in', 8],
  ['instanceof', 8],
  ['as', 8],
  ['<<', 9],
  ['>>', 9],
  ['>>>', 9],
  ['..', 9],
  ['..<', 9],
  ['+', 10],
  ['-', 10],
  ['*', 11],
  ['/', 11],
  ['%', 11],
  ['**', 12],
])

/** Words that cannot begin an argument of a call without parentheses. */
export const NEVER_AN_ARGUMENT: ReadonlySet<string> = new Set([
  'in',
  'as',
  'instanceof',
  'else',
  'catch',
  'finally',
  'while',
  'implements',
  'extends',
])

/** The value of a number as written; what is not finite counts as 0. */
export function literalOf(text: string): number {
  const digits = text.replace(/_/g, '')
  const value = Number(/^0[xX]/.test(digits) ? digits : digits.replace(/[a-zA-Z]$/, ''))
  return Number.isFinite(value) ? value : 0
}
