import { DORA_BANDS, type DoraBand } from '../../core/figure.js'
import type { Report } from '../../core/report.js'
import { historyHeading, missingMetrics, shownMetrics, type ShownMetric } from '../figures.js'
import { barChart } from './chart.js'
import { code, escapeText } from './escape.js'
import { folded, row, type Section } from './layout.js'

const BANDS: Readonly<Record<DoraBand, string>> = {
  elite: '🟣 elite',
  high: '🟢 high',
  medium: '🟡 medium',
  low: '🔴 low',
}

const HEADER = ['Metric', 'Value', 'Nine of ten within', 'Made of', 'DORA level', 'Target']

/** The figures of the delivery history, drawn and as a table, with what is not known and why; folded. Empty where no history was read. */
export function historySection({ delivery: { history } }: Report): Section {
  const heading = historyHeading(history)
  const metrics = shownMetrics(history)
  const notes = missingMetrics(history).map(
    ({ titles, because }) => `- ${titles.map(escapeText).join(', ')}: ${escapeText(because)}`,
  )
  if (metrics.length === 0) return folded(`<b>${heading}</b>: nothing is known`, notes)
  const items = [...metrics.map(rowOf), ...(notes.length > 0 ? ['', 'Without a value:', '', ...notes] : [])]
  return folded(`<b>${heading}</b>`, items, [...figureOf(metrics), row(HEADER), row(HEADER.map(() => '---'))])
}

/** Bars up to the DORA level of each metric that has one. */
function figureOf(metrics: readonly ShownMetric[]): string[] {
  const bars = metrics.flatMap(({ title, band }) =>
    band === '' ? [] : [[title, DORA_BANDS.length - DORA_BANDS.indexOf(band)] as const],
  )
  return bars.length === 0 ? [] : barChart('DORA level: 1 low, 2 medium, 3 high, 4 elite', DORA_BANDS.length, bars)
}

function rowOf({ title, value, p90, sample, band, target, met, file }: ShownMetric): string {
  const about = file === undefined ? '' : ` (${code(file)})`
  const goal = met === undefined ? '' : `${met ? '✅' : '⚠️'} ${target}`
  return row([`${escapeText(title)}${about}`, value, p90, sample, band === '' ? '' : BANDS[band], goal])
}
