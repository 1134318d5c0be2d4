import { withoutTrailingSlashes } from '../core/slashes.js'
import type { Octokit } from '@octokit/rest'
import { numberAt, textAt } from './json.js'
import type { Budget, Patience } from './patience.js'

/** Sent with every request, so that a new default version changes nothing here. */
const API_VERSION = '2022-11-28'

/** Tries after the first one for answers that may be better a second later. */
const RETRIES = 2

export interface ClientOptions {
  readonly token: string
  readonly apiUrl: string
  readonly budget: Budget
  readonly patience: Patience
  readonly fetch?: typeof fetch
  readonly log: (line: string) => void
}

/** The part of an Octokit's options object that plug-ins share while a request is under way. */
interface RequestOptions {
  readonly method: string
  readonly url: string
  request: { retries?: number; retryCount?: number }
}

/**
 * An Octokit that keeps to the budget: every request is counted, waits come out of the time there is for waiting, and
 * what cannot get better is never tried again. Loaded when first used, because Octokit is slow to load.
 */
export async function createClient(options: ClientOptions): Promise<Octokit> {
  const [{ Octokit }, { retry }, { throttling }, fetch] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
    options.fetch ?? proxiedFetch(),
  ])
  const { patience, budget, log } = options
  const mayWait = (seconds: number, _: object, __: object, tries: number): boolean =>
    tries < RETRIES && budget.wait(seconds * patience.secondMs) && budget.take(0)
  const lines = { debug: ignore, info: ignore, warn: log, error: ignore }

  return new (Octokit.plugin(guard(options), retry, throttling))({
    auth: options.token,
    baseUrl: withoutTrailingSlashes(options.apiUrl),
    userAgent: 'pillarlint',
    log: lines,
    request: { fetch: timed(fetch, options) },
    retry: {
      retries: RETRIES,
      doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
      retryAfterBaseValue: patience.secondMs,
    },
    throttle: {
      id: crypto.randomUUID(),
      retryAfterBaseValue: patience.secondMs,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
      // The plug-in's type asks for the class that it uses itself.
      ...({ write: unspaced, notifications: unspaced } as object),
    },
  })
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
function guard({ budget, patience }: ClientOptions) {
  return (octokit: Pick<Octokit, 'hook'>): void => {
    octokit.hook.wrap('request', async (request, options) => {
      options.headers['x-github-api-version'] = API_VERSION
      try {
        const answer = await request(options)
        if (answer.status === 200 && typeof answer.data === 'string') throw incomplete(options)
        return answer
      } catch (error) {
        markSecondaryLimit(error)
        if (!mayRetry(error, options as RequestOptions, budget, patience)) options.request.retries = 0
        throw error
      }
    })
  }
}

/**
 * A server's failure is worth another try if there is time, except after a POST: the server may have done what it was
 * asked before it failed. The query endpoint only reads.
 */
function mayRetry(error: unknown, options: RequestOptions, budget: Budget, { secondMs }: Patience): boolean {
  const status = numberAt(error, 'status') ?? 0
  if (status < 500) return false
  if (options.method === 'POST' && !options.url.endsWith('/graphql')) return false
  const tries = options.request.retryCount ?? 0
  // The retry plug-in waits (tries + 1)² seconds.
  return tries < RETRIES && budget.wait((tries + 1) ** 2 * secondMs) && budget.take(0)
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

/** An answer cut short arrives as text where JSON was promised. */
function incomplete(options: object): Error {
  return Object.assign(new Error('the answer is incomplete'), { status: 502, request: { ...options } })
}

function timed(send: typeof fetch, { patience, budget }: ClientOptions): typeof fetch {
  return async (input, init) => {
    const started = Date.now()
    try {
      return await send(input, { ...init, signal: AbortSignal.timeout(patience.timeoutMs) })
    } catch (error) {
      budget.lose(Date.now() - started)
      if ((error as { name?: unknown }).name !== 'TimeoutError') throw error
      throw new Error(`no answer within ${patience.timeoutMs / patience.secondMs} s`, { cause: error })
    }
  }
}

/** Node's own fetch takes no notice of proxy settings; that of @actions/github, which is heavier, does. */
async function proxiedFetch(): Promise<typeof fetch> {
  const proxy = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some((name) => process.env[name])
  if (!proxy) return fetch
  const { defaults } = await import('@actions/github/lib/utils')
  return (defaults.request?.fetch as typeof fetch | undefined) ?? fetch
}
