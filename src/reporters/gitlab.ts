import { plain } from '../core/message.js'
import type { Finding, Report } from '../core/report.js'
import type { Severity } from '../core/severity.js'
import { anchorFile, counter } from './anchor.js'
import type { RenderContext } from './formats.js'
import { withoutCommandsInJson } from './json.js'
import { blockingFindings, openFindings } from './select.js'
import { clip, visible } from './visible.js'

/** Keeps a line of the merge request's widget readable. */
const LONGEST = 1000

/** GitLab knows info, minor, major, critical and blocker; the last is what the gate fails for. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', notice: 'minor' }

/**
 * The open findings as GitLab's Code Quality report takes them (GitLab docs: Code Quality, report format): paths relative to
 * the repository, and a fingerprint of its own for each, because GitLab drops the second of two that are equal.
 */
export function renderGitlab(report: Report, { folder }: Pick<RenderContext, 'folder'> = {}): string {
  const within = folder?.() ?? ''
  const blocking = new Set(blockingFindings(report))
  const anchor = anchorFile(report)
  const count = counter()
  const issues = openFindings(report).map((finding) => {
    const { check, severity, at, fingerprint } = finding
    // Runs on two folders may find the same in files of the same name.
    const occurrence = count(fingerprint)
    return {
      description: clip(visible(descriptionOf(finding)), LONGEST),
      check_name: check,
      fingerprint: `${within}${fingerprint}${occurrence === 1 ? '' : `-${occurrence}`}`,
      severity: blocking.has(finding) ? 'blocker' : SEVERITIES[severity],
      location: { path: `${within}${at?.file ?? anchor}`, lines: { begin: at?.line ?? 1, end: at?.endLine ?? 1 } },
    }
  })
  return `${withoutCommandsInJson(JSON.stringify(issues, null, 2))}\n`
}

function descriptionOf({ message, remedy, service }: Finding): string {
  const text = `${service === undefined ? '' : `${service}: `}${plain(message)}`
  return `${text}${/[.!?]$/.test(text) ? '' : '.'} ${plain(remedy)}`
}
