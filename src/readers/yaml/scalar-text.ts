import { SCALAR_STYLE, getScalarValue, type ScalarEvent } from 'js-yaml'
import type { Positions } from './positions.js'

type Segment = { readonly offset: number; readonly line: number; readonly column: number }

/** The decoded text of a scalar and where its lines and pieces stand in the source. */
export interface ScalarText {
  readonly text: string
  readonly lines: readonly { readonly line: number; readonly column: number }[]
  readonly segments?: readonly Segment[]
}

/** Decodes the scalar of `event`, whose offsets may come from a copy of `source` with joined lines. */
export function scalarText(source: string, event: ScalarEvent, positions: Positions): ScalarText {
  const written = source.slice(event.valueStart, event.valueEnd)
  const severalLines = written.includes('\n')
  const text = getScalarValue(source, event.fast && severalLines ? { ...event, fast: false } : event)
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK) return literal(text, event, positions)
  const first = positions.place(event.valueStart)
  if (!severalLines) return { text, lines: text.split('\n').map(() => first) }
  const segments = pieces(source, text, event, positions)
  return { text, lines: linesOf(text, segments, first), segments }
}

/** Each line of a literal block is one line of its text. */
function literal(text: string, event: ScalarEvent, positions: Positions): ScalarText {
  const first = positions.place(event.valueStart).line
  const segments: Segment[] = []
  for (let offset = 0; ; offset = text.indexOf('\n', offset) + 1) {
    segments.push({ offset, ...contentPlace(first + segments.length, event.indent, positions) })
    if (text.indexOf('\n', offset) < 0) return { text, lines: segments, segments }
  }
}

function contentPlace(line: number, indent: number, positions: Positions): { line: number; column: number } {
  const start = positions.lineStart(line)
  return positions.place(Math.min(start + Math.max(indent, 0), positions.lineEnd(start)))
}

/** Finds what each source line of a folded or wrapped scalar became in its text. */
function pieces(source: string, text: string, event: ScalarEvent, positions: Positions): Segment[] {
  const segments: Segment[] = []
  let offset = 0
  for (let start = event.valueStart; start < event.valueEnd;) {
    const end = Math.min(positions.lineEnd(start), event.valueEnd)
    const piece = pieceOf(source, start, end, event)
    const found = piece.text === '' ? -1 : text.indexOf(piece.text, offset)
    if (found >= 0) {
      segments.push({ offset: found, ...positions.place(piece.start) })
      offset = found + piece.text.length
    } else if (piece.text !== '') break
    start = positions.lineStart(positions.place(end).line + 1)
  }
  return segments
}

function pieceOf(source: string, start: number, end: number, event: ScalarEvent): { text: string; start: number } {
  const line = source.slice(start, end)
  if (event.style === SCALAR_STYLE.FOLDED_BLOCK) {
    const indent = Math.max(event.indent, 0)
    return { text: line.slice(indent), start: start + indent }
  }
  const from = start === event.valueStart ? start : end - line.trimStart().length
  const written = source.slice(from, end).trimEnd()
  const escapedBreak = event.style === SCALAR_STYLE.DOUBLE_QUOTED && /(?:^|[^\\])(?:\\\\)*\\$/.test(written)
  const valueEnd = from + written.length - (escapedBreak ? 1 : 0)
  return { text: getScalarValue(source, { ...event, fast: false, valueStart: from, valueEnd }), start: from }
}

function linesOf(
  text: string,
  segments: readonly Segment[],
  first: { line: number; column: number },
): ScalarText['lines'] {
  let index = -1
  let offset = 0
  return text.split('\n').map((line) => {
    while ((segments[index + 1]?.offset ?? Infinity) <= offset) index++
    offset += line.length + 1
    return segments[index] ?? first
  })
}
