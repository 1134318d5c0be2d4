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

/** What tests are for that a package, a path or a line of test code shows. */
export type TestPurpose =
  | 'integration'
  | 'end-to-end'
  | 'contract'
  | 'performance'
  | 'accessibility'
  | 'resilience'
  | 'infrastructure'
  | 'data-quality'
  | 'data-logic'
  | 'dynamic-security'

/** A sign that there are tests for a purpose; whether they run is for the pipelines to say. */
export interface TestSign {
  readonly purpose: TestPurpose
  /** The language whose test command runs them; absent where a tool of its own does. */
  readonly language?: string
  /** The package, the path or the code. */
  readonly what: string
  /** Whether the file says what must hold, so that the tests can fail by it; absent where that is not looked for. */
  readonly asserts?: boolean
  /** A manifest names it: what tests may be written with, not that there are some. */
  readonly named?: true
  readonly at: Location
}

/** What the test files of the repository say. Each part is read when asked for. */
export interface Tests {
  /** The first place of each package, and the first of each purpose that test code and file names show in a language. */
  readonly signs: readonly TestSign[]
  readonly suites: readonly TestSuite[]
  /** Tests that run alone, so that the others of the suite do not. */
  readonly focused: readonly TestMark[]
  /** False if there are more, or larger, test files than are read. */
  readonly complete: boolean
}
