import type { AnyCheck } from '../../check-api/check.js'
import type { CheckResult, Outcome } from '../../core/outcome.js'
import type { CheckPolicy } from '../../core/policy.js'
import { once } from '../../core/once.js'
import { atMost } from '../../core/severity.js'
import { settle } from '../settle.js'

/** The outcomes of one check by the services that they belong to. */
export interface DividedResult {
  readonly result: CheckResult
  /** Whether the check looks for signs of a practice: then what is seen elsewhere leaves it open here. */
  readonly isPresence: boolean
  readonly shared: readonly Outcome[]
  readonly own: ReadonlyMap<string, readonly Outcome[]>
  /** The result for services that none of it belongs to, which is one for all of them. */
  readonly forOthers: () => CheckResult
}

/** Divides what the checks have said, once for all services. */
export function divideResults(
  results: readonly CheckResult[],
  checks: readonly Pick<AnyCheck, 'id' | 'kind'>[],
  serviceOf: (outcome: Outcome) => string | undefined,
): DividedResult[] {
  const presence = new Set(checks.filter(({ kind }) => kind === 'presence').map(({ id }) => id))
  return results.map((result) => {
    const shared: Outcome[] = []
    const own = new Map<string, Outcome[]>()
    for (const outcome of result.outcomes) {
      const service = serviceOf(outcome)
      const list = service === undefined ? shared : (own.get(service) ?? [])
      list.push(outcome)
      if (service !== undefined) own.set(service, list)
    }
    const isPresence = presence.has(result.id)
    const forOthers = once(() => ({
      ...result,
      outcomes: shared.length === 0 ? elsewhere({ result, isPresence, own }) : shared,
    }))
    return { result, isPresence, shared, own, forOthers }
  })
}

/**
 * What the checks say of some services: their own outcomes, and those about the whole repository. What is implied by a
 * problem that only others have is settled anew. A check of presence that has seen something elsewhere only is unknown.
 */
export function resultsFor(
  divided: readonly DividedResult[],
  services: readonly string[],
  policies?: ReadonlyMap<string, CheckPolicy>,
): CheckResult[] {
  const results = divided.flatMap((each): CheckResult[] => {
    const { result, own, shared, forOthers } = each
    const policy = policies?.get(result.id)
    if (policy?.enabled === false) return []
    if (own.size === 0 && policy?.severity === undefined) return [result]
    if (policy?.severity === undefined && !services.some((name) => own.has(name))) return [forOthers()]
    const kept = [...services.flatMap((name) => own.get(name) ?? []), ...shared]
    const outcomes = kept.length === 0 ? elsewhere(each) : kept.map(limited(policy))
    return [{ ...result, outcomes }]
  })
  return settle(results)
}

function limited(policy: CheckPolicy | undefined): (outcome: Outcome) => Outcome {
  const limit = policy?.severity
  if (limit === undefined) return (outcome) => outcome
  return (outcome) =>
    outcome.kind === 'problem' || outcome.kind === 'implied'
      ? { ...outcome, severity: atMost(outcome.severity, limit) }
      : outcome
}

/** Services that are named in a sentence. */
const NAMED = 3

/** What a check of presence leaves to say of a service if all that it has seen belongs to others. */
function elsewhere({
  result,
  isPresence,
  own,
}: Pick<DividedResult, 'result' | 'isPresence' | 'own'>): readonly Outcome[] {
  const seen = [...own].filter(([, outcomes]) => outcomes.some(({ kind }) => kind === 'evidence')).map(([name]) => name)
  if (!isPresence || seen.length === 0) return []
  const more = seen.length - NAMED
  const names = seen.slice(0, NAMED).flatMap((name, index) => [index === 0 ? '' : ', ', { value: name }])
  const reason = [
    'seen for the service ',
    ...names,
    more > 0 ? ` and ${more} more, not for this one` : ' only, not for this one',
  ]
  return [{ kind: 'unknown', check: result.id, origin: 'files', because: [], reason }]
}
