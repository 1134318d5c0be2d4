export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const WEEK = 7 * DAY

const ascending = (a: number, b: number): number => a - b

/** The middle value, or the mean of the two in the middle. `values` must not be empty. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort(ascending)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** The smallest value that at least `share` of all values do not exceed (nearest rank). `values` must not be empty. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort(ascending)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** `part` of `whole` in percent; 0 of nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole
}

/** With one digit after the point, with two below 1: what people read. */
export function rounded(value: number): number {
  const digits = Math.abs(value) < 1 ? 100 : 10
  return Math.round(value * digits) / digits
}

/** 1970-01-01 was a Thursday; this Monday starts the first whole week of the epoch. */
const FIRST_MONDAY = 4 * DAY

/** Milliseconds between two times, Saturdays and Sundays (UTC) left out; 0 if `until` is not later. */
export function workingTime(from: number, until: number): number {
  return Math.max(0, workedUntil(until) - workedUntil(from))
}

/** Working time since the first Monday. */
function workedUntil(time: number): number {
  const since = time - FIRST_MONDAY
  const weeks = Math.floor(since / WEEK)
  return weeks * 5 * DAY + Math.min(since - weeks * WEEK, 5 * DAY)
}
