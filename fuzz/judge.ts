import process from 'node:process'
import type { Files } from '../src/snapshot/snapshot.js'
import { misplaced } from './positions.js'
import type { Target } from './targets.js'

/** A text of 100,000 UTF-16 units, or a shorter one, may take this many milliseconds of processor time. */
const PATIENCE = 50

/** Runs after the first one before a text counts as slow: garbage is collected at any time. */
const SECOND_LOOKS = 3

export interface Judgement {
  /** What is wrong, as a sentence; undefined if nothing is. */
  readonly fault: string | undefined
  readonly milliseconds: number
}

/** Reads `text` as `target` would, and says what is wrong with how that went. `slack` widens the time allowed. */
export function judge(target: Target, text: string, slack = 1): Judgement {
  let milliseconds = Infinity
  for (let look = 0; look <= SECOND_LOOKS && milliseconds > PATIENCE * slack; look++) {
    const began = process.cpuUsage()
    const read = attempt(target, text)
    const { user, system } = process.cpuUsage(began)
    milliseconds = Math.min(milliseconds, (user + system) / 1_000)
    if (read.fault !== undefined) return { fault: read.fault, milliseconds }
    if (look === 0 && target.elsewhere !== true) {
      const fault = misplaced(read.value, linesIn(read.files))
      if (fault !== undefined) return { fault, milliseconds }
    }
  }
  const slow = milliseconds > PATIENCE * slack
  return {
    fault: slow ? `took ${milliseconds.toFixed(0)} ms for ${text.length} characters` : undefined,
    milliseconds,
  }
}

function attempt(target: Target, text: string) {
  const files = target.files(text)
  try {
    return { value: target.read(files), files, fault: undefined }
  } catch (error) {
    if (target.throws?.(error) === true) return { value: undefined, files, fault: undefined }
    return {
      value: undefined,
      files,
      fault: `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    }
  }
}

/**
 * The lengths of the lines of each file, worked out once each. YAML ends a line at a lone carriage return as well (YAML
 * 1.2.2, § 5.4), most other languages only at line feeds: both are right.
 */
function linesIn(files: Files): (file: string) => readonly (readonly number[])[] {
  const known = new Map<string, readonly (readonly number[])[]>()
  return (file) => {
    const lines = known.get(file) ?? waysOf(files.text(file))
    known.set(file, lines)
    return lines
  }
}

function waysOf(text: string | undefined): number[][] {
  if (text === undefined) return []
  return [/\r?\n/, /\r\n|\n|\r/].map((end) => text.split(end).map(({ length }) => length))
}
