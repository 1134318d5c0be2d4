/** A value that the linter cannot know: it depends on the run. */
export const UNKNOWN: unique symbol = Symbol('unknown')
export type Unknown = typeof UNKNOWN

/** A value of GitHub's expression language. */
export type Data = string | number | boolean | null | readonly (Data | Unknown)[] | DataMap
export type DataMap = ReadonlyMap<string, Data | Unknown>

/** Deeper values are not known: nobody nests a matrix this far. */
export const MAX_DATA_DEPTH = 30

/** A context of which only some properties are known; the others are not known rather than missing. */
export class PartialMap extends Map<string, Data | Unknown> {}

export function isDataMap(data: Data | Unknown): data is DataMap {
  return data instanceof Map
}

/** The text that GitHub puts in place of an expression with this value. */
export function dataText(data: Data): string {
  if (data === null) return ''
  if (Array.isArray(data)) return 'Array'
  return isDataMap(data) ? 'Object' : String(data)
}

/** The value of parsed JSON. */
export function dataOfJson(json: unknown, depth = 0): Data | Unknown {
  if (depth > MAX_DATA_DEPTH) return UNKNOWN
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json
  if (Array.isArray(json)) return json.map((item) => dataOfJson(item, depth + 1))
  if (typeof json !== 'object') return UNKNOWN
  return new Map(Object.entries(json).map(([key, value]) => [key, dataOfJson(value, depth + 1)]))
}

/** Whether anything in the value is not known. */
export function holdsUnknown(data: Data | Unknown): boolean {
  if (data === UNKNOWN) return true
  if (Array.isArray(data)) return data.some(holdsUnknown)
  return isDataMap(data) && [...data.values()].some(holdsUnknown)
}

/**
 * Equality as matrix filters see it: texts without regard to case; a mapping matches if it has at least what the
 * filter names. Not known where either side is not known.
 */
export function matches(data: Data | Unknown, filter: Data | Unknown): boolean | Unknown {
  if (data === UNKNOWN || filter === UNKNOWN) return UNKNOWN
  if (isDataMap(filter)) {
    return isDataMap(data) ? every([...filter], ([key, value]) => matches(data.get(key) ?? null, value)) : false
  }
  if (Array.isArray(filter)) {
    if (!Array.isArray(data) || data.length !== filter.length) return false
    return every([...filter.entries()], ([index, value]) => matches(data[index] ?? null, value))
  }
  return looselyEqual(data, filter)
}

/** `==` of the expression language for scalars. */
export function looselyEqual(left: Data, right: Data): boolean {
  if (typeof left === typeof right) {
    return typeof left === 'string' ? left.toLowerCase() === String(right).toLowerCase() : left === right
  }
  return numberOf(left) === numberOf(right)
}

/** A scalar as the number that comparisons of unlike types use; NaN for collections and other text. */
export function numberOf(data: Data): number {
  if (data === null) return 0
  if (typeof data === 'boolean') return data ? 1 : 0
  if (typeof data === 'string') return data.trim() === '' ? 0 : Number(data)
  return typeof data === 'number' ? data : Number.NaN
}

/** Whether a value counts as true. */
export function isTruthy(data: Data): boolean {
  return !(data === null || data === false || data === 0 || data === '' || Number.isNaN(data))
}

function every<T>(items: readonly T[], test: (item: T) => boolean | Unknown): boolean | Unknown {
  let result: boolean | Unknown = true
  for (const item of items) {
    const one = test(item)
    if (one === false) return false
    if (one === UNKNOWN) result = UNKNOWN
  }
  return result
}
