import type { Location } from '../core/location.js'

export interface OwnersRule {
  readonly pattern: string
  readonly owners: readonly string[]
  readonly at: Location
  readonly patternAt: Location
  /** The section it stands in, in lower case; lines of other sections do not override it. Absent outside sections. */
  readonly section?: string
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
    | 'platform'
  readonly text: string
  readonly detail: string
  readonly at: Location
}

export interface Codeowners {
  /** The file that the host reads, if any. */
  readonly file?: string
  /** Whose rules apply to the file. */
  readonly host: 'github' | 'gitlab'
  /** Other CODEOWNERS files, which the host ignores. */
  readonly ignored: readonly string[]
  /** True if the file is over GitHub's 3 MB and not loaded at all. */
  readonly tooLarge: boolean
  readonly rules: readonly OwnersRule[]
  readonly errors: readonly OwnersError[]
  /** Equivalents of other hosts (Prow OWNERS files). */
  readonly equivalents: readonly string[]
  /** The last matching rule, or undefined if no rule matches. Its owners may be empty: ownership removed. */
  ruleFor(path: string): OwnersRule | undefined
}
