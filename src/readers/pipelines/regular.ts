import { parseRegular, type Regular, type RegularSyntax } from './regular-syntax.js'

/** Steps of one match beyond which it is given up; more than any real pattern takes on the name of a branch. */
const MAX_STEPS = 10_000

/** Longer examples are not made. */
const MAX_EXAMPLE = 200

/** Expressions whose trees are kept. */
const MAX_KNOWN = 1_000
const known = new Map<string, Regular | undefined>()

function treeOf(pattern: string, syntax: RegularSyntax): Regular | undefined {
  const key = `${syntax.ignoreCase === true}${syntax.re2 === true}${pattern}`
  if (!known.has(key)) {
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(key, parseRegular(pattern, syntax))
  }
  return known.get(key)
}

/** How a text is compared with an expression. */
export interface RegularFit extends RegularSyntax {
  /** Whether the expression must fit the whole text, and not only a part of it. */
  readonly whole: boolean
}

/**
 * Whether a regular expression of a pipeline fits a short text, as a branch or tag filter uses it. Undefined for syntax
 * that is not understood (look-behind, back references) and for patterns of unusual size: it is not known then. Takes
 * time that is bounded, whatever the pattern.
 */
export function fitsRegular(pattern: string, text: string, { whole, ...syntax }: RegularFit): boolean | undefined {
  const tree = treeOf(pattern, syntax)
  if (tree === undefined) return undefined
  const walk = new Walk(text)
  const starts = Array.from({ length: whole ? 1 : text.length + 1 }, (_, index) => index)
  const ends = walk.ends(tree, starts)
  return walk.exhausted ? undefined : whole ? ends.includes(text.length) : ends.length > 0
}

/** A text that fits the expression as a whole, for trying it on other rules; undefined if none is found easily. */
export function exampleOf(pattern: string, syntax: RegularSyntax = {}): string | undefined {
  const tree = treeOf(pattern, syntax)
  const text = tree && sampleOf(tree)
  if (text === undefined || text === '' || text.length > MAX_EXAMPLE) return undefined
  return fitsRegular(pattern, text, { ...syntax, whole: true }) === true ? text : undefined
}

/** Offsets in the text, each once. */
type Places = readonly number[]
const NOWHERE: Places = []

/** All places where parts of an expression may end, from all places where they may begin at once. */
class Walk {
  #steps = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get exhausted(): boolean {
    return this.#steps > MAX_STEPS
  }

  ends(node: Regular, from: Places): Places {
    this.#steps += from.length + 1
    if (this.exhausted || from.length === 0) return NOWHERE
    switch (node.kind) {
      case 'set':
        return from.filter((at) => this.#holds(at, node)).map((at) => at + 1)
      case 'sequence':
        return node.parts.reduce<Places>((places, part) => this.ends(part, places), from)
      case 'either':
        return [...new Set(node.options.flatMap((option) => this.ends(option, from)))]
      case 'repeat':
        return this.#repeated(node, from)
      case 'start':
        return from.filter((at) => at === 0)
      case 'end':
        return from.filter((at) => at === this.#text.length)
      case 'boundary':
        return from.filter((at) => (this.#isWord(at - 1) !== this.#isWord(at)) === node.wanted)
      case 'ahead':
        return from.filter((at) => this.ends(node.inner, [at]).length > 0 === node.wanted)
    }
  }

  #repeated({ inner, min, max }: Extract<Regular, { kind: 'repeat' }>, from: Places): Places {
    let here = from
    for (let count = 0; count < min && here.length > 0; count++) {
      const before = new Set(here)
      here = this.ends(inner, here)
      if (here.length === before.size && here.every((at) => before.has(at))) break
    }
    const all = new Set(here)
    for (let count = min; count < max && here.length > 0; count++) {
      here = this.ends(inner, here).filter((at) => !all.has(at))
      here.forEach((at) => all.add(at))
    }
    return [...all]
  }

  #holds(at: number, set: Extract<Regular, { kind: 'set' }>): boolean {
    return at < this.#text.length && set.has(this.#text.charAt(at))
  }

  #isWord(at: number): boolean {
    return at >= 0 && /^\w$/.test(this.#text.charAt(at))
  }
}

/** Characters that a set is tried with: the likeliest in names of branches and tags first, then all that can be printed. */
const TRIED = [...'x1Av-/._ ', ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))]

function sampleOf(node: Regular): string | undefined {
  switch (node.kind) {
    case 'set':
      return node.literal ?? TRIED.find((each) => node.has(each))
    case 'either':
      return node.options.map(sampleOf).find((each) => each !== undefined)
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
