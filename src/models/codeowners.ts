import type { Location } from '../core/location.js'

/** The systems that read a CODEOWNERS file, each in its own way. Forgejo reads it as Gitea does. */
export type OwnersHost = 'github' | 'gitlab' | 'bitbucket' | 'gitea'

/** A section of a GitLab file: its lines decide beside those of the other sections, not over them. */
export interface OwnersSection {
  /** As first written. */
  readonly name: string
  /** Its owners are asked, but their approval is not needed. */
  readonly optional: boolean
}

export interface OwnersRule {
  readonly pattern: string
  readonly owners: readonly string[]
  readonly at: Location
  readonly patternAt: Location
  /** One object for all lines of a section; absent outside sections. */
  readonly section?: OwnersSection
  /** How many of the owners must approve; one without it. */
  readonly approvals?: number
  /** A line with `!` of GitLab: what it matches needs no approval of its section, whatever its other lines say. */
  readonly excludes?: boolean
  /**
   * The pattern, split at its slashes and with all that it leaves unsaid: `**` before a name that stands at any depth,
   * `*` after a folder.
   */
  readonly segments: readonly string[]
  /** Whether what lies below a match belongs to it too. */
  readonly descends: boolean
  /** Whether the pattern matches a path, in the host's dialect. */
  matches(path: string): boolean
}

export interface OwnersError {
  readonly kind:
    | 'negation'
    | 'range'
    | 'escaped-hash'
    | 'invalid-owner'
    | 'glued-owners'
    | 'unescaped-space'
    | 'invalid-pattern'
    | 'comment-owner'
    | 'section'
    | 'platform'
  readonly text: string
  readonly detail: string
  /** Whether the host leaves out the whole line, or takes it for something else than it looks like. */
  readonly effect: 'skipped' | 'misread'
  readonly at: Location
}

export interface Codeowners {
  /** The file that the host reads, if any. */
  readonly file?: string
  /** Whose rules apply to the file. */
  readonly host: OwnersHost
  /** Why the rules of the file are not known, as a sentence part. There are then none in `rules`. */
  readonly unread?: string
  /** Other CODEOWNERS files where the host would look, had it not found `file` first. */
  readonly ignored: readonly string[]
  /** CODEOWNERS files where the host never looks, or whose names are written another way. */
  readonly misplaced: readonly string[]
  /** True if the file is over GitHub's 3 MB and not loaded at all. */
  readonly tooLarge: boolean
  readonly rules: readonly OwnersRule[]
  readonly errors: readonly OwnersError[]
  /** Equivalents of other hosts (Prow OWNERS files). */
  readonly equivalents: readonly string[]
  /** All rules that match, in their order. */
  matchingRules(path: string): readonly OwnersRule[]
  /**
   * The rules that decide: the last that matches, on GitLab the last of each section. A rule without owners takes
   * ownership away.
   */
  decidingRules(path: string): readonly OwnersRule[]
  /**
   * The one of the deciding rules that says most: with owners rather than without, of a required section rather than an
   * optional one. Undefined if no rule matches. Its owners may be empty: ownership removed.
   */
  ruleFor(path: string): OwnersRule | undefined
  /** How many times a pattern is compared with a path to find the rules of all these paths, at most. */
  comparisons(paths: readonly string[]): number
}
