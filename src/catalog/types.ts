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
  readonly url: string
  readonly observe: readonly Observation[]
  /** `all`: every deciding check that applies must be seen to pass. `any`: one pass suffices. */
  readonly needs: 'all' | 'any'
  /** What holds when a complete reader sees no signal of any kind. */
  readonly absence: Extract<Verdict, 'not-met' | 'unknown' | 'not-applicable'>
  /** Ids of the checks that decide it, built or planned. Empty: only a person can attest it. */
  readonly checks: readonly string[]
  /** Phase of HashiCorp's pillar that it belongs to, where the pillar says so. */
  readonly phase?: string
  /**
   * Ids of those of them that tell whether there is anything here that the practice speaks about. Where each of these finds
   * nothing to judge, what the others see or doubt is no part of it. Absent: every deciding check tells.
   */
  readonly appliesBy?: readonly string[]
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
  /** The capability of the DevOps Guidance, or the question of AWS Well-Architected, that it belongs to. */
  readonly group?: PracticeGroup
  /** `high`, `medium` or `low`: the published level of risk where it is not established. */
  readonly risk?: string
  readonly appliesWhen?: string
  readonly metWhen?: readonly string[]
  readonly notMetWhen?: readonly string[]
  readonly partlyMetWhen?: readonly string[]
  readonly unknownWhen?: readonly string[]
  /** Known ways to judge it wrongly. */
  readonly traps?: readonly string[]
}

export interface PracticeGroup {
  readonly title: string
  readonly url: string
  /** What the DevOps Guidance warns of, by title. */
  readonly antiPatterns?: readonly string[]
  /** What it measures the capability by, by title. */
  readonly metrics?: readonly string[]
}
