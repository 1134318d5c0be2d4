import type { ZodMiniObject } from 'zod/mini'
import type { IntentKind } from '../core/intent-kind.js'
import type { Because, Location } from '../core/location.js'
import type { Confidence, Severity } from '../core/severity.js'
import type { Known } from '../core/known.js'
import type { Pipelines, Project, Subjects } from '../models/index.js'
import { defineCheck, type Check, type CheckOutcome, type MessageText } from './check.js'
import { z } from './z.js'
import { stepsOf, type StepInJob } from './pipelines.js'

/** A hosting fact that satisfies a presence check, or leaves it open while it cannot be read. */
export type HostSignal = (subjects: {
  readonly security: Known<Subjects['security']>
  readonly reportedChecks: Known<Subjects['reportedChecks']>
}) =>
  | { readonly seen: string }
  | { readonly unreadable: string; readonly permission?: string; readonly remedy?: string }
  | undefined

/** What a presence check looks for. */
export interface PresenceSignals {
  /** Any of these intents in a step that a change or a schedule can reach satisfies the check. */
  readonly intents: readonly IntentKind[]
  /**
   * Judge each main language by itself: the signal must cover it. Without, one signal satisfies the whole.
   * `languages` are those for which common tools exist; others are left out.
   */
  readonly perLanguage?: { readonly languages: ReadonlySet<string>; readonly minShare: number }
  readonly host?: HostSignal
}

interface PresenceCheck<MessageId extends string> {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly confidence: Confidence
  readonly since: string
  readonly fixable: 'safe-fix' | 'suggestion' | 'none'
  readonly practices: readonly string[]
  readonly facets?: Readonly<Record<string, readonly string[]>>
  /** The message for "complete reader, no signal"; may use `{language}`. */
  readonly message: MessageText
  readonly messageId: MessageId
  readonly signals: PresenceSignals
  /** Why the check does not apply to this repository, or undefined if it does. */
  notApplicable(project: Project): string | undefined
}

/**
 * A check of kind `presence`: evidence where a signal is seen, unknown where something opaque or unreadable could hold
 * one, a problem where a complete reader saw none.
 */
export function definePresenceCheck<const MessageId extends string>(
  spec: PresenceCheck<MessageId>,
): Check<'pipelines' | 'project', 'security' | 'reportedChecks', ZodMiniObject, MessageId> {
  const { message, messageId, signals, notApplicable, ...meta } = spec
  return defineCheck({
    ...meta,
    kind: 'presence',
    needs: ['pipelines', 'project'],
    wants: ['security', 'reportedChecks'],
    options: z.strictObject({}),
    messages: { [messageId]: message } as Record<MessageId, MessageText>,

    *run({ pipelines, project, security, reportedChecks }): Generator<CheckOutcome<MessageId>> {
      const reason = notApplicable(project)
      if (reason !== undefined) return yield { kind: 'not-applicable', reason }
      const host = signals.host?.({ security, reportedChecks })
      if (host !== undefined && 'seen' in host) return yield { kind: 'evidence', text: host.seen }
      const steps = stepsOf(pipelines, { inlined: true })
      for (const language of languagesToJudge(project, signals)) {
        const seen = signalFor(steps, signals, language)
        if (seen !== undefined) {
          yield {
            kind: 'evidence',
            text: '{tool} runs in a pipeline',
            data: { tool: seen.tool },
            at: seen.at,
            because: seen.because,
          }
        } else {
          yield missing(pipelines, steps, host, messageId, language)
        }
      }
    },
  })
}

function languagesToJudge(project: Project, { perLanguage }: PresenceSignals): (string | undefined)[] {
  if (perLanguage === undefined) return [undefined]
  return project.languages
    .filter(({ language, share }) => perLanguage.languages.has(language) && share >= perLanguage.minShare)
    .map(({ language }) => language)
}

function signalFor(steps: readonly StepInJob[], { intents }: PresenceSignals, language: string | undefined) {
  return steps
    .flatMap(({ step }) => step.intents)
    .find(
      ({ kind, covers }) =>
        intents.includes(kind) && (language === undefined || covers.length === 0 || covers.includes(language)),
    )
}

function missing<MessageId extends string>(
  pipelines: Pipelines,
  steps: readonly StepInJob[],
  host: ReturnType<HostSignal>,
  message: MessageId,
  language = 'code',
): CheckOutcome<MessageId> {
  if (pipelines.all.length === 0 && pipelines.unread.length === 0) {
    return { kind: 'implied', by: 'ci-pipeline-present', reason: 'there is no pipeline that could run it' }
  }
  const hidden = whatMayHideIt(pipelines, steps)
  if (hidden !== undefined) {
    const { what, ...place } = hidden
    return {
      kind: 'unknown',
      origin: 'files',
      reason: '{what} may run it and cannot be looked into',
      data: { what },
      ...place,
    }
  }
  if (host !== undefined && 'unreadable' in host) {
    return {
      kind: 'unknown',
      origin: 'hosting',
      reason: host.unreadable,
      ...(host.permission !== undefined && { permission: host.permission }),
      ...(host.remedy !== undefined && { remedy: host.remedy }),
    }
  }
  return { kind: 'problem', message, data: { language } }
}

/** The first opaque step, unresolved construct or unread pipeline file, in that order. */
function whatMayHideIt(
  { all, unread }: Pipelines,
  steps: readonly StepInJob[],
): { what: string; at?: Location; because?: readonly Because[] } | undefined {
  const opaque = steps.flatMap(({ step }) => step.opaque)[0] ?? all.flatMap((pipeline) => pipeline.unresolved)[0]
  if (opaque !== undefined) return { what: opaque.what, at: opaque.at, because: opaque.because }
  const file = unread[0]
  return file && { what: `${file.file} (${file.system})` }
}
