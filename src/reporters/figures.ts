import type { DoraBand, FigureUnit, HistorySummary, MetricSummary } from '../core/figure.js'
import { groupBy } from '../core/group.js'
import { plural } from './select.js'

/** A metric in the words of a report. */
export interface ShownMetric {
  readonly title: string
  /** Never of the repository. */
  readonly value: string
  readonly p90: string
  readonly sample: string
  readonly band: DoraBand | ''
  readonly target: string
  /** Whether the target is met; undefined where there is none. */
  readonly met?: boolean
  /** The pipeline that it is about: a path of the repository. */
  readonly file?: string
}

/** The metrics that have a value. */
export function shownMetrics({ metrics }: HistorySummary): ShownMetric[] {
  return metrics.flatMap((metric) => (metric.value === null ? [] : [shown(metric, metric.value)]))
}

function shown({ title, unit, better, p90, sample, counted, band, target, file }: MetricSummary, value: number) {
  const isTime = unit !== 'percent' && unit !== 'per-week'
  return {
    title,
    value: `${isTime ? 'median ' : ''}${quantity(value, unit)}`,
    p90: p90 === null ? '' : quantity(p90, unit),
    sample: `${sample ?? 0} ${counted}`,
    band: band ?? '',
    target: target === null ? '' : `${better === 'more' ? 'at least' : 'at most'} ${quantity(target, unit)}`,
    ...(target !== null && { met: better === 'more' ? value >= target : value <= target }),
    ...(file !== null && { file }),
  } as const
}

/** Metrics without a value, those of one reason together. */
export function missingMetrics({ metrics }: HistorySummary): { readonly titles: string[]; readonly because: string }[] {
  const without = metrics.filter(({ state }) => state !== 'known')
  return [...groupBy(without, ({ because }) => because)].map(([because, group]) => ({
    titles: group.map(({ title }) => title),
    because,
  }))
}

/** Where the figures come from. */
export function historyHeading({ source, days }: HistorySummary): string {
  const from = source === 'git' ? 'commit history alone' : 'host’s records'
  return `Delivery in the last ${plural(days ?? 0, 'day')}, from the ${from}`
}

const MINUTES: Partial<Record<FigureUnit, number>> = { minutes: 1, hours: 60, days: 24 * 60 }

/** A value with its unit, times in the unit that reads best. */
function quantity(value: number, unit: FigureUnit): string {
  const minutes = MINUTES[unit]
  if (minutes !== undefined) return duration(value * minutes)
  if (unit === 'percent') return `${digits(value)} %`
  return unit === 'lines' ? plural(Math.round(value), 'line') : `${digits(value)} a week`
}

function duration(minutes: number): string {
  if (minutes < 100) return `${digits(minutes)} min`
  return minutes < 48 * 60 ? `${digits(minutes / 60)} h` : `${digits(minutes / (24 * 60))} days`
}

/** One digit after the point below 10, two below 1. */
function digits(value: number): string {
  const factor = value < 1 ? 100 : value < 10 ? 10 : 1
  return String(Math.round(value * factor) / factor)
}
