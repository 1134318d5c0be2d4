import type { Located, Location } from '../core/location.js'

/** A security.txt that is given out with a site (RFC 9116). */
export interface SecurityText {
  /** Values of its `Contact` fields. */
  readonly contacts: readonly string[]
  /** When it ends, as written; absent where it does not say. */
  readonly expires?: Located<string>
  /** Something fills it in when the site is built: what it lacks here may be there. */
  readonly filledLater: boolean
  readonly at: Location
}
