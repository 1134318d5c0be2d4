import { SCALAR_STYLE, getScalarValue, type ScalarEvent } from 'js-yaml'
import type { Segment } from '../../core/location.js'
import type { Positions } from './positions.js'

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
  const isEscaped = written.length > text.length
  if (!severalLines && !isEscaped) {
    return { text, lines: text.includes('\n') ? text.split('\n').map(() => first) : [first] }
  }
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

/** Finds what each source line of a folded or wrapped scalar, and each stretch between escapes, became in its text. */
function pieces(source: string, text: string, event: ScalarEvent, positions: Positions): Segment[] {
  const segments: Segment[] = []
  let offset = 0
  for (let start = event.valueStart; start < event.valueEnd;) {
    const end = Math.min(positions.lineEnd(start), event.valueEnd)
    const piece = pieceOf(source, start, end, event)
    const found = piece.text === '' ? -1 : text.indexOf(piece.text, offset)
    if (found >= 0) {
      segments.push({ offset: found, ...positions.place(piece.start) })
      for (const escape of escapesIn(source, piece.start, piece.end, event)) {
        segments.push({ offset: found + escape.offset, ...positions.place(escape.end) })
      }
      offset = found + piece.text.length
    } else if (piece.text !== '') break
    start = positions.lineStart(positions.place(end).line + 1)
  }
  return segments
}

function pieceOf(
  source: string,
  start: number,
  end: number,
  event: ScalarEvent,
): { text: string; start: number; end: number } {
  const line = source.slice(start, end)
  if (event.style === SCALAR_STYLE.FOLDED_BLOCK) {
    const indent = Math.max(event.indent, 0)
    return { text: line.slice(indent), start: start + indent, end }
  }
  const from = start === event.valueStart ? start : end - line.trimStart().length
  const written = source.slice(from, end).trimEnd()
  const escapedBreak = event.style === SCALAR_STYLE.DOUBLE_QUOTED && /(?:^|[^\\])(?:\\\\)*\\$/.test(written)
  const valueEnd = from + written.length - (escapedBreak ? 1 : 0)
  return {
    text: getScalarValue(source, { ...event, fast: false, valueStart: from, valueEnd }),
    start: from,
    end: valueEnd,
  }
}

/** The escapes of a quoted scalar between two source offsets: where each ends, there and in the text it stands for. */
function* escapesIn(source: string, start: number, end: number, { style }: ScalarEvent) {
  if (style !== SCALAR_STYLE.SINGLE_QUOTED && style !== SCALAR_STYLE.DOUBLE_QUOTED) return
  const mark = style === SCALAR_STYLE.SINGLE_QUOTED ? "'" : '\\'
  let hidden = 0
  for (let at = source.indexOf(mark, start); at >= 0 && at < end; at = source.indexOf(mark, at)) {
    const length = mark === "'" ? 2 : escapeLength(source.charAt(at + 1))
    const decoded = length === 10 && parseInt(source.slice(at + 2, at + length), 16) > 0xffff ? 2 : 1
    hidden += length - decoded
    at += length
    yield { end: at, offset: at - start - hidden }
  }
}

/** Characters of an escape that begins with a backslash and `letter` (YAML 1.2.2, 5.7 Escaped Characters). */
function escapeLength(letter: string): number {
  return { x: 4, u: 6, U: 10 }[letter] ?? 2
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
