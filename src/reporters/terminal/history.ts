import type { Report } from '../../core/report.js'
import { historyHeading, missingMetrics, shownMetrics } from '../figures.js'
import type { OverviewStyle } from './overview.js'
import { hanging, safe } from './text.js'

/** The figures of the delivery history, and those that are not known with the reason; only with `verbose`. */
export function renderHistory({ delivery: { history } }: Report, { palette, width, verbose }: OverviewStyle): string[] {
  if (!verbose || history.source === null) return []
  const shown = shownMetrics(history)
  const [first, second] = [
    Math.max(0, ...shown.map(({ title }) => title.length)),
    Math.max(0, ...shown.map(({ value }) => value.length)),
  ]
  return [
    palette.bold(historyHeading(history)),
    ...shown.flatMap(({ title, value, p90, sample, band, target, met, file }) => {
      const more = [
        sample,
        ...(p90 === '' ? [] : [`nine of ten within ${p90}`]),
        ...(band === '' ? [] : [`DORA level: ${band}`]),
        ...(met === undefined ? [] : [`${met ? 'meets' : 'misses'} the target of ${target}`]),
        ...(file === undefined ? [] : [safe(file)]),
      ]
      const lines = hanging(`  ${title.padEnd(first)}  ${value.padEnd(second)}  `, more.join(', '), width)
      return met === false ? lines.map(palette.yellow) : lines
    }),
    ...missingMetrics(history).flatMap(({ titles, because }) =>
      hanging('  not known: ', `${titles.join(', ')} (${safe(because)})`, width, 4).map(palette.dim),
    ),
    '',
  ]
}
