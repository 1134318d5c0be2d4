import { maturityLevels, type MaturityLevel } from '../catalog/index.js'
import type { CheckResult } from '../core/outcome.js'
import type { Maturity, MaturityStep, PracticeVerdict } from '../core/report.js'

/** How a check counts towards a level. One that this version does not have yet (`planned`) is left out of the count. */
type Count = 'pass' | 'fail' | 'unknown' | 'planned'

/**
 * The level of the automation maturity model: the highest whose required checks pass and whose blockers do not fail,
 * with all lower levels reached. Unknown checks do not stop the count: they make the result a range, from the level
 * reached for sure to the one that is possible. Levels that people must attest are never reached on files alone.
 */
export function maturityOf(
  results: readonly CheckResult[],
  verdicts: readonly PracticeVerdict[],
  titles: ReadonlyMap<string, string>,
): Maturity {
  const states = new Map(results.map((result) => [result.id, countOf(result)]))
  const count = (check: string): Count => states.get(check) ?? 'planned'
  const attested = new Set(verdicts.filter(({ verdict }) => verdict === 'attested').map(({ id }) => id))
  const levels = maturityLevels()
  const sure = highest(levels, (level) => isReached(level, count, attested, false))
  const possible = highest(levels, (level) => isReached(level, count, attested, true))
  const next = levels.find(({ level }) => level === sure + 1)
  return {
    level: sure,
    atMost: possible,
    name: levels.find(({ level }) => level === sure)?.title ?? '',
    next: next === undefined ? [] : stepsTo(next, count, (check) => titles.get(check) ?? check),
  }
}

/** A side of a check that is left open takes nothing away from another that is seen. */
function countOf({ state, outcomes }: CheckResult): Count {
  const open = outcomes.filter(({ kind }) => kind === 'unknown')
  const isSeen = outcomes.some(({ kind }) => kind === 'evidence')
  if (state === 'unknown' && isSeen && open.every(({ facet }) => facet !== undefined)) return 'pass'
  if (state === 'evidence' || state === 'not-applicable') return 'pass'
  if (state === 'problem')
    return outcomes.some((each) => each.kind === 'problem' && each.severity !== 'notice') ? 'fail' : 'pass'
  return state === 'implied' ? 'fail' : 'unknown'
}

/** The last level of an unbroken run from the bottom. Level 1 is where everybody starts. */
function highest(levels: readonly MaturityLevel[], reached: (level: MaturityLevel) => boolean): number {
  let level = 1
  for (const each of levels.slice(1)) {
    if (!reached(each)) break
    level = each.level
  }
  return level
}

/** A level none of whose required checks exist yet cannot be reached: nothing would show it. */
function isReached(
  { requireAll, requireAny, blockers, attestations }: MaturityLevel,
  count: (check: string) => Count,
  attested: ReadonlySet<string>,
  ifUnknownPasses: boolean,
): boolean {
  const built = (checks: readonly string[]) => checks.filter((check) => count(check) !== 'planned')
  const passes = (check: string) => count(check) === 'pass' || (ifUnknownPasses && count(check) === 'unknown')
  const all = built(requireAll)
  const any = built(requireAny)
  return (
    all.length + any.length > 0 &&
    all.every(passes) &&
    (any.length === 0 || any.some(passes)) &&
    blockers.every((check) => count(check) !== 'fail') &&
    attestations.every((practice) => attested.has(practice))
  )
}

/** What is still missing: failures first, then what must be made visible, then the cheapest way to satisfy "any of". */
function stepsTo(
  level: MaturityLevel,
  count: (check: string) => Count,
  title: (check: string) => string,
): MaturityStep[] {
  const needed = [
    ...level.requireAll.filter((check) => count(check) === 'fail' || count(check) === 'unknown'),
    ...level.blockers.filter((check) => count(check) === 'fail'),
  ]
  const choices = level.requireAny.filter((check) => count(check) !== 'planned')
  const any = choices.some((check) => count(check) === 'pass') ? [] : cheapest(choices, count)
  return [...new Set([...needed, ...any])]
    .map((check): MaturityStep => ({ check, title: title(check), state: count(check) === 'fail' ? 'fail' : 'unknown' }))
    .sort((a, b) => (a.state === b.state ? 0 : a.state === 'fail' ? -1 : 1))
}

function cheapest(checks: readonly string[], count: (check: string) => Count): string[] {
  return [checks.find((check) => count(check) === 'unknown') ?? checks[0]].filter((check) => check !== undefined)
}
