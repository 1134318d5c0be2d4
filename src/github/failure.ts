import { unknown, type Unknown } from '../core/known.js'

/**
 * Why a call gave no answer. `forbidden`: the token lacks a permission. `barred`: whatever it may do, it is kept out by a
 * rule of its owner. `plan`: the repository's plan lacks the feature. `missing`: 404 and 410, which GitHub also gives for
 * what the token may not see. `refused`: any other 4xx. `unreachable`: no usable answer came. `malformed`: the answer is not
 * of the form that GitHub documents. `budget`: the call was not made, to keep to the run's number of calls.
 */
export type FailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'barred'
  | 'plan'
  | 'missing'
  | 'refused'
  | 'rate-limit'
  | 'unreachable'
  | 'malformed'
  | 'budget'

/** A call that gave no answer. */
export interface Failure {
  readonly ok: false
  readonly kind: FailureKind
  /** HTTP status, where there was one. */
  readonly status?: number
  /** GitHub's own words in one line, without the link to its documentation; tokens blanked. */
  readonly message: string
  readonly why: Unknown
  /** For rate limits: when GitHub answers again, in milliseconds since 1970. */
  readonly until?: number
}

/** A failure with its reason. */
export function failure(kind: FailureKind, message: string, why: Unknown, more: Partial<Failure> = {}): Failure {
  return { ok: false, kind, message, why, ...more }
}

/** No usable answer came. */
export function unreachable(message: string, remedy = 'Run it again.'): Failure {
  const why = unknown(`GitHub could not be reached: ${message}`, { remedy })
  return failure('unreachable', message, why)
}

/** An answer that cannot be what GitHub says; `wrong` says in what. Nothing is concluded from the rest of it. */
export function malformed(wrong: string): Failure {
  const why = unknown(`the answer of GitHub is not of the form that it documents: ${wrong}`, {
    remedy: 'Run it again; if it stays so, look whether a proxy answers in its place, and report it.',
  })
  return failure('malformed', wrong, why)
}

/** The call was not made: there are no more requests for it. */
export function outOfBudget(): Failure {
  const reason = 'the number of calls to GitHub that one run may make is used up'
  return failure('budget', reason, unknown(reason, { remedy: 'Run it again.' }))
}

/** The call was not made: GitHub has taken too long for others. */
export function outOfTime(): Failure {
  const reason = 'the time that one run waits for GitHub is used up'
  return failure('unreachable', reason, unknown(reason, { remedy: 'Run it again.' }))
}
