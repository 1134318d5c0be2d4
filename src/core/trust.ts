import type { Location } from './location.js'
import type { Message } from './message.js'

/** What a change does to the linter that judges it. */
export const TRUST_KINDS = [
  'step-removed',
  'step-disabled',
  'step-loosened',
  'step-replaced',
  'config-removed',
  'config-loosened',
  'baseline-grown',
  'exception-added',
  'attestation-added',
  'suppression-added',
  'owners-changed',
  'files-left-out',
] as const
export type TrustKind = (typeof TRUST_KINDS)[number]

/** A change to what judges changes, for an owner to look at. It counts for no practice and never fails the gate. */
export interface TrustChange {
  readonly kind: TrustKind
  readonly message: Message
  /** In the head; in the base if it was removed together with its file. */
  readonly at?: Location
}

/** With those who own the file. */
export interface TrustNotice extends TrustChange {
  /** As CODEOWNERS of the base names them: `@acme/platform`. Empty if it names nobody. */
  readonly owners: readonly string[]
}

/** More than these are counted in one notice. */
export const MOST_TRUST_NOTICES = 50
