import type { ServerResponse } from 'node:http'

/** Answers a request in a way that GitHub is known to, other than the wished one. */
export type Fault = (response: ServerResponse, answer: () => unknown) => void

function fail(status: number, message: string, headers: Record<string, string> = {}): Fault {
  return (response) => {
    const body = { message, documentation_url: 'https://docs.github.com/rest', status: String(status) }
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** The ways in which GitHub fails, in its own words. Source: GitHub docs, "Troubleshooting the REST API". */
export const FAULTS = {
  badToken: fail(401, 'Bad credentials'),
  notForIntegration: (permissions: string): Fault =>
    fail(403, 'Resource not accessible by integration', { 'x-accepted-github-permissions': permissions }),
  notForPersonalToken: fail(403, 'Resource not accessible by personal access token'),
  planTooSmall: fail(403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.'),
  notFound: fail(404, 'Not Found'),
  branchNotProtected: fail(404, 'Branch not protected'),
  branchNotFound: fail(404, 'Branch not found'),
  bodyTooLong: fail(422, 'Validation Failed: Body is too long (maximum is 65536 characters)'),
  /** The primary limit ends after `seconds`. */
  primaryLimit: (seconds: number, status: 403 | 429 = 403): Fault =>
    fail(status, 'API rate limit exceeded for installation.', {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + seconds),
    }),
  secondaryLimit: (seconds: number, status: 403 | 429 = 403): Fault =>
    fail(status, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
      'retry-after': String(seconds),
      'x-ratelimit-remaining': '4000',
    }),
  /** A secondary limit that only its header gives away. */
  retryAfter: (seconds: number): Fault => fail(429, 'Too many requests', { 'retry-after': String(seconds) }),
  tooManyRequests: fail(429, 'Too many requests'),
  serverError: fail(500, 'Server Error'),
  badGateway: fail(502, 'Bad Gateway'),
  /** Never answers. */
  silence: (() => undefined) as Fault,
  hangUp: ((response) => response.destroy()) as Fault,
  /** Performs the request, then loses the answer. */
  lostAnswer: ((response, answer) => {
    answer()
    response.destroy()
  }) as Fault,
  /** Half of the answer. */
  cutShort: ((response, answer) => {
    const body = JSON.stringify(answer() ?? {})
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    response.end(body.slice(0, Math.ceil(body.length / 2)))
  }) as Fault,
  notJson: ((response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end('<html>Unicorn!</html>')
  }) as Fault,
} as const
