import { practiceText, type Practice, type PracticeGroup, type PracticeText } from '../catalog/index.js'
import type { CheckResult } from '../core/outcome.js'
import type { Evidence, Finding, PracticeVerdict, Report } from '../core/report.js'
import { hanging, messageText, safe } from '../reporters/terminal/text.js'
import { runPillarlint } from '../run.js'
import { folderAt } from './folder.js'
import { table } from './list.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { runOptions } from './run-options.js'
import { say } from './say.js'

/** Columns of a line where nobody tells. */
const WIDTH = 100
/** Places that are listed of what was seen. */
const MOST_SEEN = 10

/**
 * `pillarlint explain <practice> [path]`: what it asks for, how it is decided, what came out in the repository at `path`
 * and what to do about it. Status 2 if the repository's configuration is wrong.
 */
export async function explainPractice(
  practice: Practice,
  path: string | undefined,
  invocation: Invocation,
  ports: Ports,
): Promise<number> {
  const result = await runPillarlint(await runOptions(invocation, ports, folderAt(path ?? '.', ports)))
  if (!result.ok) {
    for (const error of result.errors) say(ports.stderr, error)
    return 2
  }
  const { report } = result
  const text = await practiceText(practice.id)
  const titles = new Map((await ports.checks()).map(({ id, title }) => [id as string, title as string]))
  const width = ports.stdout.columns ?? WIDTH
  const sections = [
    `${practice.id}: ${practice.title}`,
    ...(text === undefined || text.summary === '' ? [] : [lines(['', text.summary], width)]),
    table(factsOf(practice, text)).trimEnd(),
    ...(text === undefined ? [] : rulesOf(text, width)),
    decidersOf(practice, titles, report),
    ...verdictOf(practice, report, width),
    ...groupOf(text?.group, width),
  ]
  ports.stdout.write(`${sections.join('\n\n')}\n`)
  return 0
}

const lines = ([first = '', text = '']: readonly string[], width: number): string =>
  hanging(first, text, width).join('\n')

function factsOf({ framework, category, url, observe, phase }: Practice, text: PracticeText | undefined): string[][] {
  return [
    ['framework', framework],
    ...(category === null ? [] : [['category', category]]),
    ...(text === undefined || text.group !== undefined ? [] : [['section', text.section]]),
    ...(phase === undefined ? [] : [['phase', phase]]),
    ...(text?.risk === undefined ? [] : [['risk without it', text.risk]]),
    ...(text?.group === undefined ? [] : [['belongs to', text.group.title]]),
    ['seen in', observe.join(', ')],
    ['source', url],
  ]
}

function rulesOf({ appliesWhen, metWhen, notMetWhen, partlyMetWhen, unknownWhen, traps }: PracticeText, width: number) {
  const groups: [string, readonly string[] | undefined][] = [
    ['Applies when', appliesWhen === undefined ? undefined : [appliesWhen]],
    ['Met when', metWhen],
    ['Not met when', notMetWhen],
    ['Partly met when', partlyMetWhen],
    ['Unknown when', unknownWhen],
    ['Mind', traps],
  ]
  return groups.flatMap(([heading, items]) => (items === undefined ? [] : [bullets(heading, items, width)]))
}

function bullets(heading: string, items: readonly string[], width: number): string {
  return [heading, ...items.flatMap((item) => hanging('  - ', item, width))].join('\n')
}

function decidersOf({ checks, needs }: Practice, titles: ReadonlyMap<string, string>, report: Report): string {
  if (checks.length === 0)
    return 'Nothing in a repository decides it: a person can attest it, see attestations in the configuration.'
  const states = new Map(report.checks.map((result) => [result.id, stateOf(result)]))
  const rows = checks.map((id) => [`  ${id}`, states.get(id) ?? 'not run', titles.get(id) ?? 'not in this version'])
  const rule = needs === 'all' ? 'all that apply must pass' : 'one pass suffices'
  return `Decided by (${rule})\n${table(rows).trimEnd()}`
}

function stateOf({ state, outcomes }: CheckResult): string {
  const problems = outcomes.filter(({ kind }) => kind === 'problem').length
  return problems > 1 ? `${problems} problems` : state
}

function verdictOf({ id }: Practice, report: Report, width: number): string[] {
  const verdict = report.practices.find((each) => each.id === id)
  if (verdict === undefined) return []
  const findings = report.findings.filter(({ fingerprint }) => verdict.findings.includes(fingerprint))
  return [
    lines(
      [`In ${safe(report.subject.repository)}: `, `${verdict.verdict} (rule ${verdict.rule}): ${safe(verdict.reason)}`],
      width,
    ),
    ...(verdict.evidence.length === 0 ? [] : [seen(verdict.evidence, width)]),
    ...(findings.length === 0 ? [] : [['What to do', ...findings.flatMap((each) => advice(each, width))].join('\n')]),
    ...toSee(verdict, width),
  ]
}

function seen(evidence: readonly Evidence[], width: number): string {
  const shown = evidence.slice(0, MOST_SEEN).flatMap((each) => hanging('  - ', placed(each), width))
  const more = evidence.length - MOST_SEEN
  return ['Seen', ...shown, ...(more > 0 ? [`  - and ${more} more`] : [])].join('\n')
}

function placed({ text, at }: Evidence): string {
  return at === undefined ? messageText(text) : `${safe(at.file)}:${at.line} ${messageText(text)}`
}

function advice({ at, message, remedy, severity, check }: Finding, width: number): string[] {
  const place = at === undefined ? 'settings' : `${safe(at.file)}:${at.line}`
  return [
    ...hanging('  - ', `${place} ${severity} ${check}: ${messageText(message)}`, width),
    ...hanging('    ', messageText(remedy), width),
  ]
}

function toSee({ permissions, verdict, id }: PracticeVerdict, width: number): string[] {
  if (permissions.length > 0) return [bullets('Would be told by', permissions.map(safe), width)]
  const open = verdict === 'unknown' || verdict === 'partly-met'
  return open ? [lines(['', `A person can vouch for it: pillarlint attest ${id}`], width)] : []
}

function groupOf(group: PracticeGroup | undefined, width: number): string[] {
  if (group === undefined) return []
  const { title, url, antiPatterns, metrics } = group
  return [
    `${title}\n  ${url}`,
    ...(antiPatterns === undefined ? [] : [bullets('Anti-patterns of it', antiPatterns, width)]),
    ...(metrics === undefined ? [] : [bullets('Its metrics', metrics, width)]),
  ]
}
