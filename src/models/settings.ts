import type { IntentKind } from '../core/intent-kind.js'
import type { Attestation } from '../core/policy.js'
import type { OwnersHost } from './codeowners.js'
import type { Tier } from './pipeline.js'
import type { RepositoryKind } from './project.js'

/** A command or an action that the user's configuration explains to the linter. */
export interface LexiconEntry {
  /** First words of a command (`./bin/ship`, `make release`). */
  readonly command?: string
  /** `owner/repo[/path]`, the path of an action of the tree, or `system:name` of another CI system's. */
  readonly action?: string
  /** Empty: it does nothing that a practice asks for. */
  readonly intents: readonly IntentKind[]
  readonly tool?: string
  /** Languages or ecosystems that it covers; absent: it is tied to none. */
  readonly covers?: readonly string[]
}

/** What the configuration says about the repository itself, for readers and checks. */
export interface Settings {
  /** Overrides the detected kind. */
  readonly kind?: RepositoryKind
  /** Overrides what files and the clone's remote say of the host. */
  readonly host?: OwnersHost
  /** Environment name → tier, before the name table. */
  readonly environments: ReadonlyMap<string, Tier>
  /** Globs of paths that are not judged, beside the built-in ones. */
  readonly exclude: readonly string[]
  /** Owners (`acme`) or repositories (`acme/deploy`) whose actions may be referenced by tag. */
  readonly trustedOwners: readonly string[]
  /** Globs that need an owner, beside the built-in ones. */
  readonly criticalPaths: readonly string[]
  readonly lexicon: readonly LexiconEntry[]
  /** What people vouch for; of a change, as the base has it. Absent: nothing. */
  readonly attestations?: readonly Attestation[]
  /** The day of the run, as `2026-12-31`; absent where it is not known. */
  readonly today?: string
}

export const NO_SETTINGS: Settings = {
  environments: new Map(),
  exclude: [],
  trustedOwners: [],
  criticalPaths: [],
  lexicon: [],
}
