import { fileLocation } from '../../core/location.js'
import type { WayBack } from '../../models/index.js'
import type { Positions } from '../yaml/positions.js'
import type { Source } from './body.js'
import { argumentsOf, literalsIn } from './code/arguments.js'
import type { CodeReading } from './code/read-code.js'
import { FORWARD_ONLY } from './tools.js'
import { downMark, type Span } from './sections.js'
import { readSql } from './sql/statements.js'

/** What generators write where somebody should put the way back. */
const PLACEHOLDER = /this file should undo anything|select\s{1,9}'down sql query'|add your (?:down|rollback)|todo\b/i

/** The way back in a file of its own; undefined for tools that have none. */
export function backOfPair({ tool, pair, file }: Source, hasUp: boolean): WayBack | undefined {
  if (pair === undefined) return FORWARD_ONLY.has(tool) ? at('unsupported', tool, file) : undefined
  if (pair.text === undefined) {
    if (!pair.isUsual) return at('unsupported', tool, file)
    return at(hasUp ? 'absent' : 'unneeded', pair.file, file)
  }
  return at(hasUp ? kindOfSql(pair.text, 0, pair.text.length) : 'unneeded', pair.file, pair.file)
}

function at(kind: WayBack['kind'], what: string, file: string): WayBack {
  return { kind, what, at: fileLocation(file) }
}

/** The way back in a part of an SQL file. */
export function backOfSection(source: Source, positions: Positions, down: Span | undefined, hasUp: boolean): WayBack {
  const { file, tool, text } = source
  if (!hasUp) return at('unneeded', 'no statement', file)
  if (down === undefined) return at('absent', downMark(tool), file)
  const place = positions.span(down.start, down.start, '')
  return { kind: kindOfSql(text, down.start, down.end), what: downMark(tool), at: place }
}

function kindOfSql(text: string, from: number, to: number): WayBack['kind'] {
  const { hasCode, comments } = readSql(text, from, to)
  const part = text.slice(from, to)
  if (hasCode)
    return /^\s*select\s{1,9}'[^']{0,80}'(?:\s*;)?\s*$/i.test(withoutComments(text, from, to, comments))
      ? 'empty'
      : 'written'
  const says = comments.some(({ start, end }) => isReason(text.slice(start, end)))
  return says && !PLACEHOLDER.test(part) ? 'explained' : 'empty'
}

/** Whether a comment says something, other than the marks of a tool. */
function isReason(comment: string): boolean {
  return /[a-z]{3}.{0,40}\s[a-z]{2}/i.test(comment) && !/^--\s{0,4}(?:\+goose|\+migrate|migrate:)/i.test(comment)
}

function withoutComments(text: string, from: number, to: number, comments: readonly Span[]): string {
  let left = from
  const parts = comments.map(({ start, end }) => {
    const part = text.slice(left, start)
    left = end
    return part
  })
  return [...parts, text.slice(left, to)].join('')
}

/** What the function for the way back is called where it is not `down`. */
const DOWN_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['alembic', 'downgrade()'],
  ['entity-framework', 'Down()'],
])

/** The way back of a migration in a programming language. */
export function backOfCode(tool: string, text: string, reading: CodeReading, positions: Positions): WayBack {
  const { ways, code } = reading
  const place = DOWN_FUNCTIONS.get(tool) ?? 'down'
  const whole = (kind: WayBack['kind'], what = place, start = ways.downHead ?? ways.up.start): WayBack => ({
    kind,
    what,
    at: positions.span(start, positions.lineEnd(start), ''),
  })
  if (isEmpty(code.slice(ways.up.start, ways.up.end))) return whole('unneeded', 'nothing to take back')
  if (ways.turnsAround) {
    const oneWay = oneWayIn(tool, text, code, ways.up)
    if (oneWay === undefined) return whole('automatic', tool)
    return { kind: 'one-way', what: oneWay.what, at: positions.span(oneWay.start, oneWay.end, '') }
  }
  if (ways.down === undefined) return whole('absent')
  const body = code.slice(ways.down.start, ways.down.end)
  if (/^[\s'"(]*(?:raise|throw)\b/.test(body)) return whole('refused')
  if (!isEmpty(body)) return whole('written')
  const isExplained = reading.comments.some(
    ({ start, end }) =>
      ways.down !== undefined && start >= ways.down.start && end <= ways.down.end && isReason(text.slice(start, end)),
  )
  const said = text.slice(ways.down.start, ways.down.end)
  return whole(isExplained && !PLACEHOLDER.test(said) ? 'explained' : 'empty')
}

/** Words of a function that does nothing, in any of the languages; texts are blanked out. */
function isEmpty(body: string): boolean {
  return (
    body.replace(
      /\b(?:pass|end|return|null|nil|undefined|Promise\.resolve|await|None|ok)\b|["'`\s;(){}:]|\.\.\./g,
      '',
    ) === ''
  )
}

interface OneWay extends Span {
  readonly what: string
}

/** The first call that the tool cannot turn around, in code that it turns around by itself. */
function oneWayIn(tool: string, text: string, code: string, up: Span): OneWay | undefined {
  const body = code.slice(up.start, up.end)
  if (tool === 'django') return first(text, code, up, /\bRun(?:Python|SQL)\b(?=\s{0,9}\()/g, isOneWayInDjango)
  // Rails guides: Using reversible. What stands there says both ways.
  if (tool === 'rails' && !/\breversible\b|\bup_only\b/.test(body)) {
    return first(text, code, up, RAILS, isOneWayInRails)
  }
  // Ecto docs: execute/1 and remove/1 cannot be reversed.
  if (tool === 'ecto') return first(text, code, up, /(?<![\w.:])(?:execute|remove)\b/g, ({ args }) => args.length < 2)
  return undefined
}

interface Found {
  readonly name: string
  /** What commas separate at the outermost level, with comments and strings blanked out. */
  readonly args: readonly string[]
  readonly literals: number
  /** The rest of the line behind it. */
  readonly after: string
}

function first(
  text: string,
  code: string,
  up: Span,
  calls: RegExp,
  isOneWay: (call: Found) => boolean,
): OneWay | undefined {
  for (const match of code.slice(up.start, up.end).matchAll(calls)) {
    const start = up.start + match.index
    const { start: from, end } = argumentsOf(code, start + match[0].length)
    const args = split(code.slice(from, end))
    const literals = literalsIn(text, code, from, end, true).filter(({ key }) => key === undefined).length
    const lineEnd = code.indexOf('\n', end)
    const after = code.slice(from, lineEnd < 0 ? code.length : lineEnd)
    if (isOneWay({ name: match[0], args, literals, after })) return { what: match[0], start, end: Math.max(end, start) }
  }
  return undefined
}

function split(args: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < args.length; at += 1) {
    const char = args[at] ?? ''
    if ('([{'.includes(char)) depth += 1
    else if (')]}'.includes(char)) depth -= 1
    else if (char === ',' && depth === 0) {
      parts.push(args.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, args.slice(from)].filter((part) => part.trim() !== '')
}

/** Django docs: Migration operations. A second argument, or one that is called so, is the way back. */
function isOneWayInDjango({ args }: Found): boolean {
  const positional = args.filter((arg) => !/^\s*\w+\s*=(?!=)/.test(arg))
  return positional.length < 2 && !args.some((arg) => /^\s*reverse_(?:code|sql)\s*=/.test(arg))
}

const RAILS =
  /(?<![\w.:])(?:execute|change_column_default|change_column|drop_table|remove_columns|remove_column)\b(?!_)/g

/** Rails guides: Using the change method, with what each needs to be turned around. */
function isOneWayInRails({ name, args, literals, after }: Found): boolean {
  const says = (key: string): boolean => args.some((arg) => new RegExp(`\\b${key}:`).test(arg))
  if (name === 'drop_table') return !/\bdo\b|\{/.test(after)
  if (name === 'remove_column') return literals < 3 && !says('type')
  if (name === 'remove_columns') return !says('type')
  return name === 'change_column_default' ? !(says('from') && says('to')) : true
}
