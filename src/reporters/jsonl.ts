import type { Report } from '../core/report.js'
import { SEVERITIES } from '../core/severity.js'
import { VERDICTS } from '../core/verdict.js'
import { findingData, practiceData, withoutCommandsInJson } from './json.js'

/**
 * The report as JSON lines, each an object with a `type`: the findings, then the practices, then one `summary`, in the form of
 * docs/schemas/report-line.schema.json. For programs that read line by line, and for collecting many runs in one file.
 */
export function renderJsonLines(report: Report): string {
  const lines = [
    ...report.findings.map((finding) => ({ type: 'finding', ...findingData(finding) })),
    ...report.practices.map((practice) => ({ type: 'practice', ...practiceData(practice) })),
    summaryOf(report),
  ]
  return lines.map((line) => `${withoutCommandsInJson(JSON.stringify(line))}\n`).join('')
}

function summaryOf(report: Report) {
  const { schemaVersion, tool, subject, gate, maturity, findings, practices, checks, coverage } = report
  const open = findings.filter(({ standing }) => standing === 'open')
  return {
    type: 'summary',
    schemaVersion,
    tool,
    subject,
    gate,
    maturity: { level: maturity.level, atMost: maturity.atMost, name: maturity.name },
    findings: {
      open: counts(SEVERITIES, open, ({ severity }) => severity),
      settled: findings.length - open.length,
      fixed: report.fixed.length,
    },
    practices: counts(VERDICTS, practices, ({ verdict }) => verdict),
    checks: checks.length,
    files: { seen: coverage.files.seen, read: coverage.files.read, unread: coverage.files.unread.length },
  }
}

/** How many there are of each kind, those without any included. */
function counts<K extends string, T>(
  kinds: readonly K[],
  all: readonly T[],
  kindOf: (each: T) => K,
): Record<K, number> {
  const entries = kinds.map((kind) => [kind, all.filter((each) => kindOf(each) === kind).length] as const)
  return Object.fromEntries(entries) as Record<K, number>
}
