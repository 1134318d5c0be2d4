import type { Finding, Report } from '../../core/report.js'
import type { Links } from '../links.js'
import { blockingFindings, byWorst, groupFindings, isCompared, plural } from '../select.js'
import { html, words, type Html } from './escape.js'
import { findingFilters } from './filters.js'
import { findingItem, type FindingContext } from './finding.js'
import { list, severityBadge } from './parts.js'
import { practiceLinks } from './practices.js'
import { checkOf, placeOf } from './place.js'

/** Practices named beside a group of findings. */
const PRACTICES = 4

/** Every finding, those of one check with one remedy together, with the controls that choose among them. */
export function findingsBody(report: Report, links: Links | undefined): Html {
  const blocking = new Set(blockingFindings(report))
  const context: FindingContext = {
    links,
    blocking,
    compared: isCompared(report),
    linkTo: practiceLinks(report),
    ids: new Set(),
  }
  const sorted = [...report.findings].sort((a, b) => rankOf(a, blocking) - rankOf(b, blocking) || byWorst(a, b))
  const open = sorted.filter(({ standing }) => standing === 'open').length
  if (sorted.length === 0)
    return html`<p>Nothing was found.</p>
      ${fixedOf(report, links)}`
  return html`<p>
      ${plural(open, 'open finding')}${sorted.length > open && `, ${sorted.length - open} settled by comments, exceptions or the baseline`}.
    </p>
    ${findingFilters(report)}
    <div id="finding-list">${groupFindings(sorted).map((group) => groupOf(group, context))}</div>
    <p class="none" hidden>No finding is like that. <button type="button" class="reset">Clear the filters</button></p>
    ${fixedOf(report, links)}`
}

/** What blocks first, what is settled last. */
function rankOf(finding: Finding, blocking: ReadonlySet<Finding>): number {
  return finding.standing === 'open' ? (blocking.has(finding) ? 0 : 1) : 2
}

function groupOf(group: readonly [Finding, ...Finding[]], context: FindingContext): Html {
  const [{ severity, title, check, remedy, practices, confidence }] = group
  return html`<section
    class="group severity-${severity}"
    data-check="${check}"
    data-severity="${severity}"
    data-practices="${practices.join(' ')}"
  >
    <h3>${severityBadge(severity)} ${title} <span class="count">${group.length}</span></h3>
    <p class="quiet">
      ${checkOf(check, context.links)} · ${confidence}
      confidence${practices.length > 0 && html` · speaks against ${named(practices, context)}`}
    </p>
    <p><strong>Fix:</strong> ${words(remedy)}</p>
    <ul class="findings">
      ${group.map((finding) => findingItem(finding, context))}
    </ul>
  </section> `
}

/** The first practices as links; the filter knows them all. */
function named(practices: readonly string[], { linkTo }: FindingContext): Html {
  const more = practices.length - PRACTICES
  const shown = practices.slice(0, PRACTICES).map((id, i) => html`${i > 0 && ', '}${linkTo(id)}`)
  return html`${shown}${more > 0 && ` and ${more} more`}`
}

/** What the change removes. */
function fixedOf({ fixed }: Report, links: Links | undefined): Html {
  if (fixed.length === 0) return html``
  return html`<h3>Fixed by this change (${fixed.length})</h3>
    ${list(fixed.map(({ check, message, at }) => html`${words(message)} (${checkOf(check, links)}, ${placeOf(at, links)})`))}`
}
