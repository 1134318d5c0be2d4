import type { Location } from '../../core/location.js'
import { visible, withoutCommands } from '../visible.js'
import type { Paint, Palette } from './paint.js'
import { widthOf } from './text.js'

/** Lines of a longer place that are shown. */
const MAX_LINES = 3

/** UTF-16 units of a line that are looked at, before and after the place; the rest could not be shown anyway. */
const REACH = 2000

/** A character of the source as it is shown. */
interface Cell {
  readonly text: string
  readonly width: number
  /** Its column in the source, counted from 0. */
  readonly index: number
}

interface FrameStyle {
  readonly palette: Palette
  readonly tone: Paint
  /** Columns of the terminal. */
  readonly width: number
}

/** Columns of the largest line number that a frame shows. */
export function gutterOf({ line, endLine }: Location): number {
  return String(Math.min(endLine, line + MAX_LINES - 1)).length
}

/**
 * The lines of the place with the line before them, numbered, and the exact columns marked below. Empty if the source
 * does not have that line. What the terminal would not show is made visible; a long line is cut around the place.
 */
export function codeFrame(lines: readonly string[], at: Location, style: FrameStyle): string[] {
  if (at.line < 1 || at.line > lines.length) return []
  const { palette, tone, width } = style
  const last = Math.min(at.endLine, at.line + MAX_LINES - 1, lines.length)
  const gutter = gutterOf(at)
  const room = Math.max(20, width - gutter - 3)
  const bar = palette.dim('|')
  const numbered = (line: number, text: string) =>
    `${palette.dim(String(line).padStart(gutter))} ${bar} ${text}`.trimEnd()
  const blank = `${' '.repeat(gutter)} ${bar}`

  const frame = [blank]
  const before = lines[at.line - 2] ?? ''
  if (before.trim() !== '') frame.push(numbered(at.line - 1, palette.dim(shown(cut(cellsOf(before, 0), 0, room)))))
  for (let line = at.line; line <= last; line += 1) {
    const source = (lines[line - 1] ?? '').replace(/\r$/, '')
    const from = line === at.line ? at.column - 1 : source.length - source.trimStart().length
    const to = line === at.endLine ? at.endColumn - 1 : source.length
    const cells = cut(cellsOf(source, from), from, room)
    frame.push(numbered(line, shown(cells)))
    frame.push(`${' '.repeat(gutter)} ${bar} ${tone(marks(cells, from, to))}`)
  }
  if (last < at.endLine)
    frame.push(`${' '.repeat(gutter)} ${palette.dim('... to line')} ${palette.dim(String(at.endLine))}`)
  return frame
}

function cellsOf(line: string, around: number): Cell[] {
  const start = Math.max(0, around - REACH)
  const cells: Cell[] = []
  let index = start
  for (const char of line.slice(start, around + REACH)) {
    const text = char === '\t' ? '  ' : visible(char)
    cells.push({ text, width: widthOf(text), index })
    index += char.length
  }
  return cells
}

/** The cells that fit into `room` columns and hold the column `from`, with an ellipsis where some are missing. */
function cut(cells: readonly Cell[], from: number, room: number): Cell[] {
  const total = cells.reduce((sum, { width }) => sum + width, 0)
  if (total <= room) return [...cells]
  const wanted = cells.findIndex(({ index }) => index >= from)
  let start = wanted < 0 ? cells.length : wanted
  for (let lead = 0; start > 0 && lead < room / 3; start -= 1) lead += cells[start - 1]?.width ?? 0
  const kept: Cell[] = []
  if (start > 0) kept.push({ text: '…', width: 1, index: -1 })
  let used = kept.length
  for (const cell of cells.slice(start)) {
    if (used + cell.width >= room) return [...kept, { text: '…', width: 1, index: Infinity }]
    kept.push(cell)
    used += cell.width
  }
  return kept
}

const shown = (cells: readonly Cell[]): string => withoutCommands(cells.map(({ text }) => text).join(''))

/** Carets below the columns from `from` up to `to`; one at least. */
function marks(cells: readonly Cell[], from: number, to: number): string {
  const before = cells.filter(({ index }) => index < from).reduce((sum, { width }) => sum + width, 0)
  const below = cells.filter(({ index }) => index >= from && index < to).reduce((sum, { width }) => sum + width, 0)
  return ' '.repeat(before) + '^'.repeat(Math.max(1, below))
}
