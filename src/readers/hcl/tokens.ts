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

/** Tokens while they are found. Typed arrays, because lists of numbers cost more to collect than to read. */
export class TokenList {
  kinds: Uint8Array
  starts: Int32Array
  ends: Int32Array
  count = 0

  /** Reserves space for a source of `length` characters. */
  constructor(length: number) {
    const capacity = (length >> 2) + 16
    this.kinds = new Uint8Array(capacity)
    this.starts = new Int32Array(capacity)
    this.ends = new Int32Array(capacity)
  }

  add(kind: TokenKind, start: number, end: number): void {
    if (this.count === this.kinds.length) this.#grow()
    this.kinds[this.count] = kind
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.count += 1
  }

  #grow(): void {
    const { kinds, starts, ends } = this
    this.kinds = new Uint8Array(kinds.length * 2)
    this.starts = new Int32Array(kinds.length * 2)
    this.ends = new Int32Array(kinds.length * 2)
    this.kinds.set(kinds)
    this.starts.set(starts)
    this.ends.set(ends)
  }
}
