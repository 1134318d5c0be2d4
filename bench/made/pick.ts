/** One of `choices`, spread so that neighbours differ. */
export function pick<T>(choices: readonly [T, ...T[]], index: number): T {
  return choices[(index * 7 + Math.floor(index / 3)) % choices.length] ?? choices[0]
}
