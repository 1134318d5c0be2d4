import type { HistoryWindow } from '../../models/index.js'
import type { Cost } from './commits.js'
import type { DefaultBranch } from './default-branch.js'

/** What every part of the history is read from. */
export interface Source {
  readonly root: string
  readonly branch: DefaultBranch
  readonly window: HistoryWindow
  readonly shallow: boolean
  /** What the next process may cost: all of them share one span of time. */
  readonly cost: () => Cost
}

/** Milliseconds that all processes together may take, and bytes that one may print. */
const TOTAL_MS = 30_000
const MAX_BYTES = 64 * 1024 * 1024

/** A span of time that shrinks as processes run. */
export function sharedCost(clock: () => number = Date.now): () => Cost {
  let end: number | undefined
  return () => {
    end ??= clock() + TOTAL_MS
    return { timeout: Math.max(1, end - clock()), maxBytes: MAX_BYTES }
  }
}
