import type { Failure } from '../../src/github/failure.js'
import type { GitHub } from '../../src/github/index.js'
import type { OperationName } from '../../src/github/operations.js'
import { listPages, queried } from '../../src/github/pages.js'
import { misfit } from '../../src/github/shapes.js'
import { malformed } from '../../src/github/failure.js'
import type { Answer, CallOptions, Parameters } from '../../src/github/types.js'

/** One endpoint: the name of a call, or of a query. */
export interface Endpoint {
  readonly name: OperationName
  readonly query?: string
}

/** What a call of an endpoint gives in place of what was recorded. */
export type Instead = (recorded: Answer | Failure) => Answer | Failure

/** A host that answers as it did before, without being asked again. */
export interface Recording {
  readonly endpoints: readonly Endpoint[]
  /** The same answers but for one endpoint. Calls that were not made before reach the real host. */
  replay(endpoint?: Endpoint, instead?: Instead): GitHub
}

/** Remembers every answer that `run` gets. */
export async function record(real: GitHub, run: (github: GitHub) => Promise<unknown>): Promise<Recording> {
  const answers = new Map<string, Answer | Failure>()
  const endpoints = new Map<string, Endpoint>()
  const ask = async (name: OperationName, parameters: Parameters = {}, how: CallOptions = {}) => {
    const key = JSON.stringify([name, parameters, how.admin === true])
    const answer = answers.get(key) ?? (await real.call(name, parameters, how))
    answers.set(key, answer)
    return answer
  }
  const replay = (endpoint?: Endpoint, instead: Instead = (answer) => answer): GitHub =>
    over(real, async (name, parameters, how) => {
      const answer = await ask(name, parameters, how)
      const own = { name, ...queryIn(name, parameters) }
      if (endpoint === undefined) endpoints.set(`${own.name} ${own.query}`, own)
      return own.name === endpoint?.name && own.query === endpoint.query ? instead(answer) : answer
    })
  await run(replay())
  return { endpoints: [...endpoints.values()], replay }
}

/** Spoils what an answer holds, as it would have come over the wire. */
export function spoiltBy(name: OperationName, change: (data: unknown) => unknown): Instead {
  return (recorded) => {
    if (!recorded.ok || recorded.status === 204) return recorded
    const data = change(recorded.data)
    const wrong = misfit(name, { status: recorded.status, data })
    return wrong === undefined ? { ...recorded, data } : malformed(wrong)
  }
}

function queryIn(name: OperationName, parameters: Parameters = {}): { query?: string } {
  const found = name === 'query' ? /^(?:query|mutation) (\w+)/.exec(String(parameters['query']))?.[1] : undefined
  return found === undefined ? {} : { query: found }
}

/** Lists and queries are made of calls. */
function over(real: GitHub, call: GitHub['call']): GitHub {
  const { owner, repo, hasSettingsToken } = real
  return {
    ...{ owner, repo, hasSettingsToken, spent: 0, call },
    list: (name, parameters, how = {}) => listPages(call, name, parameters, how),
    async query(query, variables, how) {
      const answer = await call('query', { query, variables }, how)
      return answer.ok ? queried(answer, how?.whole) : answer
    },
  }
}
