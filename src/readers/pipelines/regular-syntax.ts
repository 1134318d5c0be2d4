/** A regular expression as a tree: what Java, Go, Ruby and JavaScript have in common. */
export type Regular =
  | { readonly kind: 'set'; has(character: string): boolean; readonly literal?: string }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'boundary'; readonly wanted: boolean }
  | { readonly kind: 'ahead'; readonly inner: Regular; readonly wanted: boolean }
  | { readonly kind: 'either'; readonly options: readonly Regular[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Regular[] }
  | { readonly kind: 'repeat'; readonly inner: Regular; readonly min: number; readonly max: number }

/** Longer expressions, and groups that stand deeper in one another, are not looked into. */
const MAX_LENGTH = 1_000
const MAX_DEPTH = 30

/** Why an expression is not understood; caught at once. */
class Unsupported extends Error {}

/** The tree of an expression (without slashes), or undefined if it is malformed or uses what is not understood. */
export function parseRegular(pattern: string): Regular | undefined {
  if (pattern.length > MAX_LENGTH) return undefined
  try {
    return new Parser(pattern).whole()
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

const CLASSES: Readonly<Record<string, RegExp>> = { d: /\d/, D: /\D/, w: /\w/, W: /\W/, s: /\s/, S: /\S/ }
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

class Parser {
  readonly #pattern: string
  #at = 0
  #ignoreCase = false

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  whole(): Regular {
    if (this.#take('(?i)')) this.#ignoreCase = true
    const result = this.#either(0)
    if (this.#at < this.#pattern.length) throw new Unsupported()
    return result
  }

  #either(depth: number): Regular {
    if (depth > MAX_DEPTH) throw new Unsupported()
    const options = [this.#sequence(depth)]
    while (this.#take('|')) options.push(this.#sequence(depth))
    const [only] = options
    return options.length === 1 && only !== undefined ? only : { kind: 'either', options }
  }

  #sequence(depth: number): Regular {
    const parts: Regular[] = []
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#peek())) parts.push(this.#repeated(depth))
    return { kind: 'sequence', parts }
  }

  #repeated(depth: number): Regular {
    let inner = this.#atom(depth)
    for (;;) {
      const range = this.#range()
      if (range === undefined) return inner
      // Lazy and possessive repetition find the same texts here.
      if (!this.#take('?')) this.#take('+')
      inner = { kind: 'repeat', inner, ...range }
    }
  }

  #range(): { min: number; max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Infinity }
    if (this.#take('+')) return { min: 1, max: Infinity }
    if (this.#take('?')) return { min: 0, max: 1 }
    const braces = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(this.#pattern.slice(this.#at, this.#at + 12))
    if (braces === null) return undefined
    const [text, low = '', comma, high] = braces
    this.#at += text.length
    const min = Number(low)
    return { min, max: comma === '' ? min : high === '' ? Infinity : Number(high) }
  }

  #atom(depth: number): Regular {
    const character = this.#next()
    switch (character) {
      case '^':
        return { kind: 'start' }
      case '$':
        return { kind: 'end' }
      case '.':
        return { kind: 'set', has: (each) => each !== '\n' }
      case '(':
        return this.#group(depth)
      case '[':
        return this.#class()
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
      case ')':
        throw new Unsupported()
      default:
        return this.#literal(character)
    }
  }

  #group(depth: number): Regular {
    const ahead = this.#take('?=') ? true : this.#take('?!') ? false : undefined
    if (ahead === undefined && !this.#take('?:') && this.#peek() === '?' && !this.#takeName()) throw new Unsupported()
    const inner = this.#either(depth + 1)
    if (!this.#take(')')) throw new Unsupported()
    return ahead === undefined ? inner : { kind: 'ahead', inner, wanted: ahead }
  }

  /** `?<name>` and `?P<name>`; `?<=` and `?<!` look behind, which is not understood. */
  #takeName(): boolean {
    const name = /^\?P?<[A-Za-z]\w{0,60}>/.exec(this.#pattern.slice(this.#at, this.#at + 70))
    this.#at += name?.[0].length ?? 0
    return name !== null
  }

  #escape(): Regular {
    const character = this.#next()
    if (character === 'b' || character === 'B') return { kind: 'boundary', wanted: character === 'b' }
    if (character === 'A') return { kind: 'start' }
    if (character === 'z' || character === 'Z') return { kind: 'end' }
    const known = CLASSES[character]
    if (known !== undefined) return { kind: 'set', has: (each) => known.test(each) }
    if (/[A-Za-z0-9]/.test(character) && CONTROLS[character] === undefined) throw new Unsupported()
    return this.#literal(CONTROLS[character] ?? character)
  }

  #class(): Regular {
    const negated = this.#take('^')
    const tests: ((each: string) => boolean)[] = []
    for (let first = true; first || this.#peek() !== ']'; first = false) tests.push(this.#member())
    this.#at++
    const has = this.#folded((each) => tests.some((test) => test(each)))
    return { kind: 'set', has: (each) => has(each) !== negated }
  }

  #member(): (each: string) => boolean {
    const from = this.#memberCharacter()
    if (typeof from !== 'string') return from
    const isRange = this.#peek() === '-' && ![']', ''].includes(this.#pattern.charAt(this.#at + 1))
    if (!isRange) return (each) => each === from
    this.#at++
    const to = this.#memberCharacter()
    if (typeof to !== 'string') throw new Unsupported()
    return (each) => each >= from && each <= to
  }

  #memberCharacter(): string | ((each: string) => boolean) {
    const character = this.#next()
    if (character === '[' && this.#peek() === ':') throw new Unsupported()
    if (character !== '\\') return character
    const escaped = this.#next()
    const known = CLASSES[escaped]
    return known === undefined ? (CONTROLS[escaped] ?? escaped) : (each) => known.test(each)
  }

  #literal(character: string): Regular {
    return { kind: 'set', literal: character, has: this.#folded((each) => each === character) }
  }

  #folded(test: (each: string) => boolean): (each: string) => boolean {
    return this.#ignoreCase ? (each) => test(each) || test(each.toLowerCase()) || test(each.toUpperCase()) : test
  }

  #peek(): string {
    return this.#pattern.charAt(this.#at)
  }

  #next(): string {
    const character = this.#pattern.charAt(this.#at++)
    if (character === '') throw new Unsupported()
    return character
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }
}
