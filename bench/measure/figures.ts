/** The middle value, or the mean of the two in the middle; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return below === undefined || above === undefined ? undefined : (below + above) / 2
}

/** Three significant digits, so that noise looks like noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
