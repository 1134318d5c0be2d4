import { Opaque, type Span } from './syntax.js'

/** What stands between two actions, blanks already trimmed as the actions ask, or the inside of an action. */
export type Piece = { readonly kind: 'text' | 'action'; readonly text: string } & Span

/**
 * Cuts a template into texts and actions (Go package text/template: "Text and spaces"). Comments are left out. A text's
 * span covers exactly its characters, an action's span its braces too.
 */
export function scanTemplate(source: string): Piece[] {
  const pieces: Piece[] = []
  let offset = 0
  let trimNext = false
  while (offset < source.length) {
    const open = source.indexOf('{{', offset)
    const end = open < 0 ? source.length : open
    const trimsLeft = open >= 0 && source.charAt(open + 2) === '-' && isSpace(source.charAt(open + 3))
    pushText(pieces, source, offset, end, trimNext, trimsLeft)
    if (open < 0) break
    const start = open + (trimsLeft ? 3 : 2)
    const close = endOfAction(source, start)
    const trimsRight = source.charAt(close - 1) === '-' && isSpace(source.charAt(close - 2))
    const text = source.slice(start, trimsRight ? close - 1 : close)
    if (!text.trimStart().startsWith('/*')) pieces.push({ kind: 'action', text, start: open, end: close + 2 })
    trimNext = trimsRight
    offset = close + 2
  }
  return pieces
}

function pushText(pieces: Piece[], source: string, from: number, to: number, trimStart: boolean, trimEnd: boolean) {
  let start = from
  let end = to
  if (trimStart) while (start < end && isSpace(source.charAt(start))) start++
  if (trimEnd) while (end > start && isSpace(source.charAt(end - 1))) end--
  if (end > start) pieces.push({ kind: 'text', text: source.slice(start, end), start, end })
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r'
}

/** Offset of the `}}` that closes an action: braces in strings and comments do not. */
function endOfAction(source: string, start: number): number {
  let offset = start
  while (isSpace(source.charAt(offset))) offset++
  if (source.startsWith('/*', offset)) {
    const end = source.indexOf('*/', offset)
    const close = end < 0 ? -1 : source.indexOf('}}', end)
    if (close < 0) throw new Opaque('a comment does not end')
    return close
  }
  for (; offset < source.length; offset++) {
    const character = source.charAt(offset)
    if (character === '}' && source.charAt(offset + 1) === '}') return offset
    if (character === '`') offset = closing(source, offset, '`')
    else if (character === '"') offset = closing(source, offset, '"')
  }
  throw new Opaque('an action does not end')
}

function closing(source: string, start: number, quote: string): number {
  for (let offset = start + 1; offset < source.length; offset++) {
    const character = source.charAt(offset)
    if (character === '\\' && quote === '"') offset++
    else if (character === quote) return offset
    else if (character === '\n' && quote === '"') break
  }
  throw new Opaque('a string does not end')
}
