/**
 * Compares `major.minor` versions, with or without a patch: below 0 if `a` is the older. A patch counts for nothing: it
 * brings no new rules.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  return (left[0] ?? 0) - (right[0] ?? 0) || (left[1] ?? 0) - (right[1] ?? 0)
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number)
}
