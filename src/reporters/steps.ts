import type { Location } from '../core/location.js'
import type { MaturityStep, Report } from '../core/report.js'
import { EFFORT_LABELS } from './labels.js'
import { openFindings } from './select.js'

/** A step to the next level of maturity, in the words of a report. */
export interface ShownStep {
  readonly check: string
  /** `Fix` where a problem stands, `Find out` where nobody can tell. */
  readonly lead: 'Fix' | 'Find out'
  /** The problem that there is, or may be. Ours. */
  readonly title: string
  /** What it takes, or why it is not known. May quote the repository. */
  readonly note: string
  /** Where the first problem stands. */
  readonly at?: Location
}

/** Steps that are shown where there is room for few. */
export const BEST_STEPS = 3

/** What reaches the next level of maturity: what is to be fixed first, with its first place, then what is not known. */
export function shownSteps(report: Report): ShownStep[] {
  const places = new Map<string, Location>()
  for (const { check, at } of openFindings(report)) if (at !== undefined && !places.has(check)) places.set(check, at)
  const results = new Map(report.checks.map((result) => [result.id, result]))
  return report.maturity.next.map(({ check, title, state, effort }: MaturityStep): ShownStep => {
    const [at, result] = [places.get(check), results.get(check)]
    if (state === 'fail') return { check, lead: 'Fix', title, note: EFFORT_LABELS[effort], ...(at && { at }) }
    const needs = result?.permission === undefined ? '' : `; needs ${result.permission}`
    return { check, lead: 'Find out', title, note: `${result?.reason ?? 'it did not run'}${needs}` }
  })
}
