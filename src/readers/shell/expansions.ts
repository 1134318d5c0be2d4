import type { Cursor } from './cursor.js'
import type { WordBuilder } from './word-builder.js'

const SIMPLE_VARIABLE = /\$(?:(?<bare>[A-Za-z_]\w*|[0-9@*#?!$-])|\{(?<name>[A-Za-z_]\w*|[0-9]+|[@*#?!$-])\})/y
const VARIABLE_OR = /\$\{(?<name>[A-Za-z_]\w*|[0-9]+):?[-=](?<fallback>[^\s'"`$\\{}]*)\}/y
const CONTINUED_LINE = /\\\r?\n/y

/** Reads the template expression that starts here, as one opaque part; false if none does. */
export function readExpression(cursor: Cursor, word: WordBuilder): boolean {
  const end = cursor.expressionEnd
  if (end === undefined) return false
  word.addPart({ kind: 'opaque', raw: cursor.takeTo(end) })
  return true
}

/** A backslash outside quotes: the next character is plain, a line end disappears. */
export function readEscape(cursor: Cursor, word: WordBuilder): void {
  if (cursor.run(CONTINUED_LINE) !== '') return
  word.quoted = true
  cursor.take()
  word.add(cursor.take())
}

export function readSingleQuotes(cursor: Cursor, word: WordBuilder): void {
  word.quoted = true
  const opened = cursor.position
  cursor.take()
  while (!cursor.atEnd) {
    word.add(cursor.run(/[^'$<{]+/y))
    if (cursor.char === "'") return void cursor.take()
    if (!readExpression(cursor, word)) word.add(cursor.take())
  }
  cursor.fault('the quotes are not closed', opened)
}

export function readDoubleQuotes(cursor: Cursor, word: WordBuilder): void {
  const opened = cursor.position
  word.quoted = true
  cursor.take()
  while (!cursor.atEnd) {
    word.add(cursor.run(/[^"\\$`<{]+/y))
    if (readExpression(cursor, word)) continue
    if (cursor.char === '"') return void cursor.take()
    if (cursor.char === '\\') readQuotedEscape(cursor, word)
    else if (cursor.char === '$') readDollar(cursor, word, true)
    else if (cursor.char === '`') readBackticks(cursor, word)
    else word.add(cursor.take())
  }
  cursor.fault('the quotes are not closed', opened)
}

/** In double quotes a backslash escapes only what would be special there; else it stays. */
function readQuotedEscape(cursor: Cursor, word: WordBuilder): void {
  if (cursor.run(CONTINUED_LINE) !== '') return
  cursor.take()
  const next = cursor.take()
  word.add(next !== '' && '$`"\\'.includes(next) ? next : `\\${next}`)
}

/** The old form of a substitution. Escapes inside are left as they are: a nested one is then plain text. */
export function readBackticks(cursor: Cursor, word: WordBuilder): void {
  cursor.count()
  const start = cursor.position
  cursor.take()
  const close = closingBacktick(cursor)
  if (close === cursor.end) cursor.fault('the backtick is not closed', start)
  const read = () => cursor.nested(() => cursor.readList(cursor, ''), { statements: [] })
  word.substitutions.push(cursor.within(close, read))
  cursor.takeTo(close + 1)
  word.addPart({ kind: 'opaque', raw: cursor.text.slice(start, cursor.position) })
}

function closingBacktick(cursor: Cursor): number {
  const special = /[`\\]/g
  special.lastIndex = cursor.position
  for (let found = special.exec(cursor.text); found !== null; found = special.exec(cursor.text)) {
    if (found.index >= cursor.end) break
    if (found[0] === '`') return found.index
    special.lastIndex = found.index + 2
  }
  return cursor.end
}

/** Whatever starts with `$`. */
export function readDollar(cursor: Cursor, word: WordBuilder, inQuotes: boolean): void {
  if (cursor.startsWith('$((')) return readArithmetic(cursor, word)
  if (cursor.startsWith('$(')) return readSubstitution(cursor, word)
  const found = cursor.match(SIMPLE_VARIABLE) ?? cursor.match(VARIABLE_OR)
  if (found !== undefined) return addVariable(cursor, word, found, inQuotes)
  if (cursor.startsWith('${')) return readBraces(cursor, word, inQuotes)
  if (!inQuotes && cursor.startsWith("$'")) return readAnsiQuotes(cursor, word)
  if (inQuotes || !cursor.startsWith('$"')) return word.add(cursor.take())
  cursor.take()
  readDoubleQuotes(cursor, word)
}

function addVariable(cursor: Cursor, word: WordBuilder, found: RegExpExecArray, quoted: boolean): void {
  const { bare, name, fallback } = found.groups ?? {}
  const raw = cursor.takeTo(cursor.position + found[0].length)
  if (quoted) word.quoted = true
  const or = fallback === undefined ? {} : { fallback }
  word.addPart({ kind: 'variable', name: bare ?? name ?? '', raw, quoted, ...or })
}

/** `$(…)`, `<(…)` and `>(…)`: the commands inside are kept, the text stays as written. */
export function readSubstitution(cursor: Cursor, word: WordBuilder): void {
  cursor.count()
  const start = cursor.position
  cursor.position += 2
  word.substitutions.push(cursor.nested(() => cursor.readList(cursor, ')'), { statements: [] }))
  if (cursor.char === ')') cursor.take()
  else cursor.fault('the substitution is not closed', start)
  word.addPart({ kind: 'opaque', raw: cursor.text.slice(start, cursor.position) })
}

function readArithmetic(cursor: Cursor, word: WordBuilder): void {
  const start = cursor.position
  cursor.take()
  skipParentheses(cursor)
  word.addPart({ kind: 'opaque', raw: cursor.text.slice(start, cursor.position) })
}

/** Steps over a `(` and everything up to its counterpart; false, and a fault, if there is none. */
export function skipParentheses(cursor: Cursor): boolean {
  const start = cursor.position
  let open = 0
  while (!cursor.atEnd) {
    cursor.run(/[^()]+/y)
    const char = cursor.take()
    if (char === '(') open += 1
    else if (char === ')') open -= 1
    if (open === 0) return true
  }
  cursor.fault('the parenthesis is not closed', start)
  return false
}

/** `${name…}` in all its forms; what stands inside may hold quotes and substitutions of its own. */
function readBraces(cursor: Cursor, word: WordBuilder, inQuotes: boolean): void {
  const start = cursor.position
  cursor.position += 2
  const read = (): void => {
    while (!cursor.atEnd && cursor.char !== '}') readInBraces(cursor, word, inQuotes)
  }
  cursor.nested(read, undefined)
  if (cursor.char === '}') cursor.take()
  else cursor.fault('the brace is not closed', start)
  word.addPart({ kind: 'opaque', raw: cursor.text.slice(start, cursor.position) })
}

function readInBraces(cursor: Cursor, word: WordBuilder, inQuotes: boolean): void {
  const inner = word.scratch()
  cursor.run(/[^}'"`\\$<{]+/y)
  if (cursor.atEnd || cursor.char === '}' || readExpression(cursor, inner)) return
  if (cursor.char === '\\') cursor.takeTo(cursor.position + 2)
  else if (cursor.char === '"') readDoubleQuotes(cursor, inner)
  else if (cursor.char === "'" && !inQuotes) readSingleQuotes(cursor, inner)
  else if (cursor.char === '`') readBackticks(cursor, inner)
  else if (cursor.char === '$') readDollar(cursor, inner, inQuotes)
  else cursor.take()
}

const ANSI_ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
])

function readAnsiQuotes(cursor: Cursor, word: WordBuilder): void {
  const opened = cursor.position
  cursor.position += 2
  word.quoted = true
  while (!cursor.atEnd) {
    word.add(cursor.run(/[^'\\]+/y))
    const char = cursor.take()
    if (char === "'") return
    if (char !== '\\') continue
    const escaped = cursor.take()
    word.add(ANSI_ESCAPES.get(escaped) ?? escaped)
  }
  cursor.fault('the quotes are not closed', opened)
}
