import type { Located } from '../../core/location.js'
import type { Migration, MigrationBody, SchemaChange, WayBack } from '../../models/index.js'
import { Positions } from '../yaml/positions.js'
import { backOfCode, backOfPair, backOfSection } from './back.js'
import { readCode } from './code/read-code.js'
import { STYLES } from './code/rules.js'
import { sectionsOf, type Span } from './sections.js'
import { readSql, type SqlChange } from './sql/statements.js'

/** Characters of a statement that a message shows. */
const MAX_SHOWN = 100

/** strong_migrations README: Assuring safety. */
const ASSURED = /\bsafety_assured\b/g

/** What the body of a migration is made of. */
export interface Source {
  readonly file: string
  readonly tool: string
  readonly text: string
  readonly checked: boolean
  /** The file with the way back, for tools that keep it in one of its own; `text` is absent where there is no such file. */
  readonly pair?: { readonly file: string; readonly text?: string; readonly isUsual: boolean }
}

/** Reads a migration: SQL by its statements, code by the calls that its library documents. */
export function bodyOf(source: Source): MigrationBody {
  const { file, tool, text } = source
  const positions = new Positions(file, text)
  if (!file.endsWith('.sql') && !file.endsWith('.cql')) return codeBody(source, positions)
  const { up, down } = sectionsOf(tool, text)
  const { changes, hidden, comments, hasCode } = readSql(text, up.start, up.end)
  const back: WayBack = backOfPair(source, hasCode) ?? backOfSection(source, positions, down, hasCode)
  return {
    essence: source.checked ? text.replace(/\r\n?/g, '\n').trimEnd() : essenceOf(text, up, comments),
    changes: changesOf(changes, text, positions),
    hidden: hidden.map((span) => shown(text, span, positions)),
    back,
    remarks: comments.map((span) => shown(text, span, positions)),
  }
}

function codeBody({ file, tool, text, checked }: Source, positions: Positions): MigrationBody {
  const style = STYLES.get(tool)
  if (style === undefined) {
    const at = positions.span(0, 0, '')
    const what = file.slice(file.lastIndexOf('/') + 1)
    return {
      essence: text,
      changes: [],
      hidden: [{ value: what, at }],
      back: { kind: 'unknown', what, at },
      remarks: [],
    }
  }
  const reading = readCode(text, style)
  const { ways, changes, hidden, comments } = reading
  const assured = [...reading.code.matchAll(ASSURED)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }))
  return {
    essence: checked ? text : essenceOf(text, ways.up, comments),
    changes: changesOf(changes, text, positions),
    hidden: hidden.map((span) => shown(text, span, positions)),
    back: backOfCode(tool, text, reading, positions),
    remarks: [...comments, ...assured].map((span) => shown(text, span, positions)),
  }
}

/** The text of a span without comments, and without what formatters change: blanks, quotes, commas, semicolons. */
function essenceOf(text: string, { start, end }: Span, comments: readonly Span[]): string {
  const parts: string[] = []
  let from = start
  for (const comment of comments) {
    if (comment.start < from || comment.start >= end) continue
    parts.push(text.slice(from, comment.start))
    from = comment.end
  }
  parts.push(text.slice(Math.min(from, end), end))
  return parts.join('').replace(/[\s'"`,;()]/g, '')
}

function shown(text: string, { start, end }: Span, positions: Positions): Located<string> {
  const to = Math.min(end, start + 2_000)
  return { value: text.slice(start, to).trim(), at: positions.span(start, to, '') }
}

/** With positions, and with what is dropped and made anew under its name taken together. */
function changesOf(changes: readonly SqlChange[], text: string, positions: Positions): SchemaChange[] {
  const anew = new Set(changes.flatMap(({ kind, to }) => (kind === 'rename-table' && to !== undefined ? [to] : [])))
  const dropped = new Set(changes.flatMap(({ kind, table }) => (kind === 'drop-table' && table ? [table] : [])))
  return changes.map(({ start, end, kind, table, ...rest }) => {
    const isRebuilt =
      (kind === 'drop-table' && table !== undefined && anew.has(table)) ||
      (kind === 'rename-table' && rest.to !== undefined && dropped.has(rest.to))
    const statement = text
      .slice(start, Math.min(end, start + 400))
      .replace(/\s+/g, ' ')
      .trim()
    return {
      kind: isRebuilt ? 'rebuild' : kind,
      ...(table !== undefined && { table }),
      ...rest,
      statement: statement.length > MAX_SHOWN ? `${statement.slice(0, MAX_SHOWN)}…` : statement,
      at: positions.span(start, end, ''),
    }
  })
}

/** A migration whose body is read when somebody asks. */
export function lazily(
  facts: Omit<Migration, 'body' | 'text'>,
  textOf: () => string,
  read: () => MigrationBody,
): Migration {
  let kept: MigrationBody | undefined
  return {
    ...facts,
    get text() {
      return textOf()
    },
    get body() {
      return (kept ??= read())
    },
  }
}
