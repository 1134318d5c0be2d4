/** Longer words are not compared: they are no slips of the finger. */
const MAX_LENGTH = 80

/**
 * The candidate that `word` was probably meant to be: few typing mistakes away, or the only one that contains it.
 * Undefined if none is near. Case does not count.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  if (wanted === '' || wanted.length > MAX_LENGTH) return undefined
  let best: string | undefined
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1
  const containing: string[] = []
  for (const candidate of candidates) {
    const other = candidate.toLowerCase()
    const mistakes = other.length > MAX_LENGTH ? Infinity : distance(wanted, other)
    if (mistakes < fewest) [best, fewest] = [candidate, mistakes]
    if (wanted.length >= 3 && other.includes(wanted)) containing.push(candidate)
  }
  return best ?? (containing.length === 1 ? containing[0] : undefined)
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      row.push(least)
    }
    ;[beforeLast, last] = [last, row]
  }
  return last[b.length] ?? 0
}
