/**
 * `npm run coverage:pipelines [-- folder …]` prints how much of real pipelines is read: by CI system, jobs, jobs whose
 * steps are all read, steps, and steps of which everything is understood; then what is most often not. Without folders it
 * takes every repository of a corpus beside this project.
 *
 * A job is read if nothing in it is of a form that the adapter cannot resolve; a step is understood if, beyond that, every
 * command and action in it is known or leads to a file of the tree.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Job, Pipelines, Step, Unresolved } from '../src/models/index.js'
import { NO_SETTINGS } from '../src/models/settings.js'
import { noHosting } from '../src/models/no-hosting.js'
import { readModels } from '../src/readers/read-models.js'
import { createSnapshot } from '../src/snapshot/create.js'

const CORPUS = '../shared/corpus'

/** Lines of each list that are printed. */
const MOST = 25

/** The tree lacks something, the run decides it, or nobody has said what it does: the step was read all the same. */
const READ: ReadonlySet<Unresolved['reason']> = new Set([
  'missing',
  'dynamic',
  'unknown-action',
  'unknown-command',
  'remote',
])

interface Count {
  pipelines: number
  jobs: number
  read: number
  steps: number
  understood: number
}

const named = process.argv.slice(2)
const folders = named.length > 0 ? named : corpusFolders()
const counts = new Map<string, Count>()
const reasons = new Map<string, number>()
/** Forms that keep jobs from being read: how often, and where first. */
const unreadForms = new Map<string, { times: number; readonly place: string }>()
let unread = 0

for (const root of folders) {
  const snapshot = await createSnapshot({ root, hosting: noHosting('not asked') })
  if (!snapshot.known) throw new Error(`${root}: ${snapshot.reason}`)
  const { models } = readModels(snapshot.value, NO_SETTINGS)
  if (models.pipelines.known) count(models.pipelines.value)
}
print()

function corpusFolders(): string[] {
  if (!existsSync(CORPUS)) throw new Error(`there is no ${CORPUS}: name folders of repositories`)
  return readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => join(CORPUS, name))
}

function count({ all, unread: files }: Pipelines): void {
  unread += files.length
  for (const pipeline of all) {
    const entry = counts.get(pipeline.system) ?? { pipelines: 0, jobs: 0, read: 0, steps: 0, understood: 0 }
    counts.set(pipeline.system, entry)
    entry.pipelines++
    for (const job of pipeline.jobs) if (job.calledBy === undefined) countJob(job, entry, pipeline.system)
    for (const { reason, what } of pipeline.unresolved) note(`${pipeline.system} ${reason}: ${what}`)
  }
}

function countJob({ steps }: Job, entry: Count, system: string): void {
  entry.jobs++
  if (steps.every(isRead)) entry.read++
  for (const step of steps) {
    entry.steps++
    if (step.opaque.length === 0) entry.understood++
    for (const unresolved of step.opaque) {
      if (isOpen(unresolved)) noteUnread(`${system} ${unresolved.reason}: ${unresolved.what}`, unresolved)
      else note(`${unresolved.reason}: ${unresolved.what}`)
    }
  }
}

function noteUnread(form: string, { at }: Unresolved): void {
  const entry = unreadForms.get(form) ?? { times: 0, place: `${at.file}:${at.line}` }
  entry.times++
  unreadForms.set(form, entry)
}

function isRead({ opaque }: Step): boolean {
  return !opaque.some(isOpen)
}

/** A script in another language than a shell's is a program that nobody has described, like any other. */
function isOpen({ reason, what }: Unresolved): boolean {
  return !READ.has(reason) && !/^(?:script|recipe \S+) in /.test(what)
}

function note(text: string): void {
  reasons.set(text, (reasons.get(text) ?? 0) + 1)
}

function print(): void {
  const total: Count = { pipelines: 0, jobs: 0, read: 0, steps: 0, understood: 0 }
  console.log('system                pipelines   jobs   read    steps   understood')
  for (const [system, entry] of [...counts].sort()) {
    for (const key of Object.keys(total) as (keyof Count)[]) total[key] += entry[key]
    line(system, entry)
  }
  line('all', total)
  console.log(`\n${unread} pipeline files are not read, or only in part`)
  if (unreadForms.size > 0) console.log('\nWhat keeps jobs from being read')
  for (const [form, { times, place }] of [...unreadForms].sort((a, b) => b[1].times - a[1].times).slice(0, MOST)) {
    console.log(`${String(times).padStart(5)}  ${form} (${place})`)
  }
  console.log('\nMost often not understood')
  const most = [...reasons].sort((a, b) => b[1] - a[1]).slice(0, MOST)
  for (const [text, times] of most) console.log(`${String(times).padStart(5)}  ${text}`)
}

function line(name: string, { pipelines, jobs, read, steps, understood }: Count): void {
  const cells = [
    name.padEnd(20),
    String(pipelines).padStart(10),
    String(jobs).padStart(7),
    share(read, jobs).padStart(7),
    String(steps).padStart(7),
    share(understood, steps).padStart(9),
  ]
  console.log(cells.join('  '))
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}
