import type { Report } from '../../core/report.js'
import { missingPermissions, plural } from '../select.js'
import { hiddenSettings, unknownReasons } from '../unseen.js'
import { code, html, type Html } from './escape.js'
import { folded, list, table } from './parts.js'
import { practiceLinks } from './practices.js'

/** What could not be decided: which permission would let the linter decide it, what the host did not tell, and why else. */
export function unknownsBody(report: Report): Html {
  const unknown = report.practices.filter(({ verdict }) => verdict === 'unknown').length
  const settings = hiddenSettings(report)
  if (unknown + settings.length === 0) return html``
  return html`<p>${plural(unknown, 'practice')} cannot be decided.</p>
    ${grantsOf(report)}
    ${
      settings.length > 0 &&
      html`<h3>Settings that cannot be read</h3>
        ${list(
          settings.map(
            ({ facts, reason, permission, remedy }) =>
              html`${facts.join(', ')}:
              ${reason}${permission !== undefined && html` (needs ${code(permission)})`}${remedy !== undefined && `. ${remedy}`}`,
          ),
        )}`
    }
    ${unknown > 0 && reasonsOf(report)}`
}

function grantsOf(report: Report): Html {
  const grants = missingPermissions(report)
  if (grants.length === 0) return html``
  const linkTo = practiceLinks(report)
  return html`<h3>Permissions that would settle them</h3>
    ${list(
      grants.map(({ permission, practices: ids }) =>
        folded(html`${code(permission)}: ${plural(ids.length, 'practice')}`, list(ids.map((id) => linkTo(id, true)))),
      ),
    )}`
}

function reasonsOf(report: Report): Html {
  const reasons = unknownReasons(report).map(({ reason, count }) => [reason, count])
  return html`<h3>Why</h3>
    ${folded(plural(reasons.length, 'reason'), table('Why practices are unknown', ['Reason', 'Practices'], reasons, [1]))}`
}
