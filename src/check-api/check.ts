import type { ZodMiniObject, output } from 'zod/mini'
import type { Known } from '../core/known.js'
import type { Because, Location } from '../core/location.js'
import type { MessageData } from '../core/message.js'
import type { SettingsChange } from '../core/outcome.js'
import type { Confidence, Severity } from '../core/severity.js'
import type { CiSystem, Subject, Subjects, Technology } from '../models/index.js'

/** What a check yields. `message` names an entry of the check's `messages`. */
export type CheckOutcome<MessageId extends string = string> =
  | Problem<MessageId>
  | {
      readonly kind: 'evidence'
      readonly text: string
      readonly data?: MessageData
      readonly at?: Location
      readonly because?: readonly Because[]
      readonly facet?: string
    }
  | {
      readonly kind: 'unknown'
      readonly origin: 'hosting' | 'files'
      readonly reason: string
      readonly data?: MessageData
      readonly permission?: string
      readonly remedy?: string
      readonly at?: Location
      readonly because?: readonly Because[]
      readonly facet?: string
      /** The check whose finding at the same file says why. */
      readonly by?: string
    }
  | {
      readonly kind: 'implied'
      readonly by: string
      readonly reason: string
      readonly severity?: Severity
      readonly at?: Location
      readonly facet?: string
    }
  | {
      readonly kind: 'not-applicable'
      readonly reason: string
      readonly data?: MessageData
      readonly facet?: string
      /** The check on which this hangs: where that one can't tell, neither can this. */
      readonly hangsOn?: string
    }

export interface Problem<MessageId extends string = string> {
  readonly kind: 'problem'
  readonly message: MessageId
  readonly data?: MessageData
  /** Omitted where the problem is a setting or a missing file. Never invent a line. */
  readonly at?: Location
  readonly because?: readonly Because[]
  /** Lower than the check's own severity for lesser cases. */
  readonly severity?: Severity
  readonly facet?: string
  /** Text that would replace the lines of `at`, where the fix is mechanical. */
  readonly suggestion?: string
  /** For settings: the changes that would solve it, in order. */
  readonly patch?: readonly SettingsChange[]
  /** Secrets that the lines of `at` hold: no output shows those lines, and no text of any check the values. */
  readonly conceals?: readonly string[]
}

/** `text` says what is wrong, `remedy` what to do; both may use `{name}` from the problem's data. */
export interface MessageText {
  readonly text: string
  readonly remedy: string
}

export interface Check<
  Needs extends Subject = Subject,
  Wants extends Subject = Subject,
  Options extends ZodMiniObject = ZodMiniObject,
  MessageId extends string = string,
> {
  /** Kebab-case and permanent: users write it in config, comments and baselines. */
  readonly id: string
  /** What is wrong when it fires, as a heading. */
  readonly title: string
  /** The highest level it may report. */
  readonly severity: Severity
  readonly confidence: Confidence
  /** `rule`: points at a construct. `presence`: looks for any of a list of signals. `metric`: computes a number. */
  readonly kind: 'rule' | 'presence' | 'metric'
  readonly since: string
  /** Version since which it reports more than before. Under an older epoch it only warns. */
  readonly stricter?: string
  /** The CI systems to which it applies, where it looks at what only they have. Absent: to all that are read. */
  readonly systems?: readonly CiSystem[]
  /**
   * The definitions that it looks through for what must not be there: while one of them cannot be read, that it found
   * nothing is no evidence.
   */
  readonly definitions?: readonly Technology[]
  readonly fixable: 'safe-fix' | 'suggestion' | 'none'
  /** False if it leaves alone repositories that hold examples to copy: nobody runs those as they stand. */
  readonly judgesExamples?: false
  readonly practices: readonly string[]
  /** Facet name → the practices that this side alone decides. */
  readonly facets?: Readonly<Record<string, readonly string[]>>
  /** Models without which the check cannot run: if one is unknown it is skipped, with the reason. */
  readonly needs: readonly Needs[]
  /** Models that settle more if they are known; handed over as `Known`. */
  readonly wants?: readonly Wants[]
  readonly options: Options
  readonly messages: Readonly<Record<MessageId, MessageText>>
  run(
    subjects: Pick<Subjects, Needs> & { readonly [W in Wants]: Known<Subjects[W]> },
    options: output<Options>,
  ): Iterable<CheckOutcome<MessageId>>
}

/* eslint-disable @typescript-eslint/no-explicit-any -- run() is contravariant in its parameters: only any admits every check */
/** A check with its type parameters forgotten, as the registry and the engine hold it. */
export type AnyCheck = Omit<Check<any, any, any, any>, 'run'> & {
  run(subjects: any, options: any): Iterable<CheckOutcome<any>>
}
/* eslint-enable @typescript-eslint/no-explicit-any */

/** What every check says of itself, for functions that make checks of one shape. */
export type CheckFacts = Pick<
  AnyCheck,
  'id' | 'title' | 'severity' | 'confidence' | 'since' | 'fixable' | 'practices' | 'facets'
>

/** Types a check's parts from one another. Does nothing at run time. */
export function defineCheck<
  const Needs extends Subject,
  Options extends ZodMiniObject,
  const MessageId extends string,
  const Wants extends Subject = never,
>(check: Check<Needs, Wants, Options, MessageId>): Check<Needs, Wants, Options, MessageId> {
  return check
}
