import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { FAULTS, type Fault } from './faults.js'
import { MISSHAPES } from './misshapes.js'

/** One way in which GitHub, or what stands before it, fails. */
interface FaultRow {
  readonly name: string
  readonly fault: Fault
  /** What a call says of it. */
  readonly kind: string
  readonly reason: RegExp
  /** Requests that it may cost where nothing is written: 3 where it may pass, 1 where it cannot. */
  readonly tries: number
  /** An answer takes so long that only the time-out ends it. */
  readonly slow?: true
  /** So large that one call of each kind is enough: nothing depends on the route. */
  readonly heavy?: true
  /** The answer of a call that succeeds without a body is not touched by it. */
  readonly needsBody?: true
}

/** Recognisable in whatever quotes it; error bodies echo it as a careless proxy would. */
export const PLANTED = 'ghs_plantedplantedplantedplanted0000'
export const PLANTED_SETTINGS = 'github_pat_11PLANTED00000000000_plantedplanted'

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

/** An error whose words repeat what they were asked with. */
const say =
  (status: number, message: string, headers: Record<string, string> = {}, more: object = {}): Fault =>
  (response) => {
    const echo = String(response.req.headers.authorization ?? '')
    response.writeHead(status, { ...JSON_TYPE, ...headers })
    response.end(JSON.stringify({ message: `${message} [authorization: ${echo}]`, ...more }))
  }

const raw =
  (status: number, headers: Record<string, string>, body: string | Buffer): Fault =>
  (response) => {
    response.writeHead(status, headers)
    response.end(body)
  }

const PAGE = `<!doctype html><html><head><title>502</title></head><body>${'<p>Unicorn!</p>\n'.repeat(2000)}</body></html>`

const origin = ({ req }: ServerResponse): string => `http://${req.headers.host ?? ''}`

const redirect =
  (status: number, to: (response: ServerResponse) => string): Fault =>
  (response) => {
    response.writeHead(status, { location: to(response) })
    response.end()
  }

/** An answer that comes byte by byte and never ends. */
const trickle: Fault = (response) => {
  response.writeHead(200, JSON_TYPE)
  const timer = setInterval(() => response.write(' '), 5)
  response.on('close', () => clearInterval(timer))
}

/** The status line, and headers that never end. */
const slowHeaders: Fault = (response) => {
  response.socket?.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-a: ')
}

const resetInBody: Fault = (response, answer) => {
  const body = JSON.stringify(answer() ?? {})
  response.writeHead(200, { ...JSON_TYPE, 'content-length': String(body.length + 100) })
  response.write(body.slice(0, 10), () => response.destroy())
}

/** A hundred megabytes, announced or not. */
const gigantic =
  (announced: boolean): Fault =>
  (response) => {
    const length: Record<string, string> = announced ? { 'content-length': String(100 << 20) } : {}
    response.writeHead(200, { ...JSON_TYPE, ...length })
    const chunk = Buffer.alloc(1 << 20, ' ')
    let left = 100
    const more = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= 1
        if (!response.write(chunk)) return void response.once('drain', more)
      }
      response.end()
    }
    more()
  }

let bomb: Buffer | undefined
const gzipBomb: Fault = (response) => {
  bomb ??= gzipSync(Buffer.alloc(100 << 20, ' '))
  response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
  response.end(bomb)
}

const limited = (status: number, headers: Record<string, string>): Fault =>
  say(status, status === 429 ? 'Too many requests' : 'You have exceeded a secondary rate limit.', headers)

const refused = (name: string, fault: Fault, kind: string, reason: RegExp): FaultRow => ({
  name,
  fault,
  kind,
  reason,
  tries: 1,
})
/** A limit whose end is near, or not said in a way that makes sense: worth another try. */
const again = (name: string, fault: Fault, kind: string, reason: RegExp): FaultRow => ({
  ...refused(name, fault, kind, reason),
  tries: 3,
})
const passing = (name: string, fault: Fault, reason: RegExp): FaultRow => ({
  name,
  fault,
  kind: 'unreachable',
  reason,
  tries: 3,
})
const spoilt = (name: string, fault: Fault, reason: RegExp): FaultRow => ({
  ...passing(name, fault, reason),
  needsBody: true,
})

const LIMIT = /rate limit is used up until \d\d:\d\d UTC/
const CUT = /the answer is incomplete/

/** Source: GitHub docs, "Troubleshooting the REST API", "Rate limits for the REST API", and what proxies do. */
export const FAULT_TABLE: readonly FaultRow[] = [
  refused('401', say(401, 'Bad credentials'), 'unauthorized', /does not accept the token/),
  refused(
    '403 for want of a permission',
    say(403, 'Resource not accessible by integration', { 'x-accepted-github-permissions': 'contents=read' }),
    'forbidden',
    /lacks `contents: read`/,
  ),
  refused('403 in other words', say(403, 'Must have admin rights to Repository.'), 'forbidden', /lacks/),
  refused(
    '403 of single sign-on',
    say(403, 'Resource protected by organization SAML enforcement.', {
      'x-github-sso': 'required; url=https://github.example/orgs/acme/sso',
    }),
    'barred',
    /single sign-on/,
  ),
  refused(
    '403 of an IP allow list',
    say(
      403,
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and 10.0.0.1 is not permitted to access this resource.',
    ),
    'barred',
    /IP allow list/,
  ),
  refused(
    '403 of the plan',
    say(403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.'),
    'plan',
    /plan/,
  ),
  refused('403 of an archive', say(403, 'Repository was archived so is read-only.'), 'refused', /archived/),
  refused(
    '403 of the primary limit',
    (response, answer) => FAULTS.primaryLimit(3000)(response, answer),
    'rate-limit',
    LIMIT,
  ),
  again(
    '403 of a primary limit that has passed',
    (response, answer) => FAULTS.primaryLimit(-3000)(response, answer),
    'rate-limit',
    LIMIT,
  ),
  again(
    '403 of a primary limit without sense',
    say(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }),
    'rate-limit',
    LIMIT,
  ),
  refused('403 of a secondary limit', limited(403, { 'retry-after': '3000' }), 'rate-limit', LIMIT),
  refused('403 of a secondary limit without a time', limited(403, {}), 'rate-limit', LIMIT),
  refused('429 for a long time', limited(429, { 'retry-after': '99999999999' }), 'rate-limit', LIMIT),
  again('429 for a negative time', limited(429, { 'retry-after': '-5' }), 'rate-limit', LIMIT),
  refused('429 until a date', limited(429, { 'retry-after': 'Fri, 31 Dec 2999 23:59:59 GMT' }), 'rate-limit', LIMIT),
  refused('429 for a time without sense', limited(429, { 'retry-after': 'soon' }), 'rate-limit', LIMIT),
  refused('429', limited(429, {}), 'rate-limit', LIMIT),
  refused('400 of a version that is gone', say(400, 'The API version is not supported'), 'refused', /HTTP 400/),
  refused('404', say(404, 'Not Found'), 'missing', /HTTP 404/),
  refused('409 of an empty repository', say(409, 'Git Repository is empty.'), 'refused', /empty/),
  refused('410', say(410, 'Issues are disabled for this repo'), 'missing', /HTTP 410/),
  refused(
    '422 that says why',
    say(422, 'Validation Failed', {}, { errors: [{ field: 'body', code: 'custom', message: 'Body is too long' }] }),
    'refused',
    /Body is too long/,
  ),
  refused('451', say(451, 'Repository access blocked'), 'refused', /HTTP 451/),
  passing('500', say(500, 'Server Error'), /HTTP 500/),
  passing(
    '502 with a page',
    raw(502, { 'content-type': 'text/html; charset=utf-8' }, PAGE),
    /no reason is given \(HTTP 502\)/,
  ),
  passing('503 for a moment', say(503, 'Unavailable', { 'retry-after': '2' }), /HTTP 503/),
  { ...passing('503 for a long time', say(503, 'Unavailable', { 'retry-after': '120' }), /HTTP 503/), tries: 1 },
  spoilt('200 with half of the JSON', FAULTS.cutShort, CUT),
  spoilt('200 with a page', raw(200, { 'content-type': 'text/html; charset=utf-8' }, PAGE), CUT),
  spoilt('200 with bytes', raw(200, { 'content-type': 'application/octet-stream' }, 'PK'), CUT),
  spoilt('200 with nothing', raw(200, JSON_TYPE, ''), CUT),
  spoilt('200 with null', raw(200, JSON_TYPE, 'null'), CUT),
  spoilt('200 without a type', raw(200, {}, '{}'), CUT),
  spoilt('300 without a place', raw(300, JSON_TYPE, '{}'), CUT),
  spoilt('302 without a place', raw(302, JSON_TYPE, '[]'), CUT),
  { ...refused('204', raw(204, {}, ''), 'malformed', /not of the form/), needsBody: true },
  ...MISSHAPES.map(({ name, fault }): FaultRow => ({
    ...refused(`200 with ${name}`, fault, 'malformed', /not of the form/),
    needsBody: true,
  })),
  {
    ...refused(
      'a redirect to itself',
      redirect(307, ({ req }) => req.url ?? '/'),
      'unreachable',
      /redirects more than/,
    ),
    tries: 4,
  },
  refused(
    'a redirect to another host',
    redirect(307, (response) => `${origin(response).replace('127.0.0.1', '127.0.0.2')}/x`),
    'unreachable',
    /another place/,
  ),
  refused(
    'a redirect to no address',
    redirect(308, () => 'http://[/'),
    'unreachable',
    /another place/,
  ),
  refused(
    'a redirect to a file',
    redirect(301, () => 'file:///etc/passwd'),
    'unreachable',
    /another place/,
  ),
  { ...refused('an answer that never comes', FAULTS.silence, 'unreachable', /no answer within/), tries: 3, slow: true },
  { ...refused('a body that trickles', trickle, 'unreachable', /no answer within/), tries: 3, slow: true },
  { ...refused('headers that never end', slowHeaders, 'unreachable', /no answer within/), tries: 3, slow: true },
  passing('a connection that breaks at once', FAULTS.hangUp, /could not be reached: \S/),
  passing('a connection that breaks in the body', resetInBody, /could not be reached: \S/),
  { ...refused('a hundred megabytes', gigantic(false), 'unreachable', /longer than 32 MB/), heavy: true },
  { ...refused('a hundred megabytes, announced', gigantic(true), 'unreachable', /longer than 32 MB/), heavy: true },
  { ...refused('a hundred megabytes, packed', gzipBomb, 'unreachable', /longer than 32 MB/), heavy: true },
]
