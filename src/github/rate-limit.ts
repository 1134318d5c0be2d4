import { unknown } from '../core/known.js'
import { failure, type Failure } from './failure.js'
import { retryAfter } from './retry-after.js'

/** What of an answer tells of a rate limit. */
interface Answer {
  readonly status: number
  readonly message: string
  readonly header: (name: string) => string | undefined
}

/** The failure of a call that a rate limit refuses, or undefined if the answer is not about one; `now` in milliseconds since 1970. */
export function rateLimited(answer: Answer, now: number): Failure | undefined {
  const until = rateLimitEnd(answer, now)
  if (until === undefined) return undefined
  const { status, message } = answer
  const when = new Date(until).toISOString().slice(11, 16)
  const why = unknown(`GitHub's rate limit is used up until ${when} UTC`, { remedy: `Run it again after ${when} UTC.` })
  return failure('rate-limit', message, why, { status, until })
}

/**
 * When a rate limit ends, or undefined if the answer is not about one. Source: GitHub docs, "Rate limits for the REST
 * API": remaining 0 and reset (primary), else retry-after, else at least a minute (secondary).
 */
function rateLimitEnd({ status, message, header }: Answer, now: number): number | undefined {
  // The query endpoint says it with status 200.
  if (status !== 403 && status !== 429 && !(status === 200 && /rate limit/i.test(message))) return undefined
  const reset = Number(header('x-ratelimit-reset'))
  if (header('x-ratelimit-remaining') === '0' && reset > 0) return endOf(reset * 1000, now)
  const seconds = retryAfter(header('retry-after'), now)
  if (seconds !== undefined) return endOf(now + seconds * 1000, now)
  return status === 429 || /rate limit/i.test(message) ? now + 60_000 : undefined
}

/** A day at most, so that a nonsensical header cannot make an invalid date; a minute where it names the past. */
function endOf(until: number, now: number): number {
  return until <= now ? now + 60_000 : Math.min(until, now + 86_400_000)
}
