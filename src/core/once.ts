/** Reads on the first call and keeps the result. */
export function once<T extends object>(read: () => T): () => T {
  let kept: T | undefined
  return () => (kept ??= read())
}

/** `values` with a getter for each function, which reads when it is first asked. */
export function withGetters<R extends Readonly<Record<string, () => unknown>>, V extends object>(
  reads: R,
  values: V,
): V & { readonly [K in keyof R]: ReturnType<R[K]> } {
  for (const [name, get] of Object.entries(reads)) Object.defineProperty(values, name, { get, enumerable: true })
  return values as V & { readonly [K in keyof R]: ReturnType<R[K]> }
}
