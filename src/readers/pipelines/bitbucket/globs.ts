const MAX_ALTERNATIVES = 64

/** The patterns of `{main,release/*}`; a pattern without braces, or with several or nested ones, stands for itself. */
export function alternativesOf(pattern: string): string[] {
  const open = pattern.indexOf('{')
  const close = pattern.indexOf('}')
  const inner = pattern.slice(open + 1, close)
  const isPlain = open >= 0 && close > open && !inner.includes('{') && !pattern.slice(close).includes('{')
  const parts = isPlain ? inner.split(',').map((part) => part.trim()) : []
  if (parts.length < 2 || parts.length > MAX_ALTERNATIVES) return [pattern]
  return parts.map((part) => pattern.slice(0, open) + part + pattern.slice(close + 1))
}
