import type { Location } from '../core/location.js'

/** What somebody can see of a running service by what is found. */
export type ObservabilityKind =
  | 'metrics'
  | 'traces'
  /** Log lines that are records with fields. */
  | 'structured-logs'
  /** Something that brings log lines away from where they are written. */
  | 'log-shipping'
  | 'error-tracking'
  /** What browsers and apps of users report. */
  | 'user-monitoring'
  /** An agent that watches requests, their time and their errors from within. */
  | 'application-monitoring'
  /** Somebody from outside who tries it on a schedule. */
  | 'synthetic-check'
  | 'dashboard'
  /** A service level objective. */
  | 'objective'

/** A package or a file that shows how a service is observed. */
export interface ObservabilitySign {
  readonly kind: ObservabilityKind
  /** The package or the path. */
  readonly what: string
  /** As for a manifest, where a package shows it. */
  readonly ecosystem?: string
  readonly at: Location
}
