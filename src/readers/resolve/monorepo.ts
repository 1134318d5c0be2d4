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
  const known = targets.filter(({ node }) => node !== undefined)
  const commands = known.map((target) => ({ ...target, scripts: targetCommands(target.node, target.path) }))
  const scripts = [...reach.scripts, ...commands.flatMap((each) => each.scripts).slice(0, MAX_TASKS)]
  if (scripts.length === 0 && reach.gaps.length === 0) return undefined
  const isFollowed = (name: string): boolean =>
    reach.scripts.some(({ key }) => key.endsWith(`#${name}`)) || commands.some((each) => each.name === name)
  const itself = commands.some((each) => each.scripts.length === 0) || names.some(({ text }) => !isFollowed(text))
  return { scripts, gaps: reach.gaps, itself }
}

/** The project of `nx run project:target`. */
function projectIn({ words }: Invocation): string | undefined {
  const [first, target] = readOptions(words, VALUED).operands.map(({ word }) => word)
  return first?.text === 'run' && target?.literal === true ? target.text.split(':')[0] : undefined
}

function targetCommands(target: YamlNode | undefined, path: string): Reached[] {
  const options = valueAt(target, 'options')
  const written = [valueAt(target, 'command'), valueAt(options, 'command'), ...itemsOf(valueAt(options, 'commands'))]
  const lines = written.flatMap((node) => {
    const line = node?.kind === 'mapping' ? valueAt(node, 'command') : node
    return line?.kind === 'scalar' ? [line] : []
  })
  const folder = scalarAt(options, 'cwd')?.text ?? ''
  return lines.map((line) => ({
    text: line.text,
    source: scalarSource(line),
    key: `${path}#${line.at.route}`,
    failFast: true,
    pipefail: false,
    directory: pathFrom(
      '',
      folder.replace('{workspaceRoot}', '.').replace('{projectRoot}', () => folderOf(path)),
    ),
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
  const several = first.text === 'run-many' || first.text.startsWith('affected')
  return several && isGiven(options, ['-t', '--target', '--targets']) ? nxTargets(words) : undefined
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
