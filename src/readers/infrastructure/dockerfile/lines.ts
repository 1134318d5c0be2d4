/** A run of characters of a logical line that stand side by side in the source. */
interface Piece {
  /** Offset in the logical line's text. */
  readonly offset: number
  readonly line: number
  readonly column: number
}

/** The body of a here-document, terminator left out. */
export interface Heredoc {
  readonly name: string
  readonly text: string
  /** First line of the body. */
  readonly line: number
}

/** One instruction as the builder sees it: continuation lines joined, comments between them dropped. */
export interface LogicalLine {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly heredocs: readonly Heredoc[]
  /** The here-document whose end is missing, if any. */
  readonly open?: string
}

export interface DockerfileLines {
  /** Parser directives by lower-case name (`syntax`, `escape`, `check`). */
  readonly directives: ReadonlyMap<string, { readonly text: string; readonly line: number; readonly column: number }>
  readonly escape: string
  readonly lines: readonly LogicalLine[]
}

const DIRECTIVES: ReadonlySet<string> = new Set(['syntax', 'escape', 'check'])
const HEREDOC_INSTRUCTIONS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'ONBUILD'])

/**
 * Cuts a Dockerfile into logical lines (Dockerfile reference: Format, Parser directives, Here-documents).
 * Time and memory are linear in the text.
 */
export function dockerfileLines(source: string): DockerfileLines {
  const rows = source.split('\n').map((row) => (row.endsWith('\r') ? row.slice(0, -1) : row))
  const directives = directivesOf(rows)
  const escape = directives.get('escape')?.text === '`' ? '`' : '\\'
  const lines: LogicalLine[] = []
  for (let row = 0; row < rows.length;) {
    if (isBlankOrComment(rows[row] ?? '')) {
      row++
      continue
    }
    const joined = joinLine(rows, row, escape)
    const { heredocs, next, open } = heredocsOf(joined.text, rows, joined.next)
    lines.push({ text: joined.text, pieces: joined.pieces, heredocs, ...(open !== undefined && { open }) })
    row = next
  }
  return { directives, escape, lines }
}

/** Line and column of the character at `offset` of the logical line. */
export function placeIn({ pieces }: LogicalLine, offset: number): { line: number; column: number } {
  let low = 0
  for (let high = pieces.length - 1; low < high;) {
    const middle = Math.ceil((low + high) / 2)
    if ((pieces[middle]?.offset ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const { offset: start, line, column } = pieces[low] ?? { offset: 0, line: 1, column: 1 }
  return { line, column: column + offset - start }
}

/** Directives count only above the first comment, blank line or instruction. */
function directivesOf(rows: readonly string[]): DockerfileLines['directives'] {
  const found = new Map<string, { text: string; line: number; column: number }>()
  for (const [index, row] of rows.entries()) {
    const equals = row.indexOf('=')
    if (!row.trimStart().startsWith('#') || equals < 0) break
    const name = row
      .slice(row.indexOf('#') + 1, equals)
      .trim()
      .toLowerCase()
    if (!DIRECTIVES.has(name) || found.has(name)) break
    const value = row.slice(equals + 1)
    const column = equals + 2 + value.length - value.trimStart().length
    found.set(name, { text: value.trim(), line: index + 1, column })
  }
  return found
}

function isBlankOrComment(row: string): boolean {
  const text = row.trimStart()
  return text === '' || text.startsWith('#')
}

function joinLine(rows: readonly string[], first: number, escape: string) {
  const parts: string[] = []
  const pieces: Piece[] = []
  let length = 0
  let row = first
  for (let more = true; more && row < rows.length; row++) {
    const whole = rows[row] ?? ''
    if (row > first && isBlankOrComment(whole)) continue // comments and blank lines do not end a continuation
    const indent = row === first ? whole.length - whole.trimStart().length : 0
    const body = whole.trimEnd()
    more = body.endsWith(escape) && body.at(-2) !== escape
    const part = more ? body.slice(indent, -1) : whole.slice(indent)
    pieces.push({ offset: length, line: row + 1, column: indent + 1 })
    parts.push(part)
    length += part.length
  }
  return { text: parts.join('').trimEnd(), pieces, next: row }
}

function heredocsOf(text: string, rows: readonly string[], first: number) {
  const heredocs: Heredoc[] = []
  let next = first
  for (const { name, dashed } of heredocMarks(text)) {
    let end = next
    while (end < rows.length && (dashed ? rows[end]?.replace(/^\t+/, '') : rows[end]) !== name) end++
    heredocs.push({ name, text: rows.slice(next, end).join('\n'), line: next + 1 })
    if (end === rows.length) return { heredocs, next: end, open: name }
    next = end + 1
  }
  return { heredocs, next, open: undefined }
}

/** The `<<NAME` words of an instruction that may have them; quoted ones and `<<<` are none. */
function heredocMarks(text: string): { name: string; dashed: boolean }[] {
  if (!text.includes('<<') || !HEREDOC_INSTRUCTIONS.has((text.split(/\s/, 1)[0] ?? '').toUpperCase())) return []
  return splitWords(text).flatMap(({ raw }) => {
    const [, dash, name] = /^\d*<<(-?)([^<]+)$/.exec(raw) ?? []
    return name === undefined ? [] : [{ name: unquote(name), dashed: dash === '-' }]
  })
}

export interface RawWord {
  /** As written, quotes and escapes included. */
  readonly raw: string
  readonly start: number
  readonly end: number
}

/** Words separated by blanks; quotes hold a word together, an escape takes the next character with it. */
export function splitWords(text: string, from = 0, escape = '\\'): RawWord[] {
  const words: RawWord[] = []
  let start = -1
  let quote = ''
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index)
    const blank = quote === '' && /\s/.test(character)
    if (blank && start >= 0) {
      words.push({ raw: text.slice(start, index), start, end: index })
      start = -1
    }
    if (blank) continue
    if (start < 0) start = index
    if (character === escape && quote !== "'") index++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
  }
  if (start >= 0) words.push({ raw: text.slice(start), start, end: text.length })
  return words
}

/** The word without its quotes and escapes. */
export function unquote(raw: string, escape = '\\'): string {
  let text = ''
  let quote = ''
  for (let index = 0; index < raw.length; index++) {
    const character = raw.charAt(index)
    if (character === escape && quote !== "'" && index + 1 < raw.length) text += raw.charAt(++index)
    else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === quote) quote = ''
    else text += character
  }
  return text
}
