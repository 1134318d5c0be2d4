import { withoutCredentials } from '../../core/credentials.js'
import { fileLocation, type Location } from '../../core/location.js'
import type { ToolResult, ToolRun } from '../../core/other-tools.js'
import type { Severity } from '../../core/severity.js'
import { composeYaml } from '../yaml/compose.js'
import { at, countAt, listAt, textAt } from './json.js'
import { pathOf } from './paths.js'
import { ruleIdOf, rulesOf, type Rule } from './rules.js'

/** What a SARIF file holds, or where it is broken. */
export type SarifReading =
  | { readonly ok: true; readonly runs: readonly ToolRun[] }
  | { readonly ok: false; readonly at: Location; readonly problem: string }

/** As many as GitHub takes of one file, and shows of one run (GitHub docs: SARIF support for code scanning). */
const MAX_RUNS = 20
const MAX_RESULTS = 5000
const MAX_TEXT = 300
const MAX_NAME = 100

/** A text this long is not searched for the place where it is broken. */
const MAX_SEARCHED = 1_000_000

const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['note', 'notice'],
  ['none', 'notice'],
])

/**
 * Reads one SARIF 2.1.0 report. Never throws, whatever the text is. `roots`: absolute paths by which tools may know the
 * linted folder, so that places can be told relative to it.
 */
export function readSarif(report: string, text: string, roots: readonly string[]): SarifReading {
  let log: unknown
  try {
    log = JSON.parse(text)
  } catch {
    return { ok: false, at: brokenAt(report, text), problem: 'it is not JSON' }
  }
  if (!Array.isArray(at(log, 'runs'))) {
    return { ok: false, at: fileLocation(report), problem: 'it is JSON without "runs", and so no SARIF report' }
  }
  const version = textAt(log, 'version')
  if (version === undefined || !version.startsWith('2.')) {
    const said = version === undefined ? 'no version' : 'another version'
    return { ok: false, at: fileLocation(report), problem: `it says ${said} of SARIF: version 2.1.0 is read` }
  }
  const runs = listAt(log, 'runs')
    .slice(0, MAX_RUNS)
    .map((run) => runOf(report, run, roots))
  return { ok: true, runs: withErrorRuns(runs) }
}

function brokenAt(report: string, text: string): Location {
  const fault = text.length > MAX_SEARCHED ? undefined : composeYaml(report, text).error
  return fault?.at ?? fileLocation(report)
}

/** Tools such as tflint write their own errors as a second run, `tflint-errors`: with results, the first is not whole. */
function withErrorRuns(runs: readonly ToolRun[]): ToolRun[] {
  const names = new Set(runs.map(({ tool }) => tool))
  const isErrors = ({ tool }: ToolRun) => tool.endsWith('-errors') && names.has(tool.slice(0, -7))
  const failed = new Set(runs.filter((run) => isErrors(run) && run.results.length > 0).map(({ tool }) => tool))
  return runs
    .filter((run) => !isErrors(run))
    .map((run) => (failed.has(`${run.tool}-errors`) ? { ...run, completed: false } : run))
}

function runOf(report: string, run: unknown, roots: readonly string[]): ToolRun {
  const driver = at(run, 'tool', 'driver')
  const rules = rulesOf(run)
  const all = listAt(run, 'results')
  const read = all.slice(0, MAX_RESULTS)
  const open = read.filter(isFinding)
  const looked = listAt(run, 'artifacts').length
  const version = textAt(driver, 'semanticVersion') ?? textAt(driver, 'version')
  return {
    tool: line(textAt(driver, 'name') ?? 'a tool without a name', MAX_NAME),
    ...(version !== undefined && { version: line(version, MAX_NAME) }),
    report,
    completed: !listAt(run, 'invocations').some((each) => at(each, 'executionSuccessful') === false),
    ...(looked > 0 && { looked }),
    image: textAt(run, 'properties', 'imageName') !== undefined,
    labels: rules.labels,
    results: open.map((result) => resultOf(result, rules.ruleOf(result), run, roots)),
    settled: read.filter((result) => isProblem(result) && !isFinding(result)).length,
    beyond: all.length - read.length,
  }
}

/** Of kind `fail`, as all that name none: others passed, or are for people to look at (SARIF 2.1.0, 3.27.9). */
function isProblem(result: unknown): boolean {
  return typeof result === 'object' && result !== null && (textAt(result, 'kind') ?? 'fail') === 'fail'
}

function isFinding(result: unknown): boolean {
  return isProblem(result) && !isSuppressed(result) && at(result, 'baselineState') !== 'absent'
}

/** Suppressed, unless somebody refused to or is still thinking about it (SARIF 2.1.0, 3.27.23). */
function isSuppressed(result: unknown): boolean {
  const suppressions = listAt(result, 'suppressions')
  const status = (each: unknown) => textAt(each, 'status') ?? 'accepted'
  return suppressions.length > 0 && suppressions.every((each) => status(each) === 'accepted')
}

function resultOf(result: unknown, rule: Rule | undefined, run: unknown, roots: readonly string[]): ToolResult {
  const place = placeOf(result, run, roots)
  const id = line(ruleIdOf(result) ?? rule?.id ?? '', MAX_NAME)
  const help = rule?.help
  return {
    rule: id,
    labels: rule?.labels ?? [],
    severity: SEVERITIES.get(textAt(result, 'level') ?? rule?.level ?? 'warning') ?? 'warning',
    message: line(messageOf(result, rule) ?? rule?.title ?? id, MAX_TEXT),
    ...(help !== undefined && isAddress(help) && { help }),
    ...(place !== undefined && { at: place }),
    unchanged: at(result, 'baselineState') === 'unchanged',
  }
}

/** Nothing that could be more than an address: no blanks, quotes or brackets, no credentials. */
function isAddress(text: string): boolean {
  return text.length <= 500 && /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][\w\-.~:/?#@!$&*+,;=%]*)?$/.test(text)
}

function messageOf(result: unknown, rule: Rule | undefined): string | undefined {
  const text = textAt(result, 'message', 'text')
  const id = textAt(result, 'message', 'id')
  if (text !== undefined || id === undefined) return text
  const template = textAt(rule?.texts, id, 'text')
  const given = listAt(result, 'message', 'arguments')
  return template?.slice(0, 10 * MAX_TEXT).replace(/\{(\d{1,3})\}/g, (whole, index: string) => {
    const argument = given[Number(index)]
    return typeof argument === 'string' ? argument.slice(0, MAX_TEXT) : whole
  })
}

function placeOf(result: unknown, run: unknown, roots: readonly string[]): Location | undefined {
  const physical = at(listAt(result, 'locations')[0], 'physicalLocation')
  const file = pathOf(at(physical, 'artifactLocation'), run, roots)
  if (file === undefined) return undefined
  const start = countAt(physical, 1, 'region', 'startLine')
  if (start === undefined) return fileLocation(file)
  const column = countAt(physical, 1, 'region', 'startColumn') ?? 1
  const end = Math.max(start, countAt(physical, 1, 'region', 'endLine') ?? start)
  const endColumn = countAt(physical, 1, 'region', 'endColumn') ?? column
  return {
    file,
    line: start,
    column,
    endLine: end,
    endColumn: end === start ? Math.max(column, endColumn) : endColumn,
    route: '',
  }
}

/** On one line, shortened, without what looks like a credential. */
function line(text: string, most: number): string {
  const whole = withoutCredentials(text.slice(0, 10 * most))
    .replace(/\s+/g, ' ')
    .trim()
  return whole.length > most ? `${whole.slice(0, most)}…` : whole
}
