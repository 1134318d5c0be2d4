import { compareTexts } from './compare.js'
import type { Accepted } from './policy.js'

/** One line of a baseline: what is accepted, and what it said, for people who read the file. */
export interface BaselineEntry extends Accepted {
  readonly message?: string
}

/** Entries by fingerprint. */
export type Baseline = ReadonlyMap<string, BaselineEntry>

/** The form of the file that is written; a later one is refused instead of misread. */
const VERSION = 1

/** Where the entries of findings stand that are about no file: a path cannot be empty. */
const NO_FILE = ''

/** More of one finding than any repository has. */
const MOST = 1_000_000

const FINGERPRINT = /^[0-9a-f]{16}$/

/**
 * The file as text: JSON that a formatter leaves as it is, in the order of checks, files and fingerprints, so that a
 * finding more or less changes only its own lines.
 *
 * @param tool who writes it: `pillarlint 1.2.0`
 */
export function baselineText(baseline: Baseline, tool: string): string {
  const checks = new Map<string, Map<string, object[]>>()
  const sorted = [...baseline].sort(([a, one], [b, other]) => compareTexts(keyOf(a, one), keyOf(b, other)))
  for (const [fingerprint, { check = '', file = NO_FILE, count, message }] of sorted) {
    const files = checks.get(check) ?? new Map<string, object[]>()
    checks.set(check, files)
    files.set(file, [...(files.get(file) ?? []), { fingerprint, count, ...(message !== undefined && { message }) }])
  }
  const entries = Object.fromEntries([...checks].map(([check, files]) => [check, Object.fromEntries(files)]))
  return `${JSON.stringify({ version: VERSION, tool, entries }, null, 2)}\n`
}

function keyOf(fingerprint: string, { check = '', file = NO_FILE }: BaselineEntry): string {
  return `${check}\0${file}\0${fingerprint}`
}

/**
 * Reads the file that {@link baselineText} writes, or a JSON list of fingerprints (alone, or at `fingerprints`), in which
 * each mention accepts one finding. What is wrong with it comes as the end of a sentence that begins with its name.
 */
export function parseBaseline(text: string): Baseline | string {
  const data = parsed(text)
  const list = Array.isArray(data) ? (data as unknown[]) : fieldOf(data, 'fingerprints')
  if (Array.isArray(list)) return fromList(list)
  const [version, entries] = [fieldOf(data, 'version'), fieldOf(data, 'entries')]
  if (typeof version === 'number' && version > VERSION) {
    return `has the form ${version}, which this version of Pillarlint does not know: update Pillarlint`
  }
  if (version !== VERSION || !isMapping(entries)) {
    return 'is neither a file of `pillarlint baseline` nor a JSON list of fingerprints: delete it, and write it with `pillarlint baseline`'
  }
  return fromEntries(entries)
}

function fromList(list: readonly unknown[]): Baseline | string {
  const baseline = new Map<string, BaselineEntry>()
  for (const [index, each] of list.entries()) {
    if (typeof each !== 'string' || !FINGERPRINT.test(each))
      return `has an entry that is no fingerprint (16 hex digits): number ${index + 1}`
    baseline.set(each, { count: (baseline.get(each)?.count ?? 0) + 1 })
  }
  return baseline
}

function fromEntries(checks: object): Baseline | string {
  const baseline = new Map<string, BaselineEntry>()
  for (const [check, files] of Object.entries(checks)) {
    for (const [file, list] of Object.entries(isMapping(files) ? files : {})) {
      for (const each of Array.isArray(list) ? (list as unknown[]) : [undefined]) {
        const [fingerprint, count, message] = [
          fieldOf(each, 'fingerprint'),
          fieldOf(each, 'count'),
          fieldOf(each, 'message'),
        ]
        const where = `under ${JSON.stringify(check)} and ${JSON.stringify(file)}`
        if (typeof fingerprint !== 'string' || !FINGERPRINT.test(fingerprint))
          return `has an entry without a fingerprint of 16 hex digits, ${where}`
        if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > MOST)
          return `has an entry whose count is not a whole number from 1 on, ${where}`
        baseline.set(fingerprint, {
          count: Number(count) + (baseline.get(fingerprint)?.count ?? 0),
          ...(check !== '' && { check }),
          ...(file !== NO_FILE && { file }),
          ...(typeof message === 'string' && { message }),
        })
      }
    }
  }
  return baseline
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldOf(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}
