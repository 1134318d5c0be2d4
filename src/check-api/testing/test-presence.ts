import type { ZodMiniObject } from 'zod/mini'
import type { IntentKind } from '../../core/intent-kind.js'
import type { Severity } from '../../core/severity.js'
import type {
  Delivery,
  Infrastructure,
  Intent,
  Pipelines,
  Project,
  TestPurpose,
  Tests,
  TestSign,
} from '../../models/index.js'
import { defineCheck, type Check, type CheckFacts, type CheckOutcome, type MessageText } from '../check.js'
import { neverRuns } from '../presence/never.js'
import { stepsOf, type StepInJob } from '../pipelines/pipelines.js'
import { reachedByItself, type Reached } from '../presence/reached.js'
import { searchGap } from '../presence/search.js'
import { mayReach, testsOf, type RunningSign } from './test-signs.js'
import { z } from '../z.js'

/** An intent that was looked for, and where it stands. */
export interface SeenTest {
  readonly intent: Intent
  readonly where: StepInJob
}

/** What tests may be looked for besides commands. */
interface Subjects {
  readonly project: Project
  readonly infrastructure: Infrastructure
  readonly delivery: Delivery
}

/** A check that looks for tests of one purpose, which may as well run in another repository. */
interface TestPresenceCheck<MessageId extends string> extends Omit<CheckFacts, 'severity' | 'fixable' | 'facets'> {
  /** Of the worst it may report; a notice if it is left out. */
  readonly severity?: Severity
  /** What somebody would do to satisfy the check, after "may": `run load tests`. */
  readonly does: string
  /** Any of these intents in a step that a change or a schedule can reach satisfies the check; the first is shown. */
  readonly intents: readonly IntentKind[]
  /** Whether an intent of these kinds is one in the check's sense; all are without. */
  counts?(intent: Intent, tests: Tests): boolean
  readonly purpose: TestPurpose
  /** Languages in which a test command runs such tests along with the others; in the rest they have one of their own. */
  readonly alongside: ReadonlySet<string>
  /** Whether a test command runs what shows such a sign, where it takes more than the language; all do without. */
  runs?(sign: TestSign, intent: Intent): boolean
  /** For a file that defines such tests while no pipeline runs them; may use `{what}`. */
  readonly unrun?: MessageText
  readonly messages?: Readonly<Record<MessageId, MessageText>>
  /** Why the check does not apply, or undefined if it does. */
  notApplicable(subjects: Subjects): string | CheckOutcome<never> | undefined
  /** Evidence and problems in other places than commands and tests. */
  more?(
    subjects: Subjects & { readonly signs: readonly TestSign[]; readonly reached: Reached },
  ): Iterable<CheckOutcome<MessageId>>
  /** What the tests that were seen lack. */
  lacks?(seen: SeenTest, tests: Tests, reached: Reached): Iterable<CheckOutcome<MessageId>>
  /** What it means that there are no such tests at all, for those that must live with the code. */
  absent?(subjects: Subjects): CheckOutcome<MessageId>
}

/** Kinds of commands that run a language's suite, and with it what stands among its tests. */
const SUITES: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'unit-test',
  'integration-test',
  'acceptance-test',
  'coverage',
])

type Id<MessageId extends string> = MessageId | 'unrun' | 'byHand'

const BY_HAND: MessageText = {
  text: '{tool} runs only when somebody starts it.',
  remedy: 'Let a schedule, or the deployment to a test environment, start it.',
}

/**
 * A check for tests of one purpose: evidence where they run, a problem where they are defined and never run by
 * themselves, unknown where there is nothing, because they may run elsewhere.
 */
export function defineTestPresenceCheck<const MessageId extends string = never>(
  spec: TestPresenceCheck<MessageId>,
): Check<
  'pipelines' | 'project' | 'tests' | 'infrastructure' | 'delivery',
  'reportedChecks',
  ZodMiniObject,
  Id<MessageId>
> {
  const { severity = 'notice', does, intents, counts, purpose, unrun, messages, ...rest } = spec
  const { alongside, runs, notApplicable, more, lacks, absent, ...meta } = rest
  return defineCheck({
    ...meta,
    severity,
    kind: 'presence',
    fixable: 'none',
    needs: ['pipelines', 'project', 'tests', 'infrastructure', 'delivery'],
    wants: ['reportedChecks'],
    options: z.strictObject({}),
    messages: { ...messages, ...(unrun !== undefined && { unrun }), byHand: BY_HAND } as Record<
      Id<MessageId>,
      MessageText
    >,

    *run({ pipelines, tests, reportedChecks, ...others }): Generator<CheckOutcome<Id<MessageId>>> {
      const reason = notApplicable(others)
      if (typeof reason === 'string') return yield { kind: 'not-applicable', reason }
      if (reason !== undefined) return yield reason
      const reached = reachedByItself(pipelines, { schedule: true })
      const elsewhere = [...(more?.({ ...others, signs: tests.signs, reached }) ?? [])]
      yield* elsewhere
      const find = (steps: readonly StepInJob[]): SeenTest | undefined =>
        firstOf(steps, intents, (each) => counts?.(each, tests) ?? true)
      const seen = find(reached.steps)
      if (seen !== undefined) {
        yield evidenceOf(seen.intent)
        return yield* lacks?.(seen, tests, reached) ?? []
      }
      const running = runningSign(
        reached.steps,
        tests,
        (sign, intent) =>
          sign.purpose === purpose && alongside.has(sign.language ?? '') && (runs?.(sign, intent) ?? true),
      )
      if (running !== undefined) return yield evidenceOfSign(running)
      if (elsewhere.length > 0) return
      const gap = searchGap(reached, pipelines, reportedChecks, does)
      // What must live with the code is not in another system.
      if (gap !== undefined && (absent === undefined || gap.origin === 'files')) return yield gap
      const idle = find(notReached(pipelines, reached))
      const signs = tests.signs.filter((sign) => sign.purpose === purpose)
      if (idle !== undefined) yield outcomeOfIdle(idle)
      else if (absent !== undefined)
        yield signs[0] === undefined && tests.complete ? absent(others) : declared(signs[0], does)
      else yield unrun === undefined ? declared(undefined, does) : outcomeOfUnrun(signs, does)
    },
  })
}

/** The first sign that fits a test command of its language, with that command. */
function runningSign(
  steps: readonly StepInJob[],
  { signs }: Tests,
  fits: (sign: TestSign, intent: Intent) => boolean,
): RunningSign | undefined {
  for (const sign of signs) {
    const intent = testsOf(steps, sign.language ?? '').find(
      (each) => SUITES.has(each.kind) && mayReach(each, sign) && fits(sign, each),
    )
    if (intent !== undefined) return { sign, intent }
  }
  return undefined
}

function firstOf(
  steps: readonly StepInJob[],
  kinds: readonly IntentKind[],
  counts: (intent: Intent) => boolean,
): SeenTest | undefined {
  const all = steps.flatMap((where) => where.step.intents.map((intent) => ({ intent, where })))
  return kinds.flatMap((kind) => all.find(({ intent }) => intent.kind === kind && counts(intent)) ?? [])[0]
}

function notReached(pipelines: Pipelines, { steps }: Reached): StepInJob[] {
  const seen = new Set(steps.map(({ step }) => step))
  return stepsOf(pipelines, { inlined: true, actions: true }).filter(
    ({ pipeline, job, step }) =>
      !seen.has(step) && neverRuns(pipeline, job) === undefined && neverRuns(pipeline, step) === undefined,
  )
}

function evidenceOf({ tool, at, because }: Intent): CheckOutcome<never> {
  return { kind: 'evidence', text: '{tool} runs in a pipeline', data: { tool }, at, because }
}

function evidenceOfSign({ sign, intent }: RunningSign): CheckOutcome<never> {
  return {
    kind: 'evidence',
    text: 'tests with {what} run with {tool}',
    data: { what: sign.what, tool: intent.tool },
    at: sign.at,
    because: intent.because,
  }
}

/** It stands in a pipeline, and nothing starts it by itself. */
function outcomeOfIdle({ intent, where: { pipeline } }: SeenTest): CheckOutcome<'byHand'> {
  const { tool, at, because } = intent
  if (pipeline.kind === 'workflow') return { kind: 'problem', message: 'byHand', data: { tool }, at, because }
  const reason = '{tool} stands in {file}, which nothing here starts'
  return { kind: 'unknown', origin: 'files', reason, data: { tool, file: pipeline.file }, at }
}

function outcomeOfUnrun(signs: readonly TestSign[], does: string): CheckOutcome<'unrun'> {
  const sign = signs.find(({ language }) => language === undefined)
  if (sign !== undefined) return { kind: 'problem', message: 'unrun', data: { what: sign.what }, at: sign.at }
  return declared(undefined, does)
}

function declared(sign: TestSign | undefined, does: string): CheckOutcome<never> {
  if (sign === undefined)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: `nothing here does it; another repository or system may ${does}`,
    }
  const reason = `{what} shows that there are some; nothing here runs them, which another system may do`
  return { kind: 'unknown', origin: 'files', reason, data: { what: sign.what }, at: sign.at }
}
