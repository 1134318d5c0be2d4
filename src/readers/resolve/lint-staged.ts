import { entriesOf, itemsOf, valueAt } from '../yaml/navigate.js'
import type { YamlNode } from '../yaml/node.js'
import { folderOf } from '../paths.js'
import { readOptions, valueOf } from './options.js'
import { scalarSource } from './package-json.js'
import { gap, type Follower, type Reached } from './reach.js'
import { treePath, type Tree } from './tree.js'

/** Names of its configuration that hold data (lint-staged's README: Configuration); what a program makes is not read. */
const DATA = ['.lintstagedrc', '.lintstagedrc.json', '.lintstagedrc.yaml', '.lintstagedrc.yml']
const PROGRAMS = ['.lintstagedrc', 'lint-staged.config'].flatMap((name) =>
  ['mjs', 'cjs', 'js', 'mts', 'cts', 'ts'].map((ending) => `${name}.${ending}`),
)
const VALUED: ReadonlySet<string> = new Set(
  '-c --config --cwd --diff --diff-filter -p --concurrent --max-arg-length'.split(' '),
)
const MAX_COMMANDS = 100

/** `lint-staged`: the commands of its configuration, each for the files that fit. */
export const followLintStaged: Follower = ({ words, directory }, tree) => {
  const options = readOptions(words, VALUED)
  const given = valueOf(options, ['-c', '--config'])
  const folder = valueOf(options, ['--cwd'])
  const start = folder === undefined ? directory : treePath(folder, directory)
  if (start === undefined) return gap('lint-staged in a folder that cannot be told', 'dynamic')
  const path = given === undefined ? configuration(start, tree) : treePath(given, start)
  if (path === undefined || !tree.has(path)) return gap('the configuration of lint-staged', 'missing')
  if (/\.[mc]?[jt]s$/.test(path)) return gap(`the program ${path}`, 'unsupported')
  const root = tree.yaml(path)?.documents[0]
  const lists = entriesOf(path.endsWith('package.json') ? valueAt(root, 'lint-staged') : root)
  const scripts = lists.flatMap(({ value }) => commandsIn(value).map((node) => reached(node, path)))
  return { scripts: scripts.flatMap((each) => each ?? []).slice(0, MAX_COMMANDS), gaps: [] }
}

/** The nearest configuration, a package.json counting where it has the key. */
function configuration(start: string, tree: Tree): string | undefined {
  for (let at = start; ; at = folderOf(at)) {
    const manifest = tree.find(at, ['package.json'])
    const has = manifest !== undefined && valueAt(tree.yaml(manifest)?.documents[0], 'lint-staged') !== undefined
    const found = has ? manifest : tree.find(at, [...DATA, ...PROGRAMS])
    if (found !== undefined || at === '') return found
  }
}

function commandsIn(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'scalar' ? [node] : itemsOf(node)
}

function reached(node: YamlNode, path: string): Reached | undefined {
  if (node.kind !== 'scalar') return undefined
  return {
    text: node.text,
    source: scalarSource(node),
    key: `${path}#${node.at.line}:${node.at.column}`,
    failFast: true,
    pipefail: false,
    directory: folderOf(path),
  }
}
