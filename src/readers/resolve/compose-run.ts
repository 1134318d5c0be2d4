import { itemsOf, scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlNode } from '../yaml/node.js'
import { withArguments } from './npm-scripts.js'
import { readOptions, valueOf, isGiven } from './options.js'
import { gap, type Follower, type Gap, type Invocation, type Reach, type Reached } from './reach.js'
import { folderOf, treePath, type Tree } from './tree.js'

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
  const start = invocation.program.endsWith('-compose') ? 0 : 1
  const options = readOptions(invocation.words.slice(start), VALUED)
  const [verb, service] = options.operands.map(({ word }) => word)
  const judged = valueOf(options, ['--exit-code-from'])
  const wanted = verb?.text === 'run' ? service : verb?.text === 'up' ? judged : undefined
  if (wanted === undefined || isGiven(options, ['--entrypoint', '-d', '--detach'])) return undefined
  if (!wanted.literal) return gap(`service ${wanted.text}`, 'dynamic')
  const given = options.values.get('-f') ?? options.values.get('--file') ?? []
  const paths = given.map((word) => treePath(word, invocation.directory))
  const path = given.length > 0 ? paths : [usualFile(invocation, tree)]
  const files = path.flatMap((each) => (each !== undefined && tree.has(each) ? [each] : []))
  if (files.length < path.length) return gap(`the Compose file of the service ${wanted.text}`, 'missing')
  return serviceReach(files, wanted.text, tree)
}

function usualFile({ directory }: Invocation, tree: Tree): string | undefined {
  return directory === undefined ? undefined : tree.find(directory, USUAL, true)
}

/** Later files replace what earlier ones say (Compose docs: Merge). */
function serviceReach(files: readonly string[], name: string, tree: Tree): Reach {
  const nodes = files.flatMap((file) => valueAt(valueAt(tree.yaml(file)?.documents[0], 'services'), name) ?? [])
  if (nodes.length === 0) return gap(`service ${name}`, 'missing')
  const [command, entrypoint] = ['command', 'entrypoint'].map((key) =>
    nodes.flatMap((node) => valueAt(node, key) ?? []).at(-1),
  )
  const words = [entrypoint, command].flatMap((node) => (node === undefined ? [] : [node]))
  if (words.length === 0) return gap(`the entry point of the service ${name}`, 'unknown-command')
  const directory = holdsTree(nodes) ? folderOf(files[0] ?? '') : undefined
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

/** Whether the container has the repository's files: it is built here, or they are mounted. */
function holdsTree(nodes: readonly YamlNode[]): boolean {
  return nodes.some((node) => {
    const build = scalarAt(node, 'build')?.text ?? scalarAt(valueAt(node, 'build'), 'context')?.text
    const mounted = itemsOf(valueAt(node, 'volumes')).some(
      (each) => each.kind === 'scalar' && /^\.\/?:/.test(each.text),
    )
    return mounted || build === '.' || build === './'
  })
}
