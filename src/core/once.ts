/** Reads on the first call and keeps the result. */
export function once<T extends object>(read: () => T): () => T {
  let kept: T | undefined
  return () => (kept ??= read())
}
