import { isEqual } from '../core/is-equal.js'
import { plain } from '../core/message.js'
import { CHECK_STATES, type CheckResult, type CheckState, type Outcome } from '../core/outcome.js'

/**
 * Decides how each check ended. One cause gives one finding: an outcome `implied` by another check counts only if that
 * check really reports a problem (or is implied itself); if the cause is unknown so is the consequence; if there is no
 * problem, it does not apply. Also removes outcomes that say the same twice, which copies of one job would produce.
 */
export function settle(results: readonly CheckResult[]): CheckResult[] {
  const byId = new Map(results.map((result) => [result.id, result]))
  const settled = new Map<string, CheckResult>()

  const settleOne = (result: CheckResult, asking: ReadonlySet<string>): CheckResult => {
    const done = settled.get(result.id)
    if (done !== undefined) return done
    const outcomes = unique(result.outcomes).map((outcome) => {
      if (!hangs(outcome)) return outcome
      const cause = byId.get(causeOf(outcome))
      const state = cause && !asking.has(cause.id) ? settleOne(cause, new Set([...asking, result.id])).state : undefined
      return resolve(outcome, state)
    })
    const final = withOutcomes(result, outcomes)
    if (asking.size === 0) settled.set(result.id, final)
    return final
  }

  return results.map((result) => settleOne(result, new Set()))
}

/** What became of a result the last time. */
const ENDED = new WeakMap<CheckResult, CheckResult>()

/**
 * The result with these outcomes: the same object if it ended so the last time, because what stays the same for one
 * service after the other is not judged again.
 */
function withOutcomes(result: CheckResult, outcomes: readonly Outcome[]): CheckResult {
  const last = ENDED.get(result) ?? result
  const { state, reason } = conclude(result, outcomes)
  if (state === last.state && reason === last.reason && isEqual(outcomes, last.outcomes)) return last
  const final = { ...result, state, reason, outcomes }
  ENDED.set(result, final)
  return final
}

/** An outcome that hangs on how another check ended. */
type Hanging =
  Extract<Outcome, { kind: 'implied' }> | (Extract<Outcome, { kind: 'not-applicable' }> & { readonly hangsOn: string })

function hangs(outcome: Outcome): outcome is Hanging {
  return outcome.kind === 'implied' || (outcome.kind === 'not-applicable' && outcome.hangsOn !== undefined)
}

function causeOf(outcome: Hanging): string {
  return outcome.kind === 'implied' ? outcome.by : outcome.hangsOn
}

function resolve(outcome: Hanging, cause: CheckState | undefined): Outcome {
  if (outcome.kind === 'implied' && (cause === 'problem' || cause === 'implied')) return outcome
  const { check, because, reason, facet, at } = outcome
  const rest = { check, because, reason, ...(facet !== undefined && { facet }), ...(at !== undefined && { at }) }
  if (cause === 'unknown' || cause === 'skipped' || cause === 'crashed') {
    const undecided = [...reason, `; ${causeOf(outcome)} could not be decided`]
    return { ...rest, kind: 'unknown', origin: 'files', reason: undecided }
  }
  return { ...rest, kind: 'not-applicable' }
}

function unique(outcomes: readonly Outcome[]): Outcome[] {
  const seen = new Set<string>()
  return outcomes.filter((outcome) => {
    const key =
      outcome.kind === 'problem'
        ? `${outcome.exact ?? outcome.fingerprint} ${outcome.facet ?? ''} ${outcome.at?.line ?? ''}`
        : undefined
    if (key === undefined) return true
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The state of a check that yielded these outcomes, and the sentence that explains it. */
function conclude(result: CheckResult, outcomes: readonly Outcome[]): Pick<CheckResult, 'state' | 'reason'> {
  if (result.state === 'crashed' || result.state === 'skipped') return { state: result.state, reason: result.reason }
  if (outcomes.length === 0) return { state: 'not-applicable', reason: 'there is nothing here that it judges' }
  const state = CHECK_STATES.find((each) => outcomes.some(({ kind }) => kind === each)) ?? 'not-applicable'
  return { state, reason: explain(state, outcomes) }
}

function explain(state: CheckState, outcomes: readonly Outcome[]): string {
  const count = outcomes.filter(({ kind }) => kind === state).length
  if (state === 'problem') return count === 1 ? '1 problem' : `${count} problems`
  if (state === 'evidence') return count === 1 ? 'seen in 1 place' : `seen in ${count} places`
  const first = outcomes.find(({ kind }) => kind === state)
  return first !== undefined && 'reason' in first ? plain(first.reason) : ''
}
