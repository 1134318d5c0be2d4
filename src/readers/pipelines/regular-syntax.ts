/** A regular expression as a tree: what Java, Go, Ruby, RE2 and JavaScript have in common. */
export type Regular =
  | { readonly kind: 'set'; has(character: string): boolean; readonly literal?: string }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'boundary'; readonly wanted: boolean }
  | { readonly kind: 'ahead'; readonly inner: Regular; readonly wanted: boolean }
  | { readonly kind: 'either'; readonly options: readonly Regular[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Regular[] }
  | { readonly kind: 'repeat'; readonly inner: Regular; readonly min: number; readonly max: number }

/** How an expression is read. */
export interface RegularSyntax {
  /** True for a flag beside the expression that makes it blind to case. */
  readonly ignoreCase?: boolean
  /** True for RE2, which neither looks ahead nor repeats more than a thousand times (RE2 wiki: Syntax). */
  readonly re2?: boolean
}

/** Longer expressions, and groups that stand deeper in one another, are not looked into. */
const MAX_LENGTH = 1_000
const MAX_DEPTH = 30
const MAX_REPEAT_OF_RE2 = 1_000

/** Why an expression is not understood; caught at once. */
class Unsupported extends Error {}

/** The tree of an expression (without slashes), or undefined if it is malformed or uses what is not understood. */
export function parseRegular(pattern: string, syntax: RegularSyntax = {}): Regular | undefined {
  if (pattern.length > MAX_LENGTH) return undefined
  try {
    return new Parser(pattern, syntax).whole()
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

type Test = (character: string) => boolean

const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['d', /\d/],
  ['D', /\D/],
  ['w', /\w/],
  ['W', /\W/],
  ['s', /\s/],
  ['S', /\S/],
])
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
const NOTHING: Regular = { kind: 'sequence', parts: [] }

class Parser {
  readonly #pattern: string
  readonly #re2: boolean
  #ignoreCase: boolean
  #at = 0

  constructor(pattern: string, { ignoreCase = false, re2 = false }: RegularSyntax) {
    this.#pattern = pattern
    this.#re2 = re2
    this.#ignoreCase = ignoreCase
  }

  whole(): Regular {
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
    const inner = this.#atom(depth)
    const range = this.#range()
    if (range === undefined) return inner
    // Lazy and possessive repetition find the same texts here.
    if (!this.#take('?') && !this.#re2) this.#take('+')
    if (this.#range() !== undefined) throw new Unsupported()
    return { kind: 'repeat', inner, ...range }
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
    const max = comma === '' ? min : high === '' ? Infinity : Number(high)
    const most = max === Infinity ? min : max
    if (max < min || (this.#re2 && most > MAX_REPEAT_OF_RE2)) throw new Unsupported()
    return { min, max }
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
        return { kind: 'set', has: this.#class() }
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

  /** `(?i)` holds up to the end of the group that it stands in. */
  #group(depth: number): Regular {
    if (this.#take('?i)')) {
      this.#ignoreCase = true
      return NOTHING
    }
    const outer = this.#ignoreCase
    const ahead = this.#re2 ? undefined : this.#take('?=') ? true : this.#take('?!') ? false : undefined
    if (this.#take('?i:')) this.#ignoreCase = true
    else if (ahead === undefined && !this.#take('?:') && this.#peek() === '?' && !this.#takeName()) {
      throw new Unsupported()
    }
    const inner = this.#either(depth + 1)
    if (!this.#take(')')) throw new Unsupported()
    this.#ignoreCase = outer
    return ahead === undefined ? inner : { kind: 'ahead', inner, wanted: ahead }
  }

  /** `?<name>` and `?P<name>`; `?<=` and `?<!` look behind, which is not understood. */
  #takeName(): boolean {
    const name = /^\?P?<[A-Za-z_]\w{0,60}>/.exec(this.#pattern.slice(this.#at, this.#at + 70))
    this.#at += name?.[0].length ?? 0
    return name !== null
  }

  #escape(): Regular {
    const character = this.#next()
    if (character === 'b' || character === 'B') return { kind: 'boundary', wanted: character === 'b' }
    if (character === 'A') return { kind: 'start' }
    if (character === 'z' || character === 'Z') return { kind: 'end' }
    const known = CLASSES.get(character)
    if (known !== undefined) return { kind: 'set', has: (each) => known.test(each) }
    return this.#literal(escaped(character))
  }

  #class(): Test {
    const negated = this.#take('^')
    const tests: Test[] = []
    for (let first = true; first || this.#peek() !== ']'; first = false) tests.push(this.#member())
    this.#at++
    const has = this.#folded((each) => tests.some((test) => test(each)))
    return (each) => has(each) !== negated
  }

  #member(): Test {
    const from = this.#memberCharacter()
    if (typeof from !== 'string') return from
    const isRange = this.#peek() === '-' && ![']', ''].includes(this.#pattern.charAt(this.#at + 1))
    if (!isRange) return (each) => each === from
    this.#at++
    const to = this.#memberCharacter()
    if (typeof to !== 'string') throw new Unsupported()
    return (each) => each >= from && each <= to
  }

  #memberCharacter(): string | Test {
    const character = this.#next()
    if (character === '[' && this.#peek() === ':') throw new Unsupported()
    if (character !== '\\') return character
    const next = this.#next()
    const known = CLASSES.get(next)
    return known === undefined ? escaped(next) : (each) => known.test(each)
  }

  #literal(character: string): Regular {
    return { kind: 'set', literal: character, has: this.#folded((each) => each === character) }
  }

  #folded(test: Test): Test {
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

/** A character behind a backslash that stands for itself, or for a control character. */
function escaped(character: string): string {
  const control = CONTROLS.get(character)
  if (control === undefined && /[A-Za-z0-9]/.test(character)) throw new Unsupported()
  return control ?? character
}
