import {
  defineCheck,
  settingsChange,
  solvedBy,
  unreadable,
  z,
  type CheckOutcome,
  type Subjects,
} from '../../src/check-api/index.js'

type Policy = NonNullable<Subjects['security']['workflows']>
type Value<T> = Extract<T, { known: true }> extends { value: infer V } ? V : never
type Outcome = CheckOutcome<'anyAction' | 'writeToken' | 'approves' | 'newAccounts' | 'forkAccess'>

export default defineCheck({
  id: 'settings-actions-policy',
  title: 'Repository lets any action run, or gives tokens write access by default',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'none',
  practices: ['DL.SCM.1', 'DL.SCM.4', 'AG.SAD.3', 'SEC03-BP02', 'SEC03-BP05', 'SEC11-BP07', 'ba.risk.secrets-access'],
  needs: ['security'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    anyAction: {
      text: 'Workflows may use any action of anybody, at a tag or branch that its owner can move.',
      remedy:
        'Under Settings → Actions → General require actions to be pinned to a full commit, or allow selected actions alone.',
    },
    writeToken: {
      text: 'The token of a workflow that names no permissions may write to the repository.',
      remedy:
        'Under Settings → Actions → General set the workflow permissions to read, and let each workflow name what else it needs.',
    },
    approves: {
      text: 'Workflows may approve pull requests: a change can then be merged that no person looked at.',
      remedy:
        'Turn off “Allow GitHub Actions to create and approve pull requests”; workflows that open pull requests can do so with the token of a GitHub App.',
    },
    newAccounts: {
      text: 'Pull requests from forks run workflows without approval, unless their author is new to GitHub.',
      remedy: 'Under Settings → Actions → General require approval for first-time contributors at least.',
    },
    forkAccess: {
      text: 'Pull requests from forks run workflows with {what}, and nobody has to approve that.',
      remedy: 'Under Settings → Actions → General require approval for such runs, or do not hand it to them.',
    },
  },

  *run({ security: { workflows }, repository }) {
    if (repository.known && (repository.value.archived || repository.value.mirror))
      return yield { kind: 'not-applicable', reason: 'nobody works in an archived repository or a mirror' }
    if (workflows === undefined)
      return yield unreadable({ known: false, reason: 'the settings of GitHub Actions were not read' })
    const { actions, token, forks } = workflows
    if (actions.known && !actions.value.enabled)
      return yield { kind: 'not-applicable', reason: 'GitHub Actions is turned off' }
    const gaps = [actions, token, forks].filter((each) => !each.known)
    const reasons = new Set<string>()
    for (const gap of gaps) {
      if (!reasons.has(gap.reason)) yield unreadable(gap)
      reasons.add(gap.reason)
    }
    if (actions.known) yield judgeActions(actions.value)
    if (token.known) yield* judgeToken(token.value)
    if (forks.known) yield judgeForks(forks.value)
  },
})

/** Any action is what GitHub starts out with, and each use can still be pinned by hand: a notice. */
function judgeActions({ allowed, commitsRequired }: Value<Policy['actions']>): Outcome {
  if (commitsRequired === true) return { kind: 'evidence', text: 'actions must be pinned to a full commit' }
  if (allowed === 'all') {
    const body = { enabled: true, allowed_actions: allowed, sha_pinning_required: true }
    // A host that does not know the setting does not take it.
    const patch = commitsRequired === undefined ? undefined : [settingsChange('PUT', 'actions/permissions', body)]
    return { kind: 'problem', message: 'anyAction', severity: 'notice', ...solvedBy(patch) }
  }
  if (allowed === undefined) return unreadable({ known: false, reason: 'the host does not say which actions may run' })
  return {
    kind: 'evidence',
    text: allowed === 'selected' ? 'only selected actions may run' : 'only actions of the owner may run',
  }
}

function* judgeToken({ write, approvesPullRequests }: Value<Policy['token']>): Generator<Outcome> {
  const body = { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false }
  const patch = solvedBy([settingsChange('PUT', 'actions/permissions/workflow', body)])
  if (write) yield { kind: 'problem', message: 'writeToken', ...patch }
  else yield { kind: 'evidence', text: 'tokens of workflows may only read unless a workflow says more' }
  if (approvesPullRequests) yield { kind: 'problem', message: 'approves', ...patch }
}

function judgeForks({ approval, writeToken, secrets }: Value<Policy['forks']>): Outcome {
  if (approval === 'new-accounts') {
    const body = { approval_policy: 'first_time_contributors' }
    const patch = [settingsChange('PUT', 'actions/permissions/fork-pr-contributor-approval', body)]
    return { kind: 'problem', message: 'newAccounts', ...solvedBy(patch) }
  }
  const what = [...(writeToken ? ['a token that may write'] : []), ...(secrets ? ['the secrets'] : [])].join(' and ')
  return approval === 'nobody' && what !== ''
    ? { kind: 'problem', message: 'forkAccess', data: { what }, ...solvedBy(approvalOfForks({ writeToken, secrets })) }
    : { kind: 'evidence', text: 'runs for pull requests from forks wait for approval, or get nothing worth stealing' }
}

/** Only the approval changes: what runs of forks get may be needed. */
function approvalOfForks({ writeToken, secrets }: Pick<Value<Policy['forks']>, 'writeToken' | 'secrets'>) {
  const body = {
    run_workflows_from_fork_pull_requests: true,
    send_write_tokens_to_workflows: writeToken,
    send_secrets_and_variables: secrets,
    require_approval_for_fork_pr_workflows: true,
  }
  return [settingsChange('PUT', 'actions/permissions/fork-pr-workflows-private-repos', body)]
}
