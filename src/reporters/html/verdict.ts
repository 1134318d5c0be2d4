import type { Finding, Gate, Report } from '../../core/report.js'
import { anchor, code, html, words, type Html } from './escape.js'
import { changesOf } from './changes.js'
import { findingId } from './finding.js'
import { checkOf, placeOf } from './place.js'
import { list } from './parts.js'
import { trustOf } from './trust.js'
import { repositoryUrl, type Links } from '../links.js'
import { GATE_LABELS } from '../labels.js'
import { blockingFindings, groupFindings, openFindings, plural } from '../select.js'

/** Places of one group that are listed beside the verdict; the findings themselves follow further down. */
const PLACES = 3

const SIGNS: Readonly<Record<Gate['verdict'], string>> = { pass: '✓', fail: '✗', error: '⚠' }

/** Name, verdict and what was judged: the head of the page. */
export function headOf({ subject, gate }: Report): Html {
  return html`<h1>${subject.repository}</h1>
    <p class="gate gate-${gate.verdict}">
      <span aria-hidden="true">${SIGNS[gate.verdict]}</span> ${GATE_LABELS[gate.verdict]}
    </p>`
}

/** What the gate decided, by what rules and why, and the findings to fix for it. */
export function verdictBody(report: Report, links: Links | undefined): Html {
  const { gate } = report
  const blocking = blockingFindings(report)
  return html`<p class="lead">${sentenceOf(report, blocking.length)}</p>
    ${blocking.length === 0 && list(gate.because)}
    ${
      blocking.length > 0 &&
      html`<h3>Fix ${blocking.length === 1 ? 'this' : 'these'} to pass</h3>
        ${toFix(blocking, links)}
        <details>
          <summary>${plural(gate.because.length, 'reason')} of the gate</summary>
          ${list(gate.because)}
        </details>`
    }
    ${trustOf(report, links)} ${changesOf(report)} ${aboutOf(report, links)}`
}

function sentenceOf(report: Report, blocking: number): string {
  const { gate, subject, fixed } = report
  if (gate.verdict === 'error') return 'Something went wrong in the linter itself, so its silence proves nothing.'
  if (gate.verdict === 'fail') {
    if (blocking === 0) return 'The gate fails for these reasons:'
    const where = subject.pullRequest === null ? '' : ' in this pull request'
    return `${plural(blocking, 'finding')} must be fixed${where}.`
  }
  const open = openFindings(report).length
  const off = gate.failOn === 'never' ? ' The gate is off.' : ''
  const fixes = fixed.length === 0 ? '' : ` ${plural(fixed.length, 'finding')} fixed by this change.`
  return open === 0
    ? `Nothing to report.${fixes}${off}`
    : `${plural(open, 'open finding')}, none of which fails the gate.${fixes}${off}`
}

/** Findings of one check with one remedy together, the first places of each. */
function toFix(blocking: readonly Finding[], links: Links | undefined): Html {
  return html`<ol class="fix">
    ${groupFindings(blocking).map((group) => {
      const [first] = group
      const more = group.length - PLACES
      return html`<li>
        <a href="#${findingId(first)}">${first.title}</a> ${checkOf(first.check, links)}
        <ul>
          ${group.slice(0, PLACES).map(({ at, message }) => html`<li>${placeOf(at, links)}: ${words(message)}</li> `)}
          ${more > 0 && html`<li>…and ${plural(more, 'more finding')}</li>`}
        </ul>
        <strong>Fix:</strong> ${words(first.remedy)}
      </li> `
    })}
  </ol>`
}

/** What was judged, and by which rules. */
function aboutOf({ subject, gate, tool, coverage }: Report, links: Links | undefined): Html {
  const { revision, baseRevision, pullRequest, kind } = subject
  const home = links === undefined ? undefined : repositoryUrl(links)
  const commit = (id: string): Html => anchor(code(id.slice(0, 12)), home && `${home}/commit/${encodeURIComponent(id)}`)
  const rules =
    gate.failOn === 'never'
      ? 'off'
      : `fails on ${gate.failOn} practices; judges ${gate.scope === 'changes' ? 'what the change introduces' : 'the whole repository'}`
  const facts: readonly (readonly [string, Html])[] = [
    ['Judged', revision === null ? html`the work tree` : html`commit ${commit(revision)}`],
    ...(baseRevision === null ? [] : ([['Compared with', html`commit ${commit(baseRevision)}`]] as const)),
    ...(pullRequest === null
      ? []
      : ([['Pull request', anchor(`#${pullRequest}`, home && `${home}/pull/${pullRequest}`)]] as const)),
    ['Gate', html`${rules}`],
    ['Taken for', html`${kind}`],
    ['Read', html`${coverage.files.read} of ${plural(coverage.files.seen, 'file')}`],
    ['By', html`${tool.name} ${tool.version}`],
  ]
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}
