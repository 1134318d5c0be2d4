import type { ZodMiniObject } from 'zod/mini'
import type { IntentKind } from '../core/intent-kind.js'
import type { Infrastructure, Intent, Project, TestPurpose, TestSign } from '../models/index.js'
import { defineCheck, type Check, type CheckFacts, type CheckOutcome, type MessageText } from './check.js'
import { reachedByItself, type Reached } from './reached.js'
import { searchGap } from './search.js'
import { signsThatRun } from './test-signs.js'
import { z } from './z.js'

/** A check that looks for tests of one purpose, which may as well run in another repository. */
interface TestPresenceCheck<MessageId extends string> extends Omit<CheckFacts, 'severity' | 'fixable' | 'facets'> {
  /** What somebody would do to satisfy the check, after "may": `run load tests`. */
  readonly does: string
  /** Any of these intents in a step that a change or a schedule can reach satisfies the check; the first is shown. */
  readonly intents: readonly IntentKind[]
  readonly purpose: TestPurpose
  /** Languages in which a test command runs such tests along with the others; in the rest they have one of their own. */
  readonly alongside: ReadonlySet<string>
  /** `unrun` is for a file that defines such tests while no pipeline runs them; may use `{what}`. */
  readonly messages: Readonly<Record<MessageId | 'unrun', MessageText>>
  /** Why the check does not apply, or undefined if it does. */
  notApplicable(subjects: { readonly project: Project; readonly infrastructure: Infrastructure }): string | undefined
  /** Evidence and problems in other places than commands and tests. */
  more?(subjects: {
    readonly infrastructure: Infrastructure
    readonly signs: readonly TestSign[]
    readonly reached: Reached
  }): Iterable<CheckOutcome<MessageId>>
}

/**
 * A check for tests of one purpose: evidence where they run, a notice where they are defined and never run, unknown where
 * there is nothing, because they may run elsewhere.
 */
export function defineTestPresenceCheck<const MessageId extends string = never>(
  spec: TestPresenceCheck<MessageId>,
): Check<'pipelines' | 'project' | 'tests' | 'infrastructure', 'reportedChecks', ZodMiniObject, MessageId | 'unrun'> {
  const { does, intents, purpose, alongside, notApplicable, more, ...meta } = spec
  return defineCheck({
    ...meta,
    severity: 'notice',
    kind: 'presence',
    fixable: 'none',
    needs: ['pipelines', 'project', 'tests', 'infrastructure'],
    wants: ['reportedChecks'],
    options: z.strictObject({}),

    *run({ pipelines, project, tests, infrastructure, reportedChecks }): Generator<CheckOutcome<MessageId | 'unrun'>> {
      const reason = notApplicable({ project, infrastructure })
      if (reason !== undefined) return yield { kind: 'not-applicable', reason }
      const reached = reachedByItself(pipelines, { schedule: true })
      const others = [...(more?.({ infrastructure, signs: tests.signs, reached }) ?? [])]
      yield* others
      const intent = firstIntent(reached, intents)
      if (intent !== undefined) return yield evidenceOf(intent)
      const running = signsThatRun(reached.steps, tests, purpose).find(({ sign }) => alongside.has(sign.language ?? ''))
      if (running !== undefined) {
        const data = { what: running.sign.what, tool: running.intent.tool }
        const { at } = running.sign
        return yield {
          kind: 'evidence',
          text: 'tests with {what} run with {tool}',
          data,
          at,
          because: running.intent.because,
        }
      }
      if (others.length > 0) return
      const gap = searchGap(reached, pipelines, reportedChecks, does)
      const unrun = tests.signs.find((sign) => sign.purpose === purpose && sign.language === undefined)
      if (gap !== undefined) yield gap
      else if (unrun !== undefined)
        yield { kind: 'problem', message: 'unrun', data: { what: unrun.what }, at: unrun.at }
      else
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: `nothing here does it; another repository or system may ${does}`,
        }
    },
  })
}

function firstIntent({ steps }: Reached, kinds: readonly IntentKind[]): Intent | undefined {
  const all = steps.flatMap(({ step }) => step.intents)
  return kinds.flatMap((kind) => all.find((intent) => intent.kind === kind) ?? [])[0]
}

function evidenceOf({ tool, at, because }: Intent): CheckOutcome<never> {
  return { kind: 'evidence', text: '{tool} runs in a pipeline', data: { tool }, at, because }
}
