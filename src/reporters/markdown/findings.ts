import type { Finding, Report } from '../../core/report.js'
import { blockingFindings, byWorst, isCompared, openFindings, plural } from '../select.js'
import { escapeText, markdown } from './escape.js'
import { FEW, grouped, MANY, showsAll } from './groups.js'
import { folded, titled, type Section } from './layout.js'
import { linksAt } from '../links.js'
import { checkOf, placeOf, type Links } from './place.js'

/**
 * What the gate failed on: the findings to fix, those of large groups once more in full and folded; or, where there are none
 * to point at, its reasons.
 */
export function blockingSections(report: Report, links: Links | undefined): Section[] {
  const { gate, subject } = report
  const findings = blockingFindings(report)
  const heading = subject.pullRequest === null ? 'What fails the gate' : 'What blocks the merge'
  if (gate.verdict === 'pass') return []
  if (gate.verdict === 'error' || findings.length === 0) {
    const what = gate.verdict === 'error' ? 'What went wrong' : heading
    return [
      titled(
        what,
        gate.because.map((reason) => `- ${escapeText(reason)}`),
      ),
    ]
  }
  const all = showsAll(findings, FEW) ? [] : grouped(findings, links, MANY)
  return [
    titled(heading, grouped(findings, links, FEW)),
    folded(`<b>All ${plural(findings.length, 'finding')} to fix</b>`, all),
  ]
}

/** The findings that a pull request introduces and does not have to fix. */
export function newSection(report: Report, links: Links | undefined): Section {
  const shown = isCompared(report) ? harmless(report).filter(({ delta }) => delta === 'introduced') : []
  return titled(`New in this pull request, without blocking it (${shown.length})`, grouped(shown, links))
}

/** Where there is nothing to compare with: all findings that do not fail the gate, notices left for {@link otherSection}. */
export function allSection(report: Report, links: Links | undefined): Section {
  const shown = isCompared(report) ? [] : harmless(report).filter(({ severity }) => severity !== 'notice')
  return folded(`<b>Findings that do not fail the gate</b>: ${countSeverities(shown)}`, grouped(shown, links))
}

/** Fixed findings that are listed without being asked for. */
const FIXED = 3

/** What the change fixes, each where it stood before. */
export function fixedSection({ fixed, subject }: Report, links: Links | undefined): Section {
  const before = links && subject.baseRevision !== null ? linksAt(links, subject.baseRevision) : undefined
  const items = fixed.map(
    ({ check, message, at }) => `- ✅ ${markdown(message)} (${checkOf(check, links)}, ${placeOf(at, before)})`,
  )
  if (items.length > FIXED)
    return folded(`✅ <b>Fixed by this pull request</b>: ${plural(items.length, 'finding')}`, items)
  return titled(`Fixed by this pull request (${items.length})`, items)
}

/** The open findings that nobody has to look at now, folded away: those that stood before, or the notices. */
export function otherSection(report: Report, links: Links | undefined): Section {
  const compared = isCompared(report)
  const shown = harmless(report).filter(({ delta, severity }) =>
    compared ? delta === 'existing' : severity === 'notice',
  )
  return folded(
    `<b>${compared ? 'Findings that stood before' : 'Notices'}</b>: ${compared ? countSeverities(shown) : shown.length}`,
    grouped(shown, links),
  )
}

/** Open findings that do not fail the gate. */
function harmless(report: Report): Finding[] {
  const blocking = new Set(blockingFindings(report))
  return openFindings(report).filter((finding) => !blocking.has(finding))
}

/** Findings that a comment, an exception or the baseline settles, with the reason given there. */
export function settledSection({ findings }: Report, links: Links | undefined): Section {
  const settled = findings.filter(({ standing }) => standing !== 'open').sort(byWorst)
  return folded(
    `<b>Suppressed, excepted and accepted findings</b>: ${settled.length}`,
    settled.map(({ standing, standingReason, message, check, at }) => {
      const why = standingReason === undefined ? '' : `: ${escapeText(standingReason)}`
      return `- ${standing}${why} — ${markdown(message)} (${checkOf(check, links)}, ${placeOf(at, links)})`
    }),
  )
}

/** `2 errors and 1 warning`; empty if there is none. */
export function countSeverities(findings: readonly Finding[]): string {
  const parts = (['error', 'warning', 'notice'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [plural(count, severity)]
  })
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
