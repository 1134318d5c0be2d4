import type { Because } from '../../core/location.js'
import { pathFrom, type Argument, type Span } from '../shell/index.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../yaml/node.js'
import { folderOf } from '../paths.js'
import { isGiven, readOptions, valueOf } from './options.js'
import { scalarSource } from './package-json.js'
import { gap, type Follower, type Gap, type Reach, type Reached } from './reach.js'
import { excerpt } from './source.js'
import { treePath, type Tree } from './tree.js'

/** In the order in which Task looks for them (Task documentation: Supported file names). */
const NAMES = [
  'Taskfile.yml',
  'taskfile.yml',
  'Taskfile.yaml',
  'taskfile.yaml',
  'Taskfile.dist.yml',
  'taskfile.dist.yml',
  'Taskfile.dist.yaml',
  'taskfile.dist.yaml',
]
const VALUED: ReadonlySet<string> = new Set([
  '-d',
  '--dir',
  '-t',
  '--taskfile',
  '-C',
  '--concurrency',
  '-o',
  '--output',
  '-I',
  '--interval',
  '--output-group-begin',
  '--output-group-end',
])
const MAX_TASKS = 200
const MAX_DEPTH = 20

/** One file with the folder that its tasks run in. */
interface Taskfile {
  readonly path: string
  readonly folder: string
  readonly root: YamlNode
}

/** `task name`: its dependencies and its commands. */
export const followTask: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, VALUED)
  if (
    isGiven(options, [
      '-l',
      '--list',
      '-a',
      '--list-all',
      '-n',
      '--dry',
      '--init',
      '--summary',
      '--status',
      '--version',
      '--help',
      '-h',
    ])
  )
    return undefined
  const { directory } = invocation
  const folderOption = valueOf(options, ['-d', '--dir'])
  const folder = folderOption === undefined ? directory : treePath(folderOption, directory)
  if (folder === undefined) return gap('task in a folder that cannot be told', 'dynamic')
  const fileOption = valueOf(options, ['-t', '--taskfile'])
  const path =
    fileOption === undefined ? tree.find(folder, NAMES, folderOption === undefined) : treePath(fileOption, folder)
  const root = path === undefined ? undefined : tree.yaml(path)?.documents[0]
  if (path === undefined || root === undefined) return gap('a Taskfile', 'missing')
  const words = options.operands.map(({ word }) => word)
  const run = new TaskRun(tree, { path, folder: folderOf(path), root }, invocation.words.slice(options.rest))
  return run.run(words.filter(({ text }) => !/^\w+=/.test(text)))
}

class TaskRun {
  readonly #tree: Tree
  readonly #file: Taskfile
  readonly #rest: readonly Argument[]
  readonly #done = new Set<YamlNode>()
  readonly #scripts: Reached[] = []
  readonly #gaps: Gap[] = []

  constructor(tree: Tree, file: Taskfile, rest: readonly Argument[]) {
    this.#tree = tree
    this.#file = file
    this.#rest = rest
  }

  run(words: readonly Argument[]): Reach {
    const names = words.length === 0 ? [{ text: 'default', literal: true }] : words
    for (const { text, literal } of names) {
      if (literal) this.#task(text, this.#file, [], 0)
      else this.#gaps.push({ what: `task ${text}`, reason: 'dynamic' })
    }
    return { scripts: this.#scripts, gaps: this.#gaps }
  }

  #task(name: string, from: Taskfile, via: readonly Because[], depth: number): void {
    const found = this.#find(name.replace(/^:/, ''), name.startsWith(':') ? this.#file : from, 0)
    if (found === undefined || depth > MAX_DEPTH) {
      const reason = depth > MAX_DEPTH ? 'too-deep' : name.includes('{{') ? 'dynamic' : 'missing'
      this.#gaps.push({ what: `task ${name} of ${from.path}`, reason })
      return
    }
    const { node, file } = found
    if (this.#done.has(node) || this.#done.size > MAX_TASKS) return
    this.#done.add(node)
    const link = { file: file.path, line: node.at.line, text: excerpt(`task ${name}`) }
    for (const each of itemsOf(valueAt(node, 'deps'))) {
      const dependency = each.kind === 'scalar' ? each.text : scalarAt(each, 'task')?.text
      if (dependency !== undefined) this.#task(dependency, file, [...via, link], depth + 1)
    }
    for (const command of commandsOf(node)) this.#command(command, { node, file }, name, [...via, link], depth)
  }

  /** A task by name or alias; `space:name` is looked up in the included file of that name. */
  #find(name: string, file: Taskfile, depth: number): { node: YamlNode; file: Taskfile } | undefined {
    const tasks = entriesOf(valueAt(file.root, 'tasks'))
    const own = tasks.find(
      ({ key, value }) =>
        key.text === name ||
        itemsOf(valueAt(value, 'aliases')).some((alias) => alias.kind === 'scalar' && alias.text === name),
    )
    if (own !== undefined) return { node: own.value, file }
    const colon = name.indexOf(':')
    if (colon < 0 || depth > MAX_DEPTH) return undefined
    const included = this.#included(valueAt(valueAt(file.root, 'includes'), name.slice(0, colon)), file)
    return included === undefined ? undefined : this.#find(name.slice(colon + 1), included, depth + 1)
  }

  #included(node: YamlNode | undefined, file: Taskfile): Taskfile | undefined {
    const written = node?.kind === 'scalar' ? node.text : scalarAt(node, 'taskfile')?.text
    const named = written === undefined ? undefined : pathFrom(folderOf(file.path), written)
    if (named === undefined) return undefined
    const path = this.#tree.has(named) ? named : this.#tree.find(named, NAMES)
    const root = path === undefined ? undefined : this.#tree.yaml(path)?.documents[0]
    if (path === undefined || root === undefined) return undefined
    const dir = scalarAt(node, 'dir')?.text
    const folder = dir === undefined ? file.folder : pathFrom(folderOf(file.path), dir)
    return folder === undefined ? undefined : { path, folder, root }
  }

  #command(
    command: YamlNode,
    task: { node: YamlNode; file: Taskfile },
    name: string,
    via: readonly Because[],
    depth: number,
  ): void {
    const other = scalarAt(command, 'task')
    if (other !== undefined) return this.#task(other.text, task.file, via, depth + 1)
    const deferred = valueAt(command, 'defer')
    const scalar =
      command.kind === 'scalar'
        ? command
        : (scalarAt(command, 'cmd') ?? (deferred?.kind === 'scalar' ? deferred : undefined))
    if (scalar === undefined || scalar.text.trim() === '') return
    const ignored = [command, task.node].some((node) => scalarAt(node, 'ignore_error')?.text === 'true')
    this.#scripts.push(this.#script(scalar, task, name, via, ignored))
  }

  #script(
    scalar: YamlScalar,
    { node, file }: { node: YamlNode; file: Taskfile },
    name: string,
    via: readonly Because[],
    ignored: boolean,
  ): Reached {
    const dir = scalarAt(node, 'dir')?.text
    const values = new Map([...literalVariables(file.root), ...literalVariables(node)])
    const rest = this.#rest.every(({ literal }) => literal) ? this.#rest.map(({ text }) => text).join(' ') : undefined
    if (rest !== undefined) values.set('CLI_ARGS', rest)
    const set = [file.root, node].flatMap((each) => itemsOf(valueAt(each, 'set')))
    const options = new Set(set.map((each) => (each.kind === 'scalar' ? each.text : '')))
    return {
      ...interpolated(scalar.text, values),
      source: scalarSource(scalar),
      key: `${file.path}#${name}:${scalar.at.line}`,
      failFast: options.has('errexit') || options.has('e'),
      pipefail: options.has('pipefail'),
      directory: dir === undefined ? file.folder : dir.includes('{{') ? undefined : pathFrom(file.folder, dir),
      via,
      ...(ignored && { ignoredFailure: 'ignore_error: true' }),
    }
  }
}

/** `cmds`, `cmd`, or the short form in which the task is the command or the list. */
function commandsOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'scalar') return [node]
  if (node.kind === 'sequence') return node.items
  const single = valueAt(node, 'cmd')
  const list = valueAt(node, 'cmds')
  return [...(single === undefined ? [] : [single]), ...(list?.kind === 'scalar' ? [list] : itemsOf(list))]
}

function literalVariables(node: YamlNode): [string, string][] {
  return entriesOf(valueAt(node, 'vars')).flatMap(({ key, value }): [string, string][] =>
    value.kind === 'scalar' && !value.text.includes('{{') ? [[key.text, value.text]] : [],
  )
}

/** `{{.NAME}}` with its value; any other template stays as written and is not known. */
function interpolated(text: string, values: ReadonlyMap<string, string>): { text: string; known: Span[] } {
  const known: Span[] = []
  let result = ''
  let at = 0
  for (const match of text.matchAll(/\{\{-?([^{}]*?)-?\}\}/g)) {
    result += text.slice(at, match.index)
    const value = values.get(/^\s*\.(\w+)\s*$/.exec(match[1] ?? '')?.[1] ?? '')
    const start = result.length
    result += value ?? match[0]
    if (value === undefined) known.push({ start, end: result.length })
    at = match.index + match[0].length
  }
  return { text: result + text.slice(at), known }
}
