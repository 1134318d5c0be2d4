import type { Location } from '../core/location.js'

/**
 * What a document puts on record. `delivery`: how a change gets out. `decision`: why something was chosen. `support`: which
 * versions are kept up, and how old ones end. `threat-model`: what could be attacked, and what stands against it.
 * `recovery-objectives`: how much may be lost, and for how long. `incident-plan`: who does what in an incident.
 * `post-incident`: what was learned from one.
 */
export type RecordKind =
  'delivery' | 'decision' | 'support' | 'threat-model' | 'recovery-objectives' | 'incident-plan' | 'post-incident'

/** A document, or the part of one under a heading. */
export interface DocumentRecord {
  readonly kind: RecordKind
  /** The heading, or the path where the whole document is meant. */
  readonly what: string
  /** Up to 2,000 lines as written, the first at `at`; what stands in comments or is too long for a sentence is blank. */
  readonly lines: readonly string[]
  /** Words of more than one letter. */
  readonly words: number
  readonly at: Location
}
