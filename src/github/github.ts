import { createClient, type Client, type ClientOptions } from './client.js'
import { failureOf } from './failed-call.js'
import { malformed, outOfBudget, outOfTime, type Failure } from './failure.js'
import { describeCall, OPERATIONS, type OperationName } from './operations.js'
import { createBudget, createLane, DEFAULT_PATIENCE, type Purse } from './patience.js'
import { answerOf, listPages, queried } from './pages.js'
import { createRedactor } from './redact.js'
import { misfit } from './shapes.js'
import type { Answer, CallOptions, GitHub, GitHubOptions, Parameters } from './types.js'

/** Requests kept back from reading, so that what was found can still be published, unless the caller knows better. */
const KEPT_FOR_PUBLISHING = 7

/** Requests of one run, retries included: fewer than 30, and fewer than 40 with a second token. */
const REQUESTS = 29
const REQUESTS_WITH_SETTINGS_TOKEN = 39

/** Requests under way at a time. */
const CONCURRENCY = 4

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
  readonly redact: (text: string) => string
  readonly log: (line: string) => void
}

/** Opens the way to GitHub. Nothing is sent, and nothing loaded, before the first call. */
export function createGitHub(options: GitHubOptions): GitHub {
  const { token, settingsToken, owner, repo, apiUrl, graphqlUrl, fetch } = options
  const patience = { ...DEFAULT_PATIENCE, ...options.patience }
  const budget = createBudget(
    options.budget ?? (options.settingsToken === undefined ? REQUESTS : REQUESTS_WITH_SETTINGS_TOKEN),
    options.keep ?? KEPT_FOR_PUBLISHING,
    patience,
  )
  const redact = createRedactor([token, settingsToken])
  const log = (line: string): void => options.log?.(redact(line))
  const session: Session = { graphqlUrl, redact, log }
  const lane = createLane(CONCURRENCY)

  const ordinary = doorFor('token', { token, apiUrl, patience, log, ...(fetch && { fetch }) })
  const administrator =
    settingsToken === undefined || settingsToken === '' || settingsToken === token
      ? undefined
      : doorFor('settings-token', { token: settingsToken, apiUrl, patience, log, ...(fetch && { fetch }) })

  async function call(name: OperationName, parameters: Parameters = {}, how: CallOptions = {}) {
    const all = name === 'query' ? parameters : { owner, repo, ...parameters }
    const purse = how.publish === true ? budget.publishing : budget.reading
    if (how.admin === true && administrator !== undefined) {
      const first = await lane(() => send(session, administrator, name, all, purse))
      if (!mayBeHidden(first)) return first
      const second = await lane(() => send(session, ordinary, name, all, purse))
      // That nothing is there, or that the token is bad, says more than that the lesser token may not look.
      return !second.ok && !first.ok && first.kind !== 'forbidden' ? first : second
    }
    return lane(() => send(session, ordinary, name, all, purse))
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
  { graphqlUrl, redact, log }: Session,
  door: Door,
  name: OperationName,
  parameters: Parameters,
  purse: Purse,
): Promise<Answer | Failure> {
  if (door.closed !== undefined && Date.now() < door.closed.until) return door.closed.why
  if (purse.outOfTime) return outOfTime()
  if (!purse.take()) return outOfBudget()
  const { route, permission } = OPERATIONS[name]
  const source = describeCall(name, parameters)
  try {
    const client = await door.client()
    const to = name === 'query' ? `POST ${graphqlUrl}` : route
    const response = await purse.during(() => client.request(to, parameters, purse))
    const wrong = misfit(name, response)
    if (wrong === undefined) return answerOf(response, source)
    log(`${source}: ${wrong}`)
    return malformed(wrong)
  } catch (error) {
    const why = failureOf(error, { permission, input: door.name, redact, now: Date.now() })
    const until = closedUntil(why)
    if (until !== undefined) door.closed = { until, why }
    log(`${source}: ${why.message}`)
    return why
  }
}

/** How long it is pointless, or forbidden, to send another request after a failure; undefined: not at all. */
function closedUntil({ kind, until }: Failure): number | undefined {
  if (kind === 'unauthorized') return Infinity
  return kind === 'rate-limit' ? (until ?? Infinity) : undefined
}

/** Whether another token might see more. "Branch not protected" is an answer, although its status is 404. */
function mayBeHidden(answer: Answer | Failure): boolean {
  if (answer.ok) return false
  return (
    answer.kind === 'unauthorized' ||
    answer.kind === 'forbidden' ||
    answer.kind === 'barred' ||
    (answer.kind === 'missing' && answer.message === 'Not Found')
  )
}
