import { compareTexts } from '../core/compare.js'
import type { Finding, PracticeVerdict, Report } from '../core/report.js'
import { bySeverity } from '../core/severity.js'
import { UNREADABLE } from '../core/unread.js'
import type { Verdict } from '../core/verdict.js'
import { VERDICT_ORDER } from './labels.js'
import { addTo } from '../core/group.js'

/** Findings that nothing settled, the worst first, then in order of place. */
export function openFindings({ findings }: Report): Finding[] {
  return findings.filter(({ standing }) => standing === 'open').sort(byWorst)
}

/** Worst first; then what the change introduces, then by place. Findings without a place come before the others. */
export function byWorst(a: Finding, b: Finding): number {
  return (
    bySeverity(a.severity, b.severity) ||
    Number(b.delta === 'introduced') - Number(a.delta === 'introduced') ||
    compareTexts(a.at?.file ?? '', b.at?.file ?? '') ||
    (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
    (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
    compareTexts(a.check, b.check)
  )
}

/** The open findings for which the gate failed, the worst first; empty if it did not fail. */
export function blockingFindings(report: Report): Finding[] {
  const { gate, practices, changes = [] } = report
  if (gate.verdict !== 'fail') return []
  const behind = (ids: readonly string[]): ReadonlySet<string> =>
    new Set(practices.filter(({ id }) => ids.includes(id)).flatMap(({ findings }) => findings))
  // Where services have settings of their own, the same practice may fail for one and not for another.
  const failing = gate.byServices === undefined ? behind(gate.practices) : new Set(gate.byServices.fingerprints)
  const lost = changes.filter(({ id, from }) => from === 'met' && gate.practices.includes(id))
  // A warning too can take away a practice that was met.
  const worsened = gate.scope === 'changes' ? behind(lost.map(({ id }) => id)) : new Set<string>()
  return openFindings(report).filter(({ check, severity, delta, fingerprint }) => {
    if (gate.scope === 'changes' && delta !== 'introduced') return false
    if (severity === 'error') return check === UNREADABLE || failing.has(fingerprint)
    return severity === 'warning' && worsened.has(fingerprint)
  })
}

/** Practices in the order of their verdicts, what asks for work first, then as the framework orders them. */
export function byVerdict(practices: readonly PracticeVerdict[]): PracticeVerdict[] {
  return [...practices].sort((a, b) => VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict))
}

/** How many practices have each verdict. */
export function countVerdicts(practices: readonly PracticeVerdict[]): ReadonlyMap<Verdict, number> {
  const counts = new Map<Verdict, number>()
  for (const { verdict } of practices) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return counts
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Each missing permission with the practices that it would settle, those that settle most first. */
export function missingPermissions({ practices }: Report): { permission: string; practices: string[] }[] {
  const settled = new Map<string, string[]>()
  for (const { id, verdict, permissions } of practices) {
    if (verdict !== 'unknown') continue
    for (const permission of new Set(permissions)) addTo(settled, permission, id)
  }
  return [...settled]
    .map(([permission, ids]) => ({ permission, practices: ids }))
    .sort((a, b) => b.practices.length - a.practices.length)
}

/** Whether the findings were compared with those of a base revision. */
export function isCompared({ findings, fixed, subject }: Report): boolean {
  return subject.pullRequest !== null && (fixed.length > 0 || findings.every(({ delta }) => delta !== null))
}

/** Findings of one check with one severity, remedy and list of practices, in the order in which they come. */
export function groupFindings(findings: readonly Finding[]): (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>()
  for (const finding of findings) {
    const { check, severity, title, remedy, practices } = finding
    const key = JSON.stringify([check, severity, title, remedy, practices])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return [...groups.values()]
}
