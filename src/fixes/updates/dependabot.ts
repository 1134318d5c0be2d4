import { updatableFiles, updateCoverage } from '../../check-api/index.js'
import { routeOfItem } from '../../readers/yaml/route.js'
import { isRefused, refuse } from '../edits.js'
import type { Edit, Fixer, FixInput, Proposal } from '../types.js'
import { appendItem } from '../yaml/insert.js'
import type { YamlSource } from '../yaml/source.js'
import type { Written } from '../yaml/write.js'
import { folderOf } from '../../core/paths.js'

/** The names of Dependabot for what is called otherwise here, with the lock files that ask for another one. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['python', 'pip'],
  ['go', 'gomod'],
])
const BY_LOCK: readonly (readonly [ecosystem: string, lock: string, name: string])[] = [
  ['python', 'uv.lock', 'uv'],
  ['npm', 'bun.lock', 'bun'],
]

/** What Dependabot calls as it is called here (GitHub docs: Dependabot options reference, package-ecosystem). */
const SAME: ReadonlySet<string> = new Set(
  'bundler cargo composer docker docker-compose github-actions gradle helm maven mix npm nuget pub swift terraform'.split(
    ' ',
  ),
)

/** Adds entries for what Dependabot does not look after yet. */
export const dependabot: Fixer = {
  check: 'supply-dependency-updates',
  messages: ['uncovered', 'folders'],
  fixability: 'suggestion',
  does: 'Adds entries to `.github/dependabot.yml` for the ecosystems and folders that it does not look after, as often as for the first entry',
  leaves: 'Other tools, and repositories without that file',
  propose: (input) => {
    const source = /(?:^|\/)\.github\/dependabot\.ya?ml$/.test(input.file) ? input.yaml() : undefined
    if (source === undefined) return refuse('only the configuration of Dependabot is changed')
    const entries = entriesFor(input, source)
    return typeof entries === 'string' ? refuse(entries) : appended(source, entries)
  },
}

function entriesFor(input: FixInput, source: YamlSource): Written[] | string {
  const { project, pipelines, infrastructure, files } = input.models()
  if (!project.known || !pipelines.known || !infrastructure.known || !files.known) return 'not all files could be read'
  const needed = updatableFiles({
    project: project.value,
    pipelines: pipelines.value,
    infrastructure: infrastructure.value,
    files: files.value,
  })
  const updaters = project.value.updaters.filter(({ obsolete }) => obsolete !== true)
  // Of folders each ecosystem has a finding of its own, which names it behind the tool.
  const values = input.finding.message.flatMap((part) => (typeof part === 'string' ? [] : [part.value]))
  const whole = input.finding.messageId === 'uncovered'
  const entries: Written[] = []
  for (const { ecosystem, missed, covered } of updateCoverage(needed, updaters)) {
    if (missed.length === 0 || (covered.length === 0) !== whole) continue
    if (!whole && ecosystem !== values[1]) continue
    const folders = ecosystem === 'github-actions' ? ['/'] : [...new Set(missed.map((file) => `/${folderOf(file)}`))]
    const name = nameOf(ecosystem, missed, (path) => input.has(path))
    if (name === undefined) return `Dependabot has no name for ${ecosystem} here`
    const place: Record<string, Written> =
      folders.length === 1 ? { directory: folders[0] ?? '/' } : { directories: folders }
    entries.push({ 'package-ecosystem': name, ...place, schedule: { interval: intervalIn(source) } })
  }
  return entries.length === 0 ? 'what is missing is not known' : entries
}

/** `/` for the root, `/services/shop` for a folder. */
function nameOf(ecosystem: string, files: readonly string[], has: (path: string) => boolean): string | undefined {
  const lock = BY_LOCK.find(
    ([each, name]) => each === ecosystem && files.some((file) => has(file.replace(/(?<![^/])[^/]*$/, name))),
  )
  return lock?.[2] ?? NAMES.get(ecosystem) ?? (SAME.has(ecosystem) ? ecosystem : undefined)
}

/** The interval of the first entry, if it is one that every entry can have. */
function intervalIn(source: YamlSource): string {
  const node = source.at('updates[0].schedule.interval')?.node
  return node?.kind === 'scalar' && ['daily', 'weekly', 'monthly'].includes(node.text) ? node.text : 'weekly'
}

/** All entries behind the last one, as one edit. */
function appended(source: YamlSource, entries: readonly Written[]): Proposal {
  const list = source.at('updates')?.node
  const count = list?.kind === 'sequence' ? list.items.length : 0
  const edits: Edit[] = []
  for (const entry of entries) {
    const one = appendItem(source, 'updates', entry)
    if (isRefused(one)) return one
    edits.push(...one.edits)
  }
  const [first] = edits
  if (first === undefined) return refuse('what is missing is not known')
  const routes = entries.map((_, index) => routeOfItem('updates', count + index))
  const text = edits.map((edit) => edit.text).join('')
  return { edits: [{ ...first, text }], touches: new Map([[source.file, routes]]) }
}
