import type { Located } from '../../../core/location.js'
import { isNull, located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { scalarList, type AdapterReading } from '../reading.js'
import type { Mentions } from './mentions.js'

/** Stands for a part of a name that differs from run to run; no text of a repository holds it. */
export const SOME = '\uE000'

/** What `branches`, `tags` or `paths` of a trigger lets through. */
export interface Filter {
  /** Absent: everything. */
  readonly include?: readonly Located<string>[]
  readonly exclude: readonly Located<string>[]
}

/** Reads `include` and `exclude`, or a list that stands for `include`. */
export function readFilter(reading: AdapterReading, node: YamlNode | undefined, what: string): Filter {
  if (node === undefined || isNull(node)) return { exclude: [] }
  if (node.kind !== 'mapping') return { include: names(reading, node, what), exclude: [] }
  const include = valueAt(node, 'include')
  return {
    ...(include !== undefined && { include: names(reading, include, what) }),
    exclude: names(reading, valueAt(node, 'exclude'), what),
  }
}

function names(reading: AdapterReading, node: YamlNode | undefined, what: string): Located<string>[] {
  return scalarList(reading, node, what).map((scalar) => {
    const { value, at } = located(scalar)
    return { value: value.replace(/^refs\/heads\//, ''), at }
  })
}

/** A group of branches that the conditions of a pipeline treat alike. */
export interface BranchGroup {
  readonly branches?: readonly Located<string>[]
  readonly branchesIgnored?: readonly Located<string>[]
  /** One of them, as far as it is known. */
  readonly name: string
}

/** Whether a name fits a pattern in which `*` stands for any characters. Linear for each of its parts. */
export function fitsPattern(pattern: string, name: string): boolean {
  const [start = '', ...parts] = pattern.split('*')
  if (parts.length === 0) return name === start
  if (!name.startsWith(start)) return false
  let from = start.length
  for (const part of parts.slice(0, -1)) {
    const at = name.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  const end = parts.at(-1) ?? ''
  return name.length - end.length >= from && name.endsWith(end)
}

/**
 * The branches of a filter in groups: those that conditions name one by one, and the others together.
 * @param at where the filter stands, for names that it does not write out
 */
export function groupsOf(filter: Filter, mentions: Mentions, at: Located<string>['at']): BranchGroup[] {
  const isLetThrough = (name: string): boolean =>
    (filter.include?.some(({ value }) => fitsPattern(value, name)) ?? true) &&
    !filter.exclude.some(({ value }) => fitsPattern(value, name))
  const named = [
    ...Array.from(mentions.branches, (name) => ({ pattern: name, name })),
    ...Array.from(mentions.branchStarts, (start) => ({ pattern: `${start}*`, name: `${start}${SOME}` })),
    ...Array.from(mentions.branchParts, (part) => ({ pattern: `*${part}*`, name: `${SOME}${part}` })),
  ].filter(({ name }) => isLetThrough(name))
  const groups = named.map(({ pattern, name }): BranchGroup => {
    const written = filter.include?.find(({ value }) => value === pattern)
    return { branches: [written ?? { value: pattern, at }], name }
  })
  const rest = filter.include?.filter(({ value }) => !named.some(({ pattern }) => pattern === value))
  if (rest?.length === 0) return groups
  const ignored = [...filter.exclude, ...(groups.length > 0 ? groups.flatMap(({ branches = [] }) => branches) : [])]
  const [first] = rest ?? []
  const others: BranchGroup = {
    ...(rest !== undefined && { branches: rest }),
    ...(ignored.length > 0 && { branchesIgnored: ignored }),
    name: first === undefined ? SOME : rest?.length === 1 ? first.value.replaceAll('*', SOME) : `${SOME}/${SOME}`,
  }
  return [...groups, others]
}
