import { addComment, annotationsIn, checkBody, commentBody, pullsOf, repositoryFor, rulesetFor } from './bodies.js'
import type { FakeState, FakeToken } from './state.js'

/** What a handler says; the server completes and checks it. */
export interface Said {
  readonly status: number
  readonly body?: unknown
  /** The body is one page of a list: the server cuts it, and links to the next page. `key`: where the list stands. */
  readonly paged?: string | true
}

interface Request {
  readonly state: FakeState
  readonly parameters: Readonly<Record<string, string>>
  readonly body: Record<string, unknown>
  readonly token: FakeToken
}

/** A route: the permission that GitHub asks for, and the answer. */
export interface Route {
  readonly permission: string
  answer(request: Request): Said
}

const ok = (body: unknown): Said => ({ status: 200, body })
const page = (body: unknown, key: string | true = true): Said => ({ status: 200, body, paged: key })
const gone = (message: string): Said => ({ status: 404, body: { message } })

const LOCKED: Said = { status: 403, body: { message: 'Unable to create comment because issue is locked.' } }

function tooLong(body: Record<string, unknown>): Said | undefined {
  if (String(body['body']).length <= 65_536) return undefined
  return { status: 422, body: { message: 'Validation Failed: Body is too long (maximum is 65536 characters)' } }
}

/** By GitHub's own names of the operations. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'repos/get': { permission: 'metadata: read', answer: ({ state, token }) => ok(repositoryFor(state, token)) },
  'repos/get-branch-rules': {
    permission: 'metadata: read',
    answer: ({ state, parameters }) => page(state.rulesOf?.get(parameters['branch'] ?? '') ?? state.rules),
  },
  'repos/get-branch': {
    permission: 'contents: read',
    answer: ({ state, parameters }) => ok({ ...state.branch, name: parameters['branch'] }),
  },
  'repos/get-branch-protection': {
    permission: 'administration: read',
    answer: ({ state }) =>
      state.classic === undefined
        ? gone('Branch not protected')
        : ok({ url: `https://github.example/repos/${state.owner}/${state.repo}`, ...state.classic }),
  },
  'repos/get-repo-rulesets': {
    permission: 'metadata: read',
    answer: ({ state }) => page(state.rulesets.map(({ conditions: _, rules: __, ...listed }) => listed)),
  },
  'repos/get-repo-ruleset': {
    permission: 'metadata: read',
    answer: ({ state, parameters, token }) => {
      const found = state.rulesets.find(({ id }) => String(id) === parameters['ruleset_id'])
      return found === undefined ? gone('Not Found') : ok(rulesetFor({ rules: [], ...found }, token))
    },
  },
  'repos/check-immutable-releases': {
    permission: 'administration: read',
    answer: ({ state }) =>
      state.immutableReleases ? ok({ enabled: true, enforced_by_owner: false }) : gone('Not Found'),
  },
  'repos/get-latest-release': {
    permission: 'contents: read',
    answer: ({ state }) => (state.latestRelease === undefined ? gone('Not Found') : ok(state.latestRelease)),
  },
  'repos/get-all-environments': {
    permission: 'actions: read',
    answer: ({ state }) =>
      page({ total_count: state.environments.length, environments: state.environments }, 'environments'),
  },
  'repos/get-all-deployment-protection-rules': {
    permission: 'actions: read',
    answer: ({ state, parameters }) => {
      const rules = state.environmentRules.get(parameters['environment_name'] ?? '') ?? []
      return ok({ total_count: rules.length, custom_deployment_protection_rules: rules })
    },
  },
  'repos/list-deployment-branch-policies': {
    permission: 'actions: read',
    answer: ({ state, parameters }) => {
      const patterns = state.environmentPatterns.get(parameters['environment_name'] ?? '') ?? []
      return page({ total_count: patterns.length, branch_policies: patterns }, 'branch_policies')
    },
  },
  'repos/codeowners-errors': {
    permission: 'contents: read',
    answer: ({ state }) =>
      state.codeownersErrors === undefined ? gone('Not Found') : ok({ errors: state.codeownersErrors }),
  },
  'code-scanning/list-recent-analyses': {
    permission: 'security-events: read',
    answer: ({ state }) => (state.analyses === undefined ? gone('no analysis found') : page(state.analyses)),
  },
  'dependabot/list-alerts-for-repo': {
    permission: 'vulnerability-alerts: read',
    answer: ({ state }) =>
      state.dependencyAlerts
        ? ok([])
        : { status: 403, body: { message: 'Dependabot alerts are disabled for this repository.' } },
  },
  'repos/check-vulnerability-alerts': {
    permission: 'administration: read',
    answer: ({ state }) => (state.dependencyAlerts ? { status: 204 } : gone('Vulnerability alerts are disabled.')),
  },
  'secret-scanning/list-alerts-for-repo': {
    permission: 'secret-scanning-alerts: read',
    answer: ({ state }) => (state.secretScanning ? ok([]) : gone('Secret scanning is disabled on this repository.')),
  },
  'repos/check-private-vulnerability-reporting': {
    permission: 'metadata: read',
    answer: ({ state }) => ok({ enabled: state.privateReporting }),
  },
  'actions/get-github-actions-permissions-repository': {
    permission: 'administration: read',
    answer: ({ state }) => ok(state.actionsPolicy),
  },
  'actions/get-github-actions-default-workflow-permissions-repository': {
    permission: 'administration: read',
    answer: ({ state }) => ok(state.workflowToken),
  },
  'actions/get-fork-pr-contributor-approval-permissions-repository': {
    permission: 'administration: read',
    answer: ({ state }) => ok({ approval_policy: state.forkApproval }),
  },
  'actions/get-private-repo-fork-pr-workflows-settings-repository': {
    permission: 'administration: read',
    answer: ({ state }) => ok(state.privateForks),
  },
  'actions/list-workflow-runs-for-repo': {
    permission: 'actions: read',
    answer: ({ state, parameters }) => {
      const since = Date.parse((parameters['created'] ?? '').replace('>=', '')) || 0
      const runs = state.history.runs.filter((run) => Date.parse(String(run['created_at'])) >= since)
      return page({ total_count: runs.length, workflow_runs: runs }, 'workflow_runs')
    },
  },
  'repos/list-tags': {
    permission: 'contents: read',
    answer: ({ state }) => page(state.tags.map(({ name, commit }) => ({ name, commit: { sha: commit } }))),
  },
  'git/list-matching-refs': {
    permission: 'contents: read',
    answer: ({ state, parameters }) =>
      ok(
        state.tags
          .filter(({ name }) => `tags/${name}`.startsWith(parameters['ref'] ?? ''))
          .map(({ name, commit }) => ({ ref: `refs/tags/${name}`, object: { type: 'commit', sha: commit } })),
      ),
  },
  'repos/get-commit': {
    permission: 'contents: read',
    answer: ({ state, parameters }) => {
      const found = state.tags.find(({ name }) => `refs/tags/${name}` === parameters['ref'])
      return found === undefined ? gone('No commit found') : ok({ sha: found.commit })
    },
  },
  'repos/list-deployments': {
    permission: 'deployments: read',
    answer: ({ state }) => page(state.history.deployments.map(() => ({}))),
  },
  'repos/compare-commits-with-basehead': {
    permission: 'contents: read',
    answer: ({ state, parameters }) => {
      const found = state.comparisons.get(parameters['basehead'] ?? '')
      return found === undefined
        ? gone('Not Found')
        : ok({ merge_base_commit: { sha: found.mergeBase }, files: found.files })
    },
  },
  'pulls/list': {
    permission: 'pull-requests: read',
    answer: ({ state, parameters }) => page(pullsOf(state, parameters)),
  },
  'pulls/list-files': { permission: 'pull-requests: read', answer: ({ state }) => page(state.pullFiles) },
  'pulls/list-review-comments': {
    permission: 'pull-requests: read',
    answer: ({ state }) =>
      page(state.reviewComments.map(({ body, login }) => ({ body, user: { login, type: 'Bot' } }))),
  },
  'pulls/create-review': {
    permission: 'pull-requests: write',
    answer: ({ state, body, token: { login } }) => {
      state.reviews.push(body)
      const comments = body['comments'] as readonly { readonly body: string }[]
      state.reviewComments.push(...comments.map((each) => ({ login, body: each.body })))
      return ok({ html_url: `https://github.example/${state.owner}/${state.repo}/pull/7#pullrequestreview-1` })
    },
  },
  'checks/list-for-ref': {
    permission: 'checks: read',
    answer: ({ state, parameters }) => {
      const made = state.createdCheckRuns.filter(({ request }) => request['head_sha'] === parameters['ref'])
      const runs = [
        ...(state.checkRuns.get(parameters['ref'] ?? '') ?? []),
        ...made.map(({ id, request }) => checkBody(state, id, request)),
      ]
      return page({ total_count: runs.length, check_runs: runs }, 'check_runs')
    },
  },
  'repos/get-combined-status-for-ref': {
    permission: 'statuses: read',
    answer: ({ state, parameters }) => {
      const statuses = state.statuses.get(parameters['ref'] ?? '') ?? []
      return page({ total_count: statuses.length, statuses }, 'statuses')
    },
  },
  'issues/list-comments': {
    permission: 'issues: read or pull-requests: read',
    answer: ({ state, parameters }) => {
      const since = parameters['since'] ?? ''
      return page(state.comments.filter(({ createdAt }) => createdAt >= since).map((each) => commentBody(state, each)))
    },
  },
  'issues/create-comment': {
    permission: 'issues: write or pull-requests: write',
    answer: ({ state, body, token }) => {
      const refused = state.locked === true ? LOCKED : tooLong(body)
      if (refused !== undefined) return refused
      const comment = addComment(state, token.login, String(body['body']))
      return { status: 201, body: commentBody(state, comment) }
    },
  },
  'issues/update-comment': {
    permission: 'issues: write or pull-requests: write',
    answer: ({ state, parameters, body }) => {
      const comment = state.comments.find(({ id }) => String(id) === parameters['comment_id'])
      if (comment === undefined) return gone('Not Found')
      const refused = state.locked === true ? LOCKED : tooLong(body)
      if (refused !== undefined) return refused
      comment.body = String(body['body'])
      return ok(commentBody(state, comment))
    },
  },
  'issues/delete-comment': {
    permission: 'issues: write or pull-requests: write',
    answer: ({ state, parameters }) => {
      state.comments = state.comments.filter(({ id }) => String(id) !== parameters['comment_id'])
      return { status: 204 }
    },
  },
  'checks/create': {
    permission: 'checks: write',
    answer: ({ state, body }) => {
      const check = { id: 9000 + state.createdCheckRuns.length, request: body, annotations: annotationsIn(body) }
      state.createdCheckRuns.push(check)
      return { status: 201, body: checkBody(state, check.id, body) }
    },
  },
  'checks/update': {
    permission: 'checks: write',
    answer: ({ state, parameters, body }) => {
      const check = state.createdCheckRuns.find(({ id }) => String(id) === parameters['check_run_id'])
      if (check === undefined) return gone('Not Found')
      check.annotations.push(...annotationsIn(body))
      return ok(checkBody(state, check.id, check.request))
    },
  },
}
