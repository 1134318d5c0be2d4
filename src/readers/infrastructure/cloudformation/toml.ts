import type { Location } from '../../../core/location.js'
import type { Value } from '../../../models/index.js'
import { Positions } from '../../yaml/positions.js'
import { list, scalar, unresolved } from '../make-value.js'

/** A table of a TOML file: its dotted name in parts, and its values. */
export interface TomlTable {
  readonly path: readonly string[]
  readonly values: ReadonlyMap<string, Value>
  readonly at: Location
}

type Scalar = string | number | boolean

/** A piece of the source that was read: what it means (undefined: not in the subset), and where it ends. */
interface Read<T> {
  readonly value: T | undefined
  readonly end: number
}

/**
 * Reads the subset of TOML that settings of command-line tools use: tables with bare names, strings, booleans, numbers,
 * and arrays of these. Any other value is unresolved; lines it cannot read are skipped. Time is linear in the text.
 */
export function readToml(file: string, source: string): TomlTable[] {
  const positions = new Positions(file, source)
  const tables: { path: string[]; values: Map<string, Value>; at: Location }[] = []
  for (let offset = 0; offset < source.length; offset = lineAfter(source, offset)) {
    offset = skip(source, offset, ' \t')
    const line = source.slice(offset, lineAfter(source, offset) - 1)
    const name = /^\[([\w.-]{1,300})\][ \t\r]*(?:#|$)/.exec(line)?.[1]
    if (name !== undefined) {
      const at = positions.span(offset, offset + name.length + 2, name)
      tables.push({ path: name.split('.'), values: new Map(), at })
      continue
    }
    const key = /^([\w-]{1,300})[ \t]*=/.exec(line)
    const table = tables.at(-1)
    if (key?.[1] === undefined || table === undefined) continue
    const start = skip(source, offset + key[0].length, ' \t')
    const { value, end } = valueAt(source, start)
    const at = positions.span(start, end, [...table.path, key[1]].join('.'))
    if (!table.values.has(key[1])) table.values.set(key[1], toValue(value, source.slice(start, end), at))
    offset = end
  }
  return tables
}

function toValue(value: Scalar | Scalar[] | undefined, text: string, at: Location): Value {
  if (value === undefined) return unresolved(text, [], at)
  if (!Array.isArray(value)) return scalar(value, at)
  return list(
    value.map((item, index) => scalar(item, { ...at, route: `${at.route}[${index}]` })),
    at,
  )
}

function lineAfter(source: string, offset: number): number {
  const end = source.indexOf('\n', offset)
  return end < 0 ? source.length + 1 : end + 1
}

function skip(source: string, offset: number, characters: string): number {
  let end = offset
  while (end < source.length && characters.includes(source.charAt(end))) end++
  return end
}

function valueAt(source: string, start: number): Read<Scalar | Scalar[]> {
  return source.charAt(start) === '[' ? arrayAt(source, start) : scalarAt(source, start)
}

function arrayAt(source: string, start: number): Read<Scalar[]> {
  const items: (Scalar | undefined)[] = []
  let offset = start + 1
  while (offset < source.length) {
    offset = skip(source, offset, ' \t\r\n,')
    const character = source.charAt(offset)
    if (character === '#') offset = lineAfter(source, offset)
    else if (character === ']') {
      const known = items.filter((item) => item !== undefined)
      return { value: known.length === items.length ? known : undefined, end: offset + 1 }
    } else {
      const item = scalarAt(source, offset)
      items.push(item.value)
      offset = Math.max(item.end, offset + 1)
    }
  }
  return { value: undefined, end: source.length }
}

function scalarAt(source: string, start: number): Read<Scalar> {
  const quote = source.charAt(start)
  if (quote === '"' || quote === "'") return stringAt(source, start, quote)
  let end = start
  while (end < source.length && !/[\s,#\]]/.test(source.charAt(end))) end++
  return { value: bare(source.slice(start, end)), end }
}

function stringAt(source: string, start: number, quote: string): Read<string> {
  if (source.startsWith(quote.repeat(3), start)) {
    const close = source.indexOf(quote.repeat(3), start + 3)
    return { value: undefined, end: close < 0 ? source.length : close + 3 }
  }
  let end = start + 1
  while (end < source.length && source.charAt(end) !== quote && source.charAt(end) !== '\n') {
    end += source.charAt(end) === '\\' && quote === '"' ? 2 : 1
  }
  const closed = source.charAt(end) === quote
  const text = source.slice(start, end + 1)
  return { value: closed ? decoded(text, quote) : undefined, end: closed ? end + 1 : Math.min(end, source.length) }
}

function decoded(text: string, quote: string): string | undefined {
  if (quote === "'") return text.slice(1, -1)
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'string' ? parsed : undefined
  } catch {
    return undefined
  }
}

function bare(text: string): Scalar | undefined {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.length < 40 && /^[-+]?[0-9][0-9_]*(?:\.[0-9]+)?$/.test(text)
    ? Number(text.replaceAll('_', ''))
    : undefined
}
