import { folderOf, nameOf } from '../paths.js'
import { pathFrom, type Argument } from '../shell/index.js'
import { itemsOf, scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlNode } from '../yaml/node.js'
import { followCall } from './npm-scripts.js'
import { isGiven, readOptions } from './options.js'
import { scalarSource } from './package-json.js'
import type { Follower, Invocation, Reach, Reached } from './reach.js'
import type { Tree } from './tree.js'

const literal = (text: string): Argument => ({ text, literal: true })

/**
 * `turbo run a b`, `lerna run a`, `nx run-many -t a b`, `nx a project`: the script of that name in every package. Nx
 * targets that are no package scripts are left to the lexicon.
 */
export const followMonorepo: Follower = (invocation, tree) => {
  const names = monorepoTasks(invocation)
  if (names === undefined || names.length === 0) return undefined
  const args = invocation.words.slice(readOptions(invocation.words, VALUED).rest)
  if (invocation.program === 'nx') return nxReach(names, args, invocation, tree)
  const reach = followCall({ names, args, packages: [], ifPresent: false }, invocation, tree)
  const earlier = invocation.program === 'turbo' ? tasksBefore(names, invocation, tree) : []
  if (earlier.length === 0) return reach
  const before = followCall({ names: earlier.map(literal), args: [], packages: [], ifPresent: true }, invocation, tree)
  return { ...reach, scripts: [...before.scripts, ...reach.scripts] }
}

const MAX_TASKS = 50

/** The tasks that others need before them (Turborepo docs: Configuring turbo.json, dependsOn), the first of them first. */
function tasksBefore(names: readonly Argument[], { directory }: Invocation, tree: Tree): string[] {
  const path = directory === undefined ? undefined : tree.find(directory, ['turbo.json', 'turbo.jsonc'], true)
  const root = path === undefined ? undefined : tree.yaml(path)?.documents[0]
  const tasks = valueAt(root, 'tasks') ?? valueAt(root, 'pipeline')
  const named = new Set(names.map(({ text }) => text))
  const found = new Set<string>()
  const add = (name: string): void => {
    for (const each of itemsOf(valueAt(valueAt(tasks, name), 'dependsOn'))) {
      const needed = each.kind === 'scalar' && !each.text.startsWith('$') ? each.text.replace(/^(?:\^|.*#)/, '') : ''
      if (needed === '' || named.has(needed) || found.has(needed) || found.size >= MAX_TASKS) continue
      found.add(needed)
      add(needed)
    }
  }
  for (const name of named) add(name)
  return [...found].toReversed()
}

/**
 * What targets of Nx run: scripts of packages, and commands that `project.json` gives (Nx docs: Project configuration,
 * nx:run-commands). Other executors, and targets that plugins infer, are for the lexicon to tell by their names.
 */
function nxReach(
  names: readonly Argument[],
  args: readonly Argument[],
  invocation: Invocation,
  tree: Tree,
): Reach | undefined {
  const project = projectIn(invocation)
  const packages = project === undefined ? [] : [literal(project)]
  const reach = followCall({ names, args, packages, ifPresent: true }, invocation, tree)
  const targets = tree.named('project.json').flatMap((path) => {
    const root = tree.yaml(path)?.documents[0]
    const isAsked = [undefined, scalarAt(root, 'name')?.text, nameOf(folderOf(path))].includes(project)
    return isAsked ? names.map(({ text }) => ({ name: text, path, node: valueAt(valueAt(root, 'targets'), text) })) : []
  })
  const defaults = valueAt(nxJson(invocation, tree), 'targetDefaults')
  const commands = targets.flatMap(({ name, path, node }) => {
    if (node === undefined) return []
    const general = valueAt(defaults, name)
    return [{ name, scripts: targetCommands(general === undefined ? [node] : [node, general], path) }]
  })
  const scripts = [...reach.scripts, ...commands.flatMap((each) => each.scripts).slice(0, MAX_TASKS)]
  if (scripts.length === 0 && reach.gaps.length === 0) return undefined
  const isFollowed = (name: string): boolean =>
    reach.scripts.some(({ key }) => key.endsWith(`#${name}`)) || commands.some((each) => each.name === name)
  const itself = commands.some((each) => each.scripts.length === 0) || names.some(({ text }) => !isFollowed(text))
  return { scripts, gaps: reach.gaps, itself }
}

function nxJson({ directory }: Invocation, tree: Tree): YamlNode | undefined {
  const path = directory === undefined ? undefined : tree.find(directory, ['nx.json'], true)
  return path === undefined ? undefined : tree.yaml(path)?.documents[0]
}

/** The project of `nx run project:target` and of `nx target project`; undefined for every project. */
function projectIn({ words }: Invocation): string | undefined {
  const [first, second] = readOptions(words, VALUED).operands.map(({ word }) => word)
  if (first?.text === 'run') return second?.literal === true ? second.text.split(':')[0] : undefined
  return first !== undefined && isSeveral(first.text) ? undefined : second?.text
}

function isSeveral(command: string): boolean {
  return command === 'run-many' || command.startsWith('affected')
}

/** What a target is made of: its own definition, then what `nx.json` says of targets of its name (Nx docs: targetDefaults). */
function targetCommands(definitions: readonly YamlNode[], path: string): Reached[] {
  const options = definitions.map((each) => valueAt(each, 'options'))
  const written = [...definitions, ...options].flatMap((each) => [
    valueAt(each, 'command'),
    ...itemsOf(valueAt(each, 'commands')),
  ])
  const lines = written.flatMap((node) => {
    const line = node?.kind === 'mapping' ? valueAt(node, 'command') : node
    return line?.kind === 'scalar' ? [line] : []
  })
  const cwd = options.flatMap((each) => scalarAt(each, 'cwd')?.text ?? [])[0] ?? ''
  const directory = pathFrom(
    '',
    cwd.replace('{workspaceRoot}', '.').replace('{projectRoot}', () => folderOf(path) || '.'),
  )
  return lines.map((line) => ({
    text: line.text,
    known: Array.from(line.text.matchAll(/\{\w+\}/g), ({ index, 0: match }) => ({
      start: index,
      end: index + match.length,
    })),
    source: scalarSource(line),
    key: `${path}#${line.at.route}`,
    failFast: true,
    pipefail: false,
    directory,
  }))
}

const VALUED: ReadonlySet<string> = new Set([
  '--filter',
  '-F',
  '--scope',
  '--ignore',
  '--concurrency',
  '--cache-dir',
  '--projects',
  '-p',
  '--base',
  '--head',
  '--parallel',
  '--exclude',
  '--since',
  '--env-mode',
  '--log-order',
  '--token',
  '--team',
])
const TURBO_OWN = new Set(
  'bin config completion daemon generate gen link login logout prune query scan telemetry unlink watch ls boundaries docs info'.split(
    ' ',
  ),
)

function monorepoTasks({ program, words }: Invocation): Argument[] | undefined {
  const options = readOptions(words, VALUED)
  const [first, ...more] = options.operands.map(({ word }) => word)
  if (first === undefined) return undefined
  if (program === 'turbo') return first.text === 'run' ? more : TURBO_OWN.has(first.text) ? undefined : [first, ...more]
  if (program === 'lerna') return first.text === 'run' ? more.slice(0, 1) : undefined
  if (first.text === 'run') return projectTarget(more[0])
  if (!isSeveral(first.text)) return first.literal && more[0]?.literal === true ? [first] : undefined
  return isGiven(options, ['-t', '--target', '--targets']) ? nxTargets(words) : undefined
}

/** The target of `nx run project:target:configuration`. */
function projectTarget(word: Argument | undefined): Argument[] | undefined {
  const target = word?.literal === true ? word.text.split(':')[1] : undefined
  return target === undefined ? undefined : [literal(target)]
}

/** `-t a b`, `--targets=a,b`: names up to the next option. */
function nxTargets(words: readonly Argument[]): Argument[] {
  const names: Argument[] = []
  let taking = false
  for (const word of words) {
    const [name = '', value] = word.text.split('=', 2)
    if (word.text.startsWith('-')) {
      taking = ['-t', '--target', '--targets'].includes(name)
      if (taking && value !== undefined)
        names.push(...value.split(',').map((text) => ({ text, literal: word.literal })))
    } else if (taking) names.push(...word.text.split(',').map((text) => ({ text, literal: word.literal })))
  }
  return names
}
