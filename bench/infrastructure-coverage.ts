/**
 * `npm run coverage:infrastructure [-- folder …]` prints how much of real infrastructure code is read: by technology, files,
 * files that are recognised and not read, resources, and the share of values that are resolved; then of charts, the share
 * of the lines of their templates that are, and why others are not. Without folders it takes every repository of a corpus
 * beside this project.
 *
 * A line of a chart's template is resolved if its file is rendered and no value on it hangs on what only an installation
 * knows. Values of variables and the like count as resolved where a default stands for them.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Infrastructure, Models, Value } from '../src/models/index.js'
import { NO_SETTINGS } from '../src/models/settings.js'
import { noHosting } from '../src/models/no-hosting.js'
import { chartOf, chartRoots } from '../src/readers/infrastructure/helm/index.js'
import { readModels } from '../src/readers/read-models.js'
import { createSnapshot } from '../src/snapshot/create.js'
import type { Files } from '../src/snapshot/snapshot.js'

const CORPUS = '../shared/corpus'

/** Lines of each list that are printed. */
const MOST = 25

interface Count {
  readonly files: Set<string>
  unread: number
  resources: number
  values: number
  resolved: number
}

interface Chart {
  lines: number
  resolved: number
}

const named = process.argv.slice(2)
const counts = new Map<string, Count>()
const charts = new Map<string, Chart>()
/** Why templates are not rendered: how often, and where first. */
const reasons = new Map<string, { times: number; readonly place: string }>()

for (const root of named.length > 0 ? named : corpusFolders()) {
  const snapshot = await createSnapshot({ root, hosting: noHosting('not asked') })
  if (!snapshot.known) throw new Error(`${root}: ${snapshot.reason}`)
  const { files } = snapshot.value
  const reading = readModels(snapshot.value, NO_SETTINGS)
  const { infrastructure } = reading.models
  if (!infrastructure.known) continue
  countResources(root, infrastructure.value)
  countCharts(root, files, reading.models)
  const unread = new Set(infrastructure.value.unread.map(({ file }) => file))
  for (const { file, reason } of reading.unread) if (unread.has(file)) note(reason, `${root}/${file}`)
}
print()

function corpusFolders(): string[] {
  if (!existsSync(CORPUS)) throw new Error(`there is no ${CORPUS}: name folders of repositories`)
  return readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => join(CORPUS, name))
}

function countOf(technology: string): Count {
  const count = counts.get(technology) ?? { files: new Set(), unread: 0, resources: 0, values: 0, resolved: 0 }
  counts.set(technology, count)
  return count
}

function countResources(root: string, { resources, unread, ansible }: Infrastructure): void {
  for (const { technology, file, properties } of resources) countValues(technology, `${root}/${file}`, [properties])
  for (const { file, arguments: given, keywords } of ansible.tasks) {
    countValues('ansible', `${root}/${file}`, [given, keywords])
  }
  for (const { technology } of unread) countOf(technology).unread++
}

function countValues(technology: string, file: string, values: readonly Value[]): void {
  const count = countOf(technology)
  count.files.add(file)
  count.resources++
  for (const value of values.flatMap(leavesOf)) {
    count.values++
    if (value.kind !== 'unresolved') count.resolved++
  }
}

function leavesOf(value: Value): Value[] {
  if (value.kind === 'list') return value.items.flatMap(leavesOf)
  return value.kind === 'dict' ? [...value.entries.values()].flatMap(leavesOf) : [value]
}

function countCharts(root: string, files: Files, { infrastructure }: Models): void {
  if (!infrastructure.known) return
  const { resources, unread } = infrastructure.value
  const roots = chartRoots(files.paths)
  const open = new Map<string, Set<number>>()
  for (const { technology, file, properties } of resources) {
    if (technology !== 'helm') continue
    const lines = open.get(file) ?? new Set()
    open.set(file, lines)
    for (const { kind, at } of leavesOf(properties)) if (kind === 'unresolved') lines.add(at.line)
  }
  const notRendered = new Set(unread.map(({ file }) => file))
  for (const file of files.paths) {
    const folder = chartOf(file, roots)
    if (folder === undefined || (!open.has(file) && !notRendered.has(file))) continue
    const lines = (files.text(file) ?? '').split('\n').length
    const chart = charts.get(`${root}/${folder}`) ?? { lines: 0, resolved: 0 }
    charts.set(`${root}/${folder}`, chart)
    chart.lines += lines
    if (!notRendered.has(file)) chart.resolved += lines - (open.get(file)?.size ?? 0)
  }
}

function note(reason: string, place: string): void {
  const entry = reasons.get(reason) ?? { times: 0, place }
  entry.times++
  reasons.set(reason, entry)
}

function print(): void {
  console.log('technology            files  unread  resources   values   resolved')
  for (const [technology, { files, unread, resources, values, resolved }] of [...counts].sort()) {
    const cells = [
      technology.padEnd(20),
      String(files.size).padStart(5),
      String(unread).padStart(6),
      String(resources).padStart(9),
      String(values).padStart(7),
      share(resolved, values).padStart(9),
    ]
    console.log(cells.join('  '))
  }
  printCharts()
  console.log('\nWhy files are not read')
  for (const [reason, { times, place }] of [...reasons].sort((a, b) => b[1].times - a[1].times).slice(0, MOST)) {
    console.log(`${String(times).padStart(5)}  ${reason} (${place})`)
  }
}

function printCharts(): void {
  const all = [...charts].map(([folder, chart]) => ({ folder, ...chart, share: chart.resolved / chart.lines }))
  const sum = (of: (chart: Chart) => number) => all.reduce((total, chart) => total + of(chart), 0)
  const lines = sum((chart) => chart.lines)
  console.log(
    `\n${all.length} charts, ${lines} lines of templates, resolved ${share(
      sum((each) => each.resolved),
      lines,
    )}`,
  )
  for (const chart of all.sort((a, b) => a.share - b.share || b.lines - a.lines).slice(0, MOST)) {
    console.log(
      `${share(chart.resolved, chart.lines).padStart(8)} of ${String(chart.lines).padStart(6)}  ${chart.folder}`,
    )
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}
