import type { Located, Location } from '../core/location.js'

/** How versions are named and told of, as far as files say. */
export interface Releasing {
  /** Versions that manifests at the root give to what is released, as written: `1.4.0` in `package.json`. */
  readonly versions: readonly Located<string>[]
  /** Lists of changes, those nearest to the root first. */
  readonly changeLogs: readonly ChangeLog[]
  /** Tools that make versions or notes of releases, each at its settings. */
  readonly tools: readonly Located<ReleaseTool>[]
  /** Where files say that something is no longer supported, or from when on: a version that is retracted, an operation that is deprecated. */
  readonly endings: readonly Located<string>[]
}

export interface ReleaseTool {
  readonly name: string
  /** It computes the version from the history or from tags: what a manifest says is not the version. */
  readonly computes: boolean
}

/** A list of changes by version. */
export interface ChangeLog {
  /** Versions of headings as written, without a `v`, in order of the text; up to 500. */
  readonly versions: readonly string[]
  /** A part for what is not released yet. */
  readonly unreleased: boolean
  /** The first part about what is deprecated (Keep a Changelog). */
  readonly deprecated?: Location
  readonly at: Location
}
