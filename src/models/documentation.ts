import type { Located } from '../core/location.js'

/** What is written for people in files of its own, and what makes pages of it. */
export interface Documentation {
  /**
   * Paths of documents, sorted: no texts that hosts show by themselves (README, CONTRIBUTING, SECURITY …), no lists of
   * changes, no instructions for programs, and none of tests or samples.
   */
  readonly documents: readonly string[]
  /** Tools and services whose settings tell how the documents become a site: `MkDocs` in `mkdocs.yml`. */
  readonly builders: readonly Located<string>[]
}
