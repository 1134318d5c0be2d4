import { entriesOf, itemsOf, scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../yaml/node.js'
import { pathFrom, type Span } from '../shell/index.js'
import { readOptions, type Options } from './options.js'
import { scalarSource } from './package-json.js'
import { gap, type Follower, type Gap, type Reached } from './reach.js'

/** Where its configuration may stand (lefthook documentation: Config file name). */
const FILES = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
  ['yml', 'yaml', 'json'].map((ending) => `${name}.${ending}`),
)
const VALUED: ReadonlySet<string> = new Set(
  '--command --commands --job --jobs --tag --tags --file --files --exclude --files-from-stdin'.split(' '),
)
const MAX_JOBS = 100
const MAX_DEPTH = 5

/** `lefthook run pre-commit`: commands, jobs and scripts of the hook, those that options name if any do. */
export const followLefthook: Follower = ({ words, directory, where }, tree) => {
  const options = readOptions(words, VALUED)
  const [sub, name] = options.operands.map(({ word }) => word)
  if (sub?.text !== 'run' || name === undefined) return undefined
  if (!name.literal) return gap(`hook ${name.text} of lefthook`, 'dynamic')
  if (directory === undefined || where === 'host') return gap('lefthook in a folder that cannot be told', 'dynamic')
  const path = FILES.find((file) => tree.has(file))
  const root = path === undefined ? undefined : tree.yaml(path)?.documents[0]
  if (path === undefined || root?.kind !== 'mapping') return gap('the configuration of lefthook', 'missing')
  const hook = valueAt(root, name.text)
  const reach = { scripts: hook === undefined ? [] : hookScripts(hook, options), gaps: elsewhere(root) }
  return hook === undefined && reach.gaps.length === 0 ? gap(`hook ${name.text} of lefthook`, 'missing') : reach
}

/** What other files and repositories add to the hooks. */
function elsewhere(root: YamlNode): Gap[] {
  const remotes = [...itemsOf(valueAt(root, 'remotes')), valueAt(root, 'remote')]
  const urls = remotes.flatMap((each) => scalarAt(each, 'git_url')?.text ?? [])
  const files = itemsOf(valueAt(root, 'extends')).flatMap((each) => (each.kind === 'scalar' ? [each.text] : []))
  return [
    ...urls.map((url): Gap => ({ what: `hooks of ${url}`, reason: 'remote' })),
    ...files.map((file): Gap => ({ what: `hooks of ${file}`, reason: 'unsupported' })),
  ]
}

function hookScripts(hook: YamlNode, options: Options): Reached[] {
  const commands = entriesOf(valueAt(hook, 'commands')).map(({ key, value }) => ({ name: key.text, node: value }))
  const scripts = entriesOf(valueAt(hook, 'scripts')).map(({ key, value }) =>
    scriptReached(key, scalarAt(value, 'runner')?.text),
  )
  const wanted = namesIn(options)
  const named = (name: string | undefined): boolean => wanted.size === 0 || (name !== undefined && wanted.has(name))
  const jobs = jobsIn(valueAt(hook, 'jobs'), '', 0)
  return [
    ...commands.filter(({ name }) => named(name)).flatMap(({ node }) => commandReached(node, '')),
    ...jobs.filter(({ name }) => named(name)).flatMap(({ node, root }) => commandReached(node, root)),
    ...(wanted.size === 0 ? scripts : []),
  ].slice(0, MAX_JOBS)
}

function namesIn(options: Options): ReadonlySet<string> {
  const given = ['--command', '--commands', '--job', '--jobs'].flatMap((name) => options.values.get(name) ?? [])
  return new Set(given.flatMap(({ text }) => text.split(',')))
}

interface WrittenJob {
  readonly name: string | undefined
  readonly node: YamlNode
  readonly root: string
}

/** Jobs, those of groups in their place; the folder of a group holds for its jobs. */
function jobsIn(node: YamlNode | undefined, root: string, depth: number): WrittenJob[] {
  if (depth > MAX_DEPTH) return []
  return itemsOf(node).flatMap((item) => {
    const own = scalarAt(item, 'root')?.text ?? root
    const group = valueAt(item, 'group')
    if (group !== undefined) return jobsIn(valueAt(group, 'jobs'), own, depth + 1)
    return [{ name: scalarAt(item, 'name')?.text, node: item, root: own }]
  })
}

function commandReached(node: YamlNode, root: string): Reached[] {
  if (isSkipped(node)) return []
  const folder = scalarAt(node, 'root')?.text ?? root
  const run = scalarAt(node, 'run')
  if (run !== undefined && run.text.trim() !== '') return [reachedText(run, folder)]
  const script = scalarAt(node, 'script')
  return script === undefined ? [] : [scriptReached(script, scalarAt(node, 'runner')?.text)]
}

function isSkipped(node: YamlNode): boolean {
  return scalarAt(node, 'skip')?.text === 'true'
}

function reachedText(run: YamlScalar, root: string): Reached {
  return {
    text: run.text,
    known: placeholders(run.text),
    source: scalarSource(run),
    key: `${run.at.file}#${run.at.route}`,
    failFast: false,
    pipefail: false,
    directory: pathFrom('', root),
  }
}

/** `{staged_files}`, `{all_files}`, `{1}` … have values that lefthook alone knows. */
function placeholders(text: string): Span[] {
  return Array.from(text.matchAll(/\{\w+\}/g), ({ index, 0: match }) => ({ start: index, end: index + match.length }))
}

/** A script is a file in the folder of the hook, run by itself or by its runner. */
function scriptReached(name: YamlScalar, runner = ''): Reached {
  const { file, line, column, route } = name.at
  const path = `.lefthook/${route.split('.')[0] ?? ''}/${name.text}`
  const text = runner === '' ? `./${path}` : `${runner} ${path}`
  const source = { file, route, place: () => ({ line, column }) }
  return { text, source, key: `${file}#${route}`, failFast: true, pipefail: false, directory: '' }
}
