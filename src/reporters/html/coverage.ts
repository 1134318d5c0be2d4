import type { Report } from '../../core/report.js'
import { FRAMEWORK_LABELS } from '../labels.js'
import type { Links } from '../links.js'
import { findingSentence, toolSentence } from '../other-tools.js'
import { missingPermissions, plural } from '../select.js'
import { anchor, code, html, type Html } from './escape.js'
import { folded, list, severityBadge, table } from './parts.js'
import { checkOf, placeOf } from './place.js'
import { practiceLinks } from './practices.js'

/** What could not be decided, and which permission would let the linter decide it. */
export function unknownsBody(report: Report): Html {
  const { practices, coverage } = report
  const unknown = practices.filter(({ verdict }) => verdict === 'unknown').length
  const { hosting } = coverage
  if (unknown + hosting.length === 0) return html``
  const grants = missingPermissions(report)
  const linkTo = practiceLinks(report)
  return html`<p>${plural(unknown, 'practice')} cannot be decided.</p>
    ${
      grants.length > 0 &&
      html`<h3>Permissions that would settle them</h3>
        ${list(
          grants.map(({ permission, practices: ids }) =>
            folded(
              html`${code(permission)}: ${plural(ids.length, 'practice')}`,
              list(ids.map((id) => linkTo(id, true))),
            ),
          ),
        )}`
    }
    ${
      hosting.length > 0 &&
      html`<h3>Settings that cannot be read</h3>
        ${list(
          hosting.map(
            ({ fact, reason, permission, remedy }) =>
              html`${fact}:
              ${reason}${permission !== undefined && html` (needs ${code(permission)})`}${remedy !== undefined && `. ${remedy}`}`,
          ),
        )}`
    }`
}

/** What reports of other tools say. */
export function otherToolsBody({ otherTools = [] }: Report, links: Links | undefined): Html {
  return html`${otherTools.map(
    (tool) =>
      html`<h3>${tool.tool}</h3>
        <p>${toolSentence(tool)}</p>
        ${list(
          tool.findings.map(
            (finding) =>
              html`${severityBadge(finding.severity)}
              ${finding.at !== undefined && html`${placeOf(finding.at, links)}: `}${anchor(findingSentence(finding), finding.help)}${finding.practices.length > 0 && ` (${finding.practices.join(', ')})`}`,
          ),
        )}`,
  )}`
}

/** What was read and what was not: nobody can judge what was not seen. */
export function coverageBody({ coverage, checks, leftovers }: Report, links: Links | undefined): Html {
  const { files, unresolved, practices } = coverage
  const unfinished = checks.filter(({ state }) => state === 'crashed' || state === 'skipped')
  return html`<p>
      ${files.read} of ${plural(files.seen, 'file')} read, ${plural(unresolved.length, 'construct')} not resolved,
      ${plural(checks.length, 'check')} run.
    </p>
    ${
      unfinished.length > 0 &&
      html`<h3>Checks that did not run to their end</h3>
        ${list(unfinished.map(({ id, state, reason }) => html`${checkOf(id, links)} ${state === 'crashed' ? html`<strong>crashed</strong>` : 'was skipped'}: ${reason}`))}`
    }
    ${
      unresolved.length > 0 &&
      html`<h3>Constructs that are not resolved</h3>
        ${list(unresolved.map(({ what, at }) => html`${placeOf(at, links)}: ${what}`))}`
    }
    ${
      files.unread.length > 0 &&
      html`<h3>Files that were not read</h3>
        ${list(files.unread.map(({ file, reason }) => html`${code(file)}: ${reason}`))}`
    }
    ${
      leftovers.length > 0 &&
      html`<h3>To clean up</h3>
        ${list(leftovers.map(({ at, message }) => html`${at !== undefined && html`${placeOf(at, links)}: `}${message}`))}`
    }
    ${
      practices.length > 0 &&
      html`<h3>By what practices are decided</h3>
        ${table(
          'By what the practices of each framework are decided',
          ['Framework', 'practices', 'files', 'settings', 'history', 'attestation', 'checks that are off'],
          practices.map((each) => [
            FRAMEWORK_LABELS[each.framework],
            each.practices,
            each.files,
            each.settings,
            each.history,
            each.attestation,
            each.notRun,
          ]),
          [1, 2, 3, 4, 5, 6],
        )}`
    }`
}
