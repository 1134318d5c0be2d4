import type { DoraBand } from '../../core/figure.js'
import type { Report } from '../../core/report.js'
import { historyHeading, missingMetrics, shownMetrics, type ShownMetric } from '../figures.js'
import { code, escapeText } from './escape.js'
import { folded, row, table, type Section } from './layout.js'

const BANDS: Readonly<Record<DoraBand, string>> = {
  elite: '🟣 elite',
  high: '🟢 high',
  medium: '🟡 medium',
  low: '🔴 low',
}

const HEADER = ['Metric', 'Value', 'Nine of ten within', 'Made of', 'DORA level', 'Target']

/**
 * The figures of the delivery history as a table, with what is not known and why. Empty where no history was read.
 * @param open not folded away: for a job summary, which has room for it
 */
export function historySection({ delivery: { history } }: Report, open: boolean): Section {
  const heading = historyHeading(history)
  const shown = shownMetrics(history).map(rowOf)
  const notes = missingMetrics(history).map(
    ({ titles, because }) => `- ${titles.map(escapeText).join(', ')}: ${escapeText(because)}`,
  )
  if (shown.length === 0) return folded(`<b>${heading}</b>: nothing is known`, notes)
  const items = [...shown, ...(notes.length > 0 ? ['', 'Without a value:', '', ...notes] : [])]
  if (open) return table(heading, HEADER, items)
  return folded(`<b>${heading}</b>`, items, [row(HEADER), row(HEADER.map(() => '---'))])
}

function rowOf({ title, value, p90, sample, band, target, met, file }: ShownMetric): string {
  const about = file === undefined ? '' : ` (${code(file)})`
  const goal = met === undefined ? '' : `${met ? '✅' : '⚠️'} ${target}`
  return row([`${escapeText(title)}${about}`, value, p90, sample, band === '' ? '' : BANDS[band], goal])
}
