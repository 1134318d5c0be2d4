import type { Location } from '../core/location.js'

/**
 * A positioned tree of configuration, the same for every technology: a YAML mapping, an HCL body and a JSON object
 * are all a `dict`. What cannot be decided from the text (a reference, an expression, a function) is `unresolved`.
 */
export type Value = ScalarValue | ListValue | DictValue | UnresolvedValue

interface ResolvedValue {
  /**
   * Names that the value was resolved through (`local.tag`, `var.tag` by its default); absent where it is written in
   * place. Who applies the code may still set a `var.` to something else.
   */
  readonly via?: readonly string[]
}

export interface ScalarValue extends ResolvedValue {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  readonly at: Location
}

export interface ListValue extends ResolvedValue {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly at: Location
}

export interface DictValue extends ResolvedValue {
  readonly kind: 'dict'
  /** In source order. HCL blocks of one name are one entry: a `list` of the blocks' `dict`s. */
  readonly entries: ReadonlyMap<string, Value>
  readonly at: Location
}

export interface UnresolvedValue {
  readonly kind: 'unresolved'
  /** The expression as written. */
  readonly text: string
  /** Names the expression refers to (`var.image_tag`, `aws_lambda_alias.live.name`, `Ref:Alarm`). */
  readonly references: readonly string[]
  /** What each of the blocks holds that may be made here, where all of them are alike: how many there are is not known. */
  readonly alike?: DictValue
  readonly at: Location
}

/**
 * Walks `path` (dot-separated keys) down from `value`. A list met on the way is entered at its first item, because
 * HCL and CloudFormation both wrap single blocks in lists. Returns undefined where a key is missing, and the
 * unresolved value itself where the path runs into one.
 */
export function valueAt(value: Value | undefined, path: string): Value | undefined {
  let here = value
  for (const key of path.split('.')) {
    while (here?.kind === 'list') here = here.items[0]
    if (here === undefined || here.kind === 'unresolved') return here
    if (here.kind !== 'dict') return undefined
    here = here.entries.get(key)
  }
  return here
}

/** The items of a list; a single dict or scalar counts as a list of one; anything else is empty. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value.kind === 'unresolved') return []
  return value.kind === 'list' ? value.items : [value]
}

/**
 * Every value at a path of keys: lists on the way and at its end are entered item by item; an unresolved value that the path
 * runs into is one of them.
 */
export function valuesAt(value: Value, path: string): Value[] {
  let here: Value[] = [value]
  for (const key of path.split('.'))
    here = here.flatMap((each) =>
      each.kind === 'unresolved'
        ? [each]
        : itemsOf(each).flatMap((item) => (item.kind === 'dict' ? (item.entries.get(key) ?? []) : [])),
    )
  return here.flatMap((each) => (each.kind === 'list' ? each.items : [each]))
}

/** The scalar's text, or undefined if there is no scalar. Numbers and booleans are written out. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined
}

/** true or false if the scalar says so, in any of the spellings of YAML 1.1, JSON and HCL; else undefined. */
export function truthOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value)?.toLowerCase()
  if (text === undefined) return undefined
  if (['true', 'yes', 'on'].includes(text)) return true
  return ['false', 'no', 'off'].includes(text) ? false : undefined
}

/** The scalar as a number, or undefined. */
export function numberOf(value: Value | undefined): number | undefined {
  const text = textOf(value)
  return text !== undefined && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
}

/** Whether somebody else decides the value: it is an expression, or a default that who applies the code may replace. */
export function isOpen(value: Value | undefined): boolean {
  if (value === undefined) return false
  if (value.kind === 'unresolved') return true
  return (value.via ?? []).some((name) => name.startsWith('var.') || name.startsWith('.Values'))
}

/** Whether `value`, or anything below it, could not be resolved. */
export function hasUnresolved(value: Value | undefined): boolean {
  switch (value?.kind) {
    case 'unresolved':
      return true
    case 'list':
      return value.items.some(hasUnresolved)
    case 'dict':
      return [...value.entries.values()].some(hasUnresolved)
    default:
      return false
  }
}

/** What the unresolved values refer to, at any depth below `value`. */
export function referencesIn(value: Value | undefined): readonly string[] {
  switch (value?.kind) {
    case 'unresolved':
      return value.references
    case 'list':
      return value.items.flatMap(referencesIn)
    case 'dict':
      return [...value.entries.values()].flatMap(referencesIn)
    default:
      return []
  }
}
