const REPO = '/repos/{owner}/{repo}'

/**
 * Every call that Pillarlint makes, with the permission that GitHub asks for it. Source: GitHub docs, "Permissions
 * required for GitHub Apps". Answers name the permission themselves where they can; this table is for those that do not.
 */
export const OPERATIONS = {
  repository: { route: `GET ${REPO}`, permission: 'metadata: read' },
  branchRules: { route: `GET ${REPO}/rules/branches/{branch}`, permission: 'metadata: read' },
  branch: { route: `GET ${REPO}/branches/{branch}`, permission: 'contents: read' },
  classicProtection: { route: `GET ${REPO}/branches/{branch}/protection`, permission: 'administration: read' },
  rulesets: { route: `GET ${REPO}/rulesets`, permission: 'metadata: read' },
  ruleset: { route: `GET ${REPO}/rulesets/{ruleset_id}`, permission: 'metadata: read' },
  immutableReleases: { route: `GET ${REPO}/immutable-releases`, permission: 'administration: read' },
  latestRelease: { route: `GET ${REPO}/releases/latest`, permission: 'contents: read' },
  environments: { route: `GET ${REPO}/environments`, permission: 'actions: read' },
  environmentRules: {
    route: `GET ${REPO}/environments/{environment_name}/deployment_protection_rules`,
    permission: 'actions: read',
  },
  environmentPatterns: {
    route: `GET ${REPO}/environments/{environment_name}/deployment-branch-policies`,
    permission: 'actions: read',
  },
  codeownersErrors: { route: `GET ${REPO}/codeowners/errors`, permission: 'contents: read' },
  codeScanning: { route: `GET ${REPO}/code-scanning/analyses`, permission: 'security-events: read' },
  dependencyAlerts: { route: `GET ${REPO}/dependabot/alerts`, permission: 'vulnerability-alerts: read' },
  vulnerabilityAlerts: { route: `GET ${REPO}/vulnerability-alerts`, permission: 'administration: read' },
  secretScanning: { route: `GET ${REPO}/secret-scanning/alerts`, permission: 'secret-scanning-alerts: read' },
  privateReporting: { route: `GET ${REPO}/private-vulnerability-reporting`, permission: 'metadata: read' },
  actionsPolicy: { route: `GET ${REPO}/actions/permissions`, permission: 'administration: read' },
  workflowToken: { route: `GET ${REPO}/actions/permissions/workflow`, permission: 'administration: read' },
  forkApproval: {
    route: `GET ${REPO}/actions/permissions/fork-pr-contributor-approval`,
    permission: 'administration: read',
  },
  privateForks: {
    route: `GET ${REPO}/actions/permissions/fork-pr-workflows-private-repos`,
    permission: 'administration: read',
  },
  tags: { route: `GET ${REPO}/tags`, permission: 'contents: read' },
  matchingTags: { route: `GET ${REPO}/git/matching-refs/tags/{ref}`, permission: 'contents: read' },
  commit: { route: `GET ${REPO}/commits/{ref}`, permission: 'contents: read' },
  compare: { route: `GET ${REPO}/compare/{basehead}`, permission: 'contents: read' },
  pulls: { route: `GET ${REPO}/pulls`, permission: 'pull-requests: read' },
  pullFiles: { route: `GET ${REPO}/pulls/{pull_number}/files`, permission: 'pull-requests: read' },
  reviewComments: { route: `GET ${REPO}/pulls/{pull_number}/comments`, permission: 'pull-requests: read' },
  createReview: { route: `POST ${REPO}/pulls/{pull_number}/reviews`, permission: 'pull-requests: write' },
  checkRuns: { route: `GET ${REPO}/commits/{ref}/check-runs`, permission: 'checks: read' },
  comments: { route: `GET ${REPO}/issues/{issue_number}/comments`, permission: 'pull-requests: read' },
  createComment: { route: `POST ${REPO}/issues/{issue_number}/comments`, permission: 'pull-requests: write' },
  updateComment: { route: `PATCH ${REPO}/issues/comments/{comment_id}`, permission: 'pull-requests: write' },
  deleteComment: { route: `DELETE ${REPO}/issues/comments/{comment_id}`, permission: 'pull-requests: write' },
  createCheckRun: { route: `POST ${REPO}/check-runs`, permission: 'checks: write' },
  updateCheckRun: { route: `PATCH ${REPO}/check-runs/{check_run_id}`, permission: 'checks: write' },
  deployments: { route: `GET ${REPO}/deployments`, permission: 'deployments: read' },
  workflowRuns: { route: `GET ${REPO}/actions/runs`, permission: 'actions: read' },
  query: { route: 'POST /graphql', permission: 'metadata: read' },
} as const satisfies Record<string, { route: string; permission: string }>

/** The name of a call in {@link OPERATIONS}. */
export type OperationName = keyof typeof OPERATIONS

/**
 * What the `permissions:` of a workflow can grant to the job's own token. Everything else needs a token of its own.
 * Source: GitHub docs, "Workflow syntax", `permissions`.
 */
const WORKFLOW_SCOPES: ReadonlySet<string> = new Set([
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
  'vulnerability-alerts',
])

/** Where the second token goes, in the Action and on the command line. */
export const SETTINGS_TOKEN =
  'the input `settings-token`, or the variable `PILLARLINT_SETTINGS_TOKEN` of the command line'

/** What to do to get a permission (`checks: read`, or several joined by `or` and `and`), as one sentence. */
export function remedyFor(permission: string): string {
  const scopes = permission.split(/ (?:or|and) /).map((each) => each.split(':')[0] ?? '')
  if (scopes.every((scope) => scope === 'metadata')) return 'Check that the token belongs to this repository.'
  return scopes.some((scope) => WORKFLOW_SCOPES.has(scope))
    ? `Add ${quoted(permission)} to the permissions of the workflow.`
    : `Give Pillarlint a token with ${quoted(permission)} (${SETTINGS_TOKEN}): a workflow's own token cannot have it.`
}

/** Each permission as code: `issues: write` or `pull-requests: write`. */
export function quoted(permission: string): string {
  return permission.replace(/(?<![a-z-])[a-z-]+: (?:read|write)/g, '`$&`')
}

/** A route with its parameters filled in, as evidence: `GET /repos/acme/shop/rules/branches/main`. */
export function describeCall(name: OperationName, parameters: Readonly<Record<string, unknown>>): string {
  return OPERATIONS[name].route.replace(/\{(\w+)\}/g, (_, key: string) => String(parameters[key] ?? `{${key}}`))
}
