/** How long a run may wait for GitHub, in all. */
export interface Patience {
  /** Milliseconds that waiting for another try may cost, all calls together. */
  readonly totalMs: number
  /** Milliseconds after which an unanswered request counts as failed. */
  readonly timeoutMs: number
  /** Milliseconds that a second of waiting lasts; tests shorten it. */
  readonly secondMs: number
}

/** GitHub ends requests itself after 10 seconds (GitHub docs: Troubleshooting the REST API, time-outs). */
export const DEFAULT_PATIENCE: Patience = { totalMs: 20_000, timeoutMs: 10_000, secondMs: 1000 }

/** What a run may still spend on GitHub: requests, retries included, and time spent waiting. */
export interface Budget {
  /** Requests sent so far. */
  readonly spent: number
  /** Takes one request from those that are left, less the `reserved` ones; false if none is. */
  take(reserved: number): boolean
  /** Takes `ms` from the time that is left for waiting; false, and nothing taken, if there is not as much. */
  wait(ms: number): boolean
  /** True once the time for waiting is spent. */
  readonly outOfTime: boolean
  /** Takes time that was lost without having been asked for, as by a request that timed out. */
  lose(ms: number): void
}

/** A budget of `calls` requests and `waitMs` milliseconds. */
export function createBudget(calls: number, waitMs: number): Budget {
  let spent = 0
  let waited = 0
  return {
    get spent() {
      return spent
    },
    take(reserved) {
      if (spent + reserved >= calls) return false
      spent += 1
      return true
    },
    wait(ms) {
      if (waited + ms > waitMs) return false
      waited += ms
      return true
    },
    get outOfTime() {
      return waited >= waitMs
    },
    lose(ms) {
      waited += ms
    },
  }
}

/** Runs at most `most` of the given tasks at a time, in the order in which they come. */
export function createLane(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
