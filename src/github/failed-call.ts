import { unknown } from '../core/known.js'
import { acceptedPermissions, messageOf, plain } from './failed-words.js'
import { failure, unreachable, type Failure } from './failure.js'
import { numberAt, textAt } from './json.js'
import { quoted, remedyFor, SETTINGS_TOKEN } from './operations.js'
import { rateLimited } from './rate-limit.js'
import { causesOf, Unusable } from './transport.js'

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
  const limited = rateLimited({ status, message, header }, now)
  if (limited !== undefined) return limited
  if (status >= 500) return { ...unreachable(`${message} (HTTP ${status})`), status }
  if (status === 401) return unauthorized(message, input)
  if (status === 403) {
    const refused = otherThanPermission(message, header('x-github-sso'), input)
    const accepted = acceptedPermissions(header('x-accepted-github-permissions'))
    return { ...(refused ?? forbidden(message, accepted ?? permission)), status }
  }
  if (status === 404 || status === 410) {
    const remedy = remedyFor(permission)
    const why = unknown(`GitHub has no answer for this token (HTTP ${status})`, { permission, remedy })
    return failure('missing', message, why, { status })
  }
  const remedy = REMEDIES.get(status) ?? WORDS
  const why = unknown(`GitHub refused the call: ${message} (HTTP ${status})`, { remedy })
  return failure('refused', message, why, { status })
}

const WORDS = "Follow GitHub's words; report it if they make no sense."

/** Source: GitHub docs, "Troubleshooting the REST API", and "API versions" for 400. */
const REMEDIES: ReadonlyMap<number, string> = new Map([
  [400, 'Look whether this version of the host is still supported.'],
  [409, 'If the repository is empty, push a commit first; otherwise run it again.'],
  [451, 'GitHub has blocked the repository: the notice at its address says why.'],
])

const nameOfToken = (input: Circumstances['input']): string =>
  input === 'token' ? 'the token' : 'the token for settings'

function unauthorized(message: string, input: Circumstances['input']): Failure {
  const remedy = input === 'token' ? 'Pass a valid token in the input `token`.' : `Renew it (${SETTINGS_TOKEN}).`
  const why = unknown(`GitHub does not accept ${nameOfToken(input)}`, { remedy })
  return failure('unauthorized', message, why, { status: 401 })
}

function forbidden(message: string, permission: string): Failure {
  const why = unknown(`the token lacks ${quoted(permission)}`, { permission, remedy: remedyFor(permission) })
  return failure('forbidden', message, why)
}

/** A 403 that no permission of the token would change; undefined for any other. */
function otherThanPermission(
  message: string,
  sso: string | undefined,
  input: Circumstances['input'],
): Failure | undefined {
  const which = nameOfToken(input)
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
    const why = unknown("the IP allow list of the organization lacks the runner's address", { remedy })
    return failure('barred', message, why)
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
  if (permission !== undefined && isForbidden) return forbidden(message, permission)
  return failure('refused', message, unknown(`GitHub refused the query: ${message}`, { remedy: WORDS }))
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
