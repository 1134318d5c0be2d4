/** The environment with the assignments in front of a command; what is not literal is no longer known. */
export function withLiterals(
  env: ReadonlyMap<string, string>,
  assigned: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (assigned.size === 0) return env
  const result = new Map(env)
  for (const [name, value] of assigned) {
    if (/[$`]/.test(value)) result.delete(name)
    else result.set(name, value)
  }
  return result
}
