import { folderOf } from '../paths.js'
import { reachedCall, withNeeds, type Task } from './called-text.js'
import { readOptions } from './options.js'
import type { Follower, Gap } from './reach.js'
import type { Tree } from './tree.js'

const VALUED: ReadonlySet<string> = new Set(['-f', '--rakefile', '-j', '--jobs', '-C', '--directory', '-I', '-r'])

/** Classes that define a task of their own, with the task's usual name and the program that it runs (their gems' docs). */
const TASK_CLASSES: ReadonlyMap<string, readonly [task: string, command: string]> = new Map([
  ['RSpec::Core::RakeTask', ['spec', 'rspec']],
  ['Rake::TestTask', ['test', 'minitest']],
  ['RuboCop::RakeTask', ['rubocop', 'rubocop']],
  ['Cucumber::Rake::Task', ['cucumber', 'cucumber']],
  ['Reek::Rake::Task', ['reek', 'reek']],
])

/** Lines that open a block which an `end` closes; one-line forms and modifiers open none. */
const OPENS =
  /^\s*(?:if|unless|case|while|until|for|begin|def|class|module)\b(?!.*\bend\s*$)|\bdo(?:\s*\|[^|]*\|)?\s*(?:#.*)?$/
const CLOSES = /^\s*end\b/

/**
 * `rake name`: the literal commands of `sh` and `system` in the Rakefile and below `lib/tasks` and `rakelib`. Tasks that
 * no file of the tree defines are left to the lexicon: Rails and gems bring their own.
 */
export const followRake: Follower = ({ words, directory }, tree) => {
  const { operands } = readOptions(words, VALUED)
  const path = directory === undefined ? undefined : tree.find(directory, ['Rakefile', 'rakefile', 'Rakefile.rb'], true)
  if (path === undefined || operands.some(({ word }) => !word.literal)) return undefined
  const given = operands.map(({ word }) => word.text.replace(/\[.*/, '')).filter((text) => !/^\w+=/.test(text))
  const names = given.length === 0 ? ['default'] : given
  const folder = folderOf(path)
  const all = tasksBelow(tree, path, folder)
  const tasks = new Map([...all].map(([name, { task }]) => [name, inNamespace(name, task, all)]))
  if (names.some((name) => !tasks.has(name))) return undefined
  const found = withNeeds(names, tasks)
  const gaps: Gap[] = found.flatMap(([name, { hidden }]) =>
    hidden.map((what) => ({ what: `${what} in the task ${name}`, reason: 'dynamic' as const })),
  )
  const unknown = found.flatMap(([, { needs }]) => needs).filter((name) => !tasks.has(name))
  for (const name of new Set(unknown))
    if (name !== 'environment') gaps.push({ what: `rake task ${name}`, reason: 'missing' })
  const scripts = found.flatMap(([name, { calls }]) =>
    calls.map((call) => reachedCall(call, name, all.get(name)?.file ?? path, folder)),
  )
  return { scripts, gaps }
}

/** A task names those of its own namespace, and of those around it, without the namespace. */
function inNamespace(name: string, task: Task, all: Tasks): Task {
  const spaces = name.split(':').slice(0, -1)
  const full = (need: string): string => {
    for (let depth = spaces.length; depth > 0; depth -= 1) {
      const inside = [...spaces.slice(0, depth), need].join(':')
      if (all.has(inside)) return inside
    }
    return need
  }
  return { ...task, needs: task.needs.map(full) }
}

type Tasks = Map<string, { readonly file: string; readonly task: Task }>

function tasksBelow(tree: Tree, path: string, folder: string): Tasks {
  return tree.kept('rake', path, () => {
    const inside = (below: string): string => (folder === '' ? below : `${folder}/${below}`)
    const more = tree.files.paths.filter(
      (each) =>
        each.endsWith('.rake') && (each.startsWith(inside('lib/tasks/')) || each.startsWith(inside('rakelib/'))),
    )
    const tasks: Tasks = new Map()
    for (const file of [path, ...more]) readTasks(file, tree.text(file) ?? '', tasks)
    return tasks
  })
}

interface Block {
  readonly kind: 'namespace' | 'task' | 'other'
  readonly name: string
}

function readTasks(file: string, source: string, tasks: Tasks): void {
  const blocks: Block[] = []
  for (const [index, line] of source.split('\n').entries()) {
    const namespace = blocks.flatMap(({ kind, name }) => (kind === 'namespace' ? [name] : []))
    const full = (name: string): string => [...namespace, name].join(':')
    const task = tasks.get(blocks.findLast(({ kind }) => kind === 'task')?.name ?? '')?.task
    if (CLOSES.test(line)) blocks.pop()
    const opened = definition(line, full)
    if (opened !== undefined && task === undefined) {
      define(tasks, file, opened, index + 1)
      const own = tasks.get(opened.name)?.task
      if (own !== undefined && /\}\s*$/.test(line)) readBody(own, line.slice(line.indexOf('{') + 1), index + 1)
    } else if (task !== undefined) readBody(task, line, index + 1)
    if (!OPENS.test(line)) continue
    const space = /^\s*namespace[ (]:?["']?([\w-]+)/.exec(line)?.[1]
    if (space !== undefined) blocks.push({ kind: 'namespace', name: space })
    else blocks.push({ kind: opened === undefined ? 'other' : 'task', name: opened?.name ?? '' })
  }
}

interface Definition {
  readonly name: string
  readonly needs: readonly string[]
  readonly command?: string
}

/** `task :name => [:a, :b] do`, `task name: :a`, `task :name, [:arg] => :a`, `RSpec::Core::RakeTask.new(:spec)`. */
function definition(line: string, full: (name: string) => string): Definition | undefined {
  const made = /^\s*([A-Z]\w*(?:::\w+)+)\.new(?:\(?\s*:?["']?([\w:-]+))?/.exec(line)
  const known = TASK_CLASSES.get(made?.[1] ?? '')
  if (known !== undefined) {
    const named = made?.[2] === undefined || made[2] === 'do' ? known[0] : made[2]
    return { name: full(named), needs: [], command: known[1] }
  }
  const written = /^\s*(?:multi)?task[ (]\s*:?["']?([\w-]+(?::[\w-]+)*)["']?(?:\s*(?:$|[,:)=]|do\b)|\s)(.*)/.exec(line)
  const [, name, rest = ''] = written ?? []
  if (name === undefined) return undefined
  const arrow = rest.includes('=>') ? rest.slice(rest.indexOf('=>') + 2) : /^\s*,/.test(rest) ? '' : rest
  const needs = [...arrow.replace(/\bdo\b.*|\{.*/, '').matchAll(/["':]?([A-Za-z_][\w:-]*)["']?/g)].map(
    ([, need = '']) => need,
  )
  return { name: full(name.replace(/:$/, '')), needs }
}

function define(tasks: Tasks, file: string, { name, needs, command }: Definition, line: number): void {
  // A task that is defined twice does both.
  const entry = tasks.get(name) ?? { file, task: { calls: [], needs: [], hidden: [] } }
  entry.task.needs.push(...needs)
  if (command !== undefined) entry.task.calls.push({ text: command, line })
  tasks.set(name, entry)
}

function readBody(task: Task, line: string, number: number): void {
  const invoked = /Rake::Task\[["':]?([\w:-]+)["']?\]\.(?:invoke|execute)/.exec(line)?.[1]
  if (invoked !== undefined) task.needs.push(invoked)
  const call = /(?:^|[^\w.])(?:sh|system)[ (]\s*(.*)/.exec(line)?.[1]
  if (call === undefined || /^\s*#/.test(line)) return
  const text = rubyString(call)
  if (text === undefined) task.hidden.push('a command that is put together')
  else task.calls.push({ text, line: number })
}

/** The text of a Ruby string at the start of `source`, `#{…}` as template expressions; several strings are words. */
function rubyString(source: string): string | undefined {
  const words: string[] = []
  const token = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*(,?)/y
  for (let end = 0; ;) {
    token.lastIndex = end
    const found = token.exec(source)
    if (found === null) break
    end += found[0].length
    const [, double, single, comma] = found
    words.push(
      double === undefined ? (single ?? '') : double.replace(/#\{([^}]*)\}/g, '${{ $1 }}').replace(/\\"/g, '"'),
    )
    if (comma === '') break
  }
  return words.length === 0 ? undefined : words.join(' ')
}
