import { groupBy } from '../core/group.js'
import type { Outcome } from '../core/outcome.js'

/**
 * The outcomes, each once: a Terraform module that is called several times, or a template that is included several times,
 * is judged for each use, and may be the same in all.
 */
export function distinct(outcomes: readonly Outcome[]): Outcome[] {
  // Outcomes at different places differ: to write each out to compare it would take longer than most checks.
  const alone = new Set([...groupBy(outcomes, placeOf).values()].flatMap((all) => (all.length === 1 ? all : [])))
  const seen = new Set<string>()
  return outcomes.filter((outcome) => {
    if (alone.has(outcome)) return true
    const written = JSON.stringify(outcome)
    return !seen.has(written) && seen.add(written)
  })
}

function placeOf(outcome: Outcome): string {
  const at = 'at' in outcome ? outcome.at : undefined
  return at === undefined ? '' : `${at.line}:${at.column} ${at.file}`
}
