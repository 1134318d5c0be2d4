import { DORA_BANDS, type DoraBand } from '../../core/figure.js'
import type { Report } from '../../core/report.js'
import { historyHeading, missingMetrics, shownMetrics, type ShownMetric } from '../figures.js'
import { code, html, type Content, type Html } from './escape.js'
import { badge, list, table } from './parts.js'

/** How delivery has gone, in figures. Empty where no history was read. */
export function historyBody({ delivery: { history } }: Report): Html {
  const shown = shownMetrics(history)
  const missing = missingMetrics(history)
  if (history.source === null) return html`<p>${history.reason ?? 'No history was read'}.</p>`
  return html`<p>${historyHeading(history)}.</p>
    ${shown.length > 0 && table('Delivery in figures', ['Metric', 'Value', 'Nine of ten within', 'Made of', 'DORA level', 'Target'], shown.map(rowOf))}
    ${
      missing.length > 0 &&
      html`<h3>Without a value</h3>
        ${list(missing.map(({ titles, because }) => `${titles.join(', ')}: ${because}`))}`
    }`
}

function rowOf({ title, value, p90, sample, band, target, met, file }: ShownMetric): Content[] {
  return [
    html`${title}${file !== undefined && html` (${code(file)})`}`,
    value,
    p90,
    sample,
    band === '' ? '' : html`${ladder(band)} ${band}`,
    met === undefined
      ? ''
      : html`${met ? badge('verdict-met', '✓', 'met') : badge('verdict-partly-met', '!', 'missed')} ${target}`,
  ]
}

/** DORA's four levels as steps, filled up to the one that is reached; the word stands beside it. */
function ladder(band: DoraBand): Html {
  const reached = DORA_BANDS.length - DORA_BANDS.indexOf(band)
  return html`<svg class="ladder" aria-hidden="true" viewBox="0 0 40 16" width="40" height="16">
    ${DORA_BANDS.map(
      (_, i) =>
        html`<rect
          class="${i < reached ? 'reached' : 'open'} cell"
          x="${i * 10 + 1}"
          y="${12 - i * 4}"
          width="8"
          height="${4 + i * 4}"
        />`,
    )}
  </svg>`
}
