import type { Location } from '../../../core/location.js'
import type { DictValue, Value } from '../../../models/index.js'
import { Positions } from '../../yaml/positions.js'
import { routeOfItem, routeOfKey } from '../../yaml/route.js'
import { dict, list, scalar, unresolved } from '../make-value.js'
import { blankEnd, continues, expressionEnd, lineEnd, namesIn, spaceEnd, stringAt } from './bicep-text.js'

/** A resource within the body of another. */
export interface NestedResource {
  readonly symbol: string
  /** With those of the resources around it, up to the one whose body it is in; without versions. */
  readonly type: string
  readonly existing: boolean
  readonly body: DictValue
  readonly at: Location
}

/** A body, what stands in it as resources, and whether all of it could be read. */
export interface Body {
  readonly value: Value
  readonly nested: readonly NestedResource[]
  readonly complete: boolean
}

const MAX_DEPTH = 60
const IDENTIFIER = /[A-Za-z_]\w*/y
const NUMBER = /-?\d+(?![\w.])/y
const RESOURCE = /resource[ \t]+([A-Za-z_]\w*)[ \t]+'([^'\n]{1,300})'(?:[ \t]*(existing))?[ \t]*=/y

/**
 * Reads values of Bicep: objects, arrays, strings, numbers and truths; anything else is an expression, which is unresolved
 * (Microsoft Learn: Bicep file structure and syntax). Never throws; time is linear in the length of the source but for the
 * depth of objects, which is bounded.
 */
export class BicepParser {
  readonly source: string
  readonly names: ReadonlyMap<string, Value>
  readonly #file: string
  readonly #positions: Positions
  #nested: NestedResource[] = []
  #complete = true
  /** Types of the resources in whose bodies it reads. */
  readonly #types: string[] = []

  /** `names`: what a name alone stands for, where that is known. */
  constructor(
    file: string,
    source: string,
    names: ReadonlyMap<string, Value> = new Map(),
    positions = new Positions(file, source),
  ) {
    this.source = source
    this.names = names
    this.#file = file
    this.#positions = positions
  }

  /** The same for the text before `end`: a bracket that nobody closes takes no more than that. */
  before(end: number): BicepParser {
    return new BicepParser(this.#file, this.source.slice(0, end), this.names, this.#positions)
  }

  at(start: number, end: number, route: string): Location {
    return this.#positions.span(start, end, route)
  }

  /** The value at `start`, with what stands in it. */
  body(start: number, route: string): Body {
    this.#nested = []
    this.#complete = true
    const { value } = this.value(start, route, 0)
    return { value, nested: this.#nested, complete: this.#complete }
  }

  /** The value that begins at or after the blanks at `start`, and the offset behind it. */
  value(start: number, route: string, depth: number): { value: Value; end: number } {
    const from = blankEnd(this.source, start)
    const found = depth > MAX_DEPTH ? undefined : this.#literal(from, route, depth)
    if (found !== undefined && this.#ends(found.end)) return found
    return this.#expression(from, route)
  }

  #literal(from: number, route: string, depth: number): { value: Value; end: number } | undefined {
    const character = this.source.charAt(from)
    if (character === '{') return this.#object(from, route, depth)
    if (character === '[') return this.#array(from, route, depth)
    if (character === "'") return this.#string(from, route)
    NUMBER.lastIndex = from
    const number = NUMBER.exec(this.source)?.[0]
    if (number !== undefined) return this.#made(Number(number), from, from + number.length, route)
    const name = this.#identifier(from)
    if (name === undefined) return undefined
    const end = from + name.length
    if (name === 'true' || name === 'false') return this.#made(name === 'true', from, end, route)
    if (name === 'null') return this.#made(null, from, end, route)
    const known = this.names.get(name)
    return known === undefined ? undefined : { value: { ...known, at: this.at(from, end, route) }, end }
  }

  #made(value: string | number | boolean | null, start: number, end: number, route: string) {
    return { value: scalar(value, this.at(start, end, route)), end }
  }

  #identifier(from: number): string | undefined {
    IDENTIFIER.lastIndex = from
    return IDENTIFIER.exec(this.source)?.[0]
  }

  #string(from: number, route: string): { value: Value; end: number } | undefined {
    const found = stringAt(this.source, from)
    if (found === undefined) return undefined
    const at = this.at(from, found.end, route)
    const { text, names } = found
    return { value: names === undefined ? scalar(text, at) : unresolved(text, names, at), end: found.end }
  }

  /** Whether nothing but the end of the value follows: what goes on is an expression. */
  #ends(end: number): boolean {
    const next = blankEnd(this.source, end)
    const character = this.source.charAt(next)
    if (character === '' || ',}])'.includes(character)) return true
    if (character !== '\n' && character !== '\r') return false
    return !continues(this.source, spaceEnd(this.source, next))
  }

  #expression(from: number, route: string): { value: Value; end: number } {
    const end = expressionEnd(this.source, from)
    const text = this.source.slice(from, end).trimEnd()
    return {
      value: unresolved(text, namesIn(text), this.at(from, from + text.length, route)),
      end: Math.max(end, from + 1),
    }
  }

  #array(from: number, route: string, depth: number): { value: Value; end: number } | undefined {
    if (/^\[\s*for\s/.test(this.source.slice(from, from + 40))) return undefined
    const items: Value[] = []
    let at = this.#next(from + 1)
    while (at < this.source.length && this.source.charAt(at) !== ']') {
      const { value, end } = this.value(at, routeOfItem(route, items.length), depth + 1)
      if (this.source.startsWith('...', at)) this.#complete = false
      items.push(value)
      at = this.#next(end)
    }
    return { value: list(items, this.at(from, at + 1, route)), end: at + 1 }
  }

  #object(from: number, route: string, depth: number): { value: Value; end: number } {
    const entries: [string, Value][] = []
    let at = this.#next(from + 1)
    while (at < this.source.length && this.source.charAt(at) !== '}') {
      const nested = this.#nestedAt(at, depth)
      const entry = nested === undefined ? this.#entry(at, route, depth) : undefined
      if (entry !== undefined) entries.push([entry.key, entry.value])
      if (nested === undefined && entry === undefined) this.#complete = false
      at = this.#next(nested ?? entry?.end ?? Math.max(expressionEnd(this.source, at), at + 1))
    }
    if (at >= this.source.length) this.#complete = false
    return { value: dict(entries, this.at(from, at + 1, route)), end: at + 1 }
  }

  #entry(at: number, route: string, depth: number): { key: string; value: Value; end: number } | undefined {
    const name = this.#identifier(at)
    const quoted = name === undefined ? stringAt(this.source, at) : undefined
    const key = name ?? quoted?.text
    if (key === undefined) return undefined
    const colon = blankEnd(this.source, quoted?.end ?? at + key.length)
    if (this.source.charAt(colon) !== ':') return undefined
    const { value, end } = this.value(colon + 1, routeOfKey(route, key), depth + 1)
    // An entry whose key is not known is unresolved, and its key a mere text.
    return { key, value: quoted?.names === undefined ? value : unresolved(key, quoted.names, value.at), end }
  }

  /** The offset behind a resource that stands at `at`; undefined if there is none. */
  #nestedAt(at: number, depth: number): number | undefined {
    RESOURCE.lastIndex = at
    const [header, symbol = '', type = '', existing] = RESOURCE.exec(this.source) ?? []
    if (header === undefined) return undefined
    const place = this.at(at, at + header.length - 1, `resource.${symbol}`)
    const index = this.#nested.length
    this.#types.push(type.split('@')[0] ?? '')
    const { value, end } = this.value(conditionEnd(this.source, at + header.length), `resource.${symbol}`, depth + 1)
    const full = this.#types.join('/')
    this.#types.pop()
    if (value.kind === 'dict')
      this.#nested.splice(index, 0, { symbol, type: full, existing: existing !== undefined, body: value, at: place })
    else this.#complete = false
    return end
  }

  /** The next item: blanks, line breaks, commas and comments are left out. */
  #next(from: number): number {
    let at = spaceEnd(this.source, from)
    while (this.source.charAt(at) === ',') at = spaceEnd(this.source, at + 1)
    return at
  }
}

/** The offset behind `if (…)`, if that is what stands at `start`. */
export function conditionEnd(source: string, start: number): number {
  const from = blankEnd(source, start)
  if (!/^if[ \t]*\(/.test(source.slice(from, from + 20))) return start
  const open = source.indexOf('(', from)
  let depth = 0
  for (let at = open; at < source.length; at++) {
    const character = source.charAt(at)
    if (character === "'") at = (stringAt(source, at)?.end ?? lineEnd(source, at)) - 1
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return at + 1
  }
  return start
}
