import type { AdapterReading } from '../reading.js'
import type { Lockfile } from './lockfile.js'
import type { Budget } from './scope.js'

export * from '../reading.js'

/** What every part of the adapter works with. */
export interface Reading extends AdapterReading {
  readonly lock: Lockfile
  /** Files of local actions that were met on the way. */
  readonly actionFiles: Set<string>
  readonly budget: Budget
}
