import { isNull, scalarAt, valueAt } from '../../readers/yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode } from '../../readers/yaml/node.js'
import { plainOf, type ConfigDocument } from '../document.js'

/** Mappings whose entries each count for themselves: the nearest of each name. */
const BY_KEY = new Set(['checks', 'environments', 'repository'])

/** Lists whose items have a name: the nearest of each. */
const BY_NAME: ReadonlyMap<string, readonly string[]> = new Map([
  ['practices', ['id']],
  ['attestations', ['id']],
  ['lexicon', ['command', 'action']],
])

/** Lists that add up. */
const ADDED = new Set(['exceptions'])

/** What is of one repository alone: its fingerprints hold the paths of its own files. */
const OWN = new Set(['baseline', 'extends'])

/**
 * The configuration with what it extends, as one document whose every node still knows the file that it is from. The
 * nearest value counts, lists too; entries of `checks`, `environments` and `repository`, and named items of lists, each
 * count for themselves; exceptions add up; a baseline is not taken over.
 *
 * @param documents what it extends, the nearer before the farther
 */
export function mergeDocuments(own: ConfigDocument, documents: readonly ConfigDocument[]): ConfigDocument {
  const { node } = own
  if (node.kind !== 'mapping' || documents.length === 0) return own
  const merged = documents.reduce<YamlMapping>(
    (nearer, { node: farther }) =>
      farther.kind === 'mapping' ? mergeMappings(nearer, farther, mergeKey, OWN) : nearer,
    node,
  )
  return { file: own.file, node: merged, value: plainOf(merged) }
}

type MergeValues = (key: string, nearer: YamlNode, farther: YamlNode) => YamlNode

function mergeMappings(
  nearer: YamlMapping,
  farther: YamlMapping,
  merge: MergeValues,
  own: ReadonlySet<string> = new Set(),
): YamlMapping {
  const far = new Map(farther.entries.filter(({ value }) => !isNull(value)).map((entry) => [entry.key.text, entry]))
  for (const key of own) far.delete(key)
  const entries = nearer.entries.map((entry): YamlEntry => {
    const other = far.get(entry.key.text)
    far.delete(entry.key.text)
    if (other === undefined) return entry
    return isNull(entry.value) ? other : { key: entry.key, value: merge(entry.key.text, entry.value, other.value) }
  })
  return { ...nearer, entries: [...entries, ...far.values()] }
}

const nearest: MergeValues = (_, nearer) => nearer

const mergeKey: MergeValues = (key, nearer, farther) => {
  if (nearer.kind === 'mapping' && farther.kind === 'mapping' && BY_KEY.has(key))
    return mergeMappings(nearer, farther, nearest)
  if (nearer.kind !== 'sequence' || farther.kind !== 'sequence') return nearer
  if (ADDED.has(key)) return { ...nearer, items: [...nearer.items, ...farther.items] }
  const names = BY_NAME.get(key)
  if (names === undefined) return nearer
  const taken = new Set(nearer.items.map((item) => nameIn(item, names)))
  return { ...nearer, items: [...nearer.items, ...farther.items.filter((item) => !taken.has(nameIn(item, names)))] }
}

/** The item's name; undefined, which never is another's, for one that the schema will refuse. */
function nameIn(item: YamlNode, keys: readonly string[]): string | YamlNode {
  const key = keys.find((each) => valueAt(item, each) !== undefined)
  const text = key === undefined ? undefined : scalarAt(item, key)?.text
  // A record of one service is another than that of the whole repository.
  return key === undefined || text === undefined ? item : `${key} ${text} ${scalarAt(item, 'service')?.text ?? ''}`
}

/** Where each value stands, by its key (`fail-on`, `checks.ci-job-timeout`, `exceptions[2]`), as `file:line`. */
export function originsIn({ node }: ConfigDocument): ReadonlyMap<string, string> {
  const origins = new Map<string, string>()
  const put = (key: string, { at }: YamlNode) => void origins.set(key, `${at.file}:${at.line}`)
  for (const { key, value } of node.kind === 'mapping' ? node.entries : []) {
    const { text } = key
    if (value.kind === 'mapping' && BY_KEY.has(text)) {
      for (const entry of value.entries) put(`${text}.${entry.key.text}`, entry.key)
    } else if (value.kind === 'sequence' && (ADDED.has(text) || BY_NAME.has(text))) {
      for (const [index, item] of value.items.entries()) put(`${text}[${index}]`, item)
    } else put(text, key)
  }
  return origins
}
