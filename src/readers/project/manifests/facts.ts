import type { PathMatcher } from '../../../core/glob.js'
import type { Location } from '../../../core/location.js'
import type { FileIndex } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'

/** What one manifest says about itself. */
export interface ManifestFacts {
  readonly hasDependencies: boolean | undefined
  readonly publishable: boolean | undefined
  /** Set where the manifest is the root of a workspace: tells whether a folder, relative to it, is a member. */
  readonly isMember?: PathMatcher
  /** Set where the manifest pins everything by itself, or names an unusual lock file. */
  readonly lockFile?: string
  /** Set where each requirement names one version, without more. */
  readonly exact?: true
  /** The place of the dependencies; by default the file. */
  readonly at?: Location
}

/** The package format of one package manager. */
export interface Ecosystem {
  readonly name: string
  /** Whether a file of that name (without folder) is a manifest. */
  isManifest(name: string): boolean
  /** Lock files that cover a manifest in the same folder, the preferred first. */
  readonly lockFiles: readonly string[]
  /** Undefined if the file is no manifest after all (a `pyproject.toml` with tool settings only). */
  read(manifest: ManifestSource): ManifestFacts | undefined
}

export interface ManifestSource {
  readonly path: string
  /** The manifest's folder; empty for the root. */
  readonly folder: string
  readonly text: string
  readonly context: ReaderContext
  readonly index: FileIndex
}
