/** A fact that may be impossible to find out. Unknown is a value of its own: it never reads as "no". */
export type Known<T> = { readonly known: true; readonly value: T } | Unknown

export interface Unknown {
  readonly known: false
  /** Why the fact could not be read, as a sentence part: `no token was given`. */
  readonly reason: string
  /** The GitHub permission that would make it readable: `administration: read`. */
  readonly permission?: string
  /** What a person can do to find out or to let the linter find out. */
  readonly remedy?: string
}

export function known<T>(value: T): Known<T> {
  return { known: true, value }
}

export function unknown(reason: string, more: { permission?: string; remedy?: string } = {}): Unknown {
  return { known: false, reason, ...more }
}
