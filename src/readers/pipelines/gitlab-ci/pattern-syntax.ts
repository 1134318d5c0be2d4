/** A regular expression of RE2 as a tree. */
export type Pattern =
  | { readonly kind: 'one'; readonly matches: (char: string) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'either'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'inside' }

const MAX_LENGTH = 500
const MAX_DEPTH = 30
const MAX_REPEAT = 100

type Test = (char: string) => boolean

const CLASSES: ReadonlyMap<string, Test> = new Map([
  ['d', (char) => /^[0-9]$/.test(char)],
  ['w', (char) => /^\w$/.test(char)],
  ['s', (char) => /^\s$/.test(char)],
])

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** Thrown inside the reader only: the pattern is not one that is read. */
class Unread extends Error {}

/**
 * Reads the inside of `/…/` as RE2 would (RE2 wiki: Syntax), without Unicode and POSIX classes. Undefined for what is
 * not read, and for patterns of unusual size.
 */
export function readPattern(text: string, flags: string): Pattern | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const reader = new PatternReader(text, flags.includes('i'))
  try {
    return reader.whole()
  } catch (error) {
    if (error instanceof Unread) return undefined
    throw error
  }
}

class PatternReader {
  readonly #text: string
  #ignoreCase: boolean
  #at = 0
  #depth = 0

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text
    this.#ignoreCase = ignoreCase
  }

  whole(): Pattern {
    const pattern = this.#either()
    if (this.#at < this.#text.length) throw new Unread()
    return pattern
  }

  #either(): Pattern {
    if (++this.#depth > MAX_DEPTH) throw new Unread()
    const options = [this.#sequence()]
    while (this.#take('|')) options.push(this.#sequence())
    this.#depth--
    return options.length === 1 ? (options[0] ?? EMPTY) : { kind: 'either', options }
  }

  #sequence(): Pattern {
    const parts: Pattern[] = []
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const part = this.#atom()
      if (part !== undefined) parts.push(this.#repeated(part))
    }
    return { kind: 'sequence', parts }
  }

  #repeated(part: Pattern): Pattern {
    let result = part
    for (;;) {
      const range = this.#quantifier()
      if (range === undefined) return result
      if (result !== part) throw new Unread()
      this.#take('?')
      result = { kind: 'repeat', part, ...range }
    }
  }

  #quantifier(): { min: number; max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Infinity }
    if (this.#take('+')) return { min: 1, max: Infinity }
    if (this.#take('?')) return { min: 0, max: 1 }
    const counted = /^\{([0-9]{1,4})(,([0-9]{0,4}))?\}/.exec(this.#text.slice(this.#at, this.#at + 12))
    if (counted === null) return undefined
    this.#at += counted[0].length
    const min = Number(counted[1])
    const max = counted[2] === undefined ? min : counted[3] === '' ? Infinity : Number(counted[3])
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) throw new Unread()
    return { min, max }
  }

  /** Undefined for a group that only sets flags. */
  #atom(): Pattern | undefined {
    const char = this.#next()
    if (char === '^') return { kind: 'start' }
    if (char === '$') return { kind: 'end' }
    if (char === '.') return { kind: 'one', matches: (each) => each !== '\n' }
    if (char === '(') return this.#group()
    if (char === '[') return { kind: 'one', matches: this.#set() }
    if (char === '\\') return this.#escape()
    if (char === '*' || char === '+' || char === '?') throw new Unread()
    return { kind: 'one', matches: this.#literal(char) }
  }

  #group(): Pattern | undefined {
    const outer = this.#ignoreCase
    if (this.#take('?')) {
      if (this.#take('i)')) {
        this.#ignoreCase = true
        return undefined
      }
      const head = /^(?:i?:|P?<[A-Za-z_]\w{0,50}>)/.exec(this.#text.slice(this.#at, this.#at + 60))?.[0]
      if (head === undefined) throw new Unread()
      if (head === 'i:') this.#ignoreCase = true
      this.#at += head.length
    }
    const inner = this.#either()
    if (!this.#take(')')) throw new Unread()
    this.#ignoreCase = outer
    return inner
  }

  #escape(): Pattern {
    const char = this.#next()
    if (char === 'A') return { kind: 'start' }
    if (char === 'z' || char === 'Z') return { kind: 'end' }
    if (char === 'b') return { kind: 'boundary' }
    if (char === 'B') return { kind: 'inside' }
    return { kind: 'one', matches: this.#classOf(char) ?? this.#literal(escaped(char)) }
  }

  #classOf(char: string): Test | undefined {
    const test = CLASSES.get(char.toLowerCase())
    return test === undefined || char === char.toLowerCase() ? test : (each) => !test(each)
  }

  #set(): Test {
    const negated = this.#take('^')
    const tests: Test[] = []
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      const char = this.#next()
      if (char === '[' && this.#peek() === ':') throw new Unread()
      const named = char === '\\' ? this.#classOf(this.#peek()) : undefined
      if (named !== undefined) {
        this.#at++
        tests.push(named)
        continue
      }
      const low = char === '\\' ? escaped(this.#next()) : char
      tests.push(this.#isRange() ? this.#range(low) : this.#literal(low))
    }
    this.#at++
    const any: Test = (char) => tests.some((test) => test(char))
    return negated ? (char) => !any(char) : any
  }

  #isRange(): boolean {
    return this.#peek() === '-' && this.#text.charAt(this.#at + 1) !== ']'
  }

  #range(low: string): Test {
    this.#at++
    const char = this.#next()
    const high = char === '\\' ? escaped(this.#next()) : char
    const inside: Test = (each) => each >= low && each <= high
    return this.#ignoreCase ? (each) => inside(each.toLowerCase()) || inside(each.toUpperCase()) : inside
  }

  #literal(char: string): Test {
    if (!this.#ignoreCase) return (each) => each === char
    return (each) => each.toLowerCase() === char.toLowerCase()
  }

  #peek(): string {
    return this.#text.charAt(this.#at)
  }

  #next(): string {
    const char = this.#text.charAt(this.#at++)
    if (char === '') throw new Unread()
    return char
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }
}

const EMPTY: Pattern = { kind: 'sequence', parts: [] }

/** A character behind a backslash that stands for itself, or for a control character. */
function escaped(char: string): string {
  const control = CONTROLS.get(char)
  if (control === undefined && /[A-Za-z0-9]/.test(char)) throw new Unread()
  return control ?? char
}
