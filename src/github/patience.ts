/** How long a run may wait for GitHub. */
export interface Patience {
  /** Milliseconds that waiting for another try, and for answers that never come, may cost: reading and publishing each. */
  readonly totalMs: number
  /** Milliseconds after which a request that is not fully answered counts as failed. */
  readonly timeoutMs: number
  /** Milliseconds with requests under way after which nothing more is read. */
  readonly readMs: number
  /** The same for publishing, which has a time of its own: what was found is told even where reading took too long. */
  readonly publishMs: number
  /** Milliseconds that a second of waiting lasts; tests shorten it. */
  readonly secondMs: number
}

/** GitHub ends requests itself after 10 seconds (GitHub docs: Troubleshooting the REST API, time-outs). */
export const DEFAULT_PATIENCE: Patience = {
  totalMs: 20_000,
  timeoutMs: 10_000,
  readMs: 60_000,
  publishMs: 30_000,
  secondMs: 1000,
}

/** What one purpose, reading or publishing, may still spend: requests, which both share, and time, which they do not. */
export interface Purse {
  /** Takes one request; false if none is left for this purpose. */
  take(): boolean
  /** Takes `ms` from the time that is left for waiting; false, and nothing taken, if there is not as much. */
  wait(ms: number): boolean
  /** Takes time that was lost without having been asked for, as by a request that timed out. */
  lose(ms: number): void
  /** Performs a task with the clock running. */
  during<T>(task: () => Promise<T>): Promise<T>
  /** Milliseconds that requests may still be under way. */
  readonly leftMs: number
  /** True once nothing more may be sent for want of time. */
  readonly outOfTime: boolean
}

/** What a run may still spend on GitHub. */
export interface Budget {
  /** Requests sent so far. */
  readonly spent: number
  readonly reading: Purse
  readonly publishing: Purse
}

/** A budget of `calls` requests, of which reading leaves `kept` for publishing. */
export function createBudget(calls: number, kept: number, patience: Patience): Budget {
  let spent = 0
  const take = (reserved: number) => (): boolean => {
    if (spent + reserved >= calls) return false
    spent += 1
    return true
  }
  return {
    get spent() {
      return spent
    },
    reading: createPurse(take(kept), patience.totalMs, patience.readMs),
    publishing: createPurse(take(0), patience.totalMs, patience.publishMs),
  }
}

function createPurse(take: () => boolean, waitMs: number, mostMs: number): Purse {
  let waited = 0
  let lost = 0
  const clock = createStopwatch()
  const leftMs = (): number => Math.max(0, mostMs - clock.elapsedMs)
  return {
    take,
    wait(ms) {
      if (waited + lost + ms > waitMs || ms >= leftMs()) return false
      waited += ms
      return true
    },
    lose: (ms) => void (lost += ms),
    during: (task) => clock.during(task),
    get leftMs() {
      return leftMs()
    },
    get outOfTime() {
      return lost >= waitMs || leftMs() === 0
    },
  }
}

/** Adds up the time in which at least one task is under way. */
function createStopwatch() {
  let running = 0
  let since = 0
  let before = 0
  return {
    get elapsedMs(): number {
      return before + (running > 0 ? performance.now() - since : 0)
    },
    async during<T>(task: () => Promise<T>): Promise<T> {
      if (running === 0) since = performance.now()
      running += 1
      try {
        return await task()
      } finally {
        running -= 1
        if (running === 0) before += performance.now() - since
      }
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
