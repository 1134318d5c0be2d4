import type { Located, Location } from '../core/location.js'

/** `change-template`: what a new pull request or merge request starts with. `runbook`: what to do in operation, in steps.
 * `security-policy`: how to report a vulnerability. */
export type GuideKind = 'readme' | 'contributing' | 'change-template' | 'runbook' | 'security-policy'

/** A document for the people who work on, use or run what is in the repository. */
export interface Guide {
  readonly kind: GuideKind
  readonly at: Location
  /** True for a file that is there and has no text that could be read; the facts below are then empty. */
  readonly unread: boolean
  /** What a reader sees, up to 20,000 characters: without comments and without what stands at the top for machines. */
  readonly text: string
  /** Words that a reader sees: no pictures, no addresses. */
  readonly words: number
  readonly headings: readonly string[]
  /** List items and lines of code. */
  readonly steps: number
  /** Lines of code and code in sentences. */
  readonly code: readonly string[]
  /** Boxes to tick. */
  readonly boxes: number
  /** The tool whose first text it still is. */
  readonly generatedBy?: string
  /** Targets of links, as written, without those to places in the same document. */
  readonly links: readonly Located<string>[]
  /** Links to files of the repository that it does not have. Empty where links are not read (only Markdown is). */
  readonly deadLinks: readonly Located<string>[]
}
