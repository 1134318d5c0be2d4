import { known, type Known } from '../core/known.js'
import type { Failure } from './failure.js'
import type { OperationName } from './operations.js'
import type { Patience } from './patience.js'

export interface GitHubOptions {
  readonly token: string
  /** A second token, tried first for what only administrators may read, and used for nothing else. */
  readonly settingsToken?: string
  /** `GITHUB_API_URL`: differs on GitHub Enterprise. */
  readonly apiUrl: string
  /** `GITHUB_GRAPHQL_URL`. */
  readonly graphqlUrl: string
  readonly owner: string
  readonly repo: string
  /** Requests that one run may make, retries included. The token's limit is 1,000 an hour for all runs together. */
  readonly budget?: number
  /** How many of them reading leaves for publishing; 7 if not said. */
  readonly keep?: number
  readonly patience?: Partial<Patience>
  readonly fetch?: typeof fetch
  /** Takes lines for the run's log; they hold no token. */
  readonly log?: (line: string) => void
}

/** An answer of GitHub. */
export interface Answer {
  readonly ok: true
  readonly status: number
  /** As it came: read it with the functions of json.ts. */
  readonly data: unknown
  /** The number of the next page, if there is one. */
  readonly nextPage?: number
  /** The call, as evidence: `GET /repos/acme/shop/branches/main`. */
  readonly source: string
  /** Of a query: what GitHub says of parts that could not be read; their paths begin with the names of the parts. */
  readonly errors?: readonly unknown[]
}

/** All pages of a list, as far as they could be read. */
export interface Items {
  readonly ok: true
  readonly items: readonly unknown[]
  /** False if pages are missing; then `why` says why. */
  readonly complete: boolean
  readonly why?: Failure
  readonly source: string
}

export interface CallOptions {
  /** Try the token for administrators first, if there is one. */
  readonly admin?: boolean
  /** The call publishes a result: it may use the requests that are kept for that. */
  readonly publish?: boolean
}

export interface QueryOptions extends CallOptions {
  /** The answer is of use only if no part of it is missing; then this is the permission that the parts ask for. */
  readonly whole?: string
}

export type Parameters = Readonly<Record<string, unknown>>

export interface ListOptions extends CallOptions {
  /** Where the list stands in the answer, if the answer is not the list. */
  readonly key?: string
  /** Pages to read at most; 10 if not said. */
  readonly most?: number
}

/** The one way to GitHub: one budget of requests, and no exceptions. */
export interface GitHub {
  readonly owner: string
  readonly repo: string
  /** Makes one call. Never throws. */
  call(name: OperationName, parameters?: Parameters, options?: CallOptions): Promise<Answer | Failure>
  /** Reads up to `most` pages of a list, which is the whole answer or the list at `key` of it. Never throws. */
  list(name: OperationName, parameters: Parameters, options?: ListOptions): Promise<Items | Failure>
  /** Asks the query endpoint. Parts that could not be read are null in the answer, unless it must be whole. Never throws. */
  query(text: string, variables: Parameters, options?: QueryOptions): Promise<Answer | Failure>
  /** Requests made so far. */
  readonly spent: number
  /** Whether a token for administrators was given. */
  readonly hasSettingsToken: boolean
}

/** The answer read by `read`, or why there is none. */
export function toKnown<T>(answer: Answer | Failure, read: (data: unknown) => T): Known<T> {
  return answer.ok ? known(read(answer.data)) : answer.why
}
