import { unknown, type Unknown } from '../core/known.js'
import { at, listAt, numberAt, textAt } from './json.js'
import { quoted, remedyFor, SETTINGS_TOKEN } from './operations.js'
import { retryAfter } from './retry-after.js'
import { causesOf, Unusable } from './transport.js'

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
  const message = plain(redact(messageOf(error)))
  const header = (name: string): string | undefined => textAt(error, 'response', 'headers', name)
  if (status === undefined) return unreachable(message, remedyWithout(error))

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
  const refused = status === 403 ? otherThanPermission(message, header('x-github-sso'), input) : undefined
  if (refused !== undefined) return { ...refused, status }
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
  const remedy = REMEDIES.get(status) ?? WORDS
  return failure('refused', message, unknown(`GitHub refused the call: ${message} (HTTP ${status})`, { remedy }), {
    status,
  })
}

const WORDS = "Follow GitHub's words; report it if they make no sense."

/** Source: GitHub docs, "Troubleshooting the REST API", and "API versions" for 400. */
const REMEDIES: ReadonlyMap<number, string> = new Map([
  [400, 'Look whether this version of the host is still supported.'],
  [409, 'If the repository is empty, push a commit first; otherwise run it again.'],
  [451, 'GitHub has blocked the repository: the notice at its address says why.'],
])

/** A 403 that no permission of the token would change; undefined for any other. */
function otherThanPermission(
  message: string,
  sso: string | undefined,
  input: Circumstances['input'],
): Failure | undefined {
  const which = input === 'token' ? 'the token' : 'the token for settings'
  if (/upgrade to github|make this repository public/i.test(message)) {
    const remedy = 'GitHub offers it in public repositories, and in private ones with a larger plan.'
    return failure('plan', message, unknown('the plan of this repository does not offer it', { remedy }))
  }
  if (sso !== undefined || /\bSAML\b/.test(message)) {
    const remedy = `Authorise ${which} for the organization: "Configure SSO" beside it under Settings → Developer settings.`
    return failure('barred', message, unknown(`the organization asks for single sign-on with ${which}`, { remedy }))
  }
  if (/\bIP allow list\b/i.test(message)) {
    const remedy =
      'Have the address of the runner added to the IP allow list, or run it on a runner whose address is on it.'
    return failure(
      'barred',
      message,
      unknown("the IP allow list of the organization lacks the runner's address", { remedy }),
    )
  }
  if (!/\b(?:is locked|(?:was|is) archived|been disabled|suspended|blocked)\b/i.test(message)) return undefined
  return failure('refused', message, unknown(`GitHub refused the call: ${message}`, { remedy: WORDS }))
}

/**
 * Reads an error of the query endpoint, which comes with status 200.
 *
 * @param permission what the query asks for, if that is known
 */
export function failureOfQuery(error: unknown, permission?: string): Failure {
  const message = plain(textAt(error, 'message') ?? 'the query had no result')
  const type = textAt(error, 'type')
  const isForbidden = type === 'FORBIDDEN' || /not accessible/i.test(message)
  if (type === 'RATE_LIMITED') {
    const why = unknown("GitHub's rate limit for queries is used up", { remedy: 'Run it again in an hour.' })
    return failure('rate-limit', message, why)
  }
  // What GitHub says of queries that took it too long.
  if (/^something went wrong/i.test(message)) return unreachable(message)
  if (permission === undefined || !isForbidden)
    return failure('refused', message, unknown(`GitHub refused the query: ${message}`, { remedy: WORDS }))
  const why = unknown(`the token lacks ${quoted(permission)}`, { permission, remedy: remedyFor(permission) })
  return failure('forbidden', message, why)
}

function unreachable(message: string, remedy = 'Run it again.'): Failure {
  const why = unknown(`GitHub could not be reached: ${message}`, { remedy })
  return failure('unreachable', message, why)
}

/** What to do where no answer came, by the codes of Node.js and of OpenSSL for what went wrong. */
function remedyWithout(error: unknown): string {
  const causes = causesOf(error)
  const unusable = causes.find((cause) => cause instanceof Unusable)
  if (unusable !== undefined) return unusable.remedy
  const code = causes.map((cause) => textAt(cause, 'code')).find((each) => each !== undefined) ?? ''
  if (/CERT|SELF_SIGNED|UNABLE_TO_|^ERR_(?:TLS|SSL)/.test(code))
    return 'Name the certificate authority of the host, or of the proxy, in `NODE_EXTRA_CA_CERTS`.'
  if (/^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code))
    return 'Look whether `GITHUB_API_URL` is right; behind a proxy set `https_proxy`.'
  return 'Run it again.'
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
  const seconds = retryAfter(header('retry-after'), now)
  if (seconds !== undefined) return endOf(now + seconds * 1000, now)
  return status === 429 || /rate limit/i.test(message) ? now + 60_000 : undefined
}

/** A day at most, so that a nonsensical header cannot make an invalid date; a minute where it names the past. */
function endOf(until: number, now: number): number {
  return until <= now ? now + 60_000 : Math.min(until, now + 86_400_000)
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
  const body = at(error, 'response', 'data')
  const said = textAt(body, 'message')
  // What a validation found wrong stands beside the message.
  const details = listAt(body, 'errors').flatMap((each) => textAt(each, 'message') ?? textAt(each, 'code') ?? [])
  if (said !== undefined) return [said, ...details.slice(0, 3)].join(': ')
  if ((numberAt(error, 'response', 'status') ?? 0) >= 300) return 'no reason is given'
  return error instanceof Error ? error.message : String(error)
}

/** Characters of GitHub's words that are passed on. */
const LONGEST = 300

/** One line that can be shown, of what may have been a page. */
function plain(text: string): string {
  const line = text
    .slice(0, 10_000)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}
