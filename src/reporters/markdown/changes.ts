import type { Report, VerdictChange } from '../../core/report.js'
import { VERDICT_LABELS } from '../labels.js'
import { encodeUrl, escapeText, link } from './escape.js'
import { row, table, type Section } from './layout.js'

const ICONS: Readonly<Record<VerdictChange['direction'], string>> = { worse: '🔻', better: '🔺', open: '▫️' }

/** The practices whose verdict the change moves, those that got worse first. */
export function changedPracticesSection({ changes = [] }: Report): Section {
  return table(
    `Practices that this change moves (${changes.length})`,
    ['', 'Practice', 'Verdict', 'Why'],
    changes.map(({ id, title, url, from, to, direction, because }) =>
      row([
        ICONS[direction],
        `${link(escapeText(id), encodeUrl(url))} ${escapeText(title)}`,
        `${VERDICT_LABELS[from]} → ${VERDICT_LABELS[to]}`,
        escapeText(because),
      ]),
    ),
  )
}
