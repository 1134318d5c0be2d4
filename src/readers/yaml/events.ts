import type { Event } from 'js-yaml'
import { lineStart, parse, type Attempt } from './attempt.js'
import { mend } from './mend.js'
import { reworded } from './messages.js'

/** A mistake in the source, at an offset of it. */
export interface Fault {
  readonly offset: number
  readonly message: string
}

export interface ParsedEvents {
  readonly events: readonly Event[]
  /** Length of the part of the source that `events` describe. */
  readonly length: number
  readonly fault?: Fault
}

/** Steps back by one line this often before the steps grow, and how fast: each parses most of the source once more. */
const STEPS = { single: 10, growth: 2 }

/** The same for sources of more characters than that. */
const LONG = 20_000
const LONG_STEPS = { single: 2, growth: 8 }

/**
 * The events of js-yaml, whose offsets fit `source`. After a mistake, those of the longest prefix of whole lines that
 * could be found to parse. Work is linear in the source: repairs have a budget, steps back grow.
 */
export function eventsOf(source: string, maxDepth: number): ParsedEvents {
  const { text, attempt, first } = mend(source, maxDepth)
  if (attempt.events !== undefined) return { events: attempt.events, length: source.length }
  const unclosed = attempt.reason.startsWith('unexpected end of the') ? first : undefined
  return recovered(text, unclosed ?? attempt, maxDepth)
}

function recovered(text: string, { reason, offset }: Attempt, maxDepth: number): ParsedEvents {
  let cut = lineStart(text, offset)
  const { single, growth } = cut > LONG ? LONG_STEPS : STEPS
  const isKey = reason.startsWith(KEY_OVER_LINES)
  for (let step = 0; cut > 0; step++) {
    const { events } = parse(text, maxDepth, 0, cut)
    if (events !== undefined) return { events, length: cut, fault: faultOf(text, reason, offset, cut) }
    const passes = isKey && step >= single ? isPartOfKey : isEmpty
    for (let lines = growth ** Math.max(0, step - single); lines > 0 && cut > 0; lines--)
      cut = lineAbove(text, cut, passes)
  }
  return { events: [], length: 0, fault: faultOf(text, reason, offset, 0) }
}

/** A quote or bracket that is never closed shows at the end of the file; its opening stands where recovery stopped. */
function faultOf(text: string, reason: string, offset: number, cut: number): Fault {
  if (!reason.startsWith('unexpected end of the')) return { offset, message: reworded(reason) }
  let start = cut
  while (start < text.length && /\s/.test(text.charAt(start))) start++
  return { offset: start < text.length ? start : offset, message: reworded(reason) }
}

/** What js-yaml says at the end of a text that is taken for a key and has several lines. */
const KEY_OVER_LINES = 'can not read a block mapping entry'

/** None of its lines has a colon: wherever such a text is cut, it cannot be read. Other texts may lose some lines. */
function isPartOfKey(line: string): boolean {
  return !line.includes(':')
}

function isEmpty(line: string): boolean {
  return line.trim() === ''
}

/** Offset of the next line above, or of the one below the first line above it that is worth cutting after. */
function lineAbove(text: string, cut: number, passes: (line: string) => boolean): number {
  let line = lineStart(text, cut - 1)
  while (line > 0) {
    const above = lineStart(text, line - 1)
    if (!passes(text.slice(above, line))) break
    line = above
  }
  return line
}
