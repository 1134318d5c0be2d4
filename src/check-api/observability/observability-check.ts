import type { ZodMiniObject } from 'zod/mini'
import type { ObservabilityKind } from '../../models/index.js'
import { defineCheck, type Check, type CheckFacts, type CheckOutcome, type MessageText } from '../check.js'
import { chartServices } from './chart-services.js'
import { noService, signalsOf, type Observed, type Signal } from './observability.js'
import { z } from '../z.js'

/** One thing that is looked for, and what it is called. */
interface Wanted {
  /** Any of these is enough; the first that is found is shown. */
  readonly kinds: readonly ObservabilityKind[]
  /** A noun without article, in the plural: `dashboards`. */
  readonly noun: string
  /** Whether a signal of these kinds is one in the check's sense; all are without. */
  counts?(signal: Signal): boolean
  /** Why it need not be there at all. */
  notApplicable?(observed: Observed, signals: readonly Signal[]): string | undefined
}

interface ObservabilityCheck<MessageId extends string> extends Omit<
  CheckFacts,
  'severity' | 'confidence' | 'fixable' | 'facets'
> {
  /** What is looked for as a whole, or by facet. */
  readonly wanted: Wanted | Readonly<Record<string, Wanted>>
  readonly facets?: Readonly<Record<string, readonly string[]>>
  readonly messages: Readonly<Record<MessageId, MessageText>>
  /** What is wrong with what is there. */
  more?(observed: Observed, signals: readonly Signal[]): Iterable<CheckOutcome<MessageId>>
}

/**
 * A check for something by which services are observed: evidence where it is seen, unknown where it is not, because it may
 * be kept in another repository or in a vendor's console.
 */
export function defineObservabilityCheck<const MessageId extends string>(
  spec: ObservabilityCheck<MessageId>,
): Check<'infrastructure' | 'project' | 'files', never, ZodMiniObject, MessageId> {
  const { wanted, more, ...meta } = spec
  const parts: readonly (readonly [string | undefined, Wanted])[] = isOne(wanted)
    ? [[undefined, wanted]]
    : Object.entries(wanted)
  return defineCheck({
    ...meta,
    severity: 'notice',
    confidence: 'medium',
    kind: 'presence',
    fixable: 'none',
    judgesExamples: false,
    needs: ['infrastructure', 'project', 'files'],
    options: z.strictObject({}),

    *run(observed): Generator<CheckOutcome<MessageId>> {
      const signals = signalsOf(observed)
      const reason = noService(observed)
      // What observes services may be kept in a repository of its own; a package alone says nothing of that.
      const kept = signals.some(
        (each) => !('ecosystem' in each) && parts.some(([, { kinds }]) => kinds.includes(each.kind)),
      )
      if (reason !== undefined && !kept)
        return yield (
          chartServices(observed.infrastructure, observed.project, observed.files) ?? { kind: 'not-applicable', reason }
        )
      for (const [facet, each] of parts)
        yield { ...lookedFor(each, observed, signals), ...(facet !== undefined && { facet }) }
      yield* more?.(observed, signals) ?? []
    },
  })
}

function isOne(wanted: Wanted | Readonly<Record<string, Wanted>>): wanted is Wanted {
  return Array.isArray(wanted['kinds'])
}

function lookedFor(
  { kinds, noun, counts, notApplicable }: Wanted,
  observed: Observed,
  signals: readonly Signal[],
): CheckOutcome<never> {
  const found = kinds.flatMap((kind) => signals.find((each) => each.kind === kind && (counts?.(each) ?? true)) ?? [])[0]
  const data = { noun, what: found?.what ?? '' }
  if (found !== undefined) return { kind: 'evidence', text: '{what} shows {noun}', data, at: found.at }
  const reason = notApplicable?.(observed, signals)
  if (reason !== undefined) return { kind: 'not-applicable', reason }
  return {
    kind: 'unknown',
    origin: 'hosting',
    reason: `no ${noun} are seen here; they may be kept in another repository or in a vendor's console`,
  }
}
