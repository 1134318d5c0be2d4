import { Opaque } from '../template/syntax.js'
import { Missing, argument, list, map, number, text, type FunctionTable } from './arguments.js'
import { MAX_ITEMS, cloned, isList, isUnknown, truth, type Data } from './data.js'

/** Functions that build or change collections: what the items are does not matter, so they take holes. */
export const HOLE_COLLECTION_FUNCTIONS: FunctionTable = {
  list: (args) => args,
  tuple: (args) => args,
  dict: (args) => {
    const result = new Map<string, Data>()
    for (let index = 0; index < args.length; index += 2) result.set(text(args, index), args[index + 1] ?? '')
    return result
  },
  get: (args) => map(args, 0).get(text(args, 1)) ?? '',
  set: (args) => map(args, 0).set(text(args, 1), argument(args, 2)),
  unset: (args) => {
    map(args, 0).delete(text(args, 1))
    return map(args, 0)
  },
  append: (args) => items([...list(args, 0), argument(args, 1)]),
  push: (args) => items([...list(args, 0), argument(args, 1)]),
  prepend: (args) => items([argument(args, 1), ...list(args, 0)]),
  concat: (args) => items(args.flatMap((_, index) => list(args, index))),
  merge: (args) =>
    args.slice(1).reduce<Map<string, Data>>((to, _, index) => merged(to, map(args, index + 1), false), map(args, 0)),
  mergeOverwrite: (args) =>
    args.slice(1).reduce<Map<string, Data>>((to, _, index) => merged(to, map(args, index + 1), true), map(args, 0)),
  deepCopy: (args) => cloned(argument(args, 0)),
  dig: (args) => {
    let here: Data = argument(args, args.length - 1)
    for (let index = 0; index < args.length - 2; index++) {
      if (!(here instanceof Map)) throw new Opaque('dig goes through something that is no map')
      const next: Data | undefined = here.get(text(args, index))
      if (next === undefined) return argument(args, args.length - 2)
      here = next
    }
    return here
  },
}

/** Functions that look at collections. */
export const COLLECTION_FUNCTIONS: FunctionTable = {
  hasKey: (args) => map(args, 0).has(text(args, 1)),
  pluck: (args) => args.slice(1).flatMap((_, index) => map(args, index + 1).get(text(args, 0)) ?? []),
  keys: (args) => args.flatMap((_, index) => [...map(args, index).keys()]),
  values: (args) => [...map(args, 0).values()],
  pick: (args) => {
    const names = new Set(args.slice(1))
    return new Map([...map(args, 0)].filter(([key]) => names.has(key)))
  },
  omit: (args) => {
    const names = new Set(args.slice(1))
    return new Map([...map(args, 0)].filter(([key]) => !names.has(key)))
  },
  first: (args) => list(args, 0)[0] ?? null,
  last: (args) => list(args, 0).at(-1) ?? null,
  rest: (args) => list(args, 0).slice(1),
  initial: (args) => list(args, 0).slice(0, -1),
  reverse: (args) => [...list(args, 0)].reverse(),
  has: (args) => known(list(args, 1)).includes(simple(argument(args, 0))),
  without: (args) => {
    const out = new Set(args.slice(1).map(simple))
    return known(list(args, 0)).filter((item) => !out.has(item))
  },
  uniq: (args) => [...new Set(known(list(args, 0)))],
  compact: (args) => known(list(args, 0)).filter((item) => truth(item) === true),
  chunk: (args) => {
    const [size, values] = [Math.max(1, number(args, 0)), list(args, 1)]
    return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
      values.slice(index * size, (index + 1) * size),
    )
  },
  toStrings: (args) => known(list(args, 0)).map(String),
  sortAlpha: (args) => known(list(args, 0)).map(String).sort(),
  until: (args) => counted(0, number(args, 0), 1),
  untilStep: (args) => counted(number(args, 0), number(args, 1), number(args, 2)),
  len: (args) => {
    const value = argument(args, 0)
    if (value instanceof Map) return value.size
    if (typeof value === 'string' || isList(value)) return value.length
    throw new Opaque('the length of something that has none')
  },
  index: (args) =>
    args.slice(1).reduce<Data>((here, _, index) => at(here, argument(args, index + 1)), argument(args, 0)),
  slice: (args) => {
    const value = argument(args, 0)
    const [from, to] = [args.length > 1 ? number(args, 1) : 0, args.length > 2 ? number(args, 2) : undefined]
    if (typeof value !== 'string' && !isList(value)) throw new Opaque('a slice of something that has none')
    return value.slice(from, to)
  },
}

function items(result: readonly Data[]): readonly Data[] {
  if (result.length > MAX_ITEMS) throw new Opaque(`a list grows over ${MAX_ITEMS} items`)
  return result
}

/** The list, if all of its items are known and can be compared. */
function known(values: readonly Data[]): readonly Data[] {
  return values.map(simple)
}

function simple(value: Data): Data {
  if (isUnknown(value) || value instanceof Map || isList(value)) throw new Opaque('a comparison of collections')
  return value
}

function counted(from: number, to: number, step: number): readonly Data[] {
  if (step === 0 || Math.abs((to - from) / step) > MAX_ITEMS) throw new Opaque('a count is out of range')
  const result: number[] = []
  for (let value = from; step > 0 ? value < to : value > to; value += step) result.push(value)
  return result
}

function at(here: Data, key: Data): Data {
  if (here === null) throw new Missing()
  if (here instanceof Map && typeof key === 'string') return here.get(key) ?? null
  const item = isList(here) && typeof key === 'number' ? here[key] : undefined
  if (item === undefined) throw new Opaque('an index is out of range')
  return item
}

/** Merges `from` into `to` at every level, in place; `wins` says whether `from` overrides. */
function merged(to: Map<string, Data>, from: ReadonlyMap<string, Data>, wins: boolean, depth = 0): Map<string, Data> {
  if (depth > 60) throw new Opaque('values nest too deep')
  for (const [key, value] of from) {
    const own = to.get(key)
    if (own instanceof Map && value instanceof Map) {
      if (own !== value) merged(own, value, wins, depth + 1)
    } else if (own === undefined || (wins ? true : truth(own) === false)) to.set(key, cloned(value))
  }
  return to
}
