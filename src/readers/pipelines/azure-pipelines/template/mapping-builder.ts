import type { YamlEntry, YamlNode } from '../../../yaml/node.js'
import { onlyWhen, type Presence } from './notes.js'
import { textAt } from './node-data.js'
import type { RunKind } from './scope.js'
import { withVariants } from './variants.js'

/** Collects the entries of a mapping, some of which are there only in some runs. */
export class MappingBuilder {
  readonly #entries = new Map<string, YamlEntry>()
  readonly #runs: readonly RunKind[]

  constructor(runs: readonly RunKind[]) {
    this.#runs = runs
  }

  get entries(): readonly YamlEntry[] {
    return [...this.#entries.values()]
  }

  /** Adds an entry; where its key is taken, it counts in the runs in which it is there. */
  add({ key, value }: YamlEntry, presence: Presence | undefined): void {
    const own = this.#whenDeep(value, presence)
    const before = this.#entries.get(key.text)?.value
    this.#entries.set(key.text, { key, value: before === undefined ? own : this.#combined(before, own, presence) })
  }

  #combined(before: YamlNode, after: YamlNode, presence: Presence | undefined): YamlNode {
    if (before.kind === 'scalar' && after.kind === 'scalar') {
      const variants = this.#runs.map((_, run) => {
        const text = textAt(after, run)
        return text === null ? textAt(before, run) : text
      })
      return withVariants(after, variants, this.#runs)
    }
    if (before.kind === 'sequence' && after.kind === 'sequence') {
      return { ...before, items: [...before.items, ...after.items] }
    }
    if (before.kind === 'mapping' && after.kind === 'mapping') {
      const builder = new MappingBuilder(this.#runs)
      for (const entry of [...before.entries, ...after.entries]) builder.add(entry, undefined)
      return { ...before, entries: builder.entries }
    }
    return presence === undefined || presence.includes(true) ? after : before
  }

  /** The value where it is there in `presence` only: lists item by item, mappings entry by entry. */
  #whenDeep(node: YamlNode, presence: Presence | undefined): YamlNode {
    if (presence === undefined || presence.every((each) => each === true)) return node
    switch (node.kind) {
      case 'scalar': {
        const variants = presence.map((there, run) =>
          there === true ? textAt(node, run) : there === false ? null : undefined,
        )
        return withVariants(node, variants, this.#runs)
      }
      case 'sequence':
        return { ...node, items: node.items.map((item) => onlyWhen(item, presence)) }
      case 'mapping':
        return {
          ...node,
          entries: node.entries.map(({ key, value }) => ({ key, value: this.#whenDeep(value, presence) })),
        }
    }
  }
}
