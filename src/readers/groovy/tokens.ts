/** Kinds of token. Numbers, because a file has very many of them. */
export const TOKEN = {
  end: 0,
  newline: 1,
  semicolon: 2,
  /** A name or a keyword. */
  name: 3,
  number: 4,
  /** The opening quotation marks of a string: `'`, `"`, `'''`, `"""`, `/` or `$/`. */
  quoteOpen: 5,
  quoteClose: 6,
  /** Characters of a string as written. */
  text: 7,
  /** `$name` or `$name.property` in a string. */
  path: 8,
  /** `${` in a string. */
  interpolation: 9,
  interpolationEnd: 10,
  parenOpen: 11,
  parenClose: 12,
  bracketOpen: 13,
  bracketClose: 14,
  braceOpen: 15,
  braceClose: 16,
  comma: 17,
  colon: 18,
  /** `.`, `?.`, `*.`, `.&`, `::`. */
  dot: 19,
  at: 20,
  arrow: 21,
  question: 22,
  /** `=`, `+=`, … */
  assign: 23,
  operator: 24,
  /** A character that has no meaning in Groovy. */
  bad: 25,
} as const

export type TokenKind = (typeof TOKEN)[keyof typeof TOKEN]

/** Something that Groovy could not read either. */
export interface GroovyFault {
  readonly offset: number
  readonly message: string
}

/** The tokens of a source as parallel lists; the last one is `end`. */
export interface GroovyTokens {
  readonly kinds: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly count: number
  /** For each bracket, quotation mark and interpolation the index of its counterpart; -1 for everything else. */
  readonly partners: Int32Array
  readonly faults: readonly GroovyFault[]
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
