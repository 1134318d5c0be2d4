import type { SchemaChangeKind } from '../../../models/index.js'
import { codeOf } from '../../tests/code.js'
import type { Span } from '../sections.js'
import { readSql, type SqlChange, type SqlReading } from '../sql/statements.js'
import { argumentsOf, literalsIn, MAX_LENGTH, type Literal } from './arguments.js'
import { waysIn, type Ways } from './functions.js'
import type { CallRule, Style } from './style.js'

/** What a migration in a programming language does, by offsets in its text. */
export interface CodeReading {
  readonly ways: Ways
  /** The text with comments and the content of strings blanked out. */
  readonly code: string
  readonly changes: readonly SqlChange[]
  readonly hidden: readonly Span[]
  readonly comments: readonly Span[]
}

/** A call that stands in the text. */
interface Call {
  readonly name: string
  readonly at: number
  readonly args: Span
  readonly literals: readonly Literal[]
}

/** Characters of arguments that are read in a file: calls that stand in others are read again. */
const MAX_ARGUMENTS = 200_000

/** Where SQL is loaded from elsewhere. */
const LOADED = /\bread(?:File|FileSync|_text|_sql)?\s{0,9}\(|\bFile\.read\b|\bfile_get_contents\b|\bReadAllText\b/

const patterns = new WeakMap<Style, RegExp>()

/** Reads the calls that a library documents; other code is taken to leave the schema alone. */
export function readCode(text: string, style: Style): CodeReading {
  const { code: plain, comments } = codeOf(text, style.syntax)
  const code = withoutStateOperations(plain)
  const ways = waysIn(code, style)
  const calls = callsIn(text, code, style, ways.up)
  const changes: SqlChange[] = []
  const hidden: Span[] = []
  let scope: string | undefined
  for (const call of calls) {
    if (style.scopes.includes(call.name)) scope = call.literals[0]?.text
    if (style.sql.includes(call.name)) {
      const found = sqlOf(text, code, call)
      if (found === undefined) hidden.push({ start: call.at, end: call.args.end })
      changes.push(...(found?.changes ?? []))
      hidden.push(...(found?.hidden ?? []))
    }
    for (const rule of style.calls) {
      if (rule.call === call.name) changes.push(...changesOf(rule, call, text, scope))
    }
  }
  return { ways, code, changes, hidden, comments: comments.map((start) => ({ start, end: lineEnd(text, start) })) }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Django: what only changes its own picture of the schema touches no database (docs: SeparateDatabaseAndState). */
function withoutStateOperations(code: string): string {
  const parts: string[] = []
  let from = 0
  for (const match of code.matchAll(/\bstate_operations\s{0,9}=\s{0,9}\[/g)) {
    const open = match.index + match[0].length - 1
    if (open < from) continue
    let depth = 0
    let end = open
    for (; end < code.length; end += 1) {
      if (code[end] === '[') depth += 1
      if (code[end] === ']' && --depth === 0) break
    }
    parts.push(code.slice(from, open), code.slice(open, end).replace(/[^\n]/g, ' '))
    from = end
  }
  return parts.join('') + code.slice(from)
}

function callsIn(text: string, code: string, style: Style, { start, end }: Span): Call[] {
  const calls: Call[] = []
  const pattern = patternOf(style)
  const body = code.slice(0, end)
  pattern.lastIndex = start
  let left = MAX_ARGUMENTS
  for (let match = pattern.exec(body); match !== null; match = pattern.exec(body)) {
    if (left <= 0) break
    const args = argumentsOf(code, match.index + match[0].length, Math.min(left, MAX_LENGTH))
    left -= args.end - args.start
    const literals = literalsIn(text, code, args.start, args.end, style.symbols === true)
    calls.push({ name: match[0], at: match.index, args, literals })
  }
  return calls
}

/** The names of a style's calls, longest first, where no longer name goes on. */
function patternOf(style: Style): RegExp {
  const known = patterns.get(style)
  if (known !== undefined) return known
  const names = new Set([...style.calls.map(({ call }) => call), ...style.scopes, ...style.sql])
  const sources = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => (/^\w/.test(name) ? `(?<![\\w.:])${escaped(name)}` : escaped(name)))
  const pattern = new RegExp(`(?:${sources.join('|')})(?![\\w:])`, 'g')
  patterns.set(style, pattern)
  return pattern
}

function escaped(name: string): string {
  return name.replace(/[.$]/g, '\\$&')
}

function changesOf(rule: CallRule, call: Call, text: string, scope: string | undefined): SqlChange[] {
  const args = text.slice(call.args.start, call.args.end)
  if (rule.when?.test(args) === false) return []
  const isRequired = rule.required?.[0].test(args) === true && !rule.required[1].test(args)
  const kind: SchemaChangeKind = isRequired ? 'add-required-column' : rule.kind
  const at = (place: number | string | undefined): string | undefined => nameAt(call.literals, place, scope)
  const [table, column, to] = [at(rule.table), at(rule.column), at(rule.to)]
  return [
    {
      kind,
      ...(table !== undefined && { table }),
      ...(column !== undefined && { column }),
      ...(to !== undefined && { to }),
      start: call.at,
      end: Math.min(call.args.end + 1, text.length),
    },
  ]
}

/** In lower case, without a schema. A key that is not written may be given by its place: the first comes first. */
function nameAt(literals: readonly Literal[], place: number | string | undefined, scope: string | undefined) {
  if (place === undefined) return undefined
  if (place === 'scope') return plainName(scope)
  const found =
    typeof place === 'number'
      ? literals.filter(({ key }) => key === undefined)[place]
      : literals.find(({ key }) => key === place)
  return plainName(found?.text)
}

function plainName(text: string | undefined): string | undefined {
  return text === undefined || !/^[\w.$-]{1,200}$/.test(text)
    ? undefined
    : text.slice(text.lastIndexOf('.') + 1).toLowerCase()
}

/** The SQL among the arguments, as one text in which every character keeps its place; undefined if it comes from elsewhere. */
function sqlOf(text: string, code: string, { args, literals }: Call): SqlReading | undefined {
  const heredoc = /<<<?[~-]?['"]?([A-Z_]\w{0,60})/.exec(text.slice(args.start, args.end))
  if (heredoc !== null) return heredocSql(text, args.start + heredoc.index, heredoc[1] ?? '')
  if (literals.every((each) => isName(each.text)) || LOADED.test(code.slice(args.start, args.end))) return undefined
  const parts: string[] = []
  let from = args.start
  for (const { key, text: sql, start, end } of literals) {
    if (key !== undefined && /reverse|state|hints|down/.test(key)) continue
    parts.push(' '.repeat(start - from), sql.replace(/\\[ntr]|\\\n/g, '  ').replace(/\\(["'])/g, ' $1'))
    from = end
  }
  return shifted(readSql(parts.join('')), args.start)
}

/** One word is no statement: it is handed to something that puts one together. */
function isName(text: string): boolean {
  return /^[\w.:-]{0,200}$/.test(text)
}

function shifted({ changes, hidden, ...rest }: SqlReading, by: number): SqlReading {
  const moved = <T extends Span>(span: T): T => ({ ...span, start: span.start + by, end: span.end + by })
  return { ...rest, changes: changes.map(moved), hidden: hidden.map(moved) }
}

function heredocSql(text: string, from: number, tag: string): SqlReading | undefined {
  const start = text.indexOf('\n', from) + 1
  if (start === 0) return undefined
  for (let line = start; line < text.length;) {
    const end = lineEnd(text, line)
    if (text.slice(line, end).trim().startsWith(tag)) return readSql(text, start, line)
    line = end + 1
  }
  return undefined
}
