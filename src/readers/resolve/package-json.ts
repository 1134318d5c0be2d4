import { entriesOf, itemsOf, placeIn, scalarAt, valueAt } from '../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../yaml/node.js'
import { folderOf } from '../paths.js'
import type { Source } from './source.js'
import type { Tree } from './tree.js'

/** One command line of a manifest. */
export interface ManifestScript {
  readonly text: string
  readonly source: Source
}

/** The scripts of a package.json, composer.json or deno.json. */
export interface Manifest {
  readonly path: string
  readonly folder: string
  readonly name: string | undefined
  /** Command lines by script name; more than one where the value is a list. */
  readonly scripts: ReadonlyMap<string, readonly ManifestScript[]>
}

/** Reads the scripts under `key` of a JSON manifest; undefined if the file is not there or is no mapping. */
export function readManifest(tree: Tree, path: string, key = 'scripts'): Manifest | undefined {
  return tree.kept('manifest', path, () => {
    const root = tree.yaml(path)?.documents[0]
    if (root?.kind !== 'mapping') return undefined
    const scripts = new Map<string, ManifestScript[]>()
    for (const entry of entriesOf(valueAt(root, key))) scripts.set(entry.key.text, commandLines(entry.value))
    return { path, folder: folderOf(path), name: scalarAt(root, 'name')?.text, scripts }
  })
}

function commandLines(node: YamlNode): ManifestScript[] {
  if (node.kind === 'scalar') return [{ text: node.text, source: scalarSource(node) }]
  const lines = node.kind === 'mapping' ? [valueAt(node, 'command')] : itemsOf(node)
  return lines.flatMap((line) => (line?.kind === 'scalar' ? commandLines(line) : []))
}

/** The text of a scalar as a source. */
export function scalarSource(scalar: YamlScalar): Source {
  return { file: scalar.at.file, route: scalar.at.route, place: (offset) => placeIn(scalar, offset) }
}
