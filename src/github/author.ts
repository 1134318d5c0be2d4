import type { Failure } from './failure.js'
import { textAt } from './json.js'
import type { GitHub } from './types.js'

/** The login of the token that GitHub Actions gives to a job. */
const ACTIONS_BOT = 'github-actions[bot]'

/** Failures that tell of the token what the one of a job would be told: that it may not ask. */
const NOT_ASKED: ReadonlySet<string> = new Set(['forbidden', 'missing', 'refused'])

/**
 * Who writes with this token. Installation tokens may not ask for a user, but may ask the query endpoint. A failure where
 * that gave no answer: under a wrong name the own comments would not be found, and be written twice.
 */
export async function loginOf(github: GitHub): Promise<string | Failure> {
  const answer = await github.query('query PillarlintViewer { viewer { login } }', {}, { publish: true })
  if (!answer.ok) return NOT_ASKED.has(answer.kind) ? ACTIONS_BOT : answer
  return textAt(answer.data, 'viewer', 'login') ?? ACTIONS_BOT
}

const VIEW = `query PillarlintViewer($owner: String!, $repo: String!, $pull: Int!) {
  viewer { login }
  repository(owner: $owner, name: $repo) { pullRequest(number: $pull) { headRefOid } }
}`

/** Who writes, and the head that the pull request has now, if that can be read. */
export async function viewOf(
  github: GitHub,
  pull: number,
): Promise<{ me: string; head: string | undefined } | Failure> {
  const { owner, repo } = github
  const answer = await github.query(VIEW, { owner, repo, pull }, { publish: true })
  if (!answer.ok) return NOT_ASKED.has(answer.kind) ? { me: ACTIONS_BOT, head: undefined } : answer
  const head = textAt(answer.data, 'repository', 'pullRequest', 'headRefOid')
  return { me: textAt(answer.data, 'viewer', 'login') ?? ACTIONS_BOT, head }
}
