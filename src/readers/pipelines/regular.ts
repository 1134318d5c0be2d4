import { parseRegular, type Regular } from './regular-syntax.js'

/** Steps of one match beyond which it is given up, so that no pattern takes longer than its length allows. */
const MAX_STEPS = 20_000
const MAX_DEPTH = 1_000

/** Longer examples are not made. */
const MAX_EXAMPLE = 200

/**
 * Whether a regular expression of a pipeline fits a short text, as a branch or tag filter uses it. Undefined for syntax
 * that is not understood (look-behind, back references) and for patterns that take too long: it is not known then.
 * @param whole whether the expression must fit the whole text, and not only a part of it
 */
export function fitsRegular(pattern: string, text: string, { whole }: { whole: boolean }): boolean | undefined {
  const parsed = parseRegular(pattern)
  if (parsed === undefined) return undefined
  const matcher = new Matcher(text)
  const isEnd = whole ? (at: number): boolean => at === text.length : (): boolean => true
  for (let start = 0; start <= (whole ? 0 : text.length); start++) {
    if (matcher.fits(parsed, start, isEnd)) return true
    if (matcher.exhausted) return undefined
  }
  return matcher.exhausted ? undefined : false
}

/** A text that fits the expression as a whole, for trying it on other rules; undefined if none is found easily. */
export function exampleOf(pattern: string): string | undefined {
  const parsed = parseRegular(pattern)
  const text = parsed && sampleOf(parsed)
  return text !== undefined && text !== '' && fitsRegular(pattern, text, { whole: true }) === true ? text : undefined
}

type Next = (at: number) => boolean

class Matcher {
  #steps = 0
  #depth = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get exhausted(): boolean {
    return this.#steps > MAX_STEPS
  }

  fits(node: Regular, at: number, next: Next): boolean {
    if (this.#depth > MAX_DEPTH) this.#steps = MAX_STEPS + 1
    if (this.exhausted) return false
    this.#steps++
    this.#depth++
    const result = this.#fits(node, at, next)
    this.#depth--
    return result
  }

  #fits(node: Regular, at: number, next: Next): boolean {
    switch (node.kind) {
      case 'set':
        return at < this.#text.length && node.has(this.#text.charAt(at)) && next(at + 1)
      case 'start':
        return at === 0 && next(at)
      case 'end':
        return at === this.#text.length && next(at)
      case 'boundary':
        return (isWord(this.#text, at - 1) !== isWord(this.#text, at)) === node.wanted && next(at)
      case 'ahead':
        return this.fits(node.inner, at, () => true) === node.wanted && next(at)
      case 'either':
        return node.options.some((option) => this.fits(option, at, next))
      case 'sequence':
        return this.#sequence(node.parts, 0, at, next)
      case 'repeat':
        return this.#repeat(node, 0, at, next)
    }
  }

  #sequence(parts: readonly Regular[], index: number, at: number, next: Next): boolean {
    const part = parts[index]
    return part === undefined ? next(at) : this.fits(part, at, (then) => this.#sequence(parts, index + 1, then, next))
  }

  #repeat(node: Extract<Regular, { kind: 'repeat' }>, count: number, at: number, next: Next): boolean {
    if (count < node.max) {
      const again = this.fits(node.inner, at, (then) => {
        // A round that takes nothing would go on for ever.
        return (then > at || count < node.min) && this.#repeat(node, count + 1, then, next)
      })
      if (again) return true
    }
    return count >= node.min && next(at)
  }
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /\w/.test(text.charAt(at))
}

/** Characters that a set is tried with, the likeliest in names of branches and tags first. */
const TRIED = 'x1Av-/._ '

function sampleOf(node: Regular): string | undefined {
  switch (node.kind) {
    case 'set':
      return node.literal ?? [...TRIED].find((each) => node.has(each))
    case 'either':
      return node.options[0] && sampleOf(node.options[0])
    case 'sequence': {
      const parts = node.parts.map(sampleOf)
      return parts.includes(undefined) ? undefined : parts.join('')
    }
    case 'repeat': {
      const inner = node.max === 0 ? '' : sampleOf(node.inner)
      const count = Math.max(node.min, 1)
      return inner === undefined || inner.length * count > MAX_EXAMPLE ? undefined : inner.repeat(count)
    }
    default:
      return ''
  }
}
