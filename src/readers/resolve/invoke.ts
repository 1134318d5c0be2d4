import { folderOf } from '../paths.js'
import { reachedCall, withNeeds, type Task } from './called-text.js'
import { readOptions } from './options.js'
import { gap, type Follower, type Gap } from './reach.js'
import type { Tree } from './tree.js'

const VALUED: ReadonlySet<string> = new Set(['-c', '--collection', '-r', '--search-root', '-f', '--config', '-T'])
const LONGEST_TEXT = 4_000

/** `invoke name`: the literal commands of `c.run("…")` in tasks.py (Invoke docs: Defining and running task functions). */
export const followInvoke: Follower = ({ words, directory }, tree) => {
  const options = readOptions(words, VALUED)
  const [first, ...rest] = options.operands.map(({ word }) => word)
  if (first === undefined) return undefined
  if (!first.literal) return gap(`invoke task ${first.text}`, 'dynamic')
  if (directory === undefined) return gap('invoke in a folder that cannot be told', 'dynamic')
  const path = tree.find(directory, ['tasks.py', 'tasks/__init__.py'], true)
  if (path === undefined) return gap('tasks.py', 'missing')
  const { tasks, files } = tasksOf(tree, path)
  // What stands behind a task's name may be an argument of it.
  const names = [first, ...rest.filter(({ text }) => tasks.has(nameOf(text)))].map(({ text }) => nameOf(text))
  const missing = names.filter((name) => !tasks.has(name))
  const gaps: Gap[] = missing.map((name) => ({ what: `invoke task ${name}`, reason: 'missing' }))
  const found = withNeeds(names, tasks)
  for (const [name, { hidden }] of found) {
    for (const what of hidden) gaps.push({ what: `${what} in the task ${name}`, reason: 'dynamic' })
  }
  const folder = path.endsWith('/__init__.py') || path === '__init__.py' ? folderOf(folderOf(path)) : folderOf(path)
  return {
    scripts: found.flatMap(([name, { calls }]) =>
      calls.map((call) => reachedCall(call, name, files.get(name) ?? path, folder)),
    ),
    gaps,
  }
}

/** Invoke takes dashes for underscores (Invoke docs: Automatic dashes). */
function nameOf(text: string): string {
  return text.replaceAll('-', '_')
}

/** Tasks by name, and the files of those that are not in the first one. */
interface Tasks {
  readonly tasks: ReadonlyMap<string, Task>
  readonly files: ReadonlyMap<string, string>
}

/** The modules of a package are namespaces: `docs.build` (Invoke docs: Constructing namespaces). */
function tasksOf(tree: Tree, path: string): Tasks {
  return tree.kept('invoke', path, () => {
    const tasks = new Map(readTasks(tree.text(path) ?? ''))
    const files = new Map<string, string>()
    if (!path.endsWith('__init__.py')) return { tasks, files }
    const folder = folderOf(path)
    for (const file of tree.files.paths) {
      if (folderOf(file) !== folder || !file.endsWith('.py') || file === path) continue
      const space = file.slice(folder.length + 1, -'.py'.length)
      for (const [name, task] of readTasks(tree.text(file) ?? '')) {
        tasks.set(`${space}.${name}`, { ...task, needs: task.needs.map((need) => `${space}.${need}`) })
        files.set(`${space}.${name}`, file)
      }
    }
    return { tasks, files }
  })
}

/** Functions below `@task`, with the commands and tasks of their bodies. */
function readTasks(source: string): ReadonlyMap<string, Task> {
  const tasks = new Map<string, Task>()
  const lines = source.split('\n')
  const functions = new Set(lines.flatMap((line) => /^def\s+(\w+)/.exec(line)?.[1] ?? []))
  let decorator: string | undefined
  let task: Task | undefined
  let offset = 0
  for (const [index, line] of lines.entries()) {
    const name = /^def\s+(\w+)/.exec(line)?.[1]
    if (/^@(?:\w+\.)?task\b/.test(line)) decorator = line
    else if (name !== undefined) {
      task = { calls: [], needs: listed(decorator ?? '', 'pre'), hidden: [] }
      tasks.set(decorator === undefined ? name : (/\bname\s*=\s*["']([\w.-]+)["']/.exec(decorator)?.[1] ?? name), task)
      decorator = undefined
    } else if (decorator !== undefined) decorator += line
    else if (/^\S/.test(line) && !line.startsWith(')') && !line.startsWith('#')) task = undefined
    else if (task !== undefined) readBody(task, line, index, source, offset, functions)
    offset += line.length + 1
  }
  return tasks
}

function readBody(
  task: Task,
  line: string,
  index: number,
  source: string,
  offset: number,
  functions: ReadonlySet<string>,
): void {
  for (const call of line.matchAll(/\b\w+\.(run|sudo)\(/g)) {
    const text = stringAt(source, offset + call.index + call[0].length)
    if (text === undefined) task.hidden.push('a command that is put together')
    else task.calls.push({ text, line: index + 1 })
  }
  const called = /^\s+(?:return\s+)?(\w+)\((?:c|ctx|context)\b/.exec(line)?.[1]
  if (called !== undefined && functions.has(called)) task.needs.push(called)
}

/** Names in a list argument of a decorator: `pre=[build, test]`. */
function listed(decorator: string, argument: string): string[] {
  const list = new RegExp(`\\b${argument}\\s*=\\s*\\[([^\\]]*)\\]`).exec(decorator)?.[1] ?? ''
  return list.split(',').flatMap((each) => /^\s*(\w+)\s*$/.exec(each)?.[1] ?? [])
}

/** The Python string that is the first argument at `from`: adjacent ones joined, `{…}` of f-strings as template expressions. */
function stringAt(source: string, from: number): string | undefined {
  const token =
    /\s*(?:#[^\n]*(?:\n\s*|$))*([fFrRbB]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/y
  let text: string | undefined
  let end = from
  for (;;) {
    token.lastIndex = end
    const [whole, prefix = '', quoted = ''] = token.exec(source) ?? []
    if (whole === undefined || (text ?? '').length > LONGEST_TEXT) break
    end += whole.length
    const marks = quoted.startsWith('"""') || quoted.startsWith("'''") ? 3 : 1
    const inner = quoted.slice(marks, -marks).replace(/\\(["'\\])/g, '$1')
    text = (text ?? '') + (/f/i.test(prefix) ? inner.replace(/\{([^{}]*)\}/g, '${{ $1 }}') : inner)
  }
  // Anything but an end of the argument makes the text something else: `.format(…)`, `+ name`, `%`.
  return /^\s*[,)]/.test(source.slice(end, end + 200)) ? text : undefined
}
