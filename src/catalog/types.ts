import type { Effort } from '../core/report.js'
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

/** The automation maturity model; see `sources/maturity.yaml`. */
export interface MaturityModel {
  /** The five levels, lowest first. */
  readonly levels: readonly MaturityLevel[]
  /** The phases of HashiCorp's pillar, in its order. */
  readonly phases: readonly { readonly id: string; readonly title: string }[]
  /** What each check that a level asks for belongs to, and what it takes to satisfy it. */
  readonly checks: Readonly<Record<string, { readonly phase: string; readonly effort: Effort }>>
  /** The phase of each practice that must be attested. */
  readonly attestations: Readonly<Record<string, string>>
}

/** One level of the automation maturity model and what decides it; see `sources/maturity.yaml`. */
export interface MaturityLevel {
  readonly level: number
  readonly title: string
  readonly requireAll: readonly string[]
  readonly requireAny: readonly string[]
  readonly blockers: readonly string[]
  readonly attestations: readonly string[]
  /** Ids of the published criteria: practices. */
  readonly criteria: readonly string[]
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
