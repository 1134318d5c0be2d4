import { unknown } from '../core/known.js'
import { createClient, type ClientOptions } from './client.js'
import { failure, failureOf, failureOfQuery, type Failure } from './failure.js'
import { at, listAt, textAt } from './json.js'
import { describeCall, OPERATIONS, type OperationName } from './operations.js'
import { createBudget, createLane, DEFAULT_PATIENCE, type Budget } from './patience.js'
import { createRedactor } from './redact.js'
import type { Answer, CallOptions, GitHub, GitHubOptions, Items, ListOptions, Parameters } from './types.js'

/** Requests kept back from reading, so that what was found can still be published, unless the caller knows better. */
const KEPT_FOR_PUBLISHING = 7

/** Requests of one run, retries included: fewer than 30, and fewer than 40 with a second token. */
const REQUESTS = 29
const REQUESTS_WITH_SETTINGS_TOKEN = 39

/** Requests under way at a time. */
const CONCURRENCY = 4

type Client = Awaited<ReturnType<typeof createClient>>

/** One token with its client, made when first used, and the failure that closed it, if any. */
interface Door {
  /** What the input is called that the token is from. */
  readonly name: 'token' | 'settings-token'
  readonly client: () => Promise<Client>
  /** Set by a refused token or a rate limit: no further request is sent until then. */
  closed: { readonly until: number; readonly why: Failure } | undefined
}

/** What all calls of a run share. */
interface Session {
  readonly graphqlUrl: string
  readonly budget: Budget
  readonly redact: (text: string) => string
  readonly log: (line: string) => void
}

/** Opens the way to GitHub. Nothing is sent, and nothing loaded, before the first call. */
export function createGitHub(options: GitHubOptions): GitHub {
  const { token, settingsToken, owner, repo, apiUrl, graphqlUrl, fetch } = options
  const patience = { ...DEFAULT_PATIENCE, ...options.patience }
  const budget = createBudget(
    options.budget ?? (options.settingsToken === undefined ? REQUESTS : REQUESTS_WITH_SETTINGS_TOKEN),
    patience.totalMs,
  )
  const redact = createRedactor([token, settingsToken])
  const log = (line: string): void => options.log?.(redact(line))
  const session: Session = { graphqlUrl, budget, redact, log }
  const lane = createLane(CONCURRENCY)

  const ordinary = doorFor('token', { token, apiUrl, budget, patience, log, ...(fetch && { fetch }) })
  const administrator =
    settingsToken === undefined || settingsToken === '' || settingsToken === token
      ? undefined
      : doorFor('settings-token', { token: settingsToken, apiUrl, budget, patience, log, ...(fetch && { fetch }) })

  async function call(name: OperationName, parameters: Parameters = {}, how: CallOptions = {}) {
    const all = name === 'query' ? parameters : { owner, repo, ...parameters }
    const kept = how.publish === true ? 0 : (options.keep ?? KEPT_FOR_PUBLISHING)
    if (how.admin === true && administrator !== undefined) {
      const first = await lane(() => send(session, administrator, name, all, kept))
      if (!mayBeHidden(first)) return first
      const second = await lane(() => send(session, ordinary, name, all, kept))
      // That nothing is there, or that the token is bad, says more than that the lesser token may not look.
      return !second.ok && !first.ok && first.kind !== 'forbidden' ? first : second
    }
    return lane(() => send(session, ordinary, name, all, kept))
  }

  return {
    owner,
    repo,
    call,
    list: (name, parameters, how = {}) => listPages(call, name, parameters, how),
    async query(text, variables, how) {
      const answer = await call('query', { query: text, variables }, how)
      return answer.ok ? queried(answer, how?.whole) : answer
    },
    get spent() {
      return budget.spent
    },
    hasSettingsToken: administrator !== undefined,
  }
}

function doorFor(name: Door['name'], options: ClientOptions): Door {
  let client: Promise<Client> | undefined
  return { name, client: () => (client ??= createClient(options)), closed: undefined }
}

/** Makes one call with one token, unless that token is known to be of no use at the moment. */
async function send(
  { graphqlUrl, budget, redact, log }: Session,
  door: Door,
  name: OperationName,
  parameters: Parameters,
  kept: number,
): Promise<Answer | Failure> {
  if (door.closed !== undefined && Date.now() < door.closed.until) return door.closed.why
  if (!budget.take(kept)) return outOfBudget()
  const { route, permission } = OPERATIONS[name]
  const source = describeCall(name, parameters)
  try {
    const client = await door.client()
    // Without a `request` of its own a call shares one with all others, and what the retry plug-in notes in it.
    const own = { ...parameters, request: {} }
    return answerOf(await client.request(name === 'query' ? `POST ${graphqlUrl}` : route, own), source)
  } catch (error) {
    const why = failureOf(error, { permission, input: door.name, redact, now: Date.now() })
    const until = closedUntil(why, budget)
    if (until !== undefined) door.closed = { until, why }
    log(`${source}: ${why.message}`)
    return why
  }
}

/** How long it is pointless, or forbidden, to send another request after a failure; undefined: not at all. */
function closedUntil({ kind, status, until }: Failure, budget: Budget): number | undefined {
  if (kind === 'unauthorized') return Infinity
  if (kind === 'rate-limit') return until ?? Infinity
  return kind === 'unreachable' && status === undefined && budget.outOfTime ? Infinity : undefined
}

/** Whether another token might see more. "Branch not protected" is an answer, although its status is 404. */
function mayBeHidden(answer: Answer | Failure): boolean {
  if (answer.ok) return false
  return (
    answer.kind === 'unauthorized' ||
    answer.kind === 'forbidden' ||
    (answer.kind === 'missing' && answer.message === 'Not Found')
  )
}

async function listPages(
  call: GitHub['call'],
  name: OperationName,
  parameters: Parameters,
  { key, most = 10, ...how }: ListOptions,
): Promise<Items | Failure> {
  const items: unknown[] = []
  let page: number | undefined = 1
  let source = ''
  for (let read = 0; page !== undefined && read < most; read += 1) {
    const answer = await call(name, page === 1 ? parameters : { ...parameters, page }, how)
    if (!answer.ok && read === 0) return answer
    if (!answer.ok) return { ok: true, items, complete: false, why: answer, source }
    if (source === '') source = answer.source
    items.push(...(key === undefined ? listAt(answer.data) : listAt(answer.data, key)))
    page = answer.nextPage
  }
  if (page === undefined) return { ok: true, items, complete: true, source }
  const why = failure('budget', 'too many pages', unknown(`the list is longer than ${most} pages`))
  return { ok: true, items, complete: false, why, source }
}

function answerOf(response: { status: number; data: unknown; headers: object }, source: string): Answer {
  const nextPage = nextPageOf(textAt(response.headers, 'link'))
  return {
    ok: true,
    status: response.status,
    data: response.data,
    source,
    ...(nextPage !== undefined && { nextPage }),
  }
}

/** The page number of the link with rel="next". Source: GitHub docs, "Using pagination in the REST API". */
function nextPageOf(link: string | undefined): number | undefined {
  const next = link?.split(',').find((each) => /;\s*rel="next"/.test(each))
  const page = Number(/[?&]page=(\d+)/.exec(next ?? '')?.[1])
  return page > 1 ? page : undefined
}

/** A query that failed as a whole is a failure; one that failed in part is an answer with nulls, if that is of use. */
function queried(answer: Answer, whole: string | undefined): Answer | Failure {
  const data = at(answer.data, 'data')
  const errors = listAt(answer.data, 'errors')
  const [error] = errors
  const isUsable = typeof data === 'object' && data !== null && (whole === undefined || error === undefined)
  if (!isUsable) return failureOfQuery(error, whole)
  return { ...answer, data, ...(errors.length > 0 && { errors }) }
}

function outOfBudget(): Failure {
  const reason = 'the number of calls to GitHub that one run may make is used up'
  return failure('budget', reason, unknown(reason, { remedy: 'Run it again.' }))
}
