/** The value of an own key of an object; undefined for anything else. Made for data of unknown shape. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let current = value
  for (const key of keys) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Readonly<Record<string, unknown>>)[key]
  }
  return current
}

/** The text there, if there is one that is not empty. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys)
  return typeof found === 'string' && found.trim() !== '' ? found : undefined
}

/** The whole number from `least` up there. */
export function countAt(value: unknown, least: number, ...keys: readonly string[]): number | undefined {
  const found = at(value, ...keys)
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= least ? found : undefined
}

/** The list there; empty if there is none. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys)
  return Array.isArray(found) ? (found as unknown[]) : []
}
