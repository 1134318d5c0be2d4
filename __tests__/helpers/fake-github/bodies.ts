import type { FakeComment, FakeState, FakeToken } from './state.js'

/** With `head`, those of one branch of one owner (GitHub REST: List pull requests). */
export function pullsOf(
  { pulls }: FakeState,
  { head, state: wanted = 'open' }: Readonly<Record<string, string>>,
): unknown {
  if (head === undefined) return pulls
  const text = (value: unknown, ...path: readonly string[]): unknown =>
    path.reduce((found, key) => (found as Record<string, unknown> | undefined)?.[key], value)
  return pulls.filter(
    (pull) =>
      `${String(text(pull, 'head', 'user', 'login'))}:${String(text(pull, 'head', 'ref'))}` === head &&
      (wanted === 'all' || text(pull, 'state') === wanted),
  )
}

/** Writes a comment as somebody, as another run or a visitor would. */
export function addComment(state: FakeState, login: string, body: string): FakeComment {
  const id = 1000 + state.comments.length + Math.max(0, ...state.comments.map((each) => each.id % 1000))
  const comment = { id, body, login, createdAt: '2026-11-20T10:00:00Z' }
  state.comments.push(comment)
  return comment
}

/** Who may bypass a ruleset is for those who may edit it. */
export function rulesetFor(ruleset: Record<string, unknown>, { permissions }: FakeToken): unknown {
  const { bypass_actors: actors, ...open } = ruleset
  return permissions['administration'] === 'write' ? { ...open, bypass_actors: actors ?? [] } : open
}

/** The block of security settings is for administrators. */
export function repositoryFor({ repository }: FakeState, { permissions }: FakeToken): unknown {
  const { security_and_analysis: block, ...open } = repository
  return permissions['administration'] === undefined ? open : { ...open, security_and_analysis: block }
}

/** A comment in the shape of the REST API. */
export function commentBody(
  { owner, repo }: FakeState,
  { id, body, login, createdAt, minimized }: FakeComment,
): unknown {
  return {
    id,
    body,
    node_id: `IC_${id}`,
    minimized: minimized === true ? { reason: 'resolved' } : null,
    user: { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
    html_url: `https://github.example/${owner}/${repo}/pull/7#issuecomment-${id}`,
    created_at: createdAt,
    updated_at: createdAt,
  }
}

/** A check run in the shape of the REST API. */
export function checkBody({ owner, repo }: FakeState, id: number, request: Record<string, unknown>): unknown {
  return {
    id,
    name: request['name'],
    head_sha: request['head_sha'],
    external_id: request['external_id'] ?? '',
    status: 'completed',
    conclusion: request['conclusion'] ?? 'success',
    html_url: `https://github.example/${owner}/${repo}/runs/${id}`,
  }
}

/** The annotations that a request for a check run brings. */
export function annotationsIn(body: Record<string, unknown>): Record<string, unknown>[] {
  const output = body['output'] as { annotations?: Record<string, unknown>[] } | undefined
  return output?.annotations ?? []
}
