import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault } from './faults.js'
import { fill } from './fill.js'
import { readOperations, type Operation } from './openapi.js'
import { answerQuery } from './queries.js'
import { ROUTES, type Route, type Said } from './routes.js'
import { emptyState, type FakeState, type FakeToken } from './state.js'

/** One request that the fake got. */
export interface Seen {
  readonly operation: string
  /** Of a query: the name that it gives itself. */
  readonly query?: string
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
}

export interface FakeGitHub {
  readonly apiUrl: string
  readonly graphqlUrl: string
  /** What it serves; tests change it at any time. */
  readonly state: FakeState
  readonly requests: readonly Seen[]
  /** What in requests or answers does not fit GitHub's description; a test of ours must leave it empty. */
  readonly violations: readonly string[]
  /** Makes the next `times` requests of an operation (`repos/get-branch`, `graphql`, `graphql:PillarlintFiles`) fail. */
  fault(operation: string, fault: Fault, times?: number): void
  /** Takes back all faults, and forgets requests and violations. */
  mend(): void
  close(): Promise<void>
}

interface PendingFault {
  readonly operation: string
  readonly fault: Fault
  times: number
}

interface Served {
  readonly state: FakeState
  readonly operations: readonly Operation[]
  readonly requests: Seen[]
  readonly violations: string[]
  readonly faults: PendingFault[]
  readonly prefix: string
}

/** Starts a GitHub on the loopback interface. `prefix`: `/api/v3` as on GitHub Enterprise Server. */
export async function startFakeGitHub({ prefix = '' } = {}): Promise<FakeGitHub> {
  const served: Served = {
    state: emptyState(),
    operations: readOperations(),
    requests: [],
    violations: [],
    faults: [],
    prefix,
  }
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      handle(served, request, response, text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    apiUrl: `${origin}${prefix}`,
    graphqlUrl: `${origin}${prefix.replace('/v3', '')}/graphql`,
    state: served.state,
    requests: served.requests,
    violations: served.violations,
    fault: (operation, fault, times = Infinity) => served.faults.push({ operation, fault, times }),
    mend: () => {
      served.faults.length = 0
      served.requests.length = 0
      served.violations.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function handle(served: Served, request: IncomingMessage, response: ServerResponse, text: string): void {
  const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  const method = request.method ?? 'GET'
  const found = operationAt(served, method, pathname)
  const operation = pathname.endsWith('/graphql') ? 'graphql' : (found?.operation.id ?? 'unknown')
  const query = operation === 'graphql' ? nameOf(body) : undefined
  served.requests.push({
    operation,
    ...(query !== undefined && { query }),
    method,
    url: pathname + search,
    headers: request.headers,
    body,
  })
  if (request.headers['x-github-api-version'] === undefined) served.violations.push(`${operation}: no API version`)

  const answer = (): Said => {
    const token = tokenOf(served.state, request)
    if (token === undefined) return { status: 401, body: { message: 'Bad credentials' } }
    if (operation === 'graphql') return { status: 200, body: answerQuery(served, token, body) }
    if (found === undefined) {
      served.violations.push(`${method} ${pathname} is not in the description`)
      return { status: 404, body: { message: 'Not Found' } }
    }
    const query = Object.fromEntries(searchParams)
    return answerOperation(served, found.operation, { ...query, ...found.parameters }, body, token)
  }
  const pending = served.faults.find(
    (each) => [operation, `graphql:${query}`].includes(each.operation) && each.times > 0,
  )
  if (pending !== undefined) {
    pending.times -= 1
    pending.fault(response, () => answer().body)
    return
  }
  send(response, answer(), request, searchParams)
}

function nameOf(body: unknown): string | undefined {
  return /^(?:query|mutation) (\w+)/.exec((body as { query?: string }).query ?? '')?.[1]
}

function operationAt({ operations, prefix }: Served, method: string, pathname: string) {
  const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname
  for (const operation of operations) {
    const parameters = operation.method === method ? operation.match(path) : undefined
    if (parameters !== undefined) return { operation, parameters }
  }
  return undefined
}

function answerOperation(
  { state, violations }: Served,
  operation: Operation,
  parameters: Record<string, string>,
  body: unknown,
  token: FakeToken,
): Said {
  const errors = operation.requestErrors(parameters, body)
  if (errors.length > 0) {
    violations.push(...errors.map((error) => `${operation.id} request: ${error}`))
    return { status: 422, body: { message: `Invalid request. ${errors.join(' ')}` } }
  }
  if (parameters['owner'] !== state.owner || parameters['repo'] !== state.repo) {
    return { status: 404, body: { message: 'Not Found' } }
  }
  const route = ROUTES[operation.id]
  if (route === undefined) throw new Error(`the fake has no route ${operation.id}`)
  const refused = refusal(route, token)
  if (refused !== undefined) return refused
  const said = route.answer({ state, parameters, body: (body ?? {}) as Record<string, unknown>, token })
  if (said.status >= 300) return said
  const schema = operation.answerSchema(said.status)
  const whole = schema === undefined ? undefined : fill(schema, said.body)
  violations.push(...operation.answerErrors(said.status, whole).map((error) => `${operation.id} answer: ${error}`))
  return { ...said, body: whole }
}

function refusal({ permission }: Route, { permissions }: FakeToken): Said | undefined {
  const alternatives = permission.split(' or ').map((each) => each.split(': '))
  const granted = alternatives.some(([scope = '', level]) => {
    const has = scope === 'metadata' ? 'read' : permissions[scope]
    return has === level || has === 'write'
  })
  return granted ? undefined : { status: 403, body: { message: 'Resource not accessible by integration', permission } }
}

function send(response: ServerResponse, said: Said, request: IncomingMessage, query: URLSearchParams): void {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  let body = said.body
  if (said.paged !== undefined) {
    const cut = pageOf(said, Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30))
    body = cut.body
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`)
    url.searchParams.set('page', String(cut.next))
    if (cut.next !== undefined) headers['link'] = `<${url.href}>; rel="next", <${url.href}>; rel="last"`
  }
  if (said.status === 403 && typeof body === 'object' && body !== null && 'permission' in body) {
    const { permission, ...rest } = body
    headers['x-accepted-github-permissions'] = String(permission)
      .replaceAll(' or ', '; ')
      .replaceAll(': ', '=')
      .replaceAll('-', '_')
    body = rest
  }
  response.writeHead(said.status, body === undefined ? {} : headers)
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function pageOf({ body, paged }: Said, page: number, size: number): { body: unknown; next: number | undefined } {
  const whole = (paged === true ? body : (body as Record<string, unknown>)[paged ?? '']) as unknown[]
  const items = whole.slice((page - 1) * size, page * size)
  const next = page * size < whole.length ? page + 1 : undefined
  return { body: paged === true ? items : { ...(body as object), [paged ?? '']: items }, next }
}

function tokenOf({ tokens }: FakeState, request: IncomingMessage): FakeToken | undefined {
  const [, secret = ''] = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  return tokens.get(secret)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
