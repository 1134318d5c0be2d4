import type { Outcome } from '../core/outcome.js'

/**
 * The outcomes, those that say the same of the same place once, with all that led there: a Terraform module that is
 * called several times, or a template that is included several times, is judged for each use.
 */
export function distinct(outcomes: readonly Outcome[]): Outcome[] {
  const found = new Map<string, Outcome>()
  for (const outcome of outcomes) {
    const key = keyOf(outcome)
    const same = found.get(key)
    found.set(key, same === undefined ? outcome : { ...same, because: [...same.because, ...newIn(outcome, same)] })
  }
  return [...found.values()]
}

function keyOf(outcome: Outcome): string {
  return JSON.stringify({ ...outcome, because: [] })
}

/** What led to the outcome that did not lead to the other one. */
function newIn({ because }: Outcome, other: Outcome): Outcome['because'] {
  const known = new Set(other.because.map(({ file, line, text }) => `${file}:${line}:${text}`))
  return because.filter(({ file, line, text }) => !known.has(`${file}:${line}:${text}`))
}
