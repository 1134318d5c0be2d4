/** The table of targets that the last run of the benchmark missed, for docs/performance.md. */
import { median, rounded } from '../bench/measure/figures.js'
import { targetText, valueText, verdictOf, type CaseResult, type TargetResult } from '../bench/results/result.js'
import { groupBy } from '../src/core/group.js'

/** Cases of a group that miss the same target share a row from this number on. */
const MANY = 8

interface Missed {
  readonly name: string
  readonly group: string
  readonly result: TargetResult
}

/** How many targets are met, a row for each that is not, and what is known of why. */
export function targetLines(results: readonly CaseResult[]): string[] {
  const all = results.flatMap(({ name, group, targets }) => targets.map((result) => ({ name, group, result })))
  const missed = all.filter(({ result }) => !result.met)
  const count = `${all.length - missed.length} of ${all.length} targets are met`
  if (missed.length === 0) return ['## Targets', '', `${count}.`, '']
  const alike = groupBy(missed, ({ group, result }) => `${group} ${targetText(result.target)}`)
  const rows = [...alike.values()].flatMap((each) => (each.length < MANY ? each.map(single) : [shared(each)]))
  return [
    ...['## Targets', '', `${count}; these are not:`, ''],
    ...['| Case | Target | Measured | |', '| --- | --- | --- | --- |', ...rows, ''],
    ...reasons(missed),
  ]
}

function single({ name, result }: Missed): string {
  return rowOf(name, result, valueText(result))
}

/** Of real repositories, which are many: how many miss it, the median and the worst. */
function shared(missed: readonly Missed[]): string {
  const [first] = missed
  if (first === undefined) return ''
  const { group, result } = first
  const values = missed.flatMap(({ result: { value } }) => value ?? [])
  const worst =
    result.target.measure !== 'memory' && 'atLeast' in result.target ? Math.min(...values) : Math.max(...values)
  const [middle, last] = [rounded(median(values) ?? NaN), worst].map((value) => valueText({ ...result, value }))
  const name = `${missed.length} ${group.charAt(0).toLowerCase()}${group.slice(1)}`
  return rowOf(name, result, `median ${middle}, worst ${last}`)
}

function rowOf(name: string, result: TargetResult, value: string): string {
  return `| ${name} | ${targetText(result.target)} | ${value} | ${verdictOf(result)} |`
}

/** What is known of why targets are missed, each reason once. */
function reasons(missed: readonly Missed[]): string[] {
  const targets = new Map<string, Set<string>>()
  for (const { result } of missed) {
    const { note } = result.target
    if (note !== undefined) targets.set(note, (targets.get(note) ?? new Set()).add(targetText(result.target)))
  }
  if (targets.size === 0) return []
  return [...[...targets].map(([note, texts]) => `- ${[...texts].join('; ')}: ${note}.`), '']
}
