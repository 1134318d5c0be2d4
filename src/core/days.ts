/** Milliseconds of a day. */
export const DAY = 24 * 60 * 60 * 1000

/** Whole days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

/** Records that end within so many days are announced. */
const ANNOUNCED = 30

/** `tomorrow`-like words for a record that ends soon; undefined for one that does not, or that has ended. */
export function endsSoon(today: string, lastDay: string): string | undefined {
  const days = daysBetween(today, lastDay)
  if (!(days >= 0 && days <= ANNOUNCED)) return undefined
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `on ${lastDay}, in ${days} days`
}
