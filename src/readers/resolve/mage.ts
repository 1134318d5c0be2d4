import type { Argument } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { calledWords, reachedCall, withNeeds, type Task } from './called-text.js'
import { readOptions } from './options.js'
import { gap, type Follower, type Gap } from './reach.js'
import type { Tree } from './tree.js'

const VALUED: ReadonlySet<string> = new Set(['-d', '-w', '-t', '-gocmd', '-goos', '-goarch', '-ldflags', '-compile'])

/** How many arguments stand before the program, by function of package `sh` (pkg.go.dev: github.com/magefile/mage/sh). */
const RUNS: ReadonlyMap<string, number> = new Map([
  ['Run', 0],
  ['RunV', 0],
  ['RunWith', 1],
  ['RunWithV', 1],
  ['Output', 0],
  ['OutputWith', 1],
])

/** `mage target`: the literal commands of `sh.Run(…)` in the magefiles. Targets have no case (Mage docs: Targets). */
export const followMage: Follower = ({ words, directory }, tree) => {
  const { operands } = readOptions(words, VALUED)
  if (directory === undefined || operands.some(({ word }) => !word.literal)) return gap('mage targets', 'dynamic')
  const files = magefiles(tree, directory)
  const [path] = files
  if (path === undefined) return gap('magefiles', 'missing')
  const { tasks, standard } = tree.kept('mage', path, () =>
    readMagefiles(files.map((file) => [file, tree.text(file) ?? ''])),
  )
  const named = operands.map(({ word }) => word.text.toLowerCase())
  const names = named.length > 0 ? named : standard === undefined ? [] : [standard]
  const gaps: Gap[] = names
    .filter((name) => !tasks.has(name))
    .map((name) => ({ what: `mage target ${name}`, reason: 'missing' }))
  const found = withNeeds(names, new Map([...tasks].map(([name, { task }]) => [name, task])))
  for (const [name, { hidden }] of found) {
    for (const what of hidden) gaps.push({ what: `${what} in the target ${name}`, reason: 'dynamic' })
  }
  const scripts = found.flatMap(([name, { calls }]) =>
    calls.map((call) => reachedCall(call, name, tasks.get(name)?.file ?? path, directory)),
  )
  return { scripts, gaps }
}

/** Go files of the folder with the build tag `mage`, or all of `magefiles/` (Mage docs: Magefiles directory). */
function magefiles(tree: Tree, directory: string): string[] {
  const inside = directory === '' ? 'magefiles' : `${directory}/magefiles`
  const own = tree.files.paths.filter((path) => path.endsWith('.go') && folderOf(path) === inside)
  if (own.length > 0) return own
  return tree.files.paths.filter(
    (path) =>
      path.endsWith('.go') &&
      folderOf(path) === directory &&
      /^(?:\/\/go:build mage|\/\/ ?\+build mage)\b/m.test(tree.text(path) ?? ''),
  )
}

interface Magefiles {
  readonly tasks: ReadonlyMap<string, { readonly file: string; readonly task: Task }>
  /** The target that runs if none is named. */
  readonly standard?: string
}

function readMagefiles(files: readonly (readonly [file: string, source: string])[]): Magefiles {
  const tasks = new Map<string, { file: string; task: Task }>()
  let standard: string | undefined
  for (const [file, source] of files) {
    let task: Task | undefined
    for (const [index, line] of source.split('\n').entries()) {
      standard ??= /^var\s+Default\s*=\s*(\w+)/.exec(line)?.[1]?.toLowerCase()
      const [, space, name] = /^func\s+(?:\((?:\w+\s+)?(\w+)\)\s*)?(\w+)\s*\(/.exec(line) ?? []
      if (name !== undefined) {
        // The body may stand on the same line.
        task = { calls: [], needs: [], hidden: [] }
        tasks.set((space === undefined ? name : `${space}:${name}`).toLowerCase(), { file, task })
        readBody(task, line, index + 1)
      } else if (line.startsWith('}')) task = undefined
      else if (task !== undefined) readBody(task, line, index + 1)
    }
  }
  return { tasks, ...(standard !== undefined && { standard }) }
}

function readBody(task: Task, line: string, number: number): void {
  const needs = /\bmg\.(?:Serial)?(?:Ctx)?Deps\(([^)]*)\)/.exec(line)?.[1]
  for (const [, name = ''] of (needs ?? '').matchAll(/([A-Za-z_][\w.]*)/g))
    task.needs.push(name.replace('.', ':').toLowerCase())
  const [, called, rest = ''] = /\bsh\.(\w+)\((.*)$/.exec(line) ?? []
  const skipped = called === undefined ? undefined : RUNS.get(called)
  if (skipped === undefined) {
    if (/\bexec\.Command/.test(line)) task.hidden.push('a command that is put together')
    return
  }
  const words = goArguments(rest).slice(skipped)
  if (words[0]?.literal !== true) task.hidden.push('a command that is put together')
  else task.calls.push(calledWords(words, number))
}

/** The arguments up to the closing bracket: string literals are literal, anything else is not. */
function goArguments(source: string): Argument[] {
  const words: Argument[] = []
  const token = /\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|((?:[^,"`()]|\([^()]*\))+))\s*([,)]?)/y
  for (let end = 0; ;) {
    token.lastIndex = end
    const found = token.exec(source)
    if (found === null || found[0] === '') break
    end += found[0].length
    const [, quoted, raw, other, separator] = found
    const literal = quoted ?? raw
    words.push(
      literal === undefined
        ? { text: `\${{ ${(other ?? '').trim()} }}`, literal: false }
        : { text: literal, literal: true },
    )
    if (separator !== ',') break
  }
  return words
}
