import { readPattern, type Pattern } from './pattern-syntax.js'

/** Steps of one match; more than any real pattern takes on the name of a branch. */
const MAX_STEPS = 20_000
const MAX_SAMPLE = 80

/** Characters that names are tried to be made of. */
const TRIED = ['a', '1', '.', '-', '_', '/', 'A', ' ']

/** A pattern between slashes: `/^release-/i` is `^release-` with the flags `i`. */
export interface PatternText {
  readonly text: string
  readonly flags: string
}

const known = new Map<string, Pattern | undefined>()
const MAX_KNOWN = 1_000

function treeOf({ text, flags }: PatternText): Pattern | undefined {
  const key = `${flags}/${text}`
  if (!known.has(key)) {
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(key, readPattern(text, flags))
  }
  return known.get(key)
}

/**
 * Whether the pattern matches some part of the text, as RE2 would; undefined if the pattern is not one that is read.
 * Takes time that is bounded, whatever the pattern.
 */
export function patternMatches(pattern: PatternText, text: string): boolean | undefined {
  const tree = treeOf(pattern)
  if (tree === undefined) return undefined
  const walk = new Walk(text)
  const anywhere = new Set(Array.from({ length: text.length + 1 }, (_, index) => index))
  const found = walk.ends(tree, anywhere).size > 0
  return walk.steps > MAX_STEPS ? undefined : found
}

/** A short text that the pattern matches; undefined if none is found. */
export function sampleOf(pattern: PatternText): string | undefined {
  const tree = treeOf(pattern)
  const sample = tree && shortest(tree)
  return sample !== undefined && sample.length <= MAX_SAMPLE && patternMatches(pattern, sample) === true
    ? sample
    : undefined
}

function shortest(pattern: Pattern): string | undefined {
  switch (pattern.kind) {
    case 'one':
      return sampleOfClass(pattern.matches)
    case 'sequence':
      return joined(pattern.parts.map(shortest))
    case 'either':
      return pattern.options.map(shortest).find((each) => each !== undefined)
    case 'repeat': {
      const part = pattern.min === 0 ? '' : shortest(pattern.part)
      return part === undefined || part.length * pattern.min > MAX_SAMPLE ? undefined : part.repeat(pattern.min)
    }
    default:
      return ''
  }
}

function sampleOfClass(matches: (char: string) => boolean): string | undefined {
  const usual = TRIED.find(matches)
  if (usual !== undefined) return usual
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
  return printable.find(matches)
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const text = parts.join('')
  return parts.includes(undefined) || text.length > MAX_SAMPLE ? undefined : text
}

/** All places where parts of a pattern may end, from all places where they may begin at once. */
class Walk {
  steps = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  ends(pattern: Pattern, from: ReadonlySet<number>): ReadonlySet<number> {
    this.steps += from.size + 1
    if (this.steps > MAX_STEPS || from.size === 0) return NOWHERE
    switch (pattern.kind) {
      case 'one':
        return new Set([...from].filter((at) => this.#holds(at, pattern.matches)).map((at) => at + 1))
      case 'sequence':
        return pattern.parts.reduce<ReadonlySet<number>>((places, part) => this.ends(part, places), from)
      case 'either':
        return new Set(pattern.options.flatMap((option) => [...this.ends(option, from)]))
      case 'repeat':
        return this.#repeated(pattern.part, from, pattern.min, pattern.max)
      case 'start':
        return new Set([...from].filter((at) => at === 0))
      case 'end':
        return new Set([...from].filter((at) => at === this.#text.length))
      default:
        return new Set([...from].filter((at) => this.#isBoundary(at) === (pattern.kind === 'boundary')))
    }
  }

  #repeated(part: Pattern, from: ReadonlySet<number>, min: number, max: number): ReadonlySet<number> {
    let here = from
    for (let count = 0; count < min && here.size > 0; count++) {
      const next = this.ends(part, here)
      const same = next.size === here.size && [...next].every((at) => here.has(at))
      here = next
      if (same) break
    }
    const all = new Set(here)
    for (let count = min; count < max && here.size > 0; count++) {
      here = new Set([...this.ends(part, here)].filter((at) => !all.has(at)))
      here.forEach((at) => all.add(at))
    }
    return all
  }

  #holds(at: number, matches: (char: string) => boolean): boolean {
    return at < this.#text.length && matches(this.#text.charAt(at))
  }

  #isBoundary(at: number): boolean {
    const isWord = (index: number) => /^\w$/.test(this.#text.charAt(index))
    return isWord(at - 1) !== isWord(at)
  }
}

const NOWHERE: ReadonlySet<number> = new Set()
