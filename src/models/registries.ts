import type { Located } from '../core/location.js'

/** A place of packages that a file of the tree names for its package manager. */
export interface RegistrySetting {
  /** As for a manifest: `npm`, `python`, `nuget` … */
  readonly ecosystem: string
  readonly url: Located<string>
  /**
   * `default`: every package comes from there. `extra`: asked beside another one, and whichever has the higher version
   * wins. `named`: only packages that are assigned to it. `publish`: packages are brought there.
   */
  readonly role: 'default' | 'extra' | 'named' | 'publish'
}
