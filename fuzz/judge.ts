import { performance } from 'node:perf_hooks'
import process from 'node:process'
import type { Files } from '../src/snapshot/snapshot.js'
import { misplaced, type LinesOf } from './positions.js'
import type { Target } from './target.js'
import { disturbance } from './yardstick.js'

/** A text of 100,000 UTF-16 units, or a shorter one, may take this many milliseconds of processor time. */
export const PATIENCE = 50

/** Runs after the first one before a text counts as slow: garbage is collected at any time. */
const SECOND_LOOKS = 8

export interface Fault {
  /** The same for texts that show the same mistake, as far as can be told. */
  readonly kind: string
  /** What is wrong, as a sentence. */
  readonly what: string
}

export interface Judgement {
  /** Undefined if nothing is wrong. */
  readonly fault: Fault | undefined
  /** Of processor time, or a little more; the best of some looks. */
  readonly milliseconds: number
}

/**
 * Reads `text` as `target` would, and says what is wrong with how that went. `slack` widens the time allowed. What seems
 * slow is read again, and each time is divided by how much longer a fixed piece of work takes just then than it can: a
 * pause for garbage, code that is not compiled yet and other users of the machine make no text slow, and none quick.
 */
export function judge(target: Target, text: string, slack = 1, disturbed = disturbance): Judgement {
  const patience = (target.slow?.milliseconds ?? PATIENCE) * slack
  let milliseconds = Infinity
  for (let look = 0; look <= SECOND_LOOKS && milliseconds > patience; look++) {
    const files = target.files(text)
    const before = look === 0 ? 1 : disturbed()
    const spent = look === 0 ? elapsed() : processorTime()
    const read = attempt(target, files)
    const took = spent()
    milliseconds = Math.min(milliseconds, took / (look === 0 ? 1 : Math.min(before, disturbed())))
    if (read.fault !== undefined) return { fault: read.fault, milliseconds }
    if (look === 0 && target.elsewhere !== true) {
      const fault = misplacedIn(read.value, files)
      if (fault !== undefined) return { fault, milliseconds }
    }
  }
  const slow = milliseconds > patience
  const what = `took ${milliseconds.toFixed(0)} ms for ${text.length} characters`
  return { fault: slow ? { kind: 'slow', what } : undefined, milliseconds }
}

/** Time on the clock: no less than the thread has worked, and cheap to ask for. What it shows to be quick, is. */
function elapsed(): () => number {
  const began = performance.now()
  return () => performance.now() - began
}

function processorTime(): () => number {
  const began = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000
  }
}

function attempt(target: Target, files: Files): { readonly value?: unknown; readonly fault?: Fault } {
  try {
    return { value: target.read(files) }
  } catch (error) {
    if (target.throws?.(error) === true) return {}
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { fault: { kind: kindOf(what.split('\n').slice(0, 2).join(' ')), what: `threw ${what}` } }
  }
}

function misplacedIn(value: unknown, files: Files): Fault | undefined {
  const what = misplaced(value, linesIn(files))
  return what === undefined ? undefined : { kind: kindOf(what.replace(/: \S+ \(.*\)/, '')), what }
}

/** What stays of a sentence without the numbers and names of one text. */
function kindOf(what: string): string {
  return what.replace(/"[^"]*"|\d+/g, '#').slice(0, 200)
}

/**
 * The lengths of the lines of each file, worked out once each. YAML ends a line at a lone carriage return as well (YAML
 * 1.2.2, § 5.4), most other languages only at line feeds: both are right.
 */
function linesIn(files: Files): LinesOf {
  const known = new Map<string, readonly (readonly number[])[]>()
  return (file) => {
    const lines = known.get(file) ?? waysOf(files.text(file))
    known.set(file, lines)
    return lines
  }
}

function waysOf(text: string | undefined): number[][] {
  if (text === undefined) return []
  const ends = text.includes('\r') ? [/\r?\n/, /\r\n|\n|\r/] : ['\n']
  return ends.map((end) => text.split(end).map(({ length }) => length))
}
