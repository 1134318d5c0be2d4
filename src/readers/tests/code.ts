/** Text between `open` and `close` that is no code. */
interface Stretch {
  readonly open: string
  /** Absent: it ends with the line. */
  readonly close?: string
  readonly comment?: boolean
  /** Whether it may go on behind the end of a line. */
  readonly lines?: boolean
  /** Whether a backslash takes the meaning from the character behind it. */
  readonly escapes?: boolean
}

/** How a family of languages writes comments and strings; openings that others begin with stand after those. */
export interface Syntax {
  readonly stretches: readonly Stretch[]
  /** `/…/` is a regular expression where a value may stand. */
  readonly regex?: boolean
}

const quoted = (open: string): Stretch => ({ open, close: open, escapes: true })
const block = (open: string, close: string): Stretch => ({ open, close, comment: true, lines: true })
const rest = (open: string): Stretch => ({ open, comment: true })
const C_COMMENTS = [rest('//'), block('/*', '*/')]
const TEXT_BLOCK: Stretch = { open: '"""', close: '"""', lines: true, escapes: true }

export const JAVASCRIPT: Syntax = {
  stretches: [...C_COMMENTS, { open: '`', close: '`', lines: true, escapes: true }, quoted('"'), quoted("'")],
  regex: true,
}
export const C_LIKE: Syntax = { stretches: [...C_COMMENTS, TEXT_BLOCK, quoted('"'), quoted("'")] }
export const GO: Syntax = {
  stretches: [...C_COMMENTS, { open: '`', close: '`', lines: true }, quoted('"'), quoted("'")],
}
export const PYTHON: Syntax = {
  stretches: [rest('#'), TEXT_BLOCK, { ...TEXT_BLOCK, open: "'''", close: "'''" }, quoted('"'), quoted("'")],
}
export const RUBY: Syntax = { stretches: [rest('#'), quoted('"'), quoted("'")] }

export interface Code {
  /** The text with comments and the content of strings blanked out, every character else in its place. */
  readonly code: string
  /** Offsets at which comments begin. */
  readonly comments: readonly number[]
}

/** Tells code from comments and strings. Linear; a string that does not close ends with its line. */
export function codeOf(text: string, { stretches, regex = false }: Syntax): Code {
  const parts: string[] = []
  const comments: number[] = []
  const openings = new Set(stretches.map(({ open }) => open[0]))
  let from = 0
  let lineEnd = -1
  let noRegexBefore = 0
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? ''
    const stretch = openings.has(char) ? stretches.find(({ open }) => text.startsWith(open, at)) : undefined
    if (lineEnd < at) lineEnd = endOfLine(text, at)
    let inner: Inner | undefined
    if (stretch !== undefined) inner = insideOf(text, at, stretch, lineEnd)
    else if (regex && char === '/' && at >= noRegexBefore && mayStartRegex(text, at)) {
      inner = insideOfRegex(text, at, lineEnd)
      if (inner === undefined) noRegexBefore = lineEnd
    }
    if (inner === undefined) {
      at += 1
      continue
    }
    if (stretch?.comment === true) comments.push(at)
    const start = stretch?.comment === true ? at : inner.start
    const end = stretch?.comment === true ? inner.next : inner.end
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\n]/g, ' '))
    from = end
    at = inner.next
  }
  parts.push(text.slice(from))
  return { code: parts.join(''), comments }
}

/** What lies between the marks of a stretch, and where the text goes on. */
interface Inner {
  readonly start: number
  readonly end: number
  readonly next: number
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function insideOf(text: string, at: number, { open, close, lines = false, escapes = false }: Stretch, lineEnd: number) {
  const start = at + open.length
  const limit = lines ? text.length : lineEnd
  if (close !== undefined) {
    for (let end = start; end < limit; end += 1) {
      if (escapes && text[end] === '\\') end += 1
      else if (text[end] === close[0] && text.startsWith(close, end)) return { start, end, next: end + close.length }
    }
  }
  return { start: Math.min(start, limit), end: limit, next: limit }
}

/** Whether a value may stand there: behind another value a slash divides. */
function mayStartRegex(text: string, at: number): boolean {
  let before = at - 1
  while (before >= 0 && at - before < 80 && (text[before] === ' ' || text[before] === '\t')) before -= 1
  const previous = text[before]
  return previous === undefined || '(,=:[!&|?{};\n+'.includes(previous)
}

function insideOfRegex(text: string, at: number, lineEnd: number): Inner | undefined {
  let inClass = false
  for (let end = at + 1; end < lineEnd; end += 1) {
    const char = text[end]
    if (char === '\\') end += 1
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '/' && !inClass) return { start: at + 1, end, next: end + 1 }
  }
  return undefined
}
