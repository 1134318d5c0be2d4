import type { FailOn, Scope } from './report.js'
import type { Location } from './location.js'
import type { Severity } from './severity.js'

/** What the configuration says about one check. */
export interface CheckPolicy {
  readonly enabled: boolean
  /** Replaces the check's severity as an upper limit. */
  readonly severity?: Severity
  /** The check's own options, not yet validated against its schema. */
  readonly options?: Readonly<Record<string, unknown>>
}

/** A finding, or a practice, that the owners have decided to live with for a time. */
export interface Exception {
  readonly check?: string
  readonly practice?: string
  /** Name of the service whose findings it holds for; all of them without it. */
  readonly service?: string
  /** Globs; empty means everywhere. */
  readonly paths: readonly string[]
  readonly reason: string
  readonly owner: string
  /** ISO date, the last day it holds. A missing or malformed date arrives here as an empty string: expired. */
  readonly expires: string
  readonly at: Location
  /** Set if it comes from a file that the configuration extends: it is for other repositories too. */
  readonly inherited?: boolean
}

/** A person's word for a practice that files cannot show. */
export interface Attestation {
  /** Practice id. */
  readonly id: string
  readonly status: 'met' | 'partial' | 'not-met' | 'not-applicable'
  readonly statement: string
  readonly owner: string
  /** URL or tracked path. */
  readonly evidence: string
  /** Name of the one service that it speaks of; then it says nothing of the repository as a whole. */
  readonly service?: string
  /** Globs: it speaks of the services that lie in them alone; then it says nothing of the repository as a whole. */
  readonly paths?: readonly string[]
  /** ISO dates; malformed ones arrive as empty strings and count as expired. */
  readonly attestedOn: string
  readonly expiresOn: string
  readonly at: Location
  /** Set if it comes from a file that the configuration extends. */
  readonly inherited?: boolean
}

/** `# pillarlint-ignore <check>: <reason>`; covers its own line and the one below, or the whole step or block it heads. */
export interface Suppression {
  readonly check: string
  readonly reason: string
  readonly at: Location
}

/** Findings that were accepted once and for all: those with one fingerprint. */
export interface Accepted {
  /** How many of them are accepted, at least one; any more are open. */
  readonly count: number
  /** Id of their check. Absent in lists of bare fingerprints, as is all that follows. */
  readonly check?: string
  /** The file that they are in; also absent for findings about the repository as a whole. */
  readonly file?: string
}

/** What decides about one service, inherited values filled in. */
export type ServicePolicy = Pick<Policy, 'failOn' | 'unknown' | 'gatePractices' | 'checks' | 'leftOut' | 'exempt'> & {
  /** Where it is said. */
  readonly at: Location
}

/** What the configuration says of one service of a monorepo. */
export interface ServiceRules {
  readonly name: string
  /** Folders and globs, as written. */
  readonly paths: readonly string[]
  /** Where each path is written. */
  readonly pathsAt: readonly Location[]
  readonly at: Location
  /** Absent if it says nothing of its own: then all that holds for the file holds for it. */
  readonly own?: ServicePolicy
  readonly kind?: string
}

/** Everything that decides what findings mean. In a pull request it comes from the base revision. */
export interface Policy {
  readonly failOn: FailOn
  /** Undefined: `changes` in pull requests whose base is readable, else `repository`. */
  readonly scope?: Scope
  readonly unknown: 'ignore' | 'fail'
  /** Practices that gate beside those of the fail-on category. */
  readonly gatePractices: readonly string[]
  readonly checks: ReadonlyMap<string, CheckPolicy>
  readonly exceptions: readonly Exception[]
  readonly attestations: readonly Attestation[]
  /** Practices that do not count here, with the reason: those that the profile or the configuration leaves out. */
  readonly leftOut: ReadonlyMap<string, string>
  /** Checks that the profile switches off, which therefore hold no level back. */
  readonly exempt: ReadonlySet<string>
  /** Checks that are newer than the epoch of the configuration, and only warn. */
  readonly newer: ReadonlySet<string>
  /** What is accepted once and for all, by fingerprint. */
  readonly baseline: ReadonlyMap<string, Accepted>
  /** The services of a monorepo as the configuration names them; `off`: there are none. Without it they are derived. */
  readonly services?: 'off' | readonly ServiceRules[]
  /** ISO date of the run, for expiry; injected because nothing below reads a clock. */
  readonly today: string
}
