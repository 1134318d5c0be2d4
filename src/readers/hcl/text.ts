const ESCAPES = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
])

/** Replaces `$${` by `${` and `%%{` by `%{`. */
export function decodeSequences(text: string): string {
  return text.includes('$${') || text.includes('%%{') ? text.replaceAll('$${', '${').replaceAll('%%{', '%{') : text
}

/**
 * Decodes the literal text of a quoted string (HCL specification, Template Expressions). A backslash that begins no
 * escape sequence stays as it is; `invalid` gets its offset in `text`.
 */
export function decodeQuoted(text: string, invalid: (at: number) => void): string {
  if (!text.includes('\\')) return decodeSequences(text)
  let decoded = ''
  let from = 0
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    decoded += decodeSequences(text.slice(from, at))
    const [value, length] = escapeAt(text, at)
    if (value === undefined) invalid(at)
    decoded += value ?? text.slice(at, at + length)
    from = at + length
  }
  return decoded + decodeSequences(text.slice(from))
}

/** The character that the escape sequence at `at` stands for, if it is one, and the sequence's length. */
function escapeAt(text: string, at: number): [value: string | undefined, length: number] {
  const letter = text[at + 1] ?? ''
  const simple = ESCAPES.get(letter)
  if (simple !== undefined) return [simple, 2]
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0
  const hex = text.slice(at + 2, at + 2 + digits)
  if (digits === 0 || hex.length < digits || !/^[0-9a-fA-F]+$/.test(hex)) return [undefined, 1 + letter.length]
  const point = Number.parseInt(hex, 16)
  return point > 0x10ffff ? [undefined, 2] : [String.fromCodePoint(point), 2 + digits]
}

/**
 * The smallest number of blanks that a line of `text` starts with; Infinity if no line counts. `startsLine`: the text's
 * first character begins a line. `continued`: something follows on the text's last line, so that this line counts even
 * if it is blank.
 */
export function indentOf(text: string, startsLine: boolean, continued: boolean): number {
  let indent = Infinity
  for (let start = startsLine ? 0 : lineAfter(text, 0); start >= 0; start = lineAfter(text, start)) {
    let first = start
    while (text[first] === ' ' || text[first] === '\t') first += 1
    const rest = text[first]
    const blank = rest === '\n' || rest === '\r' || (rest === undefined && !continued)
    if (!blank) indent = Math.min(indent, first - start)
  }
  return indent
}

/** `text` with `indent` blanks fewer at the start of each line that has them. */
export function stripIndent(text: string, indent: number, startsLine: boolean): string {
  let result = startsLine ? '' : text.slice(0, Math.max(0, lineAfter(text, 0)))
  if (!startsLine && result === '') return text
  for (let start = result.length; start >= 0;) {
    const next = lineAfter(text, start)
    const line = next < 0 ? text.slice(start) : text.slice(start, next)
    result +=
      line.trim() === '' && next >= 0 ? line : line.slice(Math.min(indent, line.length - line.trimStart().length))
    start = next
  }
  return result
}

/** Start of the line behind the one that holds `offset`, or -1. */
function lineAfter(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? -1 : newline + 1
}
