import type { Log, ReportingDescriptor, Result, Run, Suppression } from 'sarif'
import type { Location } from '../core/location.js'
import type { Message } from '../core/message.js'
import type { Finding, Report } from '../core/report.js'
import { bySeverity, type Severity } from '../core/severity.js'
import { withoutCommandsInJson } from './json.js'
import { encodePath } from './links.js'
import { byWorst } from './select.js'
import { clip, visible } from './visible.js'
import { groupBy } from '../core/group.js'

/**
 * Limits of GitHub code scanning (GitHub docs: SARIF support for code scanning): results of a run beyond 5,000 are
 * dropped, texts of a rule may have 1,024 characters, 10 tags of a rule are kept.
 */
const MAX_RESULTS = 5000
const MAX_RULE_TEXT = 1024
const MAX_TAGS = 10

/** Keeps one result readable and the file far from the 10 MB that an upload may have. */
const MAX_MESSAGE = 2000
const MAX_LINKS = 20

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
}
const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'recommendation',
}

/** Families of checks whose findings are weaknesses that an attacker could use. */
const SECURITY = /^(?:pipeline|supply)-/

/**
 * The findings as SARIF 2.1.0 that GitHub code scanning takes: worst first, settled ones as suppressed, findings about
 * settings at the first line of a file that exists. One rule for each check that found something.
 */
export function renderSarif(report: Report): string {
  const findings = [...report.findings].sort(openFirst).slice(0, MAX_RESULTS)
  const rules = rulesOf(findings)
  const indices = new Map(rules.map(({ id }, index) => [id, index]))
  const anchor = anchorFile(report)
  const seen = new Map<string, number>()
  const run: Run = {
    tool: { driver: { name: 'Pillarlint', semanticVersion: report.tool.version, rules } },
    automationDetails: { id: 'pillarlint/' },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.gate.verdict !== 'error',
        toolExecutionNotifications: report.checks
          .filter(({ state }) => state === 'crashed')
          .map(({ id, reason }) => ({ level: 'error', message: { text: prose(`${id}: ${reason}`) } })),
      },
    ],
    results: findings.map((finding) => resultOf(finding, indices.get(finding.check) ?? 0, anchor, seen)),
  }
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return `${withoutCommandsInJson(JSON.stringify(log, null, 2))}\n`
}

function openFirst(a: Finding, b: Finding): number {
  return Number(a.standing !== 'open') - Number(b.standing !== 'open') || byWorst(a, b)
}

function rulesOf(findings: readonly Finding[]): ReportingDescriptor[] {
  return [...groupBy(findings, ({ check }) => check)].map(([id, own]) => ruleOf(id, own))
}

function ruleOf(id: string, findings: readonly Finding[]): ReportingDescriptor {
  const [worst] = [...findings].sort((a, b) => bySeverity(a.severity, b.severity))
  const title = clip(worst?.title === undefined || worst.title === '' ? id : visible(worst.title), MAX_RULE_TEXT)
  const practices = [...new Set(findings.flatMap((finding) => finding.practices))]
  const serves = practices.length === 0 ? '' : ` Practices: ${practices.join(', ')}.`
  const severity = worst?.severity ?? 'notice'
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: clip(`${title}.${serves}`, MAX_RULE_TEXT) },
    help: { text: `What it looks for, why, and when to turn it off: pillarlint explain ${id}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [...(SECURITY.test(id) ? ['security'] : []), ...practices].slice(0, MAX_TAGS),
      precision: worst?.confidence ?? 'low',
      'problem.severity': PROBLEM_SEVERITY[severity],
    },
  }
}

function resultOf(finding: Finding, ruleIndex: number, anchor: string, seen: Map<string, number>): Result {
  const { check, severity, at, because, fingerprint, delta } = finding
  const occurrence = (seen.get(fingerprint) ?? 0) + 1
  seen.set(fingerprint, occurrence)
  const links = because.slice(0, MAX_LINKS).map(({ file, line, text }, index) => ({
    id: index + 1,
    message: { text: prose(text === '' ? file : text) },
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: Math.max(1, line) } },
  }))
  const suppressions = suppressionsOf(finding)
  return {
    ruleId: check,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: clip(`${sentence(finding.message)} ${sentence(finding.remedy)}`, MAX_MESSAGE) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(at?.file ?? anchor) },
          region: regionOf(at),
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:${occurrence}` },
    ...(links.length > 0 && { relatedLocations: links }),
    ...(suppressions.length > 0 && { suppressions }),
    ...(delta !== null && { baselineState: delta === 'introduced' ? ('new' as const) : ('unchanged' as const) }),
  }
}

function regionOf(at: Location | undefined) {
  if (at === undefined) return { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
  const { line, column, endLine, endColumn } = at
  return { startLine: line, startColumn: column, endLine, endColumn }
}

function suppressionsOf({ standing, standingReason }: Finding): Suppression[] {
  if (standing === 'open') return []
  const kind = standing === 'suppressed' ? 'inSource' : 'external'
  return [{ kind, status: 'accepted', ...(standingReason !== undefined && { justification: visible(standingReason) }) }]
}

/** A URI reference relative to the root of the repository. */
function uriOf(file: string): string {
  const path = encodePath(file.replace(/^\/+/, ''))
  return path === '' ? '.' : path
}

/** Brackets and backslashes of a message start links unless they are escaped (SARIF 2.1.0, 3.11.6). */
function prose(text: string): string {
  return clip(visible(text), MAX_MESSAGE).replace(/[\\[\]]/g, '\\$&') || '-'
}

/** A message as one sentence: our words as they are, values escaped and in quotation marks. */
function sentence(message: Message): string {
  const text = message.map((part) => (typeof part === 'string' ? part : `"${prose(part.value)}"`)).join('')
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

/** A file to show findings about settings at: a workflow if the report knows one, else any file that it names. */
function anchorFile({ findings, practices, coverage }: Report): string {
  const places = [...findings, ...practices.flatMap(({ evidence }) => evidence), ...coverage.unresolved]
  const files = places.flatMap(({ at }) => (at === undefined ? [] : [at.file])).sort()
  return files.find((file) => file.startsWith('.github/workflows/')) ?? files[0] ?? 'README.md'
}
