import { readToml, type TomlEntry } from '../project/toml.js'
import { folderOf } from '../paths.js'
import { withArguments } from './npm-scripts.js'
import { readOptions } from './options.js'
import { gap, type Follower, type Invocation, type Reach, type Reached } from './reach.js'
import { fileSource, type Source } from './source.js'
import type { Argument } from '../shell/index.js'
import type { Tree } from './tree.js'

/** Where a task runner keeps its tasks: files, and the table in each. `*` stands for the name of the environment. */
interface TaskPlace {
  readonly file: string
  readonly table: string
}

interface Runner {
  /** Sub-command in front of the task's name; absent: the name comes first. */
  readonly sub?: string
  readonly places: readonly TaskPlace[]
  readonly values?: readonly string[]
  /** True where a task that is not found may be defined otherwise, or belong to another tool of that name. */
  readonly elsewhere?: true
}

const RUNNERS: ReadonlyMap<string, Runner> = new Map([
  [
    'hatch',
    {
      sub: 'run',
      places: [
        { file: 'pyproject.toml', table: 'tool.hatch.envs.*.scripts' },
        { file: 'hatch.toml', table: 'envs.*.scripts' },
      ],
      values: ['-e', '--env'],
    },
  ],
  ['pdm', { sub: 'run', places: [{ file: 'pyproject.toml', table: 'tool.pdm.scripts' }] }],
  ['rye', { sub: 'run', places: [{ file: 'pyproject.toml', table: 'tool.rye.scripts' }] }],
  ['poe', { places: [{ file: 'pyproject.toml', table: 'tool.poe.tasks' }], values: ['-C', '--root', '-e'] }],
  [
    'pixi',
    {
      sub: 'run',
      places: [
        { file: 'pixi.toml', table: 'tasks' },
        { file: 'pyproject.toml', table: 'tool.pixi.tasks' },
      ],
      values: ['-e', '--environment', '--manifest-path'],
    },
  ],
  [
    'mise',
    {
      sub: 'run',
      places: ['mise.toml', '.mise.toml', 'mise/config.toml', '.mise/config.toml', '.config/mise.toml'].map((file) => ({
        file,
        table: 'tasks',
      })),
      values: ['-C', '--cd', '-j', '--jobs', '-o', '--output'],
      elsewhere: true,
    },
  ],
  ['task', { places: [{ file: 'pyproject.toml', table: 'tool.taskipy.tasks' }], elsewhere: true }],
])

/** Names that are both a usual task and a command of the system: without a definition they mean neither. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['test', 'install', 'file', 'link', 'time', 'watch', 'type'])
const MAX_EXPANSIONS = 50

/** `hatch run env:task`, `pdm run task`, `poe task` and their like; undefined where the name is no task. */
export const followPythonTask: Follower = (invocation, tree) => {
  const runner = RUNNERS.get(invocation.program)
  if (runner === undefined || invocation.directory === undefined) return undefined
  const ahead = runner.sub === undefined ? 0 : 1
  const { operands } = readOptions(invocation.words, new Set(runner.values), ahead + 1)
  const task = operands[ahead]
  if (task?.word.literal !== true || (runner.sub !== undefined && operands[0]?.word.text !== runner.sub))
    return undefined
  const name = task.word.text
  const args = invocation.words.slice(task.index + 1)
  const reach = lookUp(runner, name, args, invocation, tree)
  if (reach !== undefined || runner.elsewhere === true) return reach
  const unknown = runner.sub === undefined || /^[\w.-]+:[\w:.-]+$/.test(name) || AMBIGUOUS.has(name)
  return unknown ? gap(`${invocation.program} task ${name}`, 'missing') : undefined
}

function lookUp(
  runner: Runner,
  name: string,
  args: readonly Argument[],
  { directory }: Invocation,
  tree: Tree,
): Reach | undefined {
  const [environment, short] = name.includes(':') ? splitOnce(name) : ['default', name]
  for (const { file, table } of runner.places) {
    const path = tree.find(directory ?? '', [file], true)
    if (path === undefined) continue
    const entries = tree.kept('toml', path, () => readToml(path, tree.text(path) ?? ''))
    const prefix = table.includes('*') ? table.replace('*', environment.split('.')[0] ?? '') : table
    const tasks = tasksIn(entries, prefix)
    const wanted = table.includes('*') ? short : name
    if (!tasks.has(wanted)) continue
    const budget = { left: MAX_EXPANSIONS, ran: new Set<string>() }
    return { scripts: expand(wanted, args, tasks, path, budget), gaps: [] }
  }
  return undefined
}

function splitOnce(name: string): [string, string] {
  const at = name.indexOf(':')
  return [name.slice(0, at), name.slice(at + 1)]
}

/** A task: its lines, and the tasks that run before it. */
interface TaskDefinition {
  readonly entry: TomlEntry
  readonly lines: string[]
  readonly needs: string[]
}

/** Keys of a task's table that hold what it runs, and those that name what runs before it. */
const RUNS: ReadonlySet<string> = new Set(['cmd', 'shell', 'run', 'composite', 'sequence', 'chain'])
const NEEDS: ReadonlySet<string> = new Set(['depends-on', 'depends_on', 'depends', 'deps'])

/** The tasks of a table: a command line, a list of them, or a table of their own that holds one. */
function tasksIn(entries: readonly TomlEntry[], prefix: string): ReadonlyMap<string, TaskDefinition> {
  const tasks = new Map<string, TaskDefinition>()
  for (const entry of entries) {
    if (!entry.path.startsWith(`${prefix}.`)) continue
    const name = entry.path.slice(prefix.length + 1)
    const dot = name.lastIndexOf('.')
    const owner = tasks.get(name.slice(0, Math.max(0, dot)))
    const key = name.slice(dot + 1)
    if (owner !== undefined && RUNS.has(key)) owner.lines.push(...commandLines(entry))
    else if (owner !== undefined && NEEDS.has(key)) owner.needs.push(...namesIn(entry))
    else tasks.set(name, { entry, lines: [...commandLines(entry)], needs: inlineNeeds(entry) })
  }
  return tasks
}

function namesIn({ value }: TomlEntry): readonly string[] {
  return value.kind === 'list' ? value.items : value.kind === 'string' ? [value.text] : []
}

function inlineNeeds({ value }: TomlEntry): string[] {
  const listed = value.kind === 'other' ? /\bdepends?(?:[-_]on)?\s*=\s*\[([^\]]*)\]/.exec(value.text)?.[1] : undefined
  return Array.from((listed ?? '').matchAll(/"([^"]*)"|'([^']*)'/g), (match) => match[1] ?? match[2] ?? '')
}

/** How often tasks are still looked up, and those that ran: what several need runs once. */
interface Budget {
  left: number
  readonly ran: Set<string>
}

/** What runs before a task, then its lines; a line may start with another task's name. */
function expand(
  name: string,
  args: readonly Argument[],
  tasks: ReadonlyMap<string, TaskDefinition>,
  path: string,
  budget: Budget,
): Reached[] {
  const task = tasks.get(name)
  if (task === undefined || (budget.left -= 1) < 0) return []
  budget.ran.add(name)
  const before = task.needs.flatMap((each) => (budget.ran.has(each) ? [] : expand(each, [], tasks, path, budget)))
  const own = task.lines.flatMap((line) => {
    const text = line.replace(/^-\s*/, '')
    const first = text.split(/\s/)[0] ?? ''
    if (first !== name && tasks.has(first)) return expand(first, args, tasks, path, budget)
    return [reached(text, args, name, task.entry, path, line !== text)]
  })
  return [...before, ...own]
}

function commandLines({ value }: TomlEntry): readonly string[] {
  if (value.kind === 'string') return [value.text]
  if (value.kind === 'list') return value.items
  if (value.kind === 'boolean') return []
  const several = /\b(?:composite|sequence|chain|run)\s*=\s*\[([^\]]*)\]/.exec(value.text)?.[1]
  const found = several ?? /\b(?:cmd|shell|run)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*')/.exec(value.text)?.[1] ?? ''
  return Array.from(found.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g), (match) => match[1] ?? match[2] ?? '')
}

function reached(
  line: string,
  args: readonly Argument[],
  name: string,
  entry: TomlEntry,
  path: string,
  ignored: boolean,
): Reached {
  const placed = line.includes('{args')
  const given = args.map(({ text }) => text).join(' ')
  const filled = line
    .replace(/\{args(?::([^{}]*))?\}/g, (_, otherwise: string | undefined) =>
      given === '' ? (otherwise ?? '') : given,
    )
    .replaceAll('{root}', '.')
  const { text, known } = placed ? { text: filled, known: [] } : withArguments(filled, args)
  const { line: lineNumber, column } = entry.at
  const source: Source = { ...fileSource(path, ''), route: entry.path, place: () => ({ line: lineNumber, column }) }
  return {
    text,
    known,
    source,
    key: `${path}#${entry.path}:${name}:${line}`,
    failFast: true,
    pipefail: false,
    directory: folderOf(path),
    ...(ignored && { ignoredFailure: 'task line starts with -' }),
  }
}
