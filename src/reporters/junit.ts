import { plain, type Message } from '../core/message.js'
import type { CheckResult, CheckState } from '../core/outcome.js'
import type { Finding, Report } from '../core/report.js'
import { groupBy } from '../core/group.js'
import type { RenderContext } from './formats.js'
import { byWorst, plural } from './select.js'
import { escapeXml, escapeXmlLines } from './xml.js'

/** Findings of one check that its text lists. */
const MAX_LISTED = 50

/** How a check ended that has nothing to fail: `error` it crashed, `skipped` it decided nothing. */
const WITHOUT_FINDINGS: Readonly<Partial<Record<CheckState, 'error' | 'skipped'>>> = {
  crashed: 'error',
  skipped: 'skipped',
  unknown: 'skipped',
  implied: 'skipped',
  'not-applicable': 'skipped',
}

/** One check as a test. */
interface Case {
  readonly id: string
  readonly outcome: 'failure' | 'error' | 'skipped' | 'passed'
  readonly message: string
  readonly lines: readonly string[]
}

/**
 * The checks as tests in JUnit's XML: a suite for each subject, which is the first word of the checks' ids, and a case for
 * each check. Open errors and warnings fail it; a check that decided nothing is skipped, and one that crashed an error.
 * Valid by the schema of Jenkins (xunit plugin, junit-10.xsd). A case has one failure at most: Jenkins keeps no second one,
 * and GitLab takes one case of a name (GitLab docs: Unit test reports).
 */
export function renderJunit(report: Report, { folder, id }: Pick<RenderContext, 'folder' | 'id'> = {}): string {
  const within = folder?.() ?? ''
  const findings = groupBy(report.findings, ({ check }) => check)
  const cases = report.checks.map((check) => caseOf(check, findings.get(check.id) ?? [], within))
  const suites = [...groupBy(cases, (each) => subjectOf(each.id))].map(([subject, own]) => suiteOf(subject, own, id))
  const attributes = `name="pillarlint" tests="${cases.length}" ${countsOf(cases)} time="0"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes}>\n${suites.join('')}</testsuites>\n`
}

function subjectOf(check: string): string {
  return check.split('-', 1)[0] ?? check
}

function suiteOf(subject: string, cases: readonly Case[], id: string | undefined): string {
  // Several runs of one pipeline stay apart by their names.
  const name = escapeXml(`pillarlint.${id === undefined || id === 'default' ? '' : `${id}.`}${subject}`)
  const skipped = cases.filter(({ outcome }) => outcome === 'skipped').length
  const attributes = `name="${name}" tests="${cases.length}" ${countsOf(cases)} skipped="${skipped}" time="0"`
  const body = cases.map((each) => caseXml(each, name)).join('')
  return `  <testsuite ${attributes}>\n${body}  </testsuite>\n`
}

function countsOf(cases: readonly Case[]): string {
  const count = (wanted: Case['outcome']) => cases.filter(({ outcome }) => outcome === wanted).length
  return `failures="${count('failure')}" errors="${count('error')}"`
}

function caseXml({ id, outcome, message, lines }: Case, suite: string): string {
  const open = `    <testcase classname="${suite}" name="${escapeXml(id)}" time="0"`
  if (outcome === 'passed' && lines.length === 0) return `${open}/>\n`
  const text = escapeXmlLines(lines)
  const type = outcome === 'failure' ? ' type="finding"' : ''
  const element = outcome === 'passed' ? 'system-out' : outcome
  const attributes = outcome === 'passed' ? '' : ` message="${escapeXml(message)}"${type}`
  const inside = `<${element}${attributes}${text === '' ? '/>' : `>${text}</${element}>`}`
  return `${open}>\n      ${inside}\n    </testcase>\n`
}

function caseOf({ id, state, reason }: CheckResult, findings: readonly Finding[], folder: string): Case {
  const sorted = [...findings].sort(byWorst)
  const open = sorted.filter(({ standing }) => standing === 'open')
  const failing = open.filter(({ severity }) => severity !== 'notice')
  const lines = linesOf(open, sorted.length - open.length, folder)
  const [worst] = failing
  if (state === 'crashed') return { id, outcome: 'error', message: reason, lines }
  if (worst !== undefined) {
    const more = failing.length === 1 ? '' : ` (and ${failing.length - 1} more)`
    return { id, outcome: 'failure', message: `${plain(worst.message)}${more}`, lines }
  }
  const outcome = sorted.length > 0 ? 'passed' : (WITHOUT_FINDINGS[state] ?? 'passed')
  return { id, outcome, message: reason, lines }
}

function linesOf(open: readonly Finding[], settled: number, folder: string): string[] {
  const listed = open.slice(0, MAX_LISTED).map((finding) => lineOf(finding, folder))
  const more = open.length - listed.length
  return [
    ...listed,
    ...(more > 0 ? [`- ${more} more`] : []),
    ...(settled > 0 ? [`- ${plural(settled, 'finding')} suppressed, excepted or in the baseline`] : []),
  ]
}

/** Begins with a hyphen, so that no path of a repository stands first in a line of a log. */
function lineOf({ severity, message, remedy, at, service }: Finding, folder: string): string {
  const place = at === undefined ? 'repository' : `${folder}${at.file}:${at.line}:${at.column}`
  const whose = service === undefined ? '' : ` (service ${service})`
  return `- ${severity} at ${place}${whose}: ${ended(message)} ${ended(remedy)}`
}

function ended(message: Message): string {
  const text = plain(message)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
