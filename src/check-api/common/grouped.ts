import type { CheckOutcome } from '../check.js'
import { because, type Because } from '../../core/location.js'

/** Places that one finding names beside its own. */
const MOST_NAMED = 10

/**
 * Problems of the same key as one, at the first place, which names the others in `because`; what else there is stays
 * as it is. `other` says what stands at another place.
 */
export function onceForEachKey<M extends string>(
  outcomes: readonly CheckOutcome<M>[],
  keyOf: (problem: Extract<CheckOutcome<M>, { kind: 'problem' }>) => readonly unknown[],
  other: (problem: Extract<CheckOutcome<M>, { kind: 'problem' }>) => string,
): CheckOutcome<M>[] {
  const kept: { outcome: CheckOutcome<M>; readonly others: Because[] }[] = []
  const byKey = new Map<string, (typeof kept)[number]>()
  for (const outcome of outcomes) {
    const key = outcome.kind === 'problem' ? JSON.stringify(keyOf(outcome)) : undefined
    const first = key === undefined ? undefined : byKey.get(key)
    if (first === undefined || outcome.kind !== 'problem') {
      const entry = { outcome, others: [] }
      kept.push(entry)
      if (key !== undefined) byKey.set(key, entry)
    } else if (outcome.at !== undefined && first.others.length < MOST_NAMED) {
      const place = because(outcome.at, other(outcome))
      const named = [first.outcome.kind === 'problem' ? first.outcome.at : undefined, ...first.others]
      // A module that is called several times is there once for each call.
      if (!named.some((each) => each?.file === place.file && each.line === place.line)) first.others.push(place)
    }
  }
  return kept.map(({ outcome, others }) =>
    outcome.kind === 'problem' && others.length > 0
      ? { ...outcome, because: [...(outcome.because ?? []), ...others] }
      : outcome,
  )
}
