import type { CheckResult } from '../core/outcome.js'
import type { Finding, Report } from '../core/report.js'

/**
 * The findings of the base that the change removed. One that is gone because its check can tell less than before (a step
 * that nobody can look into took the place of a known one) is not fixed: it is out of sight.
 */
export function fixedOf(
  gone: readonly Finding[],
  before: readonly CheckResult[],
  now: readonly CheckResult[],
): Report['fixed'] {
  if (gone.length === 0) return []
  const [then, today] = [unknownsOf(before), unknownsOf(now)]
  return gone
    .filter(({ standing, check }) => standing === 'open' && (today.get(check) ?? 0) <= (then.get(check) ?? 0))
    .map(({ check, message, at, fingerprint }) => ({ check, message, fingerprint, ...(at !== undefined && { at }) }))
}

/** How much each check could not tell; one that did not run, or crashed, could not tell anything. */
function unknownsOf(results: readonly CheckResult[]): Map<string, number> {
  return new Map(
    results.map(({ id, state, outcomes }) => {
      const ran = state !== 'skipped' && state !== 'crashed'
      return [id, ran ? outcomes.filter(({ kind }) => kind === 'unknown').length : Infinity]
    }),
  )
}
