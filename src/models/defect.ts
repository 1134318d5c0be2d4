import type { Location } from '../core/location.js'

/** A file, or a part of one, that is not what it claims to be. */
export interface FileDefect {
  readonly at: Location
  readonly message: string
  /** True for pipeline files: what they would show is missing from every verdict. */
  readonly pipeline: boolean
}
