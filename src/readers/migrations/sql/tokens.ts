/** A piece of SQL. `name` is a quoted identifier, `body` a dollar-quoted string (PostgreSQL docs: 4.1.2.4). */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'body' | 'symbol'
  /** A word in upper case; what stands between the quotes of a name, a string or a body; a symbol of one character. */
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface SqlTokens {
  readonly tokens: readonly SqlToken[]
  /** Offsets of comments, marks included. */
  readonly comments: readonly { readonly start: number; readonly end: number }[]
}

/** Larger migrations carry rows, not statements about the schema. */
const MAX_TOKENS = 200_000

const LETTER = /[\p{L}\p{N}]/u

/** Letters, digits, `_` and `$`; those beyond ASCII by their class. */
function isWord(source: string, at: number): boolean {
  const code = source.charCodeAt(at)
  if (code < 128)
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 36
    )
  return LETTER.test(source[at] ?? '')
}

/**
 * The tokens of SQL of any dialect, from `from` up to `to`. Linear. A backslash takes the meaning from a quote only
 * where the dialect has that: in `E''` of PostgreSQL and in texts with the backticks of MySQL.
 */
export function readSqlTokens(source: string, from = 0, to = source.length): SqlTokens {
  const tokens: SqlToken[] = []
  const comments: { start: number; end: number }[] = []
  const escapes = source.includes('`')
  for (let at = from; at < to && tokens.length < MAX_TOKENS;) {
    const char = source[at] ?? ''
    const comment = endOfComment(source, at, to)
    if (comment !== undefined) {
      comments.push({ start: at, end: comment })
      at = comment
    } else if (char <= ' ' || char === '\u00a0') at += 1
    else {
      const token = tokenAt(source, at, to, escapes, tokens.at(-1))
      tokens.push(token)
      at = token.end
    }
  }
  return { tokens, comments }
}

function endOfComment(source: string, at: number, to: number): number | undefined {
  const char = source[at]
  if (char === '/' && source[at + 1] === '*') return within(source.indexOf('*/', at + 2), 2, to)
  const isLine = (char === '-' && source[at + 1] === '-') || (char === '#' && startsLine(source, at))
  return isLine ? within(source.indexOf('\n', at), 0, to) : undefined
}

function within(found: number, length: number, to: number): number {
  return found < 0 || found + length > to ? to : found + length
}

/** MySQL's comments with `#`: elsewhere the character is part of names and operators. */
function startsLine(source: string, at: number): boolean {
  return at === 0 || source[at - 1] === '\n'
}

function tokenAt(source: string, at: number, to: number, escapes: boolean, before: SqlToken | undefined): SqlToken {
  const char = source[at] ?? ''
  if (char === "'") {
    const isEscaped = escapes || (before?.text === 'E' && before.end === at)
    return quoted('string', source, at, to, "'", isEscaped)
  }
  if (char === '"') return quoted('name', source, at, to, '"', false)
  if (char === '`') return quoted('name', source, at, to, '`', false)
  // SQL Server's names; what holds a number is a place in an array of PostgreSQL.
  if (char === '[' && /[\p{L}_]/u.test(source[at + 1] ?? '') && !isIndexed(before, at)) {
    return quoted('name', source, at, to, ']', false)
  }
  if (char === '$') return dollarQuoted(source, at, to) ?? symbol(char, at)
  if (isWord(source, at)) return word(source, at, to)
  return symbol(char, at)
}

/** Whether what stands right before is a value, so that a bracket asks for one of its elements. */
function isIndexed(before: SqlToken | undefined, at: number): boolean {
  return before?.end === at && (before.kind !== 'symbol' || before.text === ')')
}

function symbol(text: string, start: number): SqlToken {
  return { kind: 'symbol', text, start, end: start + 1 }
}

function word(source: string, start: number, to: number): SqlToken {
  let end = start + 1
  while (end < to && isWord(source, end)) end += 1
  return { kind: 'word', text: source.slice(start, end).toUpperCase(), start, end }
}

/** A doubled mark stands for itself. One that does not close goes on to the end. */
function quoted(
  kind: 'string' | 'name',
  source: string,
  start: number,
  to: number,
  close: string,
  escapes: boolean,
): SqlToken {
  let end = start + 1
  for (; end < to; end += 1) {
    if (escapes && source[end] === '\\') end += 1
    else if (source[end] === close) {
      if (source[end + 1] !== close) break
      end += 1
    }
  }
  return { kind, text: source.slice(start + 1, Math.min(end, to)), start, end: Math.min(end + 1, to) }
}

function dollarQuoted(source: string, start: number, to: number): SqlToken | undefined {
  let mark = start + 1
  while (mark < to && mark - start < 64 && /\w/.test(source[mark] ?? '')) mark += 1
  if (source[mark] !== '$' || /\d/.test(source[start + 1] ?? '')) return undefined
  const tag = source.slice(start, mark + 1)
  const close = source.indexOf(tag, mark + 1)
  const end = close < 0 || close > to ? to : close
  return { kind: 'body', text: source.slice(mark + 1, end), start, end: Math.min(end + tag.length, to) }
}
