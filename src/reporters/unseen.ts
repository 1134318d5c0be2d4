import { groupBy } from '../core/group.js'
import type { CheckResult } from '../core/outcome.js'
import type { Report } from '../core/report.js'

/** Settings that cannot be read for one reason. */
export interface HiddenSettings {
  readonly facts: readonly string[]
  readonly reason: string
  readonly permission?: string
  readonly remedy?: string
}

/** The settings that cannot be read, those of one reason together. */
export function hiddenSettings({ coverage }: Report): HiddenSettings[] {
  const groups = groupBy(coverage.hosting, ({ reason, permission, remedy }) =>
    JSON.stringify([reason, permission, remedy]),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ ...first, facts: group.map(({ fact }) => fact) }]
  })
}

/** Checks that crashed or were skipped for one reason. */
export interface UnfinishedChecks {
  readonly ids: readonly string[]
  readonly crashed: boolean
  readonly reason: string
}

/** The checks that did not run to their end, those of one reason together. */
export function unfinishedChecks(checks: readonly CheckResult[]): UnfinishedChecks[] {
  const unfinished = checks.filter(({ state }) => state === 'crashed' || state === 'skipped')
  const groups = groupBy(unfinished, ({ state, reason }) => `${state} ${reason}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    return [{ ids: group.map(({ id }) => id), crashed: first.state === 'crashed', reason: first.reason }]
  })
}

/** How many practices are unknown for each reason, the most frequent first. */
export function unknownReasons({ practices }: Report): { readonly reason: string; readonly count: number }[] {
  const unknown = practices.filter(({ verdict }) => verdict === 'unknown')
  return Array.from(
    groupBy(unknown, ({ reason }) => reason),
    ([reason, own]) => ({ reason, count: own.length }),
  ).sort((a, b) => b.count - a.count)
}
