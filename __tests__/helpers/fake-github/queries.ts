import { historyRoot } from './history.js'
import { answerWith } from './query.js'
import type { FakeState, FakeToken } from './state.js'

/** What the query endpoint answers from, and where it notes what does not fit GitHub's schema. */
interface Asked {
  readonly state: FakeState
  readonly violations: string[]
}

/** Answers the queries that src/github asks; parts that the token may not see are null, with an error each. */
export function answerQuery({ state, violations }: Asked, token: FakeToken, body: unknown): unknown {
  const { query, variables } = body as { query: string; variables: Record<string, string> }
  if (query.includes('viewer')) {
    const pullRequest = state.pullHead === undefined ? null : { headRefOid: state.pullHead }
    return { data: { viewer: { login: token.login }, repository: { pullRequest } } }
  }
  if (query.includes('PillarlintFold')) return fold(state, token, query, variables)
  if (/PillarlintChanges|PillarlintEvents/.test(query)) {
    const repository = historyRoot(state.history, String(state.repository['default_branch']), token.permissions)
    const answered = answerWith({ repository }, query, variables)
    violations.push(...answered.violations)
    return answered.body
  }
  const unknownField = state.unknownFields.find((field) => query.includes(field))
  if (unknownField !== undefined)
    return { errors: [{ message: `Field '${unknownField}' doesn't exist on type 'Repository'` }] }
  if (query.includes('PillarlintFiles')) return answerFiles(state, token, variables)
  if (query.includes('PillarlintReportedChecks')) return answerReportedChecks(state, token)
  if (query.includes('PillarlintReleaseBranches')) {
    return { data: { named: { refs: { nodes: state.query.releaseBranches ?? [] } }, stable: { ref: null } } }
  }
  const { refUpdateRule, mergeQueue, hasVulnerabilityAlertsEnabled, merging } = state.query
  const alerts = hasVulnerabilityAlertsEnabled === null ? null : { hasVulnerabilityAlertsEnabled }
  const errors = alerts === null ? [{ type: 'FORBIDDEN', path: ['alerts'], message: 'Resource not accessible' }] : []
  const data = {
    protection: { ref: { refUpdateRule } },
    queue: { mergeQueue },
    alerts,
    ...(query.includes('merging:') && { merging }),
  }
  return errors.length > 0 ? { data, errors } : { data }
}

/** Folds a comment away, or unfolds it. */
function fold({ comments }: FakeState, { permissions }: FakeToken, query: string, variables: Record<string, string>) {
  const comment = comments.find(({ id }) => `IC_${id}` === variables['id'])
  if (permissions['pull-requests'] !== 'write' || comment === undefined) {
    return { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] }
  }
  comment.minimized = !query.includes('unminimizeComment')
  return { data: { [comment.minimized ? 'minimizeComment' : 'unminimizeComment']: { clientMutationId: null } } }
}

/** The checks of the last three merged pull requests; one error, and nothing, for each commit whose checks are hidden. */
function answerReportedChecks({ pulls, checkRuns, statuses }: FakeState, { permissions }: FakeToken): unknown {
  const errors: unknown[] = []
  const message = 'Resource not accessible by integration'
  if (permissions['pull-requests'] === undefined) {
    const path = ['repository', 'pullRequests']
    return { data: { repository: { pullRequests: null } }, errors: [{ type: 'FORBIDDEN', path, message }] }
  }
  const merged = pulls.filter((pull) => typeof pull['merged_at'] === 'string').slice(0, 3)
  const nodes = merged.map((pull) => {
    const sha = String((pull['head'] as { sha?: unknown }).sha)
    const hidden = permissions['checks'] === undefined || permissions['statuses'] === undefined
    if (hidden) errors.push({ type: 'FORBIDDEN', path: ['repository', 'pullRequests', 'nodes'], message })
    const runs = (checkRuns.get(sha) ?? []).map(({ name, app }) => ({
      __typename: 'CheckRun',
      name,
      checkSuite: { app },
    }))
    const contexts = (statuses.get(sha) ?? []).map(({ context }) => ({ __typename: 'StatusContext', context }))
    const all = [...runs, ...contexts]
    const found = { contexts: { pageInfo: { hasNextPage: all.length > 100 }, nodes: all.slice(0, 100) } }
    const statusCheckRollup = hidden || all.length === 0 ? null : found
    return { commits: { nodes: [{ commit: { statusCheckRollup } }] } }
  })
  const data = { repository: { pullRequests: { nodes } } }
  return errors.length > 0 ? { data, errors } : { data }
}

/** Long texts are cut, and said to be. */
function answerFiles(state: FakeState, token: FakeToken, variables: Record<string, string>): unknown {
  const { owner = '', repo = '' } = variables
  const isOwn = owner === state.owner && repo === state.repo
  const other = isOwn ? undefined : state.others.get(`${owner}/${repo}`)
  const mayRead = isOwn ? token.permissions['contents'] !== undefined : (other?.token ?? token) === token
  const files = isOwn ? state.files : other?.files
  if (!mayRead || files === undefined) {
    return { data: { repository: null }, errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'Not found' }] }
  }
  const expressions = Object.entries(variables).filter(([name]) => /^e\d+$/.test(name))
  const blobs = expressions.map(([name, expression]) => {
    const text = files.get(expression)
    const blob = text === undefined ? null : { text: text.slice(0, 512_000), isTruncated: text.length > 512_000 }
    return [`f${name.slice(1)}`, blob]
  })
  return { data: { repository: Object.fromEntries(blobs) as unknown } }
}
