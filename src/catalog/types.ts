import type { Category, Framework, Verdict } from '../core/verdict.js'

/** Where evidence for a practice can be seen. */
export type Observation = 'files' | 'settings' | 'history' | 'attestation'

/** One practice of one framework: a published statement of what should be true. */
export interface Practice {
  readonly id: string
  readonly framework: Framework
  readonly title: string
  /** Only the AWS DevOps Guidance grades its indicators. */
  readonly category: Category | null
  readonly url: string | null
  readonly observe: readonly Observation[]
  /** `all`: every deciding check that applies must be seen to pass. `any`: one pass suffices. */
  readonly needs: 'all' | 'any'
  /** What holds when a complete reader sees no signal of any kind. */
  readonly absence: Extract<Verdict, 'not-met' | 'unknown' | 'not-applicable'>
  /** Ids of the checks that decide it, built or planned. Empty: only a person can attest it. */
  readonly checks: readonly string[]
}

/** One level of the automation maturity model and what decides it; see `sources/maturity.yaml`. */
export interface MaturityLevel {
  readonly level: number
  readonly title: string
  readonly requireAll: readonly string[]
  readonly requireAny: readonly string[]
  readonly blockers: readonly string[]
  readonly attestations: readonly string[]
}

/** What is only needed to explain a practice to a person. */
export interface PracticeText {
  readonly section: string
  readonly summary: string
}
