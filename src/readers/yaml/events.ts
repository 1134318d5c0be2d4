import { YAMLException, parseEvents, type Event } from 'js-yaml'
import { errorText } from '../../core/errors.js'
import { reworded } from './messages.js'
import { joinLines, type Open } from './repair.js'

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

/** Characters that may be parsed again for repairs: this many times the source, and never less than the floor. */
const REPAIR_FACTOR = 6
const REPAIR_FLOOR = 600_000

/** What a repair costs at the least, in characters. */
const MISTAKE = 200

/** Steps back by one line this often before the steps grow, and how fast: each parses most of the source once more. */
const STEPS = { single: 10, growth: 2 }

/** The same for sources of more characters than that. */
const LONG = 20_000
const LONG_STEPS = { single: 3, growth: 4 }

interface Attempt {
  readonly events?: readonly Event[]
  readonly reason: string
  readonly offset: number
}

/**
 * The events of js-yaml, whose offsets fit `source`. After a mistake, those of the longest prefix of whole lines that
 * could be found to parse. Work is linear in the source: repairs have a budget, steps back grow.
 */
export function eventsOf(source: string, maxDepth: number): ParsedEvents {
  let text = source
  let budget = Math.max(REPAIR_FLOOR, REPAIR_FACTOR * source.length)
  let firstRepair: Attempt | undefined
  let attempt = parse(text, maxDepth)
  while (attempt.reason.startsWith('deficient indentation') && budget > 0) {
    budget -= 2 * attempt.offset + MISTAKE
    const open = openAt(text, attempt.offset, maxDepth)
    if (open === undefined) break
    const joined = joinLines(text, attempt.offset, open)
    if (joined === undefined) {
      const what = open === 'flow' ? 'flow collection' : 'quoted scalar'
      attempt = { reason: `unexpected end of the stream within a ${what}`, offset: attempt.offset }
      break
    }
    if (joined === text) break
    firstRepair ??= attempt
    text = joined
    attempt = parse(text, maxDepth)
  }
  if (attempt.events !== undefined) return { events: attempt.events, length: source.length }
  const unclosed = attempt.reason.startsWith('unexpected end of the') ? firstRepair : undefined
  return recovered(text, unclosed ?? attempt, maxDepth)
}

function parse(text: string, maxDepth: number): Attempt {
  try {
    return { events: parseEvents(text, { maxDepth }), reason: '', offset: text.length }
  } catch (error) {
    if (!(error instanceof YAMLException)) return { reason: errorText(error), offset: 0 }
    return { reason: error.reason, offset: Math.min(error.mark?.position ?? 0, text.length) }
  }
}

/** Deeper than anything that is written by hand, so that js-yaml does not stop at the line itself once more. */
const DEEP_LINE = `\n${' '.repeat(1000)}`

/** What js-yaml misses at the end of the text before the line of `offset`. */
function openAt(text: string, offset: number, maxDepth: number): Open | undefined {
  const { reason } = parse(text.slice(0, offset).trimEnd() + DEEP_LINE, maxDepth)
  if (reason.endsWith('a flow collection')) return 'flow'
  if (reason.endsWith('a single quoted scalar')) return 'single'
  return reason.endsWith('a double quoted scalar') ? 'double' : undefined
}

function recovered(text: string, { reason, offset }: Attempt, maxDepth: number): ParsedEvents {
  let cut = lineStart(text, offset)
  const { single, growth } = cut > LONG ? LONG_STEPS : STEPS
  for (let step = 0; cut > 0; step++) {
    const { events } = parse(text.slice(0, cut), maxDepth)
    if (events !== undefined) return { events, length: cut, fault: faultOf(text, reason, offset, cut) }
    for (let lines = growth ** Math.max(0, step - single); lines > 0 && cut > 0; lines--) cut = lineStart(text, cut - 1)
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

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}
