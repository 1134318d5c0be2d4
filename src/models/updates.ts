import type { Located, Location } from '../core/location.js'

/** One kind of dependencies that an {@link Updater} looks after, and where. */
export interface UpdateScope {
  /** As for a manifest (`npm`, `python`, `go` …), or `github-actions`, `docker`, `terraform`; others as the tool calls them. */
  readonly ecosystem: string
  /** Globs of the files that it reads. */
  readonly files: readonly string[]
  /** Globs of files that it leaves out. */
  readonly ignored: readonly string[]
  /** How often it looks, where that is less than once a month. */
  readonly slow?: Located<string>
  /** Set where it proposes nothing but versions that close a vulnerability. */
  readonly securityOnly?: Location
  /** Whether new versions must be some days old before they are proposed. */
  readonly waits: boolean
  readonly at: Location
}

/** A bot that proposes newer versions of dependencies, as its configuration in the tree describes it. */
export interface Updater {
  /** `dependabot`, `renovate`, `scala-steward`, `pyup`, `updatecli`. */
  readonly tool: string
  readonly scopes: readonly UpdateScope[]
  /** Why there may be more scopes than are listed: shared settings from elsewhere, a configuration that is not understood. */
  readonly open?: string
  /** Set where the bot no longer reads this file. */
  readonly obsolete?: true
  readonly at: Location
}
