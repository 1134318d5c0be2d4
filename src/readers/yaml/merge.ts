import type { YamlEntry, YamlMapping, YamlNode } from './node.js'
import { routeOfKey } from './route.js'

interface Merge {
  /** How many of the mapping's own entries stand before it. */
  readonly index: number
  readonly value: YamlNode
}

export interface Merged {
  readonly entries: readonly YamlEntry[]
  /** Entries looked at; more than the budget if the rest was left out. */
  readonly work: number
  /** The first value that cannot be merged. */
  readonly unfit?: YamlNode
}

/**
 * A mapping's entries with those of its merge keys in place. Own keys win; in a list the first mapping wins; of
 * several `<<` the last wins, as in PyYAML, Psych and go-yaml.
 * Source: "Merge Key Language-Independent Type for YAML", https://yaml.org/type/merge.html.
 */
export function mergedInto(
  entries: readonly YamlEntry[],
  merges: readonly Merge[],
  own: ReadonlySet<string>,
  budget: number,
): Merged {
  const seen = new Set(own)
  const inserts: { readonly index: number; readonly entries: YamlEntry[] }[] = []
  let work = 0
  let unfit: YamlNode | undefined
  for (const { index, value } of merges.toReversed()) {
    const insert: YamlEntry[] = []
    for (const source of value.kind === 'sequence' ? value.items : [value]) {
      if (source.kind !== 'mapping') {
        if (!isEmpty(source)) unfit = source
        continue
      }
      work += source.entries.length + 1
      if (work > budget) break
      add(source, insert, seen)
    }
    inserts.unshift({ index, entries: insert })
  }
  const result = withInserts(entries, inserts)
  return { entries: result, work, ...(unfit !== undefined && { unfit }) }
}

/**
 * The items of the lists that the merge keys of a mapping stand for, each an alias of a list or a list of such aliases.
 * Undefined if there are none, or if mappings are merged.
 * @param route the mapping's
 */
export function mergedItems(route: string, merges: readonly Merge[]): YamlNode[] | undefined {
  const lists: YamlNode[] = []
  for (const { value } of merges) {
    if (value.kind !== 'sequence') return undefined
    // What an alias stands for has the route of its anchor.
    const isAlias = value.at.route !== routeOfKey(route, '<<')
    if (!isAlias && value.items.some(({ kind }) => kind !== 'sequence')) return undefined
    lists.push(...(isAlias ? [value] : value.items))
  }
  return merges.length === 0 ? undefined : lists.flatMap((each) => (each.kind === 'sequence' ? each.items : []))
}

function add(source: YamlMapping, to: YamlEntry[], seen: Set<string>): void {
  for (const entry of source.entries) {
    if (seen.has(entry.key.text)) continue
    seen.add(entry.key.text)
    to.push(entry)
  }
}

/** `<<:` without a value merges nothing; an alias that was reported already reads as empty too. */
function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.text === '' || node.text === '~' || node.text === 'null')
}

function withInserts(
  entries: readonly YamlEntry[],
  inserts: readonly { readonly index: number; readonly entries: readonly YamlEntry[] }[],
): YamlEntry[] {
  const result: YamlEntry[] = []
  let from = 0
  for (const insert of inserts) {
    for (const entry of entries.slice(from, insert.index)) result.push(entry)
    for (const entry of insert.entries) result.push(entry)
    from = insert.index
  }
  for (const entry of entries.slice(from)) result.push(entry)
  return result
}
