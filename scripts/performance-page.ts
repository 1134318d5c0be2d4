/** docs/performance.md: what the last whole run of `npm run bench` measured, in ratios. */
import { BUNDLE_KILOBYTES, LOADS } from '../bench/budgets.js'
import { median, rounded } from '../bench/measure/figures.js'
import {
  targetText,
  valueText,
  verdictOf,
  type CaseResult,
  type EntryResult,
  type TargetResult,
} from '../bench/results/result.js'
import { targetLines } from './missed-targets.js'

/** Cases of a group from which on they are summed up: real repositories are many. */
const MANY = 8
const OWN = 'Pillarlint'

/** The whole page. */
export function performancePage(results: readonly CaseResult[]): string {
  const groups = new Map<string, CaseResult[]>()
  for (const result of results) groups.set(result.group, [...(groups.get(result.group) ?? []), result])
  return [
    '# Performance',
    '',
    'Generated from `bench/results.json`, which `npm run bench` writes; [its page](../bench/README.md) says how it measures,',
    'how to install the peers, and what each of them looks at. Contestants of a case ran in turn, in one run. Times are',
    'medians of ratios, which do not depend on the machine as times do: “time” is that on the clock, “processor” that of all',
    'processors, both with the processes that a command starts. Memory is the most that was held at once.',
    'What took too long for the run was stopped: it would have taken more than is told.',
    '',
    ...targetLines(results),
    ...[...groups].flatMap(([group, cases]) => groupLines(group, cases)),
    ...sizeLines(),
  ].join('\n')
}

function groupLines(group: string, cases: readonly CaseResult[]): string[] {
  if (cases.length >= MANY) return [`## ${group}`, '', ...summary(cases)]
  return [`## ${group}`, '', ...cases.flatMap(caseLines)]
}

function caseLines({ name, node, files, bytes, unit, entries, targets }: CaseResult): string[] {
  return [
    `### ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    '',
    `${files.toLocaleString('en')} files, ${rounded(bytes / 1e3).toLocaleString('en')} kB; Node ${node}; as multiples of ${unit}.`,
    '',
    '| Contestant | Files it looks at | Time | Processor | Memory |',
    '| --- | --: | --: | --: | --: |',
    ...entries.map(entryRow),
    '',
    ...targets.map((result) => `- ${targetText(result.target)}: ${valueText(result)}, ${emphasised(result)}`),
    '',
  ]
}

function emphasised(result: TargetResult): string {
  const verdict = verdictOf(result)
  return verdict === 'missed' ? `**${verdict}**` : verdict
}

function entryRow({ name, version, files, wall, processor, memory, failed, stoppedAt }: EntryResult): string {
  const title = version === undefined ? name : `${name} ${version}`
  const looked = files?.toLocaleString('en') ?? '–'
  if (stoppedAt !== undefined) return `| ${title} | ${looked} | stopped at ${stoppedAt} × | – | – |`
  if (failed !== undefined) return `| ${title} | ${looked} | ${failed.replaceAll('|', '\\|')} | – | – |`
  const times = [wall, processor].map((value) => (value === undefined ? '–' : `${value} ×`)).join(' | ')
  return `| ${title} | ${looked} | ${times} | ${memory === undefined ? '–' : `${memory} MiB`} |`
}

/** Median and worst of every contestant over many cases. */
function summary(cases: readonly CaseResult[]): string[] {
  const names = [...new Set(cases.flatMap(({ entries }) => entries.map(({ name }) => name)))]
  const rows = names.map((name) => {
    const entries = cases.flatMap((one) => one.entries.filter((entry) => entry.name === name))
    const of = (key: 'wall' | 'processor' | 'memory', unit: string) => {
      const values = entries.flatMap((entry) => entry[key] ?? [])
      if (values.length === 0) return '–'
      return `${rounded(median(values) ?? NaN)} ${unit}, ${rounded(Math.max(...values))} ${unit}`
    }
    return `| ${name} | ${entries.length} | ${of('wall', '×')} | ${of('processor', '×')} | ${of('memory', 'MiB')} |`
  })
  const own = cases.flatMap(({ targets }) => targets)
  const unit = cases[0]?.unit ?? OWN
  return [
    `${cases.length} repositories, each by itself, as multiples of ${unit}: of each column the median and the worst.`,
    `${own.filter(({ met }) => met).length} of ${own.length} targets are met.`,
    '',
    '| Contestant | Repositories | Time | Processor | Memory |',
    '| --- | --: | --: | --: | --: |',
    ...rows,
    '',
    ...failures(cases),
  ]
}

/** What failed in single cases of many. */
function failures(cases: readonly CaseResult[]): string[] {
  const lines = cases.flatMap(({ name, entries }) =>
    entries.flatMap((entry) => (entry.failed === undefined ? [] : [`- ${entry.name} on ${name}: ${entry.failed}`])),
  )
  return lines.length === 0 ? [] : [...lines, '']
}

function sizeLines(): string[] {
  const loads = LOADS.map(
    ({ name, parts, kilobytes }) =>
      `| ${name} | ${parts.length === 0 ? 'none' : [...parts].sort().join(', ')} | ${kilobytes.toLocaleString('en')} kB |`,
  )
  return [
    '## What is loaded',
    '',
    `The bundle weighs at most ${BUNDLE_KILOBYTES.toLocaleString('en')} kB. Of its large parts only those are loaded that are used; a test compares`,
    'this table, which `bench/budgets.ts` states, with what Node loads.',
    '',
    '| Start | Large parts | At most |',
    '| --- | --- | --: |',
    ...loads,
    '',
  ]
}
