/** Whether `text` fits `pattern`, in which a `*` at either end stands for any text. Linear. */
export function fits(text: string, pattern: string): boolean {
  const open = pattern.startsWith('*')
  const tail = pattern.length > 1 && pattern.endsWith('*')
  const core = pattern.slice(open ? 1 : 0, tail ? -1 : undefined)
  if (open && tail) return text.includes(core)
  if (open) return text.endsWith(core)
  return tail ? text.startsWith(core) : text === core
}

/** Whether `text` fits any of `patterns`. */
export function fitsAny(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => fits(text, pattern))
}
