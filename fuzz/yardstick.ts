import process from 'node:process'

/** A text like those that readers take: it is split, looked through and kept in a map, as they do. */
const TEXT = 'jobs: { build: { needs: [test], steps: [checkout, "npm ci"] } }\n'.repeat(600)

/** Runs before the first one counts: by then it is compiled. */
const WARMING = 12

/** Runs of which the best is taken: one alone may meet a pause for garbage. */
const RUNS = 5

/** No machine is believed to be busier than that: it would excuse any text. */
const MOST = 3

let best = Infinity

/**
 * How many times longer a fixed piece of work takes now than the best time of this process: 1 on a machine that does
 * nothing else, up to 3 where others share its caches and cores. Processor time alone does not tell: it grows too.
 */
export function disturbance(): number {
  if (best === Infinity) for (let run = 0; run < WARMING; run++) best = Math.min(best, work())
  const now = Math.min(...Array.from({ length: RUNS }, work))
  best = Math.min(best, now)
  return Math.min(MOST, now / best)
}

/** Milliseconds of processor time. */
function work(): number {
  const began = process.cpuUsage()
  const places = new Map<string, { readonly line: number; readonly column: number }>()
  TEXT.split('\n').forEach((text, line) => {
    for (let column = 0; column < text.length; column++) {
      if (text.charCodeAt(column) === 32) places.set(text.slice(0, column) + String(line), { line, column })
    }
  })
  const { user, system } = process.cpuUsage(began)
  return Math.max(0.001, (user + system) / 1_000)
}
