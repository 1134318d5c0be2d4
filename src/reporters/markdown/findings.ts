import type { Finding, Report } from '../../core/report.js'
import type { Severity } from '../../core/severity.js'
import { blockingFindings, byWorst, openFindings, plural } from '../select.js'
import { code, escapeText, markdown } from './escape.js'
import { folded, row, table, titled, type Section } from './layout.js'
import { chainOf, placeOf, type Links } from './place.js'

const SEVERITY_ICONS: Readonly<Record<Severity, string>> = { error: '🔴', warning: '🟠', notice: '🔵' }

/** What the gate failed on: the findings to fix, or, where there are none to point at, its reasons. */
export function blockingSection(report: Report, links: Links | undefined): Section {
  const { gate, subject } = report
  const findings = blockingFindings(report)
  const heading = subject.pullRequest === null ? 'What fails the gate' : 'What blocks the merge'
  if (gate.verdict === 'pass') return titled(heading, [])
  if (gate.verdict === 'error' || findings.length === 0) {
    return titled(
      gate.verdict === 'error' ? 'What went wrong' : heading,
      gate.because.map((reason) => `- ${escapeText(reason)}`),
    )
  }
  return titled(
    heading,
    findings.map((finding) => `1. ${describe(finding, links, placeOf(finding.at, links))}`),
  )
}

/** The findings that a pull request introduces and does not have to fix, or all of them where there is nothing to compare. */
export function newSection(report: Report, links: Links | undefined): Section {
  const blocking = new Set(blockingFindings(report))
  const open = openFindings(report).filter((finding) => !blocking.has(finding))
  const compared = isCompared(report)
  const shown = compared ? open.filter(({ delta }) => delta === 'introduced') : open
  const heading = compared ? 'New in this pull request' : 'Findings'
  return table(
    `${heading} (${shown.length})`,
    ['', 'Where', 'What'],
    shown.map((finding) => rowOf(finding, links)),
  )
}

/** What the change fixes. */
export function fixedSection({ fixed }: Report, links: Links | undefined): Section {
  return titled(
    `Fixed by this pull request (${fixed.length})`,
    fixed.map(({ check, message, at }) => `- ✅ ${markdown(message)} (${code(check)}, ${placeOf(at, links)})`),
  )
}

/** Open findings that stood before the change, folded away. */
export function existingSection(report: Report, links: Links | undefined): Section {
  const blocking = new Set(blockingFindings(report))
  const shown = isCompared(report)
    ? openFindings(report).filter((finding) => finding.delta === 'existing' && !blocking.has(finding))
    : []
  return folded(
    `Findings that stood before (${shown.length})`,
    shown.map((finding) => rowOf(finding, links)),
    [row(['', 'Where', 'What']), row(['---', '---', '---'])],
  )
}

/** Findings that a comment, an exception or the baseline settles, with the reason given there. */
export function settledSection({ findings }: Report, links: Links | undefined): Section {
  const settled = findings.filter(({ standing }) => standing !== 'open').sort(byWorst)
  return folded(
    `Suppressed, excepted and accepted findings (${settled.length})`,
    settled.map(({ standing, standingReason, message, check, at }) => {
      const why = standingReason === undefined ? '' : `: ${escapeText(standingReason)}`
      return `- ${standing}${why} — ${markdown(message)} (${code(check)}, ${placeOf(at, links)})`
    }),
  )
}

/** Whether the findings were compared with those of a base revision. */
export function isCompared({ findings, fixed, subject }: Report): boolean {
  return subject.pullRequest !== null && (fixed.length > 0 || findings.every(({ delta }) => delta !== null))
}

/** `2 errors and 1 warning`; empty if there is none. */
export function countSeverities(findings: readonly Finding[]): string {
  const parts = (['error', 'warning', 'notice'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [plural(count, severity)]
  })
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

function rowOf(finding: Finding, links: Links | undefined): string {
  return row([SEVERITY_ICONS[finding.severity], placeOf(finding.at, links), describe(finding, links)])
}

/** Title, message, remedy and chain on one line, so that it can stand in a list and in a table. */
function describe(finding: Finding, links: Links | undefined, place?: string): string {
  const { title, message, remedy, because, check, practices } = finding
  const lines = [
    `**${escapeText(title)}**${place === undefined ? '' : ` — ${place}`}`,
    markdown(message),
    `**Fix:** ${markdown(remedy)}`,
    ...(because.length > 1 ? [`Reached by ${chainOf(because, links)}`] : []),
    `<sub>${[code(check), ...practices.slice(0, 4).map(escapeText)].join(' · ')}</sub>`,
  ]
  return lines.join('<br>')
}
