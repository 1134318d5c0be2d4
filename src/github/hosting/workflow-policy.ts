import { known, unknown, type Known } from '../../core/known.js'
import type { ForkRuns, WorkflowPolicy } from '../../models/hosting.js'
import type { Failure } from '../failure.js'
import { flagAt, textAt } from '../json.js'
import { toKnown, type Answer, type GitHub } from '../types.js'
import { onlyForAdministrators, type Administration } from './administration.js'

/** GitHub docs, "Get fork PR contributor approval permissions for a repository". */
const APPROVALS: ReadonlyMap<string, ForkRuns['approval']> = new Map([
  ['first_time_contributors_new_to_github', 'new-accounts'],
  ['first_time_contributors', 'first-time'],
  ['all_external_contributors', 'everyone'],
])

/**
 * Reads what the settings let workflows do. Only administrators may see it.
 *
 * @param repository the answer of "Get a repository"
 * @param administration whether administrators' settings can be read
 */
export async function readWorkflowPolicy(
  github: GitHub,
  repository: Promise<Answer | Failure>,
  administration: Promise<Administration>,
): Promise<WorkflowPolicy> {
  const { refused, actions } = await administration
  if (refused !== undefined) {
    const why = onlyForAdministrators(refused, 'what workflows may do')
    return { actions: why, token: why, forks: why }
  }
  const [token, forks] = await Promise.all([
    github.call('workflowToken', {}, { admin: true }),
    repository.then((answer) => (answer.ok ? readForks(github, flagAt(answer.data, 'private') === true) : answer.why)),
  ])
  return { actions: readActions(actions), token: readToken(token), forks }
}

function readActions(answer: Answer | Failure): WorkflowPolicy['actions'] {
  return toKnown(answer, (data) => {
    const allowed = textAt(data, 'allowed_actions')
    const commitsRequired = flagAt(data, 'sha_pinning_required')
    return {
      enabled: flagAt(data, 'enabled') ?? true,
      ...((allowed === 'all' || allowed === 'local_only' || allowed === 'selected') && { allowed }),
      ...(commitsRequired !== undefined && { commitsRequired }),
    }
  })
}

function readToken(answer: Answer | Failure): WorkflowPolicy['token'] {
  return toKnown(answer, (data) => ({
    write: textAt(data, 'default_workflow_permissions') === 'write',
    approvesPullRequests: flagAt(data, 'can_approve_pull_request_reviews') === true,
  }))
}

async function readForks(github: GitHub, isPrivate: boolean): Promise<Known<ForkRuns>> {
  if (isPrivate) return toKnown(await github.call('privateForks', {}, { admin: true }), privateForks)
  const answer = await github.call('forkApproval', {}, { admin: true })
  if (!answer.ok) return answer.why
  const approval = APPROVALS.get(textAt(answer.data, 'approval_policy') ?? '')
  return approval === undefined
    ? unknown('the rule for runs of forks is not one of those that GitHub describes')
    : known({ approval, writeToken: false, secrets: false })
}

/** Where forks start no runs, what such runs would get does not matter. */
function privateForks(data: unknown): ForkRuns {
  const starts = flagAt(data, 'run_workflows_from_fork_pull_requests') === true
  return {
    approval: !starts || flagAt(data, 'require_approval_for_fork_pr_workflows') === true ? 'everyone' : 'nobody',
    writeToken: starts && flagAt(data, 'send_write_tokens_to_workflows') === true,
    secrets: starts && flagAt(data, 'send_secrets_and_variables') === true,
  }
}
