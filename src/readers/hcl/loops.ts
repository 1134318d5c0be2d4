import type { Value } from '../../models/index.js'
import type { HclContext, HclLookup, HclScope } from './context.js'
import { viaOf } from './resolve.js'

/** What one round of a loop is about. */
export interface LoopItem {
  /** Absent where it is not known. */
  readonly key?: string | number
  readonly value: Value
}

/** A collection with more items than this is left unresolved. */
const MAX_ITEMS = 64

/**
 * The items that a collection gives a loop; undefined if they are not known. The items of a list are taken for those of a
 * set, which are their own keys, if `asSet` says so.
 */
export function loopItems(collection: Value, asSet: boolean): readonly LoopItem[] | undefined {
  if (collection.kind === 'list') {
    if (collection.items.length > MAX_ITEMS) return undefined
    return collection.items.map((value, index) => {
      const key = asSet ? (value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined) : index
      return key === undefined ? { value } : { key, value }
    })
  }
  if (collection.kind !== 'dict' || collection.entries.size > MAX_ITEMS) return undefined
  // An entry whose key is not known is unresolved, and its key a mere text.
  return [...collection.entries].map(([key, value]) => (value.kind === 'unresolved' ? { value } : { key, value }))
}

/** The context in which `name.key` and `name.value` are what the item of `collection` says. */
export function inLoop(context: HclContext, name: string, { key, value }: LoopItem, collection: Value): HclContext {
  const { scope } = context
  if (scope === undefined) return context
  const names = new Map<string, Value>([['value', value]])
  if (key !== undefined) names.set('key', { kind: 'scalar', value: key, at: value.at })
  return { ...context, scope: new LoopScope(scope, name, names, viaOf(collection)) }
}

/** The context in which `count.index` is known. */
export function atIndex(context: HclContext, index: number, count: Value): HclContext {
  const { scope } = context
  if (scope === undefined) return context
  const names = new Map<string, Value>([['index', { kind: 'scalar', value: index, at: count.at }]])
  return { ...context, scope: new LoopScope(scope, 'count', names, viaOf(count)) }
}

class LoopScope implements HclScope {
  readonly functions: HclScope['functions']
  readonly #outer: HclScope
  readonly #name: string
  readonly #values: ReadonlyMap<string, Value>
  readonly #via: readonly string[]

  constructor(outer: HclScope, name: string, values: ReadonlyMap<string, Value>, via: readonly string[]) {
    this.functions = outer.functions
    this.#outer = outer
    this.#name = name
    this.#values = values
    this.#via = via
  }

  lookup(names: readonly string[]): HclLookup | undefined {
    if (names[0] !== this.#name) return this.#outer.lookup(names)
    const value = this.#values.get(names[1] ?? '')
    return value && { value, taken: 2, via: [names.slice(0, 2).join('.'), ...this.#via] }
  }

  admits(value: Value): boolean {
    return this.#outer.admits(value)
  }

  affords(cost: number): boolean {
    return this.#outer.affords(cost)
  }
}
