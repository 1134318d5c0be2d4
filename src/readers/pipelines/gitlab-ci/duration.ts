/** Minutes of one unit, by its first letters. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['s', 1 / 60],
  ['sec', 1 / 60],
  ['secs', 1 / 60],
  ['second', 1 / 60],
  ['seconds', 1 / 60],
  ['m', 1],
  ['min', 1],
  ['mins', 1],
  ['minute', 1],
  ['minutes', 1],
  ['h', 60],
  ['hr', 60],
  ['hrs', 60],
  ['hour', 60],
  ['hours', 60],
  ['d', 1_440],
  ['day', 1_440],
  ['days', 1_440],
  ['w', 10_080],
  ['week', 10_080],
  ['weeks', 10_080],
])

const PART = /([0-9]{1,9}(?:\.[0-9]{1,3})?)\s{0,3}([a-z]{0,7})/g

/** Minutes of a time such as `1h 30m` or `90 minutes`; a number alone is seconds (GitLab docs: `timeout`). */
export function minutesOf(text: string): number | undefined {
  const parts = [...text.toLowerCase().slice(0, 100).matchAll(PART)]
  const minutes = parts.map(
    ([, number = '', unit = '']) => Number(number) * (UNITS.get(unit === '' ? 's' : unit) ?? NaN),
  )
  const sum = minutes.reduce((total, each) => total + each, 0)
  return parts.length === 0 || Number.isNaN(sum) ? undefined : Math.round(sum * 100) / 100
}
