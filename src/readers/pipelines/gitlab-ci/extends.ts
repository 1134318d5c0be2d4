import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { emptyMapping, given, mergedNodes, Rewriter, textsOf, without } from './nodes.js'

/** Levels of `extends` that GitLab takes (GitLab docs: `extends`). */
const MAX_EXTENDS = 11
const MAX_REFERENCES = 10

/** Values that references may bring into one pipeline. */
const MAX_REFERENCED = 100_000

/** A job with everything that it takes over from others. */
export interface Extended {
  readonly node: YamlMapping
  /** Names after `extends` that are not there, or that lead back to the job. */
  readonly missing: readonly YamlScalar[]
}

/** Resolves `extends` and `!reference` in one configuration. */
export class Inheritance {
  readonly #root: ReadonlyMap<string, YamlNode>
  readonly #extended = new Map<string, Extended>()
  readonly #rewriter: Rewriter
  #referenced = 0

  constructor(root: YamlMapping) {
    this.#root = new Map(root.entries.map(({ key, value }) => [key.text, value]))
    this.#rewriter = new Rewriter((node) => this.#reference(node, 0))
  }

  /** The job of this name, its references put in. One that leads nowhere stays as it is written. */
  job(name: string): Extended {
    const { node, missing } = this.#extend(name, 0)
    const resolved = this.#rewriter.of(node)
    return { node: resolved.kind === 'mapping' ? resolved : node, missing }
  }

  /** Any other part of the configuration with its references put in. */
  resolved(node: YamlNode | undefined): YamlNode | undefined {
    return node && this.#rewriter.of(node)
  }

  #extend(name: string, depth: number): Extended {
    const before = this.#extended.get(name)
    if (before !== undefined) return before
    const own = this.#root.get(name)
    if (own?.kind !== 'mapping') return { node: emptyMapping(own?.at ?? NOWHERE), missing: [] }
    const bases = textsOf(given(own, 'extends'))
    if (bases.length === 0) return this.#keep(name, { node: own, missing: [] })
    const missing: YamlScalar[] = []
    let node: YamlMapping | undefined
    for (const base of bases) {
      const isThere = this.#root.get(base.text)?.kind === 'mapping'
      if (!isThere || depth >= MAX_EXTENDS) {
        missing.push(base)
        continue
      }
      const extended = this.#extend(base.text, depth + 1)
      missing.push(...extended.missing)
      node = node === undefined ? extended.node : mergedNodes(node, extended.node)
    }
    const mine = without(own, 'extends')
    const result = { node: node === undefined ? mine : mergedNodes(node, mine), missing }
    // What a cut chain comes to depends on where it was entered.
    return depth === 0 || missing.length === 0 ? this.#keep(name, result) : result
  }

  #keep(name: string, extended: Extended): Extended {
    this.#extended.set(name, extended)
    return extended
  }

  /** What `!reference [job, key, …]` stands for; undefined for any other node. */
  #reference(node: YamlNode, depth: number): YamlNode | undefined {
    if (node.kind !== 'sequence' || node.tag !== '!reference') return undefined
    const [first, ...rest] = node.items.map((item) => (item.kind === 'scalar' ? item.text : ''))
    if (first === undefined || depth >= MAX_REFERENCES) return node
    const start = this.#root.get(first)
    let target = start?.kind === 'mapping' ? this.#extend(first, 0).node : start
    for (const key of rest) target = target && given(target, key)
    if (target === undefined || !this.#spend(target)) return node
    return new Rewriter((inner) => this.#reference(inner, depth + 1)).of(target)
  }

  #spend(node: YamlNode): boolean {
    this.#referenced += sizeOf(node, MAX_REFERENCED - this.#referenced)
    return this.#referenced < MAX_REFERENCED
  }
}

const NOWHERE = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' }

/** How many values the node holds; stops counting at the limit. */
function sizeOf(node: YamlNode, limit: number): number {
  let size = 0
  const open: YamlNode[] = [node]
  for (let next = open.pop(); next !== undefined && size <= limit; next = open.pop()) {
    size++
    if (next.kind === 'sequence') open.push(...next.items.slice(0, limit))
    if (next.kind === 'mapping') open.push(...next.entries.slice(0, limit).map(({ value }) => value))
  }
  return size
}
