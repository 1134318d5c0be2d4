import type { Location } from '../../../core/location.js'
import type { ListValue, ScalarValue, Value } from '../../../models/index.js'
import type { HclFunction } from '../../hcl/context.js'
import { dict, list, scalar } from '../make-value.js'
import { TEXT_FUNCTIONS } from './text-functions.js'

/**
 * Functions that only change the form of their argument. `jsonencode` and `yamlencode` among them: who reads a policy or
 * a container definition wants what is encoded.
 */
const TRANSPARENT = ['jsonencode', 'nonsensitive', 'sensitive', 'tolist', 'tomap', 'toset', 'yamlencode']

const SHAPES: Readonly<Record<string, HclFunction>> = {
  alltrue: ([value]) => everyTruth(value, true),
  anytrue: ([value]) => everyTruth(value, false),
  coalesce: (values) => firstOf(values, (value) => isEmptyScalar(value)),
  coalescelist: (values) => firstOf(values, (value) => value.kind === 'list' && value.items.length === 0),
  compact: ([value], at) =>
    value?.kind === 'list' && isKnown(value)
      ? list(
          value.items.filter((item) => !isEmptyScalar(item)),
          at,
        )
      : undefined,
  concat: (values, at) =>
    values.every((value) => value.kind === 'list')
      ? list(
          values.flatMap((value) => value.items),
          at,
        )
      : undefined,
  contains: ([values, wanted], at) => contains(values, wanted, at),
  distinct: ([value], at) => {
    if (value?.kind !== 'list' || !value.items.every((item) => item.kind === 'scalar')) return undefined
    return list([...new Map(value.items.map((item) => [item.value, item])).values()], at)
  },
  element: ([values, index]) => {
    const position = numberIn(index)
    if (values?.kind !== 'list' || position === undefined || position < 0) return undefined
    return values.items[Math.floor(position) % values.items.length]
  },
  flatten: ([value], at) => {
    const items = value === undefined ? undefined : flattened(value, 0)
    return items && list(items, at)
  },
  keys: ([value], at) =>
    value?.kind === 'dict'
      ? list(
          sortedKeys(value.entries).map((key) => scalar(key, at)),
          at,
        )
      : undefined,
  length: ([value], at) => {
    const size = sizeOf(value)
    return size === undefined ? undefined : scalar(size, at)
  },
  lookup: ([values, key, otherwise]) =>
    values?.kind === 'dict' && key?.kind === 'scalar'
      ? (values.entries.get(String(key.value)) ?? otherwise)
      : undefined,
  merge: (values, at) => {
    const given = values.filter((value) => !isNull(value))
    if (!given.every((value) => value.kind === 'dict')) return undefined
    return dict(
      given.flatMap(({ entries }) => [...entries]),
      at,
    )
  },
  one: ([value], at) => {
    if (value?.kind !== 'list' || value.items.length > 1) return undefined
    return value.items[0] ?? scalar(null, at)
  },
  // An argument that is known did not fail, so the next one is not looked at (Terraform docs: try).
  try: ([value]) => value,
  values: ([value], at) =>
    value?.kind === 'dict'
      ? list(
          sortedKeys(value.entries).flatMap((key) => value.entries.get(key) ?? []),
          at,
        )
      : undefined,
}

/**
 * Terraform's functions whose result follows from the text of their arguments alone (Terraform docs: Built-in Functions).
 * One that is not here, or that is called with something that is not known, leaves its call unresolved.
 */
export const FUNCTIONS: ReadonlyMap<string, HclFunction> = new Map<string, HclFunction>([
  ...TRANSPARENT.map((name): [string, HclFunction] => [
    name,
    ([only, ...others]) => (others.length > 0 ? undefined : only),
  ]),
  ...Object.entries(SHAPES),
  ...Object.entries(TEXT_FUNCTIONS),
])

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null
}

function isEmptyScalar(value: Value): boolean {
  return isNull(value) || (value.kind === 'scalar' && value.value === '')
}

/** Whether every item is a scalar. */
function isKnown(value: ListValue): boolean {
  return value.items.every((item) => item.kind === 'scalar')
}

function numberIn(value: Value | undefined): number | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined
}

/** Entries of a map in the order in which Terraform walks it. */
function sortedKeys(entries: ReadonlyMap<string, Value>): string[] {
  return [...entries.keys()].sort((a, b) => (a < b ? -1 : Number(a > b)))
}

/** The first value that is not `empty`, if all before it are known. */
function firstOf(values: readonly Value[], empty: (value: Value) => boolean): Value | undefined {
  return values.find((value) => !empty(value))
}

function sizeOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'list') return value.items.length
  if (value?.kind === 'dict') return value.entries.size
  return value?.kind === 'scalar' && typeof value.value === 'string' ? [...value.value].length : undefined
}

function contains(values: Value | undefined, wanted: Value | undefined, at: Location): ScalarValue | undefined {
  if (values?.kind !== 'list' || wanted?.kind !== 'scalar') return undefined
  const found = values.items.some((item) => item.kind === 'scalar' && item.value === wanted.value)
  return found || isKnown(values) ? scalar(found, at) : undefined
}

/** Whether all items are true, or with `all: false` whether any is. */
function everyTruth(value: Value | undefined, all: boolean): ScalarValue | undefined {
  if (value?.kind !== 'list') return undefined
  const truths = value.items.map((item) => (item.kind === 'scalar' ? item.value === true : undefined))
  if (truths.includes(!all)) return scalar(!all, value.at)
  return truths.includes(undefined) ? undefined : scalar(all, value.at)
}

/** Lists within lists deeper than this are left unresolved. */
const MAX_FLATTENED = 10

function flattened(value: Value, depth: number): Value[] | undefined {
  if (value.kind !== 'list') return value.kind === 'unresolved' ? undefined : [value]
  if (depth > MAX_FLATTENED) return undefined
  const items: Value[] = []
  for (const item of value.items) {
    const inner = flattened(item, depth + 1)
    if (inner === undefined) return undefined
    for (const each of inner) items.push(each)
  }
  return items
}
