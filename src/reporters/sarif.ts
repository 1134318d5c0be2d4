import type { Log, Notification, Result, Run } from 'sarif'
import type { Finding, Report } from '../core/report.js'
import { anchorFile, counter } from './anchor.js'
import type { RenderContext } from './formats.js'
import { withoutCommandsInJson } from './json.js'
import { encodePath } from './links.js'
import { resultOf, type Setting } from './sarif/results.js'
import { rulesOf } from './sarif/rules.js'
import { prose } from './sarif/text.js'
import { byWorst } from './select.js'

/** GitHub code scanning keeps the worst 5,000 results of a run (GitHub docs: SARIF results exceed one or more limits). */
const MAX_RESULTS = 5000

/** It takes files of 10 MB after compression, which never makes more of a text than it was. In bytes, without blanks. */
const MAX_BYTES = 9_000_000

/**
 * The findings as SARIF 2.1.0 that GitHub code scanning takes: worst first, settled ones as suppressed (or left out), findings
 * about settings at the first line of a file that exists. One rule for each check that found something.
 */
export function renderSarif(
  report: Report,
  { folder, id, settled = true, links }: Pick<RenderContext, 'folder' | 'id' | 'settled' | 'links'> = {},
): string {
  const within = folder?.() ?? ''
  const wanted = report.findings.filter(({ standing }) => settled || standing === 'open').sort(openFirst)
  const first = wanted.slice(0, MAX_RESULTS)
  const rules = rulesOf(first, report, links?.checkPages)
  const indices = new Map(rules.map((rule, index) => [rule.id, index]))
  const results = withinSize(first, { indices, anchor: anchorFile(report), folder: within, count: counter() })
  const run: Run = {
    tool: { driver: { name: 'Pillarlint', semanticVersion: report.tool.version, rules } },
    automationDetails: { id: categoryOf(id, within) },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.gate.verdict !== 'error',
        toolExecutionNotifications: [...crashesOf(report), ...leftOut(wanted.length - results.length)],
      },
    ],
    results,
  }
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return `${withoutCommandsInJson(JSON.stringify(log, null, 2))}\n`
}

function openFirst(a: Finding, b: Finding): number {
  return Number(a.standing !== 'open') - Number(b.standing !== 'open') || byWorst(a, b)
}

/** As many results as the size of an upload allows, in order. */
function withinSize(findings: readonly Finding[], setting: Setting): Result[] {
  const results: Result[] = []
  const encoder = new TextEncoder()
  let bytes = 0
  for (const finding of findings) {
    const result = resultOf(finding, setting)
    bytes += encoder.encode(JSON.stringify(result)).length
    if (bytes > MAX_BYTES) break
    results.push(result)
  }
  return results
}

/**
 * What tells analyses of one commit apart: the text up to the last slash is GitHub's category, and an upload replaces the
 * earlier one of its category (GitHub docs: SARIF support for code scanning, runAutomationDetails).
 */
function categoryOf(id: string | undefined, folder: string): string {
  if (id !== undefined && id !== 'default') return `pillarlint/${encodePath(id)}/`
  return `pillarlint/${encodePath(folder)}`
}

function crashesOf({ checks }: Report): Notification[] {
  return checks
    .filter(({ state }) => state === 'crashed')
    .map(({ id, reason }) => ({ level: 'error', message: { text: prose(`${id}: ${reason}`) } }))
}

function leftOut(count: number): Notification[] {
  if (count === 0) return []
  const text = `${count} of the milder findings are left out: GitHub takes ${MAX_RESULTS} results and 10 MB. The JSON report has all.`
  return [{ level: 'warning', message: { text } }]
}
