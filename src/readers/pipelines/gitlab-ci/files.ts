import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, isNull, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlFile, YamlMapping } from '../../yaml/node.js'
import type { AdapterReading } from '../reading.js'
import { emptyMapping } from './nodes.js'

/** A file of the configuration, its header (`spec`) taken off. */
export interface ConfigFile {
  readonly root: YamlMapping
  /** What `spec:inputs` declares. */
  readonly inputs: readonly YamlEntry[]
}

export type Loaded =
  { readonly file: ConfigFile } | { readonly fault: string; readonly error?: NonNullable<YamlFile['error']> }

/** Reads the files of the tree that make up pipelines, each once. */
export class ConfigFiles {
  readonly #reading: AdapterReading
  readonly #loaded = new Map<string, Loaded>()

  constructor(reading: AdapterReading) {
    this.#reading = reading
  }

  load(path: string): Loaded {
    const before = this.#loaded.get(path)
    if (before !== undefined) return before
    const loaded = this.#read(path)
    this.#loaded.set(path, loaded)
    return loaded
  }

  #read(path: string): Loaded {
    const { files } = this.#reading.context
    const source = files.has(path) ? files.text(path) : undefined
    if (source === undefined) return { fault: 'cannot be read as text' }
    // GitLab reads YAML with Psych, for which the last of two equal keys counts.
    const yaml = composeYaml(path, source, { lastKeyCounts: true })
    if (yaml.error !== undefined) return { fault: 'cannot be read', error: yaml.error }
    const [first, second] = yaml.documents
    const hasHeader = second !== undefined && valueAt(first, 'spec') !== undefined
    const inputs = hasHeader ? entriesOf(valueAt(valueAt(first, 'spec'), 'inputs')) : []
    const root = hasHeader ? second : first
    if (root === undefined) return { fault: 'is empty' }
    if (root.kind === 'mapping') return { file: { root, inputs } }
    return hasHeader && isNull(root)
      ? { file: { root: emptyMapping(root.at), inputs } }
      : { fault: 'must be a mapping' }
  }
}
