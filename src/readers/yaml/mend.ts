import { indentEnd, lineStart, parse, type Attempt } from './attempt.js'
import { joinLines, type Open } from './repair.js'

/** A source with what was joined in it, and how js-yaml takes that. */
export interface Mended {
  readonly text: string
  readonly attempt: Attempt
  /** The first mistake that was mended. */
  readonly first?: Attempt
}

/** Characters that may be parsed again for repairs: this many times the source, and never less than the floor. */
const FACTOR = 1.5
const FLOOR = 150_000

/** What parsing again costs beside the characters, in characters: the exception, and a part of copying the text. */
const EXCEPTION = 200
const COPIED = 1 / 200

/** Deeper than anything that is written by hand, so that js-yaml does not stop at the line itself once more. */
const DEEP_LINE = `\n${' '.repeat(200)}`

/**
 * Joins the lines that js-yaml finds indented too little. Only what stands around each is parsed again, and the whole once
 * more at the end, so that many of them in one file cost about as much as the file; a budget bounds the rest.
 */
export function mend(source: string, maxDepth: number): Mended {
  const costs = new Costs(source)
  let [text, attempt] = [source, parse(source, maxDepth)]
  let first: Attempt | undefined
  while (isDeficient(attempt) && !costs.spent) {
    const start = entryAbove(text, attempt.offset)
    const open = openAt(text, start, attempt.offset, maxDepth, costs)
    if (open === undefined) break
    const joined = joinLines(text, attempt.offset, open)
    if (joined === text) break
    if (joined === undefined) return { ...unclosed(text, attempt, open, maxDepth), ...(first && { first }) }
    first ??= attempt
    text = joined
    attempt = following(text, start, maxDepth, costs)
  }
  return { text, attempt: isDeficient(attempt) ? parse(text, maxDepth) : attempt, ...(first && { first }) }
}

function isDeficient({ reason }: Attempt): boolean {
  return reason.startsWith('deficient indentation')
}

class Costs {
  #left: number

  constructor({ length }: string) {
    this.#left = Math.max(FLOOR, FACTOR * length)
  }

  get spent(): boolean {
    return this.#left <= 0
  }

  parse(text: string, maxDepth: number, from: number, to?: number): Attempt {
    const attempt = parse(text, maxDepth, from, to)
    this.#left -= attempt.offset - from + EXCEPTION + text.length * COPIED
    return attempt
  }
}

/**
 * Offset of the nearest line above that is indented no deeper than that of `fault`. What is open there was opened in this
 * line or below, because all it holds so far is indented deeper than the rejected line: js-yaml would have stopped before.
 */
function entryAbove(text: string, fault: number): number {
  let line = lineStart(text, fault)
  if (text.slice(line, fault).includes('\r')) return 0
  const column = indentEnd(text, line) - line
  while (line > 0) {
    line = lineStart(text, line - 1)
    const start = indentEnd(text, line)
    if (start - line <= column && !/[\s#]/.test(text.charAt(start))) return line
  }
  return 0
}

/** What js-yaml misses at the end of the text between `start` and the line of `fault`. */
function openAt(text: string, start: number, fault: number, maxDepth: number, costs: Costs): Open | undefined {
  const { reason } = costs.parse(text.slice(start, fault).trimEnd() + DEEP_LINE, maxDepth, 0)
  if (reason.endsWith('a flow collection')) return 'flow'
  if (reason.endsWith('a single quoted scalar')) return 'single'
  if (reason.endsWith('a double quoted scalar')) return 'double'
  return start === 0 ? undefined : openAt(text, 0, fault, maxDepth, costs)
}

/**
 * The next line that is indented too little; if there is none, how the whole text is taken. What follows `start` is parsed
 * without what it belongs to: a line indented less ends that, and is where the next part begins.
 */
function following(text: string, start: number, maxDepth: number, costs: Costs): Attempt {
  for (let from = start; ;) {
    const attempt = costs.parse(text, maxDepth, from)
    if (from === 0 || isDeficient(attempt)) return attempt
    const line = lineStart(text, attempt.offset)
    const isPart = attempt.events === undefined && line > from && columnOf(text, line) < columnOf(text, from)
    from = isPart && !costs.spent ? line : 0
  }
}

function columnOf(text: string, line: number): number {
  return indentEnd(text, line) - line
}

/** What is open at the rejected line is never closed, unless the whole text has another mistake before. */
function unclosed(text: string, { offset }: Attempt, open: Open, maxDepth: number): Mended {
  const attempt = parse(text, maxDepth)
  if (!isDeficient(attempt) || attempt.offset !== offset) return { text, attempt }
  const what = open === 'flow' ? 'flow collection' : 'quoted scalar'
  return { text, attempt: { reason: `unexpected end of the stream within a ${what}`, offset } }
}
