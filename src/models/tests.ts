import type { Location } from '../core/location.js'

/** A place in a test file by which tests do not run, or run alone. */
export interface TestMark {
  readonly language: string
  /** As written, without its arguments: `it.only`, `@Disabled`. */
  readonly construct: string
  readonly at: Location
}

/** What the test files of one language declare, as far as they were read. */
export interface TestSuite {
  readonly language: string
  readonly files: number
  /** Tests that the files declare, counted by the keywords of their runners: close, not exact. */
  readonly declared: number
  /** Switched off for good, without a reason in their arguments or a comment beside them. */
  readonly disabled: readonly TestMark[]
  /** Number of those that are switched off with a reason. */
  readonly explained: number
}

/** What the test files of the repository say. Read when asked for. */
export interface Tests {
  readonly suites: readonly TestSuite[]
  /** Tests that run alone, so that the others of the suite do not. */
  readonly focused: readonly TestMark[]
  /** False if there are more, or larger, test files than are read. */
  readonly complete: boolean
}
