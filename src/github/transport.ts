import { at, textAt } from './json.js'
import type { Patience, Purse } from './patience.js'

/** Redirects that one request follows: GitHub makes one, for a repository that has another name now. */
const MOST_REDIRECTS = 3

/** Bytes of an answer, unpacked. The longest that is asked for are fifty files of half a megabyte. */
const MOST_BYTES = 32 * 1024 * 1024

/** An answer that cannot be used, and is the same when it is asked for again. */
export class Unusable extends Error {
  readonly remedy: string

  constructor(message: string, remedy: string) {
    super(message)
    this.remedy = remedy
  }
}

type Send = typeof fetch

/**
 * Sends requests within bounds: of time, for the answer to its last byte; of size, unpacked; and of place: a redirect is
 * followed within the host that holds the token, each at the cost of a request.
 */
export function boundedFetch(send: Send, purse: Purse, patience: Patience): Send {
  return async (input, init = {}) => {
    const started = performance.now()
    const limitMs = Math.min(patience.timeoutMs, purse.leftMs)
    try {
      const signal = AbortSignal.timeout(Math.ceil(limitMs))
      return await whole(await followed(send, String(input as string | URL), { ...init, signal }, purse))
    } catch (error) {
      if (error instanceof Unusable) throw error
      if ((error as Error).name !== 'TimeoutError') throw new Error(wordsOf(error), { cause: error })
      purse.lose(performance.now() - started)
      throw new Error(`no answer within ${Math.round(limitMs / patience.secondMs)} s`, { cause: error })
    }
  }
}

/** What went wrong on the way, which stands below what was thrown; where several addresses were tried only as a code. */
function wordsOf(error: unknown): string {
  const told = causesOf(error).flatMap((cause) => [textAt(cause, 'code'), (cause as Error).message])
  return told.findLast((text) => typeof text === 'string' && text !== '') ?? 'no reason is given'
}

/** What was thrown, and what that names as its cause, and so on. */
export function causesOf(error: unknown): readonly object[] {
  const causes: object[] = []
  for (let each = error; typeof each === 'object' && each !== null && causes.length < 5; each = at(each, 'cause')) {
    causes.push(each)
  }
  return causes
}

async function followed(send: Send, first: string, init: RequestInit, purse: Purse): Promise<Response> {
  let url = first
  for (let hops = 0; ; hops += 1) {
    const response = await send(url, { ...init, redirect: 'manual' })
    const next = redirectOf(response, url, init.method ?? 'GET')
    if (next === undefined) return response
    await response.body?.cancel()
    if (hops === MOST_REDIRECTS || !purse.take()) {
      throw new Unusable(`GitHub redirects more than ${MOST_REDIRECTS} times`, PROXY)
    }
    url = next
  }
}

const PROXY =
  'Look whether something between here and GitHub answers in its place, and whether `GITHUB_API_URL` is right.'

/**
 * Where a redirect leads; undefined if the answer is none. What writes is only repeated where the status says that it was
 * not performed (RFC 9110, 15.4: 307 and 308 keep method and body).
 */
function redirectOf({ status, headers }: Response, url: string, method: string): string | undefined {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined
  if (target?.origin !== new URL(url).origin) {
    throw new Unusable(`GitHub redirects to another place, ${target?.origin ?? 'which is no address'}`, PROXY)
  }
  if (method !== 'GET' && status !== 307 && status !== 308) {
    throw new Unusable(`GitHub redirects what was to be written (HTTP ${status})`, PROXY)
  }
  return target.href
}

/** Reads all of an answer, so that one that stops half-way is told from one that is empty. */
async function whole(response: Response): Promise<Response> {
  const { status, headers, body } = response
  if (Number(headers.get('content-length')) > MOST_BYTES) {
    await body?.cancel()
    throw tooLong()
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw tooLong()
    chunks.push(chunk)
  }
  return new Response(chunks.length === 0 ? null : Buffer.concat(chunks), { status, headers: [...headers] })
}

function tooLong(): Unusable {
  return new Unusable(`the answer is longer than ${MOST_BYTES / 1024 / 1024} MB`, PROXY)
}
