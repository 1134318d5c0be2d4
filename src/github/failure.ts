import { unknown, type Unknown } from '../core/known.js'
import { numberAt, textAt } from './json.js'
import { quoted, remedyFor, SETTINGS_TOKEN } from './operations.js'

/**
 * Why a call gave no answer. `forbidden`: the token lacks a permission. `plan`: the repository's plan lacks the feature.
 * `missing`: 404 and 410, which GitHub also gives for what the token may not see. `refused`: any other 4xx.
 * `unreachable`: no usable answer came. `budget`: the call was not made, to keep to the run's number of calls.
 */
export type FailureKind =
  'unauthorized' | 'forbidden' | 'plan' | 'missing' | 'refused' | 'rate-limit' | 'unreachable' | 'budget'

/** A call that gave no answer. */
export interface Failure {
  readonly ok: false
  readonly kind: FailureKind
  /** HTTP status, where there was one. */
  readonly status?: number
  /** GitHub's own words, without the link to its documentation; tokens blanked. */
  readonly message: string
  readonly why: Unknown
  /** For rate limits: when GitHub answers again, in milliseconds since 1970. */
  readonly until?: number
}

/** A failure with its reason. */
export function failure(kind: FailureKind, message: string, why: Unknown, more: Partial<Failure> = {}): Failure {
  return { ok: false, kind, message, why, ...more }
}

interface Circumstances {
  /** The permission that GitHub's documentation names for the call. */
  readonly permission: string
  /** The input that the token is from. */
  readonly input: 'token' | 'settings-token'
  readonly redact: (text: string) => string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Reads what the client threw. Whatever it is, the result says what a person can do about it. */
export function failureOf(error: unknown, { permission, input, redact, now }: Circumstances): Failure {
  const status = numberAt(error, 'response', 'status')
  const message = redact(messageOf(error))
  const header = (name: string): string | undefined => textAt(error, 'response', 'headers', name)
  if (status === undefined) return unreachable(message)

  const until = rateLimitEnd(status, message, header, now)
  if (until !== undefined) return rateLimited(status, message, until)
  if (status >= 500) return { ...unreachable(`${message} (HTTP ${status})`), status }
  if (status === 401) {
    const which = input === 'token' ? 'the token' : 'the token for settings'
    const why = unknown(`GitHub does not accept ${which}`, {
      remedy: input === 'token' ? 'Pass a valid token in the input `token`.' : `Renew it (${SETTINGS_TOKEN}).`,
    })
    return failure('unauthorized', message, why, { status })
  }
  if (status === 403 && /upgrade to github|make this repository public/i.test(message)) {
    const remedy = 'GitHub offers it in public repositories, and in private ones with a larger plan.'
    return failure('plan', message, unknown('the plan of this repository does not offer it', { remedy }), { status })
  }
  if (status === 403) {
    const needed = acceptedPermissions(header('x-accepted-github-permissions')) ?? permission
    const why = unknown(`the token lacks ${quoted(needed)}`, { permission: needed, remedy: remedyFor(needed) })
    return failure('forbidden', message, why, { status })
  }
  if (status === 404 || status === 410) {
    const why = unknown(`GitHub has no answer for this token (HTTP ${status})`, {
      permission,
      remedy: remedyFor(permission),
    })
    return failure('missing', message, why, { status })
  }
  return failure('refused', message, unknown(`GitHub refused the call: ${message} (HTTP ${status})`), { status })
}

/**
 * Reads an error of the query endpoint, which comes with status 200.
 *
 * @param permission what the query asks for, if that is known
 */
export function failureOfQuery(error: unknown, permission?: string): Failure {
  const message = textAt(error, 'message') ?? 'the query had no result'
  const type = textAt(error, 'type')
  const isForbidden = type === 'FORBIDDEN' || /not accessible/i.test(message)
  if (type === 'RATE_LIMITED') {
    const why = unknown("GitHub's rate limit for queries is used up", { remedy: 'Run it again in an hour.' })
    return failure('rate-limit', message, why)
  }
  // What GitHub says of queries that took it too long.
  if (/^something went wrong/i.test(message)) return unreachable(message)
  if (permission === undefined || !isForbidden)
    return failure('refused', message, unknown(`GitHub refused the query: ${message}`))
  const why = unknown(`the token lacks ${quoted(permission)}`, { permission, remedy: remedyFor(permission) })
  return failure('forbidden', message, why)
}

function unreachable(message: string): Failure {
  const why = unknown(`GitHub could not be reached: ${message}`, { remedy: 'Run it again.' })
  return failure('unreachable', message, why)
}

function rateLimited(status: number, message: string, until: number): Failure {
  const when = new Date(until).toISOString().slice(11, 16)
  const why = unknown(`GitHub's rate limit is used up until ${when} UTC`, { remedy: `Run it again after ${when} UTC.` })
  return failure('rate-limit', message, why, { status, until })
}

/**
 * When a rate limit ends, or undefined if the answer is not about one. Source: GitHub docs, "Rate limits for the REST
 * API": remaining 0 and reset (primary), else retry-after, else at least a minute (secondary).
 */
function rateLimitEnd(
  status: number,
  message: string,
  header: (name: string) => string | undefined,
  now: number,
): number | undefined {
  // The query endpoint says it with status 200.
  if (status !== 403 && status !== 429 && !(status === 200 && /rate limit/i.test(message))) return undefined
  const reset = Number(header('x-ratelimit-reset'))
  if (header('x-ratelimit-remaining') === '0' && reset > 0) return endOf(reset * 1000, now)
  const seconds = Number(header('retry-after'))
  if (seconds > 0) return endOf(now + seconds * 1000, now)
  return status === 429 || /rate limit/i.test(message) ? now + 60_000 : undefined
}

/** A day at most, so that a nonsensical header cannot make an invalid date. */
function endOf(until: number, now: number): number {
  return Math.min(until, now + 86_400_000)
}

/** `issues=write; pull_requests=write` as `issues: write or pull-requests: write`; a comma means and. */
function acceptedPermissions(header: string | undefined): string | undefined {
  if (header === undefined || !/^[a-z_=;, ]+$/.test(header)) return undefined
  const alternatives = header.split(';').map((alternative) =>
    alternative
      .split(',')
      .map((each) => each.trim().replaceAll('_', '-').replace('=', ': '))
      .join(' and '),
  )
  return alternatives.join(' or ')
}

function messageOf(error: unknown): string {
  const body = textAt(error, 'response', 'data', 'message')
  if (body !== undefined) return body
  return error instanceof Error ? error.message : String(error)
}
