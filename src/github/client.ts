import { withoutTrailingSlashes } from '../core/slashes.js'
import type { Octokit } from '@octokit/rest'
import { at, numberAt, textAt } from './json.js'
import type { Patience, Purse } from './patience.js'
import { retryAfter } from './retry-after.js'
import { boundedFetch, Unusable } from './transport.js'

/** Sent with every request, so that a new default version changes nothing here. */
const API_VERSION = '2022-11-28'

/** Tries after the first one for answers that may be better a second later. */
const RETRIES = 2

export interface ClientOptions {
  readonly token: string
  readonly apiUrl: string
  readonly patience: Patience
  readonly fetch?: typeof fetch
  readonly log: (line: string) => void
}

/** Makes requests with one token, paid for from the purse that is handed over. Throws what `failureOf` reads. */
export interface Client {
  request(route: string, parameters: Readonly<Record<string, unknown>>, purse: Purse): Promise<ClientAnswer>
}

interface ClientAnswer {
  readonly status: number
  readonly data: unknown
  readonly headers: object
}

/** The part of an Octokit's options object that plug-ins share while a request is under way. */
interface RequestOptions {
  readonly method: string
  readonly url: string
  readonly request: { retries?: number; retryCount?: number; readonly purse: Purse }
}

/**
 * An Octokit that keeps to the budget: every request is counted, waits come out of the time there is for waiting, and
 * what cannot get better is never tried again. Loaded when first used, because Octokit is slow to load.
 */
export async function createClient(options: ClientOptions): Promise<Client> {
  const [{ Octokit }, { retry }, { throttling }, fetch] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
    options.fetch ?? proxiedFetch(),
  ])
  const { patience, log } = options
  const mayWait = (seconds: number, { request: { purse } }: RequestOptions, _: object, tries: number): boolean =>
    tries < RETRIES && purse.wait(Math.max(seconds, 1) * patience.secondMs) && purse.take()
  const lines = { debug: ignore, info: ignore, warn: log, error: ignore }

  const octokit: Octokit = new (Octokit.plugin(guard(options), retry, throttling))({
    auth: options.token,
    baseUrl: withoutTrailingSlashes(options.apiUrl),
    userAgent: 'pillarlint',
    log: lines,
    retry: {
      retries: RETRIES,
      doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
      retryAfterBaseValue: patience.secondMs,
    },
    throttle: {
      id: crypto.randomUUID(),
      retryAfterBaseValue: patience.secondMs,
      onRateLimit: mayWait as () => boolean,
      onSecondaryRateLimit: mayWait as () => boolean,
      // The plug-in's type asks for the class that it uses itself.
      ...({ write: unspaced, notifications: unspaced } as object),
    },
  })
  return {
    // Without a `request` of its own a call shares one with all others, and what the retry plug-in notes in it.
    request: (route, parameters, purse) =>
      octokit.request(route, { ...parameters, request: { purse, fetch: boundedFetch(fetch, purse, patience) } }),
  }
}

/**
 * In place of the plug-in's pauses of one to three seconds before writes, queries included: they are meant for large
 * numbers of them (GitHub docs: Best practices for using the REST API), and a run makes a handful.
 */
const unspaced = { key: () => ({ schedule: async <T>(_: object, task: () => Promise<T>): Promise<T> => task() }) }

function ignore(): void {
  // Octokit's own log lines name requests and headers; ours say what came of them.
}

/** Stands closest to the network and decides whether a failed request may be tried again, which takes a request more. */
function guard({ patience }: ClientOptions) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    octokit.hook.wrap('request', async (request, options) => {
      options.headers['x-github-api-version'] = API_VERSION
      try {
        const answer = await request(options)
        if (!isWhole(answer)) throw incomplete(options)
        return answer
      } catch (error) {
        markSecondaryLimit(error)
        if (!(await mayRetry(error, options as object as RequestOptions, patience))) options.request.retries = 0
        throw error
      }
    })
  }
}

/** Whether there is JSON where it was promised: an answer that was cut short arrives as text, one of another type as bytes. */
function isWhole({ status, data }: { readonly status: number; readonly data: unknown }): boolean {
  if (status === 204 || status === 205) return true
  return (
    status < 300 &&
    typeof data === 'object' &&
    data !== null &&
    !Object.prototype.toString.call(data).includes('ArrayBuffer')
  )
}

/**
 * A server's failure is worth another try if there is time, except after a POST: the server may have done what it was
 * asked before it failed. So it is with the update of a check run, which adds annotations (GitHub docs: Update a check run).
 * The query endpoint only reads, or folds what may be folded twice.
 */
async function mayRetry(error: unknown, options: RequestOptions, { secondMs }: Patience): Promise<boolean> {
  const status = numberAt(error, 'status') ?? 0
  if (status < 500 || at(error, 'cause') instanceof Unusable) return false
  if (options.method === 'POST' && !options.url.endsWith('/graphql')) return false
  if (options.method === 'PATCH' && options.url.includes('/check-runs/')) return false
  const { purse, retryCount: tries = 0 } = options.request
  // The retry plug-in waits (tries + 1)² seconds; what the server asks for beyond them is waited for here.
  const planned = (tries + 1) ** 2
  const asked = retryAfter(textAt(error, 'response', 'headers', 'retry-after'), Date.now()) ?? 0
  if (tries >= RETRIES || !purse.wait(Math.max(planned, asked) * secondMs) || !purse.take()) return false
  if (asked > planned) await new Promise((resolve) => setTimeout(resolve, (asked - planned) * secondMs))
  return true
}

/** The throttling plug-in knows secondary limits by their wording only; the header says it as well. */
function markSecondaryLimit(error: unknown): void {
  const limited = [403, 429].includes(numberAt(error, 'status') ?? 0)
  const header = (name: string): string | undefined => textAt(error, 'response', 'headers', name)
  if (!limited || !(error instanceof Error) || /secondary rate/i.test(error.message)) return
  if (header('retry-after') !== undefined && header('x-ratelimit-remaining') !== '0') {
    error.message += ' (secondary rate limit)'
  }
}

function incomplete(options: object): Error {
  return Object.assign(new Error('the answer is incomplete'), { status: 502, request: { ...options } })
}

/** Node's own fetch takes no notice of proxy settings; that of @actions/github, which is heavier, does. */
async function proxiedFetch(): Promise<typeof fetch> {
  const proxy = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some((name) => process.env[name])
  if (!proxy) return fetch
  const { defaults } = await import('@actions/github/lib/utils')
  return (defaults.request?.fetch as typeof fetch | undefined) ?? fetch
}
