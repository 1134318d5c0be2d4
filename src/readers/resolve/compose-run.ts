import { itemsOf, scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlNode } from '../yaml/node.js'
import { folderOf } from '../paths.js'
import { pathFrom, type Argument } from '../shell/index.js'
import { withArguments } from './npm-scripts.js'
import { readOptions, valueOf, isGiven } from './options.js'
import { gap, type Follower, type Gap, type Reach, type Reached } from './reach.js'
import { treePath, type Tree } from './tree.js'

/** Names that Compose looks for, in its order (Compose docs: The Compose file). */
const USUAL = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']
const VALUED: ReadonlySet<string> = new Set(
  '-f --file -p --project-name --profile --env-file --project-directory --exit-code-from --scale --timeout -t --name -e --env -u --user -v --volume -w --workdir --entrypoint --publish --label -l'.split(
    ' ',
  ),
)

/**
 * `docker compose run service` without a command, and `up --exit-code-from service`: what the Compose file has the service
 * run. Other ways to start services are no work of their own.
 */
export const followCompose: Follower = (invocation, tree) => {
  const options = optionsOf(invocation.words)
  const [verb, service] = options.operands.map(({ word }) => word)
  const judged = valueOf(options, ['--exit-code-from'])
  const wanted = verb?.text === 'run' ? service : verb?.text === 'up' ? judged : undefined
  if (wanted === undefined || isGiven(options, ['--entrypoint', '-d', '--detach'])) return undefined
  if (!wanted.literal) return gap(`service ${wanted.text}`, 'dynamic')
  const files = composeFiles(options, invocation.directory, tree)
  if (files === undefined) return gap(`the Compose file of the service ${wanted.text}`, 'missing')
  return serviceReach(files, wanted.text, tree)
}

/**
 * The folder of the tree in which the service of `docker compose run service …` (or `exec`) runs its commands; undefined if
 * that cannot be told, or the words are something else.
 */
export function serviceFolder(
  words: readonly Argument[],
  directory: string | undefined,
  tree: Tree,
): string | undefined {
  if (!/^(?:docker|podman)(?:-compose)?$/.test(words[0]?.text ?? '')) return undefined
  const options = optionsOf(words)
  const [verb, service] = options.operands.map(({ word }) => word.text)
  if ((verb !== 'run' && verb !== 'exec') || service === undefined) return undefined
  const files = composeFiles(options, directory, tree) ?? []
  return folderIn(nodesOf(files, service, tree), folderOf(files[0] ?? ''))
}

type Options = ReturnType<typeof readOptions>

/** The options and operands behind `docker compose` or `docker-compose`. */
function optionsOf(words: readonly Argument[]): Options {
  return readOptions(words.slice(words[0]?.text.endsWith('-compose') === true ? 0 : 1), VALUED)
}

/** The Compose files that a call reads; undefined if one of them is not in the tree. */
function composeFiles(options: Options, directory: string | undefined, tree: Tree): string[] | undefined {
  const given = options.values.get('-f') ?? options.values.get('--file') ?? []
  const usual = directory === undefined ? undefined : tree.find(directory, USUAL, true)
  const paths = given.length > 0 ? given.map((word) => treePath(word, directory)) : [usual]
  const files = paths.flatMap((each) => (each !== undefined && tree.has(each) ? [each] : []))
  return files.length < paths.length ? undefined : files
}

/** What the files say of a service. Later ones replace what earlier ones say (Compose docs: Merge). */
function nodesOf(files: readonly string[], name: string, tree: Tree): YamlNode[] {
  return files.flatMap((file) => valueAt(valueAt(tree.yaml(file)?.documents[0], 'services'), name) ?? [])
}

function serviceReach(files: readonly string[], name: string, tree: Tree): Reach {
  const nodes = nodesOf(files, name, tree)
  if (nodes.length === 0) return gap(`service ${name}`, 'missing')
  const [command, entrypoint] = ['command', 'entrypoint'].map((key) =>
    nodes.flatMap((node) => valueAt(node, key) ?? []).at(-1),
  )
  const words = [entrypoint, command].flatMap((node) => (node === undefined ? [] : [node]))
  if (words.length === 0) return gap(`the entry point of the service ${name}`, 'unknown-command')
  const directory = folderIn(nodes, folderOf(files[0] ?? ''))
  const scripts: Reached[] = []
  const gaps: Gap[] = []
  const text = words.map(commandText).join(' ')
  const [first] = words
  if (first !== undefined) {
    const { file, line, column } = first.at
    const source = { file, route: first.at.route, place: () => ({ line, column }) }
    scripts.push({ text, source, key: `${file}#${name}`, failFast: true, pipefail: false, directory })
  }
  return { scripts, gaps }
}

/** A list is the words of a command, a text a command line; `$$` is a dollar sign for the container's own shell. */
function commandText(node: YamlNode): string {
  if (node.kind === 'scalar') return node.text.replaceAll('$$', () => '$')
  const words = itemsOf(node).flatMap((item) =>
    item.kind === 'scalar' ? [{ text: item.text.replaceAll('$$', () => '$'), literal: true }] : [],
  )
  return withArguments('', words).text.trim()
}

/** The folder of the tree that the container works in: one that is mounted there, or of which its image is built. */
function folderIn(nodes: readonly YamlNode[], base: string): string | undefined {
  const workdir = nodes.flatMap((node) => scalarAt(node, 'working_dir')?.text ?? []).at(-1)
  const mounts = nodes.flatMap((node) => itemsOf(valueAt(node, 'volumes')).flatMap(mountOf))
  for (const { source, target } of workdir === undefined ? [] : mounts) {
    const below = `${workdir ?? ''}/`.startsWith(`${target}/`) ? workdir?.slice(target.length) : undefined
    if (below !== undefined) return pathFrom(base, `${source}/.${below}`)
  }
  if (workdir === undefined && mounts.some(({ source }) => source === '.' || source === './')) return base
  const context = nodes
    .flatMap((node) => scalarAt(node, 'build')?.text ?? scalarAt(valueAt(node, 'build'), 'context')?.text ?? [])
    .at(-1)
  return context === undefined || /[$:]/.test(context) ? undefined : pathFrom(base, context)
}

/** A folder of the tree that a volume puts into the container, in the short or the long form. */
function mountOf(volume: YamlNode): { source: string; target: string }[] {
  const [source, target] =
    volume.kind === 'scalar'
      ? volume.text.split(':')
      : [scalarAt(volume, 'source')?.text, scalarAt(volume, 'target')?.text]
  if (source === undefined || target === undefined || !/^\.{1,2}(?:\/|$)/.test(source)) return []
  return [{ source, target: target.replace(/\/$/, '') }]
}
