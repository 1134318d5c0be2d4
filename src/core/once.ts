/** Reads on the first call and keeps the result. */
export function once<T>(read: () => T): () => T {
  let kept: { readonly value: T } | undefined
  return () => (kept ??= { value: read() }).value
}

/** Reads once for each object, and keeps the result for as long as the object is there. */
export function oncePer<K extends object, V>(read: (key: K) => V): (key: K) => V {
  const kept = new WeakMap<K, { readonly value: V }>()
  return (key) => {
    const before = kept.get(key)
    if (before !== undefined) return before.value
    const value = read(key)
    kept.set(key, { value })
    return value
  }
}

/**
 * Reads once for each text, for what is written in the same words over and over. What was read must not be changed. Of long
 * texts nothing is kept, and nothing of the others once there are too many.
 */
export function oncePerText<V>(read: (text: string) => V): (text: string) => V {
  const kept = new Map<string, V>()
  return (text) => {
    const before = kept.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (text.length <= LONGEST_KEPT) {
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(text, value)
    }
    return value
  }
}

const LONGEST_KEPT = 500
const MOST_KEPT = 2_000

/** `values` with a getter for each function, which reads when it is first asked. */
export function withGetters<R extends Readonly<Record<string, () => unknown>>, V extends object>(
  reads: R,
  values: V,
): V & { readonly [K in keyof R]: ReturnType<R[K]> } {
  for (const [name, get] of Object.entries(reads)) Object.defineProperty(values, name, { get, enumerable: true })
  return values as V & { readonly [K in keyof R]: ReturnType<R[K]> }
}
