import type { Location } from '../../../core/location.js'
import { isNull, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from '../../yaml/node.js'

/** The value of `key`; a key that is set to nothing counts as not set, which is how jobs get rid of inherited keys. */
export function given(node: YamlNode | undefined, key: string): YamlNode | undefined {
  const value = valueAt(node, key)
  return value === undefined || isNull(value) ? undefined : value
}

/** The scalar at `key`, if it is set and is one. */
export function givenScalar(node: YamlNode | undefined, key: string): YamlScalar | undefined {
  const value = given(node, key)
  return value?.kind === 'scalar' ? value : undefined
}

/** The text at `key`. */
export function givenText(node: YamlNode | undefined, key: string): string | undefined {
  return givenScalar(node, key)?.text
}

/** `over` on top of `base`: mappings are merged key by key, all else is replaced (GitLab docs: `extends`, Merge details). */
export function mergedNodes(base: YamlMapping, over: YamlMapping): YamlMapping {
  const own = new Map(over.entries.map((entry) => [entry.key.text, entry]))
  const entries = base.entries.map((entry): YamlEntry => {
    const other = own.get(entry.key.text)
    own.delete(entry.key.text)
    if (other === undefined) return entry
    const merges = entry.value.kind === 'mapping' && other.value.kind === 'mapping'
    return merges ? { key: other.key, value: mergedNodes(entry.value, other.value) } : other
  })
  return { ...over, entries: [...entries, ...own.values()] }
}

/** The mapping without some of its keys. */
export function without(mapping: YamlMapping, ...keys: readonly string[]): YamlMapping {
  return { ...mapping, entries: mapping.entries.filter(({ key }) => !keys.includes(key.text)) }
}

/** The items of a list, or the one that stands in its place. */
export function listed(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined || isNull(node)) return []
  return node.kind === 'sequence' && node.tag === undefined ? node.items : [node]
}

/** Levels of lists in lists that GitLab takes (GitLab docs: YAML optimization). */
const MAX_NESTING = 10

/** The items of a list with lists in it, as `!reference` and anchors make them. Tagged lists stay as they are. */
export function flattened(node: YamlNode | undefined, depth = 0): YamlNode[] {
  return listed(node).flatMap((item) =>
    item.kind === 'sequence' && item.tag === undefined && depth < MAX_NESTING ? flattened(item, depth + 1) : [item],
  )
}

/** Rules of one list that are looked at; what is beyond is not known. */
const MAX_RULES = 100

const rulesByNode = new WeakMap<YamlNode, readonly YamlNode[]>()

/** The rules of a list, those of references and anchors in their places. */
export function rulesIn(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined) return []
  const before = rulesByNode.get(node)
  if (before !== undefined) return before
  const rules = flattened(node).slice(0, MAX_RULES)
  rulesByNode.set(node, rules)
  return rules
}

/** The literal texts of a list or of one scalar. */
export function textsOf(node: YamlNode | undefined): YamlScalar[] {
  return flattened(node).filter((item) => item.kind === 'scalar')
}

/** An empty mapping at a place. */
export function emptyMapping(at: Location): YamlMapping {
  return { kind: 'mapping', entries: [], at }
}

/** The node and all in it, at another place. */
export function movedTo(node: YamlNode, at: Location): YamlNode {
  switch (node.kind) {
    case 'scalar': {
      const spot = { line: at.line, column: at.column }
      return { ...node, lines: [spot], segments: [{ offset: 0, ...spot }], at }
    }
    case 'sequence':
      return { ...node, items: node.items.map((item) => movedTo(item, at)), at }
    case 'mapping':
      return { ...node, entries: node.entries.map((entry) => movedEntry(entry, at)), at }
  }
}

function movedEntry({ key, value }: YamlEntry, at: Location): YamlEntry {
  return { key: movedTo(key, at) as YamlScalar, value: movedTo(value, at) }
}

/** Puts each node through `change`, from the outside in; a node that it changes is not looked into further. */
export class Rewriter {
  readonly #change: (node: YamlNode) => YamlNode | undefined
  readonly #known = new Map<YamlNode, YamlNode>()

  constructor(change: (node: YamlNode) => YamlNode | undefined) {
    this.#change = change
  }

  /** The same node where nothing in it changes, so that what anchors share stays shared. */
  of(node: YamlNode): YamlNode {
    const before = this.#known.get(node)
    if (before !== undefined) return before
    const result = this.#change(node) ?? this.#inside(node)
    this.#known.set(node, result)
    return result
  }

  #inside(node: YamlNode): YamlNode {
    if (node.kind === 'scalar') return node
    if (node.kind === 'sequence') {
      const items = node.items.map((item) => this.of(item))
      return items.every((item, index) => item === node.items[index]) ? node : ({ ...node, items } as YamlSequence)
    }
    const entries = node.entries.map((entry): YamlEntry => {
      const [key, value] = [this.of(entry.key), this.of(entry.value)]
      return key === entry.key && value === entry.value
        ? entry
        : { key: key.kind === 'scalar' ? key : entry.key, value }
    })
    return entries.every((entry, index) => entry === node.entries[index]) ? node : { ...node, entries }
  }
}
