import { isUtf8 } from 'node:buffer'
import { fields } from './git.js'

/** Git and Linux take any bytes for a name; a path of a report is text. */
export const STRANGE_NAME = 'its name is not UTF-8 text'

/** Entries of `-z` output as text. */
export interface NamedEntries {
  readonly entries: readonly string[]
  /** Those in which bytes that are no UTF-8 were written `\xff`. */
  readonly strange: ReadonlySet<string>
}

/**
 * The fields of `-z` output that hold paths. Each keeps a text of its own: two names that differ in bytes that are no
 * UTF-8 are not one, so that the one cannot hide behind the other.
 */
export function namedEntries(stdout: Buffer): NamedEntries {
  if (isUtf8(stdout)) return { entries: fields(stdout), strange: new Set() }
  const entries: string[] = []
  const strange = new Set<string>()
  for (let start = 0; start < stdout.length;) {
    const zero = stdout.indexOf(0, start)
    const end = zero < 0 ? stdout.length : zero
    const bytes = stdout.subarray(start, end)
    const text = isUtf8(bytes) ? bytes.toString('utf8') : escaped(bytes)
    if (!isUtf8(bytes)) strange.add(text)
    entries.push(text)
    start = end + 1
  }
  return { entries, strange }
}

/** Letters of ASCII as they are, all other bytes as numbers. */
function escaped(bytes: Buffer): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('')
}
