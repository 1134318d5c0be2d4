import type { Location } from '../../core/location.js'

/** One `key = value` of a TOML file, with the keys of the table it stands in: `[package]` `publish` is `package.publish`. */
export interface TomlEntry {
  readonly path: string
  readonly value: TomlValue
  readonly at: Location
}

/** What readers ask for. A list holds its strings, and by row those of
 * lists in it; anything that is no string, truth value or list is `other`. */
export type TomlValue =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'boolean'; readonly truth: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly rows?: readonly (readonly string[])[] }
  | { readonly kind: 'other'; readonly text: string }

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

/**
 * The entries and table headers of a TOML file in source order; a header is an entry with the value `other`. Linear,
 * and forgiving: a line that is neither is skipped. Inline tables are not entered.
 */
export function readToml(file: string, source: string): TomlEntry[] {
  const entries: TomlEntry[] = []
  let table = ''
  let line = 1
  for (let i = 0; i < source.length;) {
    const start = skipBlanks(source, i)
    const char = source[start]
    const lineStart = i
    let end = start
    if (char === '[') {
      end = endOfLine(source, start)
      table = keyOf(headerOf(source.slice(start, end)))
      entries.push(entry(table, { kind: 'other', text: '' }, start, end))
    } else if (char !== undefined && char !== '#' && char !== '\n') {
      const equals = equalsSign(source, start)
      end = equals < 0 ? endOfLine(source, start) : endOfValue(source, equals + 1)
      if (equals >= 0) {
        const key = keyOf(source.slice(start, equals))
        const path = table === '' ? key : `${table}.${key}`
        entries.push(entry(path, valueOf(source.slice(equals + 1, end).trim()), start, equals))
      }
    }
    const next = source.indexOf('\n', end)
    const stop = next < 0 ? source.length : next + 1
    for (let at = lineStart; (at = source.indexOf('\n', at)) >= 0 && at < stop; at += 1) line += 1
    i = stop

    function entry(path: string, value: TomlValue, from: number, to: number): TomlEntry {
      const column = from - lineStart + 1
      const width = source.slice(from, to).trimEnd().length
      return { path, value, at: { file, line, column, endLine: line, endColumn: column + width, route: path } }
    }
  }
  return entries
}

const headerOf = (text: string): string => text.replace(/^\[{1,2}/, '').split(']')[0] ?? ''

/** A dotted key with blanks and quotation marks removed. */
function keyOf(text: string): string {
  return text
    .split('.')
    .map((part) => part.trim().replace(/^["']|["']$/g, ''))
    .join('.')
}

function skipBlanks(source: string, from: number): number {
  let i = from
  while (source[i] === ' ' || source[i] === '\t' || source[i] === '\r') i += 1
  return i
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from)
  return end < 0 ? source.length : end
}

/** The `=` that ends the key at `start`, or -1 if the line has none outside quotation marks. */
function equalsSign(source: string, start: number): number {
  let quote = ''
  for (let i = start; i < source.length && source[i] !== '\n'; i += 1) {
    const char = source[i] ?? ''
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '=') return i
    else if (char === '#') return -1
  }
  return -1
}

/** The end of the value that starts behind `from`: brackets and quotation marks may carry it over several lines. */
function endOfValue(source: string, from: number): number {
  const open: string[] = []
  for (let i = from; i < source.length; i += 1) {
    const char = source[i] ?? ''
    if (char === '"' || char === "'") i = endOfString(source, i) - 1
    else if (char === '#') i = endOfLine(source, i) - 1
    else if (CLOSING[char] !== undefined) open.push(CLOSING[char])
    else if (char === open.at(-1)) open.pop()
    else if (char === '\n' && open.length === 0) return i
  }
  return source.length
}

/** Behind the closing mark of the string that opens at `start`; a one-line string ends with its line at the latest. */
function endOfString(source: string, start: number): number {
  const quote = source[start] ?? ''
  const triple = quote.repeat(3)
  if (source.startsWith(triple, start)) {
    const end = source.indexOf(triple, start + 3)
    return end < 0 ? source.length : end + 3
  }
  for (let i = start + 1; i < source.length && source[i] !== '\n'; i += 1) {
    if (source[i] === '\\' && quote === '"') i += 1
    else if (source[i] === quote) return i + 1
  }
  return endOfLine(source, start)
}

function valueOf(text: string): TomlValue {
  if (/^["']/.test(text)) return { kind: 'string', text: stringsOf(text)[0] ?? '' }
  const word = /^[a-z]+/.exec(text)?.[0]
  if (word === 'true' || word === 'false') return { kind: 'boolean', truth: word === 'true' }
  if (text.startsWith('[')) {
    const rows = rowsOf(text)
    return { kind: 'list', items: stringsOf(text), ...(rows.length > 0 && { rows }) }
  }
  return { kind: 'other', text }
}

/** The strings of each list in a list; what stands in braces there counts as one string, braces included. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = []
  let depth = 0
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]
    if (char === '#') i = endOfLine(text, i)
    else if (char === '[') {
      depth += 1
      if (depth === 2) rows.push([])
    } else if (char === ']') depth -= 1
    else if (char === '{') {
      const end = text.indexOf('}', i)
      const stop = end < 0 ? text.length : end + 1
      if (depth === 2) rows.at(-1)?.push(text.slice(i, stop))
      i = stop - 1
    } else if (char === '"' || char === "'") {
      const end = endOfString(text, i)
      if (depth === 2) rows.at(-1)?.push(stringsOf(text.slice(i, end))[0] ?? '')
      i = end - 1
    }
  }
  return rows
}

/** The strings in a value, comments left out. Escapes are kept as written: names and paths have none. */
function stringsOf(text: string): string[] {
  const strings: string[] = []
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '#') i = endOfLine(text, i)
    if (text[i] !== '"' && text[i] !== "'") continue
    const end = endOfString(text, i)
    const width = text.startsWith((text[i] ?? '').repeat(3), i) ? 3 : 1
    strings.push(text.slice(i + width, Math.max(i + width, end - width)))
    i = end - 1
  }
  return strings
}
