import type { Cursor } from './cursor.js'
import type { SqlChange } from './statements.js'
import type { SqlToken } from './tokens.js'

type Change = Omit<SqlChange, 'start' | 'end'>

/** What ADD and DROP name that is no column. */
const NO_COLUMN: ReadonlySet<string> = new Set([
  'CHECK',
  'CONSTRAINT',
  'DEFAULT',
  'EXCLUDE',
  'EXPRESSION',
  'FOREIGN',
  'FULLTEXT',
  'IDENTITY',
  'INDEX',
  'KEY',
  'PARTITION',
  'PERIOD',
  'PRIMARY',
  'SPATIAL',
  'SYSTEM',
  'UNIQUE',
  'VALUE',
])

/** Types and words by which a new row has a value although none is given. */
const FILLED: ReadonlySet<string> = new Set([
  'AS',
  'AUTOINCREMENT',
  'AUTO_INCREMENT',
  'BIGSERIAL',
  'DEFAULT',
  'GENERATED',
  'IDENTITY',
  'ROWVERSION',
  'SERIAL',
  'SMALLSERIAL',
])

/** The changes of an `ALTER TABLE`, behind these words; goes to the token before the one that follows it. */
export function alterations(cursor: Cursor): Change[] {
  cursor.takes('IF', 'EXISTS')
  cursor.takes('ONLY')
  const table = cursor.name()
  cursor.takes('*')
  cursor.takes('WITH', 'NOCHECK')
  cursor.takes('WITH', 'CHECK')
  const changes: Change[] = []
  let action = ''
  do {
    const segment = cursor.segment()
    const first = wordAt(segment, 0)
    // T-SQL names further columns behind a comma without the word: `ADD a INT, b INT`, `DROP COLUMN a, b`.
    const isAction = ACTIONS.has(first)
    if (isAction) action = first
    const words = isAction ? segment.slice(1) : segment
    const change = ACTIONS.get(action)?.(words, isAction)
    if (change !== undefined)
      changes.push(...change.map((each) => ({ ...(table !== undefined && { table }), ...each })))
  } while (cursor.takes(','))
  cursor.back()
  return changes
}

const ACTIONS: ReadonlyMap<string, (words: readonly SqlToken[], isFirst: boolean) => Change[]> = new Map([
  ['ADD', added],
  ['ALTER', altered],
  ['CHANGE', changed],
  ['DROP', dropped],
  ['MODIFY', (words: readonly SqlToken[]) => typed(skipping(words, 'COLUMN'))],
  ['RENAME', renamed],
])

function added(words: readonly SqlToken[]): Change[] {
  const isColumn = wordAt(words, 0) === 'COLUMN'
  const rest = skipping(words, 'COLUMN', 'IF', 'NOT', 'EXISTS')
  if (rest[0]?.text === '(') return itemsOf(rest.slice(1, -1)).flatMap((item) => added(item))
  if (!isColumn && NO_COLUMN.has(wordAt(rest, 0))) return []
  const column = nameOf(rest[0])
  if (column === undefined) return []
  const has = (text: string): boolean => rest.slice(1).some(({ kind, text: each }) => kind === 'word' && each === text)
  const isRequired = rest.some((_, at) => wordAt(rest, at) === 'NOT' && wordAt(rest, at + 1) === 'NULL')
  const isFilled = [...FILLED].some(has)
  return [{ kind: isRequired && !isFilled ? 'add-required-column' : 'add-column', column }]
}

function dropped(words: readonly SqlToken[], isFirst: boolean): Change[] {
  const isColumn = wordAt(words, 0) === 'COLUMN'
  const rest = skipping(words, 'COLUMN', 'IF', 'EXISTS')
  if (rest[0]?.text === '(') return itemsOf(rest.slice(1, -1)).flatMap((item) => dropped(item, false))
  if (!isColumn && NO_COLUMN.has(wordAt(rest, 0))) return []
  // Without the word, T-SQL, whose names stand in square brackets, drops a constraint.
  const [first] = rest
  if (isFirst && !isColumn && first?.kind === 'name' && first.end - first.start === first.text.length + 2) {
    if (first.text.includes('_') && /^(?:df|fk|pk|uq|ck|ix)_/i.test(first.text)) return []
  }
  const column = nameOf(first)
  return column === undefined ? [] : [{ kind: 'drop-column', column }]
}

function renamed(words: readonly SqlToken[]): Change[] {
  const first = wordAt(words, 0)
  if (first === 'INDEX' || first === 'KEY' || first === 'CONSTRAINT' || first === 'PARTITION') return []
  if (first === 'TO' || first === 'AS') return [{ kind: 'rename-table', ...toName(words[1]) }]
  const rest = skipping(words, 'COLUMN')
  const to = rest.findIndex((_, at) => wordAt(rest, at) === 'TO')
  if (to < 0) return [{ kind: 'rename-table', ...toName(words[0]) }]
  const column = nameOf(rest[0])
  return [{ kind: 'rename-column', ...(column !== undefined && { column }), ...toName(rest[to + 1]) }]
}

/** MySQL: `CHANGE [COLUMN] old new type`. */
function changed(words: readonly SqlToken[]): Change[] {
  const rest = skipping(words, 'COLUMN')
  const [column, to] = [nameOf(rest[0]), nameOf(rest[1])]
  if (column === undefined || to === undefined) return []
  return column === to ? [{ kind: 'change-type', column }] : [{ kind: 'rename-column', column, to }]
}

function altered(words: readonly SqlToken[]): Change[] {
  if (NO_COLUMN.has(wordAt(words, 0))) return []
  const rest = skipping(words, 'COLUMN')
  const column = nameOf(rest[0])
  const verb = wordAt(rest, 1)
  if (column === undefined || verb === 'DROP' || verb === 'ADD' || verb === 'RESTART' || verb === 'RESET') return []
  if (verb !== 'SET') return [{ kind: 'change-type', column }]
  if (wordAt(rest, 2) === 'NOT' && wordAt(rest, 3) === 'NULL') return [{ kind: 'require-value', column }]
  return wordAt(rest, 2) === 'DATA' ? [{ kind: 'change-type', column }] : []
}

function typed(words: readonly SqlToken[]): Change[] {
  if (words[0]?.text === '(') return itemsOf(words.slice(1, -1)).flatMap((item) => typed(item))
  const column = nameOf(words[0])
  return column === undefined ? [] : [{ kind: 'change-type', column }]
}

function toName(token: SqlToken | undefined): { readonly to?: string } {
  const to = nameOf(token)
  return to === undefined ? {} : { to }
}

function nameOf(token: SqlToken | undefined): string | undefined {
  return token?.kind === 'word' || token?.kind === 'name' ? token.text.toLowerCase() : undefined
}

function wordAt(tokens: readonly SqlToken[], index: number): string {
  const token = tokens[index]
  return token?.kind === 'word' ? token.text : ''
}

function skipping(tokens: readonly SqlToken[], ...words: readonly string[]): readonly SqlToken[] {
  let at = 0
  for (const word of words) if (wordAt(tokens, at) === word) at += 1
  return tokens.slice(at)
}

/** What commas separate at the outermost level. */
function itemsOf(tokens: readonly SqlToken[]): SqlToken[][] {
  const items: SqlToken[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (token.kind === 'symbol' && token.text === '(') depth += 1
    if (token.kind === 'symbol' && token.text === ')') depth -= 1
    if (depth === 0 && token.kind === 'symbol' && token.text === ',') items.push([])
    else items.at(-1)?.push(token)
  }
  return items
}
