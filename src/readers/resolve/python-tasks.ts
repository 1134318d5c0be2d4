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
  if (reach !== undefined) return reach
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
    const tasks = new Map(
      entries
        .filter((entry) => entry.path.startsWith(`${prefix}.`))
        .map((entry) => [entry.path.slice(prefix.length + 1), entry] as const),
    )
    const wanted = table.includes('*') ? short : name
    if (!tasks.has(wanted)) continue
    const budget = { left: MAX_EXPANSIONS }
    return { scripts: expand(wanted, args, tasks, path, budget), gaps: [] }
  }
  return undefined
}

function splitOnce(name: string): [string, string] {
  const at = name.indexOf(':')
  return [name.slice(0, at), name.slice(at + 1)]
}

/** A task is a command line, a list of them, or a table that holds one; a line may start with another task's name. */
function expand(
  name: string,
  args: readonly Argument[],
  tasks: ReadonlyMap<string, TomlEntry>,
  path: string,
  budget: { left: number },
): Reached[] {
  const entry = tasks.get(name)
  if (entry === undefined || (budget.left -= 1) < 0) return []
  return commandLines(entry).flatMap((line) => {
    const text = line.replace(/^-\s*/, '')
    const first = text.split(/\s/)[0] ?? ''
    if (first !== name && tasks.has(first)) return expand(first, args, tasks, path, budget)
    return [reached(text, args, name, entry, path, line !== text)]
  })
}

function commandLines({ value }: TomlEntry): readonly string[] {
  if (value.kind === 'string') return [value.text]
  if (value.kind === 'list') return value.items
  if (value.kind === 'boolean') return []
  const composite = /\b(?:composite|sequence)\s*=\s*\[([^\]]*)\]/.exec(value.text)?.[1]
  const found = composite ?? /\b(?:cmd|shell)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*')/.exec(value.text)?.[1] ?? ''
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
