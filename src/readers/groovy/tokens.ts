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
