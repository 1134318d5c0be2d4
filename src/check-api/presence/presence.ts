import type { ZodMiniObject } from 'zod/mini'
import type { IntentKind } from '../../core/intent-kind.js'
import type { Known } from '../../core/known.js'
import type { FileIndex, Intent, Pipelines, Project, Subjects } from '../../models/index.js'
import { defineCheck, type Check, type CheckFacts, type CheckOutcome, type MessageText } from '../check.js'
import { reachedByItself, type Reached } from './reached.js'
import { collectionIn, reportersNamed, searchGap } from './search.js'
import { z } from '../z.js'

/** A hosting fact that satisfies a presence check, or leaves it open while it cannot be read. */
export type HostSignal = (subjects: {
  readonly security: Known<Subjects['security']>
}) =>
  | { readonly seen: string }
  | { readonly unreadable: string; readonly permission?: string; readonly remedy?: string }
  | undefined

/** What a presence check looks for. */
export interface PresenceSignals {
  /** What somebody would do to satisfy the check, after "may": `scan for secrets`. */
  readonly does: string
  /** Any of these intents in a step that a change or a schedule can reach satisfies the check; the first is shown. */
  readonly intents: readonly IntentKind[]
  /**
   * Judge each main language by itself: the signal must cover it. Without, one signal satisfies the whole.
   * `languages` are those for which common tools exist; others are left out.
   */
  readonly perLanguage?: {
    readonly languages: ReadonlySet<string>
    readonly minShare: number
    readonly minFiles: number
  }
  readonly host?: HostSignal
  /**
   * Services that may do it outside of pipelines: words in the names of what they report on changes, and the files
   * that configure them, for when those reports cannot be read.
   */
  readonly services?: { readonly words: ReadonlySet<string>; readonly files: readonly string[] }
}

interface PresenceCheck<MessageId extends string> extends CheckFacts {
  /** The message for "complete reader, no signal"; may use `{language}`. Its remedy says what was looked for. */
  readonly message: MessageText
  readonly messageId: MessageId
  readonly signals: PresenceSignals
  /** Why the check does not apply to this repository, or undefined if it does. */
  notApplicable(project: Project): string | undefined
}

type PresenceSubjects = {
  readonly pipelines: Pipelines
  readonly files: FileIndex
  readonly security: Known<Subjects['security']>
  readonly reportedChecks: Known<Subjects['reportedChecks']>
}

/**
 * A check of kind `presence`: evidence where a signal is seen, unknown where something opaque or unreadable could hold
 * one, a problem where a complete reader saw none.
 */
export function definePresenceCheck<const MessageId extends string>(
  spec: PresenceCheck<MessageId>,
): Check<'pipelines' | 'project' | 'files', 'security' | 'reportedChecks', ZodMiniObject, MessageId> {
  const { message, messageId, signals, notApplicable, ...meta } = spec
  return defineCheck({
    ...meta,
    kind: 'presence',
    needs: ['pipelines', 'project', 'files'],
    wants: ['security', 'reportedChecks'],
    options: z.strictObject({}),
    messages: { [messageId]: message } as Record<MessageId, MessageText>,

    *run({ project, ...subjects }): Generator<CheckOutcome<MessageId>> {
      const reason = notApplicable(project)
      if (reason !== undefined) return yield { kind: 'not-applicable', reason }
      const reached = reachedByItself(subjects.pipelines, { schedule: true })
      const host = signals.host?.(subjects)
      for (const language of languagesToJudge(project, signals)) {
        const seen = signalFor(reached, signals, language)
        if (seen !== undefined) yield evidenceOf(seen, language)
        else if (host !== undefined && 'seen' in host) yield { kind: 'evidence', text: host.seen }
        else
          yield (
            whyUndecided(reached, subjects, signals, host) ?? {
              kind: 'problem',
              message: messageId,
              data: { language: language ?? 'code' },
            }
          )
      }
    },
  })
}

function languagesToJudge(project: Project, { perLanguage }: PresenceSignals): (string | undefined)[] {
  if (perLanguage === undefined) return [undefined]
  return project.languages
    .filter(({ language }) => perLanguage.languages.has(language))
    .filter(({ share, sourceFiles }) => share >= perLanguage.minShare && sourceFiles.length >= perLanguage.minFiles)
    .map(({ language }) => language)
}

/** The signal that says most: of the earliest kind, and made for the language rather than for any. */
function signalFor({ steps }: Reached, { intents }: PresenceSignals, language: string | undefined): Intent | undefined {
  const found = steps
    .flatMap(({ step }) => step.intents)
    .filter(
      ({ kind, covers }) =>
        intents.includes(kind) && (language === undefined || covers.length === 0 || covers.includes(language)),
    )
  const rank = ({ kind, covers }: Intent): number => intents.indexOf(kind) + (covers.length === 0 ? intents.length : 0)
  return found.reduce<Intent | undefined>((best, each) => (best && rank(best) <= rank(each) ? best : each), undefined)
}

function evidenceOf({ tool, at, because }: Intent, language: string | undefined): CheckOutcome<never> {
  if (language === undefined)
    return { kind: 'evidence', text: '{tool} runs in a pipeline', data: { tool }, at, because }
  return { kind: 'evidence', text: '{tool} runs for {language} in a pipeline', data: { tool, language }, at, because }
}

/** What hides a signal, or is the cause that there is none. */
function whyUndecided(
  reached: Reached,
  { pipelines, files, reportedChecks }: PresenceSubjects,
  { does, services, intents }: PresenceSignals,
  host: ReturnType<HostSignal>,
): CheckOutcome<never> | undefined {
  const gap = searchGap(reached, pipelines, reportedChecks, does)
  if (gap?.origin === 'files') return gap
  const unreadable = host !== undefined && 'unreadable' in host ? hosting(host.unreadable, host) : undefined
  if (unreadable !== undefined) return unreadable
  const service = services && serviceIn(services, files, reportedChecks, does)
  if (service !== undefined) return service
  if (pipelines.all.every(({ kind }) => kind === 'action'))
    return { kind: 'implied', by: 'ci-pipeline-present', reason: 'there is no pipeline that could run it' }
  return gap ?? (intents.includes('lint') ? undefined : collectionIn(reached, does))
}

function serviceIn(
  { words, files: names }: NonNullable<PresenceSignals['services']>,
  files: FileIndex,
  reported: Known<Subjects['reportedChecks']>,
  does: string,
): CheckOutcome<never> | undefined {
  if (reported.known) {
    const [service] = reportersNamed(words, reported)
    return service === undefined ? undefined : hosting(`{what} reports checks and may ${does}`, {}, service)
  }
  const file = names.find((name) => files.has(name))
  return file === undefined ? undefined : hosting(`a service that {what} is for may ${does}`, reported, file)
}

function hosting(
  reason: string,
  { permission, remedy }: { readonly permission?: string; readonly remedy?: string },
  what?: string,
): CheckOutcome<never> {
  return {
    kind: 'unknown',
    origin: 'hosting',
    reason,
    ...(what !== undefined && { data: { what } }),
    ...(permission !== undefined && { permission }),
    ...(remedy !== undefined && { remedy }),
  }
}
