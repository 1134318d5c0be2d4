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

/** What a data file shows of whose data it holds. */
export interface DataFile {
  readonly path: string
  /** The backup program that wrote it, if it says so: `pg_dump`. */
  readonly writtenBy?: string
  /** Whether statements of a dump bring rows, those left out in which tools keep what they have done. */
  readonly hasRows: boolean
  /** Number of different e-mail addresses that may be somebody's, beside other columns about a person; 0 without those. */
  readonly addresses: number
  /** Number of addresses that are nobody's: of reserved domains, or with words for made-up ones. */
  readonly reserved: number
  /** True if most addresses carry their place in the list, as generators write them. */
  readonly numbered: boolean
  /** True if hardly two addresses share a domain: contacts of organisations, which are mostly published. */
  readonly organisations: boolean
  /** The line of the first address that may be somebody's, or the file. */
  readonly at: Location
}

/**
 * What a setting of a test runner or build tool says: that coverage is collected; that too little of it fails the run;
 * that a failing test is run again, so that failures that come and go are not seen (`retry`), are named apart in the
 * results (`retry-named`), or only some of them are run again or still fail the run (`retry-limited`); that tests run at
 * the same time, or one after another.
 */
export type TestSettingKind =
  'coverage' | 'coverage-floor' | 'retry' | 'retry-named' | 'retry-limited' | 'parallel' | 'serial'

export interface TestSetting {
  readonly kind: TestSettingKind
  readonly tool: string
  /** The language whose tests it is about; absent for services that take those of any. */
  readonly language?: string
  /** As written. */
  readonly what: string
  readonly at: Location
}

/** What the test files of the repository say. Each part is read when asked for. */
export interface Tests {
  /** The first place of each package, and the first of each purpose that test code and file names show in a language. */
  readonly signs: readonly TestSign[]
  readonly suites: readonly TestSuite[]
  /** Tests that run alone, so that the others of the suite do not. */
  readonly focused: readonly TestMark[]
  /** Of each configuration file, the first of each kind and tool. */
  readonly settings: readonly TestSetting[]
  readonly data: readonly DataFile[]
  /** Data files that are kept elsewhere (Git LFS, git-annex), too large or too many to be read. */
  readonly dataUnread: readonly string[]
  /** False if there are more, or larger, test files than are read. */
  readonly complete: boolean
}
