import type { Span } from './syntax.js'

/** Kinds of token. Numbers, because a file has very many of them. */
export const TOKEN = {
  end: 0,
  newline: 1,
  identifier: 2,
  number: 3,
  quoteOpen: 4,
  quoteClose: 5,
  heredocOpen: 6,
  heredocClose: 7,
  /** Literal text of a template. */
  text: 8,
  /** `${` or `${~`. */
  interpolation: 9,
  /** `%{` or `%{~`. */
  directive: 10,
  /** The `}` or `~}` that ends an interpolation or a directive. */
  sequenceEnd: 11,
  braceOpen: 12,
  braceClose: 13,
  bracketOpen: 14,
  bracketClose: 15,
  parenOpen: 16,
  parenClose: 17,
  dot: 18,
  comma: 19,
  assign: 20,
  arrow: 21,
  colon: 22,
  doubleColon: 23,
  question: 24,
  ellipsis: 25,
  not: 26,
  minus: 27,
  star: 28,
  /** Any other operator between two operands. */
  operator: 29,
  /** A character or an unclosed construct that HCL does not allow; `messages` says what is wrong. */
  bad: 30,
} as const

export type TokenKind = (typeof TOKEN)[keyof typeof TOKEN]

/** The tokens of a source as parallel lists; the last one is `end`. */
export interface HclTokens {
  readonly kinds: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly count: number
  /** What is wrong with the `bad` token of an index. */
  readonly messages: ReadonlyMap<number, string>
  readonly comments: readonly Span[]
}
