import type { Outcome } from '../core/outcome.js'

/**
 * The outcomes, each once: a Terraform module that is called several times, or a template that is included several times,
 * is judged for each use, and may be the same in all.
 */
export function distinct(outcomes: readonly Outcome[]): Outcome[] {
  return [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()]
}
