import type { Baseline, BaselineEntry } from '../core/baseline-file.js'
import { withoutCredentials } from '../core/credentials.js'
import { plain } from '../core/message.js'
import type { Finding, Report } from '../core/report.js'
import { inPresentForm, mayStillOccur } from '../engine/baseline.js'
import { clip, visible } from '../reporters/visible.js'

/** A message is cut to this length, in UTF-16 units. */
const MAX_MESSAGE = 140

/** The baseline as it should be, and what changes: all numbers count findings. */
export interface NextBaseline {
  readonly baseline: Baseline
  readonly accepted: number
  readonly added: number
  readonly removed: number
  /** Findings that stay open. */
  readonly open: number
  /** Findings that are kept although this run did not see them, because it could not look. */
  readonly unseen: number
}

/**
 * The baseline after a run: without an old one, everything that is open; else the old one less what no longer occurs,
 * and with what is new only if it may grow.
 */
export function nextBaseline(report: Report, older: Baseline | undefined, mayGrow: boolean): NextBaseline {
  const found = occurring(report.findings)
  const old = older && inPresentForm(older, report.findings)
  const grows = old === undefined || mayGrow
  const baseline = new Map<string, BaselineEntry>()
  let [added, removed, open, unseen] = [0, 0, 0, 0]
  for (const [fingerprint, entry] of old ?? []) {
    const seen = found.get(fingerprint)
    const count = Math.min(entry.count, seen?.count ?? 0)
    const missing = entry.count - count
    const isKept = missing > 0 && mayStillOccur(entry, report.checks)
    if (isKept) unseen += missing
    else removed += missing
    if (isKept || count > 0) baseline.set(fingerprint, { ...(seen ?? entry), count: isKept ? entry.count : count })
  }
  for (const [fingerprint, seen] of found) {
    const surplus = seen.count - Math.min(seen.count, old?.get(fingerprint)?.count ?? 0)
    if (surplus === 0) continue
    if (!grows) open += surplus
    else {
      baseline.set(fingerprint, seen)
      added += old === undefined ? 0 : surplus
    }
  }
  const accepted = [...baseline.values()].reduce((sum, { count }) => sum + count, 0)
  return { baseline, accepted, added, removed, open, unseen }
}

/** What nothing but a baseline settles, by fingerprint. */
function occurring(findings: readonly Finding[]): Map<string, BaselineEntry> {
  const found = new Map<string, BaselineEntry>()
  for (const { standing, fingerprint, check, at, message } of findings) {
    if (standing !== 'open' && standing !== 'baselined') continue
    const count = (found.get(fingerprint)?.count ?? 0) + 1
    const said = clip(withoutCredentials(visible(plain(message))), MAX_MESSAGE)
    found.set(fingerprint, { check, ...(at && { file: at.file }), count, message: said })
  }
  return found
}
