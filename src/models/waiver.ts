import type { Location } from '../core/location.js'

/** A finding of a scanner that somebody told it to leave out. */
export interface Waiver {
  /** `checkov`, `trivy`, `snyk` … */
  readonly tool: string
  /** What is left out: `CKV_AWS_20`, `CVE-2026-1234`; empty where the comment leaves out everything. */
  readonly rule: string
  /** `comment`: beside what it is about. `entry`: in a file of the tool, all of whose entries may have an end. */
  readonly form: 'comment' | 'entry'
  /** What was written about it, in its own words; absent if that is nothing. */
  readonly reason?: string
  /** The day after which the tool reports it again, as `2026-12-31`. */
  readonly expires?: string
  readonly at: Location
}
