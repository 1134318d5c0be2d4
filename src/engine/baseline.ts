import type { CheckResult } from '../core/outcome.js'
import type { Accepted } from '../core/policy.js'
import type { Finding, Leftover } from '../core/report.js'

type Entries = ReadonlyMap<string, Accepted>

/** Entries beyond this number are counted, not listed. */
const MAX_LISTED = 20

/**
 * The baseline with the entries of older versions under the fingerprints of today: those held the numbers of list items,
 * so several of theirs may be one now.
 */
export function inPresentForm<Entry extends Accepted>(
  baseline: ReadonlyMap<string, Entry>,
  findings: readonly Pick<Finding, 'fingerprint' | 'exact'>[],
): ReadonlyMap<string, Entry> {
  const known = new Map(baseline)
  for (const { fingerprint, exact } of findings) {
    const entry = exact === undefined ? undefined : known.get(exact)
    if (entry === undefined || exact === undefined) continue
    known.delete(exact)
    known.set(fingerprint, { ...entry, count: entry.count + (known.get(fingerprint)?.count ?? 0) })
  }
  return known
}

/**
 * The findings with those settled that the baseline accepts: as many of each fingerprint as it counts, those first that
 * the change does not touch, and in their order.
 */
export function settledByBaseline(findings: readonly Finding[], baseline: Entries): Finding[] {
  if (baseline.size === 0) return [...findings]
  const left = new Map([...baseline].map(([fingerprint, { count }]) => [fingerprint, count]))
  const open = findings.filter(({ standing }) => standing === 'open')
  const accepted = new Set<Finding>()
  for (const finding of [...open.filter(isElsewhere), ...open.filter((each) => !isElsewhere(each))]) {
    const count = left.get(finding.fingerprint) ?? 0
    if (count === 0) continue
    left.set(finding.fingerprint, count - 1)
    accepted.add(finding)
  }
  const standing = { standing: 'baselined', standingReason: 'accepted in the baseline' } as const
  return findings.map((finding) => (accepted.has(finding) ? { ...finding, ...standing } : finding))
}

function isElsewhere({ inChange }: Finding): boolean {
  return inChange !== true
}

/** What the baseline accepts and nothing needs, as far as this run could tell. */
export function baselineLeftovers(
  findings: readonly Finding[],
  results: readonly CheckResult[],
  baseline: Entries,
): Leftover[] {
  const used = new Map<string, number>()
  for (const { standing, fingerprint } of findings)
    if (standing === 'baselined') used.set(fingerprint, (used.get(fingerprint) ?? 0) + 1)
  const messages = [...baseline].flatMap(([fingerprint, entry]) => {
    const count = used.get(fingerprint) ?? 0
    if (count >= entry.count || mayStillOccur(entry, results)) return []
    const what = `The baseline entry ${fingerprint}${placeOf(entry)}`
    return count === 0
      ? [`${what} is not needed any more: \`pillarlint baseline\` removes it.`]
      : [
          `${what} is needed ${count === 1 ? 'once' : `${count} times`}, not ${entry.count} times: \`pillarlint baseline\` lowers it.`,
        ]
  })
  const more = messages.length - MAX_LISTED
  const rest =
    more > 0 ? [`${more} more entries of the baseline are not needed: \`pillarlint baseline\` removes them.`] : []
  return [...messages.slice(0, MAX_LISTED), ...rest].map((message) => ({ message, severity: 'notice' }))
}

function placeOf({ check, file }: Accepted): string {
  return check === undefined ? '' : ` (${check}${file === undefined ? '' : ` in ${file}`})`
}

/**
 * Whether the accepted findings may be there without having been seen: their check did not run to its end, or left
 * something open that may be about their file. Settings that were not readable in this run are the usual reason.
 */
export function mayStillOccur({ check, file }: Accepted, results: readonly CheckResult[]): boolean {
  return results.some(({ id, state, outcomes }) => {
    if (check !== undefined && id !== check) return false
    if (state === 'skipped' || state === 'crashed') return true
    return outcomes.some(
      ({ kind, at }) =>
        (kind === 'unknown' || kind === 'implied') && (at === undefined || file === undefined || at.file === file),
    )
  })
}
