import type { Files } from '../../snapshot/snapshot.js'
import type { ReaderContext } from '../context.js'
import { composeYaml } from './compose.js'
import type { YamlFile } from './node.js'

const composed = new WeakMap<Files, Map<string, YamlFile>>()

/**
 * The YAML (or JSON) of a file, or undefined if its text cannot be read. Composed when first asked for and shared by
 * all readers of the same files. Records no defect: whoever knows what the file should be decides that.
 */
export function yamlOf({ files }: Pick<ReaderContext, 'files'>, path: string): YamlFile | undefined {
  const kept = composed.get(files) ?? new Map<string, YamlFile>()
  composed.set(files, kept)
  const known = kept.get(path)
  if (known !== undefined) return known
  const source = files.text(path)
  if (source === undefined) return undefined
  const file = composeYaml(path, source)
  kept.set(path, file)
  return file
}
