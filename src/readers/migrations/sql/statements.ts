import type { SchemaChangeKind } from '../../../models/index.js'
import { alterations } from './alter.js'
import { Cursor } from './cursor.js'
import { readSqlTokens } from './tokens.js'

/** A change of the schema that a text names, by offsets in the source. */
export interface SqlChange {
  readonly kind: SchemaChangeKind
  readonly table?: string
  readonly column?: string
  readonly to?: string
  readonly start: number
  readonly end: number
}

export interface SqlReading {
  readonly changes: readonly SqlChange[]
  /** Statements that are put together when they run. */
  readonly hidden: readonly { readonly start: number; readonly end: number }[]
  readonly comments: readonly { readonly start: number; readonly end: number }[]
  /** False if there is nothing but comments. */
  readonly hasCode: boolean
}

/** Blocks within blocks are read to this depth. */
const MAX_DEPTH = 3

/**
 * What the SQL between `from` and `to` does to tables. Statements count wherever they stand, in the branches of a block
 * too; the bodies of functions, which run later, and temporary tables do not.
 */
export function readSql(source: string, from = 0, to = source.length, depth = 0): SqlReading {
  const { tokens, comments } = readSqlTokens(source, from, to)
  const changes: SqlChange[] = []
  const hidden: { start: number; end: number }[] = []
  const cursor = new Cursor(tokens)
  for (; !cursor.done; cursor.skip()) {
    const start = cursor.offset
    const inner = depth < MAX_DEPTH && cursor.takes('DO') ? cursor.bodyBeforeEnd() : undefined
    if (inner !== undefined) {
      const offset = source.indexOf('$', inner.start + 1) + 1
      const read = readSql(source, offset, offset + inner.text.length, depth + 1)
      changes.push(...read.changes)
      hidden.push(...read.hidden)
    } else if (isPutTogether(cursor)) hidden.push({ start, end: cursor.offset })
    else changes.push(...changesAt(cursor).map((change) => ({ start, end: cursor.previousEnd, ...change })))
  }
  return { changes: withoutTemporary(changes), hidden, comments, hasCode: tokens.length > 0 }
}

/** Dynamic SQL: `EXECUTE format(…)` of PL/pgSQL, `EXEC (@sql)` of T-SQL, `PREPARE s FROM @sql` of MySQL. */
function isPutTogether(cursor: Cursor): boolean {
  return (
    cursor.takes('EXECUTE', 'FORMAT') ||
    cursor.takes('EXECUTE', 'IMMEDIATE') ||
    cursor.takes('EXEC', '(') ||
    cursor.takes('EXECUTE', '(') ||
    cursor.takes('SP_EXECUTESQL') ||
    (cursor.at('PREPARE') && cursor.at('FROM', 2) && cursor.takes('PREPARE'))
  )
}

function changesAt(cursor: Cursor): Omit<SqlChange, 'start' | 'end'>[] {
  if (cursor.takes('ALTER', 'TABLE')) return alterations(cursor)
  if (cursor.takes('DROP', 'TABLE') || cursor.takes('DROP', 'SCHEMA')) return dropped(cursor)
  if (cursor.at('CREATE')) return created(cursor)
  if (cursor.takes('RENAME', 'TABLE')) return [renamed(cursor, 'TO')]
  return cursor.takes('SP_RENAME') ? [{ kind: 'rename-column' }] : []
}

/** `CREATE [GLOBAL | LOCAL | TEMP | UNLOGGED …] TABLE [IF NOT EXISTS] name`. */
function created(cursor: Cursor): Omit<SqlChange, 'start' | 'end'>[] {
  const ahead = [1, 2, 3].find((count) => cursor.at('TABLE', count))
  if (ahead === undefined) return []
  for (let count = 0; count <= ahead; count += 1) cursor.skip()
  const isTemporary = cursor.at('#')
  cursor.takes('IF', 'NOT', 'EXISTS')
  const table = isTemporary ? '#' : cursor.name()
  cursor.back()
  return [{ kind: 'create-table', ...(table !== undefined && { table }) }]
}

function dropped(cursor: Cursor): Omit<SqlChange, 'start' | 'end'>[] {
  cursor.takes('IF', 'EXISTS')
  const changes: Omit<SqlChange, 'start' | 'end'>[] = []
  do {
    const isTemporary = cursor.at('#')
    const table = cursor.name()
    if (!isTemporary) changes.push({ kind: 'drop-table', ...(table !== undefined && { table }) })
  } while (cursor.takes(','))
  cursor.back()
  return changes
}

function renamed(cursor: Cursor, word: string): Omit<SqlChange, 'start' | 'end'> {
  const table = cursor.name()
  const to = cursor.takes(word) ? cursor.name() : undefined
  cursor.back()
  return { kind: 'rename-table', ...(table !== undefined && { table }), ...(to !== undefined && { to }) }
}

function withoutTemporary(changes: readonly SqlChange[]): SqlChange[] {
  return changes.filter(({ table }) => table !== '#')
}
