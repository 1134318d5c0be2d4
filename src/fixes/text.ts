import type { Location } from '../core/location.js'

/** The offsets of a place in one line of a text that has no structure of its own; undefined for one on several lines. */
export function rangeIn(text: string, at: Location): { from: number; to: number } | undefined {
  if (at.line !== at.endLine) return undefined
  let start = 0
  for (let line = 1; line < at.line; line++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return undefined
    start = end + 1
  }
  return { from: start + at.column - 1, to: start + at.endColumn - 1 }
}
