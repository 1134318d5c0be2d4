import type { Report, VerdictChange } from '../../core/report.js'
import { practiceLinks } from './practices.js'
import { html, type Html } from './escape.js'
import { folded, table, verdictBadge } from './parts.js'
import { plural } from '../select.js'

/** The practices whose verdict the change moves; what only became visible, or no longer is, opens when it is asked for. */
export function changesOf(report: Report): Html {
  const { changes = [] } = report
  if (changes.length === 0) return html``
  const judged = changes.filter(({ direction }) => direction !== 'open')
  const seen = changes.filter(({ direction }) => direction === 'open')
  return html`<h3>Practices that this change moves (${judged.length})</h3>
    ${judged.length > 0 && changesTable('Practices that this change moves', judged, report)}
    ${
      seen.length > 0 &&
      folded(
        `${plural(seen.length, 'practice')} that this change makes visible, or hides`,
        changesTable('Practices that this change makes visible, or hides', seen, report),
      )
    }`
}

function changesTable(caption: string, changes: readonly VerdictChange[], report: Report): Html {
  const linkTo = practiceLinks(report)
  return table(
    caption,
    ['Practice', 'Before', 'Now', 'Why'],
    changes.map(({ id, from, to, because }) => [linkTo(id, true), verdictBadge(from), verdictBadge(to), because]),
  )
}
