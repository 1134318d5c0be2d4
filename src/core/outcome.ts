import type { Because, Location } from './location.js'
import type { Message } from './message.js'
import type { Confidence, Severity } from './severity.js'

/** What one check said of one thing, with its message filled in. */
export type Outcome = ProblemOutcome | EvidenceOutcome | UnknownOutcome | ImpliedOutcome | NotApplicableOutcome

/** A change of settings that somebody with the rights can make by GitHub's command line. Pillarlint never makes it. */
export interface SettingsChange {
  /** For a shell in a clone of the repository: `gh api --method POST repos/{owner}/{repo}/rulesets --input ruleset.json`. */
  readonly command: string
  /** The file that the command reads, where it reads one. */
  readonly file?: string
  /** What to put there: JSON with two blanks of indentation. */
  readonly body?: string
}

interface OutcomeBase {
  readonly check: string
  /** The side of the check that this speaks about; undefined counts for every side. */
  readonly facet?: string
  readonly at?: Location
  readonly because: readonly Because[]
}

export interface ProblemOutcome extends OutcomeBase {
  readonly kind: 'problem'
  readonly severity: Severity
  readonly confidence: Confidence
  readonly messageId: string
  readonly message: Message
  /** What to do, in one sentence. */
  readonly remedy: Message
  /** Text that would replace the lines of `at`, where the fix is mechanical. */
  readonly suggestion?: string
  /** For settings: the changes that would solve it, in order. */
  readonly patch?: readonly SettingsChange[]
  /** True if the lines of `at` hold a secret: no output shows them. */
  readonly concealed?: true
  /** Stable across edits elsewhere in the file: made of check, message, file, route and data. */
  readonly fingerprint: string
  /**
   * The fingerprint with the numbers of list items in it, where the route has some: tells problems apart that are alike but
   * for their place, within one revision. Older baselines have it.
   */
  readonly exact?: string
}

export interface EvidenceOutcome extends OutcomeBase {
  readonly kind: 'evidence'
  readonly message: Message
}

export interface UnknownOutcome extends OutcomeBase {
  readonly kind: 'unknown'
  /** `hosting`: a fact of the platform could not be read. `files`: something in the tree is opaque or unresolved. */
  readonly origin: 'hosting' | 'files'
  readonly reason: Message
  readonly permission?: string
  readonly remedy?: string
  /** The check whose finding at the same file says why. */
  readonly by?: string
}

export interface ImpliedOutcome extends OutcomeBase {
  readonly kind: 'implied'
  /** The check whose problem is the cause. */
  readonly by: string
  readonly severity: Severity
  readonly reason: Message
}

export interface NotApplicableOutcome extends OutcomeBase {
  readonly kind: 'not-applicable'
  readonly reason: Message
  /** The check on which this hangs: where that one can't tell, neither can this. */
  readonly hangsOn?: string
}

/** How a check as a whole, or one facet of it, ended; the first that applies, in this order. */
export const CHECK_STATES = [
  'crashed',
  'problem',
  'implied',
  'skipped',
  'unknown',
  'evidence',
  'not-applicable',
] as const
export type CheckState = (typeof CHECK_STATES)[number]

export interface CheckResult {
  readonly id: string
  readonly state: CheckState
  /** One sentence: why it was skipped, unknown, implied or not applicable; what crashed; how much was found. */
  readonly reason: string
  /** Set where a permission would let the linter find out. */
  readonly permission?: string
  readonly outcomes: readonly Outcome[]
}
