import type { Report } from '../../core/report.js'
import { FRAMEWORK_LABELS } from '../labels.js'
import type { Links } from '../links.js'
import { findingSentence, toolSentence } from '../other-tools.js'
import { plural } from '../select.js'
import { unfinishedChecks } from '../unseen.js'
import { anchor, code, html, type Html } from './escape.js'
import { list, severityBadge, table } from './parts.js'
import { checkOf, placeOf } from './place.js'

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
  const unfinished = unfinishedChecks(checks)
  return html`<p>
      ${files.read} of ${plural(files.seen, 'file')} read, ${plural(unresolved.length, 'construct')} not resolved,
      ${plural(checks.length, 'check')} run.
    </p>
    ${
      unfinished.length > 0 &&
      html`<h3>Checks that did not run to their end</h3>
        ${list(unfinished.map(({ ids, crashed, reason }) => html`${crashed ? html`<strong>Crashed</strong>` : 'Skipped'}: ${reason}: ${ids.map((id, i) => html`${i > 0 && ', '}${checkOf(id, links)}`)}`))}`
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
