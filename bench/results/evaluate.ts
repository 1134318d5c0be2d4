import type { Case, Target } from '../cases/case.js'
import { rounded, median } from '../measure/figures.js'
import { memory, ratio, type Series } from '../measure/rounds.js'
import type { EntryResult, TargetResult } from './result.js'

/** The figures of one entry, as multiples of the unit's. */
export function entryResult(
  name: string,
  series: Series | undefined,
  unit: Series | undefined,
  facts: Pick<EntryResult, 'version' | 'files'>,
): EntryResult {
  if (series === undefined || series.failed !== undefined) {
    const stoppedAt = lowerBound(series, unit)
    const failed = series?.failed ?? 'not run'
    return { name, ...facts, failed, ...(stoppedAt !== undefined && { stoppedAt: rounded(stoppedAt) }) }
  }
  const most = memory(series)
  const against = (measure: 'wall' | 'processor') => {
    const value = unit === undefined ? undefined : ratio(series, unit, measure)
    return value === undefined || !Number.isFinite(value) ? {} : { [measure]: rounded(value) }
  }
  return {
    name,
    ...facts,
    runs: series.rounds.size,
    ...against('wall'),
    ...against('processor'),
    ...(most !== undefined && { memory: Math.round(most) }),
  }
}

/** Every target of a case, but those about entries that were not to run. */
export function targetResults({ targets }: Case, series: ReadonlyMap<string, Series>): TargetResult[] {
  const asked = (name: string) => series.has(name)
  return targets
    .filter((target) => asked(target.of) && (target.measure === 'memory' || asked(target.against)))
    .map((target) => judged(target, series))
}

function judged(target: Target, series: ReadonlyMap<string, Series>): TargetResult {
  const of = series.get(target.of)
  const bound = 'atLeast' in target ? lowerBound(of, series.get(target.against)) : undefined
  if (bound !== undefined && 'atLeast' in target) {
    return { target, value: rounded(bound), isBound: true, met: bound >= target.atLeast }
  }
  const value = valueOf(target, series)
  if (value === undefined) return { target, met: false }
  const met = 'atMost' in target ? value <= target.atMost : value >= target.atLeast
  return { target, value: rounded(value), met }
}

function valueOf(target: Target, series: ReadonlyMap<string, Series>): number | undefined {
  const of = series.get(target.of)
  if (of === undefined || of.failed !== undefined) return undefined
  if (target.measure === 'memory') return memory(of)
  const against = series.get(target.against)
  if (against === undefined || against.failed !== undefined) return undefined
  const value = ratio(of, against, target.measure)
  return value !== undefined && Number.isFinite(value) ? value : undefined
}

/** What was stopped took that long at least. */
function lowerBound(of: Series | undefined, against: Series | undefined): number | undefined {
  if (of?.stoppedAfter === undefined || against === undefined || against.failed !== undefined) return undefined
  const other = median([...against.rounds.values()].map(({ wall }) => wall))
  return other === undefined ? undefined : (of.stoppedAfter * 1_000) / other
}
