import type { Outcome } from '../core/outcome.js'

/**
 * The outcomes, each once: a Terraform module that is called several times, or a template that is included several times,
 * is judged for each use, and may be the same in all.
 */
export function distinct(outcomes: readonly Outcome[]): Outcome[] {
  const places = new Map<string, number>()
  for (const outcome of outcomes) places.set(placeOf(outcome), (places.get(placeOf(outcome)) ?? 0) + 1)
  const seen = new Set<string>()
  return outcomes.filter((outcome) => {
    // Outcomes at different places differ: to write each out to compare it would take longer than most checks.
    if (places.get(placeOf(outcome)) === 1) return true
    const written = JSON.stringify(outcome)
    return !seen.has(written) && seen.add(written)
  })
}

function placeOf(outcome: Outcome): string {
  const at = 'at' in outcome ? outcome.at : undefined
  return at === undefined ? '' : `${at.line}:${at.column} ${at.file}`
}
