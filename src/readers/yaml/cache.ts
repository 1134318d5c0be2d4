import type { Files } from '../../snapshot/snapshot.js'
import type { ReaderContext } from '../context.js'
import { composeYaml } from './compose.js'
import type { YamlFile } from './node.js'

/**
 * Characters of source whose trees are kept: a tree takes some fifty times its source, and most are asked for once, or
 * a few times in a row.
 */
const MAX_KEPT = 500_000

/**
 * The same once there are more than that: readers that go through all files find none of the first any more. What is asked
 * for again and again, a local action, stays.
 */
const MAX_KEPT_OF_MANY = 100_000

interface Kept {
  /** Those that nobody has asked for the longest come first. */
  readonly trees: Map<string, YamlFile>
  characters: number
  most: number
}

const caches = new WeakMap<Files, Kept>()

/**
 * The YAML (or JSON) of a file, or undefined if its text cannot be read. Composed when first asked for and kept for a
 * while, so that readers of the same files share it. Records no defect: whoever knows what the file should be does.
 */
export function yamlOf({ files }: Pick<ReaderContext, 'files'>, path: string): YamlFile | undefined {
  const cache = caches.get(files) ?? { trees: new Map<string, YamlFile>(), characters: 0, most: MAX_KEPT }
  caches.set(files, cache)
  const known = cache.trees.get(path)
  if (known !== undefined) {
    cache.trees.delete(path)
    cache.trees.set(path, known)
    return known
  }
  const source = files.text(path)
  if (source === undefined) return undefined
  const tree = composeYaml(path, source)
  cache.trees.set(path, tree)
  cache.characters += source.length
  if (cache.characters > MAX_KEPT) cache.most = MAX_KEPT_OF_MANY
  for (const oldest of cache.trees.keys()) {
    if (cache.characters <= cache.most || oldest === path) break
    cache.trees.delete(oldest)
    cache.characters -= files.text(oldest)?.length ?? 0
  }
  return tree
}
