import type { Span } from '../sections.js'
import type { Style } from './style.js'

/** The ways up and down in a text, with the place where the function of the way down begins. */
export interface Ways {
  readonly up: Span
  /** Whether the function for the way up is one that the tool turns around by itself. */
  readonly turnsAround: boolean
  readonly down?: Span
  /** Where the head of that function begins. */
  readonly downHead?: number
}

/** The functions of a migration in `code`, whose comments and strings are blanked out. */
export function waysIn(code: string, { up: heads, down: downHead, blocks }: Style): Ways {
  const whole = { start: 0, end: code.length }
  if (heads === undefined) return { up: whole, turnsAround: true }
  const found = heads.map((head) => head.exec(code)).find((match) => match !== null)
  const down = downHead?.exec(code) ?? undefined
  if (found === undefined)
    return { up: whole, turnsAround: false, ...(down && { down: bodyAt(code, down, blocks), downHead: headOf(down) }) }
  const other = (at: number): number => {
    const starts = [found.index, down?.index ?? -1].filter((start) => start > at)
    return Math.min(code.length, ...starts)
  }
  const spanOf = (match: RegExpExecArray): Span => {
    const body = bodyAt(code, match, blocks)
    return { start: body.start, end: Math.min(body.end, other(match.index)) }
  }
  return {
    up: spanOf(found),
    turnsAround: /\bchange\b/.test(found[0]),
    ...(down !== undefined && { down: spanOf(down), downHead: headOf(down) }),
  }
}

/** Behind the blanks that a pattern begins with. */
function headOf({ index, 0: head }: RegExpExecArray): number {
  return index + head.length - head.trimStart().length
}

function bodyAt(code: string, match: RegExpExecArray, blocks: Style['blocks']): Span {
  const from = match.index + match[0].length
  return blocks === 'braces' ? bracedBody(code, from) : indentedBody(code, match)
}

/** From the first bracket behind the parameters to its partner; an arrow function without one goes on to the end. */
function bracedBody(code: string, from: number): Span {
  let at = code[from - 1] === '(' ? from - 1 : code.indexOf('(', from)
  const bare = code.indexOf('=>', from)
  // `up = knex => …`: parameters without brackets.
  if (at < 0 || (bare >= 0 && bare < at)) at = Math.max(from, bare)
  else at = partner(code, at, '(', ')') + 1
  const open = code.indexOf('{', at)
  const arrow = code.indexOf('=>', at)
  // `up: (q) => q.dropTable('a')`: what follows the arrow is the body.
  if (arrow >= 0 && (open < 0 || arrow < open) && !/^\s{0,80}\{/.test(code.slice(arrow + 2, arrow + 82)))
    return { start: arrow + 2, end: code.length }
  return open < 0 ? { start: at, end: code.length } : { start: open + 1, end: partner(code, open, '{', '}') }
}

function partner(code: string, from: number, open: string, close: string): number {
  let depth = 0
  for (let at = from; at < code.length; at += 1) {
    if (code[at] === open) depth += 1
    if (code[at] === close && --depth === 0) return at
  }
  return code.length
}

/** From behind the head's line up to the first line that is not indented more. */
function indentedBody(code: string, match: RegExpExecArray): Span {
  const { index, 0: head } = match
  const text = headOf(match)
  const indent = text - (code.lastIndexOf('\n', text - 1) + 1)
  const open = code.indexOf('\n', headEnd(code, index + head.length))
  if (open < 0) return { start: code.length, end: code.length }
  for (let line = open + 1; line < code.length;) {
    const newline = code.indexOf('\n', line)
    const end = newline < 0 ? code.length : newline
    const content = code.slice(line, end)
    if (content.trim() !== '' && content.length - content.trimStart().length <= indent)
      return { start: open, end: line }
    line = end + 1
  }
  return { start: open, end: code.length }
}

/** Behind the parameters, which may go over several lines. */
function headEnd(code: string, from: number): number {
  return code[from - 1] === '(' ? partner(code, from - 1, '(', ')') : from
}
