import { at } from './json.js'
import type { OperationName } from './operations.js'

type Kind = 'text' | 'number' | 'flag' | 'list' | 'object'

/** What stands at which path; with a question mark it may be missing, or null, but be nothing else. */
export type Fields = Readonly<Record<string, Kind | `${Kind}?`>>

/** The form of an answer, as far as conclusions rest on it. */
export interface Shape {
  /** There is no body: the status says it all. */
  readonly empty?: true
  /** Where the list stands whose items are described; empty if it is the answer itself. */
  readonly list?: string
  readonly items?: Fields
  readonly fields?: Fields
}

const COMMENT: Fields = { id: 'number', html_url: 'text' }
const FILES: Shape = { list: '', items: { filename: 'text', status: 'text', patch: 'text?', changes: 'number?' } }
const RULESET: Fields = { id: 'number', name: 'text', enforcement: 'text', target: 'text?', source_type: 'text?' }

/**
 * What every answer must hold. An answer without it is no answer: that a list is not there does not mean that it is empty.
 * Source: GitHub's OpenAPI description; only what all supported versions of GitHub Enterprise Server give.
 */
export const SHAPES: Readonly<Record<OperationName, Shape>> = {
  repository: {
    fields: {
      full_name: 'text',
      default_branch: 'text',
      private: 'flag',
      archived: 'flag?',
      fork: 'flag?',
      visibility: 'text?',
      mirror_url: 'text?',
      security_and_analysis: 'object?',
    },
  },
  branchRules: {
    list: '',
    items: {
      type: 'text',
      ruleset_id: 'number?',
      parameters: 'object?',
      'parameters.required_approving_review_count': 'number?',
      'parameters.require_code_owner_review': 'flag?',
      'parameters.require_last_push_approval': 'flag?',
      'parameters.dismiss_stale_reviews_on_push': 'flag?',
      'parameters.required_review_thread_resolution': 'flag?',
      'parameters.strict_required_status_checks_policy': 'flag?',
      'parameters.required_status_checks': 'list?',
    },
  },
  branch: { fields: { name: 'text', protected: 'flag', 'protection.enabled': 'flag?' } },
  classicProtection: {
    fields: {
      url: 'text',
      enforce_admins: 'object?',
      'enforce_admins.enabled': 'flag?',
      required_pull_request_reviews: 'object?',
      'required_pull_request_reviews.required_approving_review_count': 'number?',
      'required_pull_request_reviews.require_code_owner_reviews': 'flag?',
      'required_pull_request_reviews.dismiss_stale_reviews': 'flag?',
      'required_pull_request_reviews.require_last_push_approval': 'flag?',
      required_status_checks: 'object?',
      'required_status_checks.strict': 'flag?',
      'required_status_checks.contexts': 'list?',
      'required_status_checks.checks': 'list?',
      'allow_force_pushes.enabled': 'flag?',
      'allow_deletions.enabled': 'flag?',
      'required_signatures.enabled': 'flag?',
      'required_conversation_resolution.enabled': 'flag?',
      'required_linear_history.enabled': 'flag?',
      'lock_branch.enabled': 'flag?',
    },
  },
  rulesets: { list: '', items: RULESET },
  ruleset: { fields: { ...RULESET, conditions: 'object?', rules: 'list', bypass_actors: 'list?' } },
  immutableReleases: { fields: { enabled: 'flag' } },
  latestRelease: { fields: { tag_name: 'text', immutable: 'flag?' } },
  environments: {
    list: 'environments',
    items: {
      name: 'text',
      protection_rules: 'list?',
      deployment_branch_policy: 'object?',
      'deployment_branch_policy.protected_branches': 'flag?',
      'deployment_branch_policy.custom_branch_policies': 'flag?',
    },
  },
  environmentRules: { list: 'custom_deployment_protection_rules', items: { enabled: 'flag' } },
  environmentPatterns: { list: 'branch_policies', items: { name: 'text', type: 'text?' } },
  codeownersErrors: { list: 'errors', items: { line: 'number', kind: 'text' } },
  codeScanning: { list: '', items: { created_at: 'text', tool: 'object', 'tool.name': 'text?' } },
  dependencyAlerts: { list: '' },
  vulnerabilityAlerts: { empty: true },
  secretScanning: { list: '' },
  privateReporting: { fields: { enabled: 'flag' } },
  actionsPolicy: { fields: { enabled: 'flag', allowed_actions: 'text?', sha_pinning_required: 'flag?' } },
  workflowToken: { fields: { default_workflow_permissions: 'text', can_approve_pull_request_reviews: 'flag' } },
  forkApproval: { fields: { approval_policy: 'text' } },
  privateForks: {
    fields: {
      run_workflows_from_fork_pull_requests: 'flag',
      send_write_tokens_to_workflows: 'flag',
      send_secrets_and_variables: 'flag',
      require_approval_for_fork_pr_workflows: 'flag?',
    },
  },
  tags: { list: '', items: { name: 'text', 'commit.sha': 'text' } },
  matchingTags: { list: '', items: { ref: 'text' } },
  commit: { fields: { sha: 'text' } },
  compare: { ...FILES, list: 'files', fields: { 'merge_base_commit.sha': 'text' } },
  pulls: { list: '', items: { number: 'number', state: 'text', 'head.sha': 'text', 'head.ref': 'text' } },
  pullFiles: FILES,
  reviewComments: { list: '', items: { body: 'text', user: 'object?' } },
  createReview: { fields: COMMENT },
  checkRuns: { list: 'check_runs', items: { id: 'number', external_id: 'text?', html_url: 'text?' } },
  comments: { list: '', items: { ...COMMENT, body: 'text?', user: 'object?' } },
  createComment: { fields: COMMENT },
  updateComment: { fields: COMMENT },
  deleteComment: { empty: true },
  createCheckRun: { fields: { id: 'number', html_url: 'text?' } },
  updateCheckRun: { fields: { id: 'number' } },
  deployments: { list: '' },
  workflowRuns: {
    list: 'workflow_runs',
    items: { id: 'number', created_at: 'text', updated_at: 'text', conclusion: 'text?', head_sha: 'text' },
  },
  query: { fields: { data: 'object?', errors: 'list?' } },
}

/** What in an answer is not of its form, in words; undefined if nothing. */
export function misfit(
  name: OperationName,
  { status, data }: { readonly status: number; readonly data: unknown },
): string | undefined {
  const { empty, list, items = {}, fields = {} } = SHAPES[name]
  if (empty === true) return status === 204 ? undefined : `HTTP ${status} where there is no answer but 204`
  if (status === 204 || status === 205) return `HTTP ${status}, without an answer`
  if (name === 'query' && at(data, 'data') === undefined && at(data, 'errors') === undefined) return 'it holds no data'
  const wrong = list === '' ? undefined : wrongIn(data, fields, '')
  if (wrong !== undefined || list === undefined) return wrong
  const found = list === '' ? data : at(data, list)
  if (!Array.isArray(found)) return list === '' ? 'it is no list' : `\`${list}\` is no list`
  for (const [index, item] of found.entries()) {
    const inside = wrongIn(item, items, `${list}[${index}]`)
    if (inside !== undefined) return inside
  }
  return undefined
}

/** What in an object is not of its form, in words; undefined if nothing. `where` it stands in the answer. */
export function wrongIn(value: unknown, fields: Fields, where: string): string | undefined {
  if (!IS.object(value)) return where === '' ? 'it is no object' : `\`${where}\` is no object`
  for (const [path, wanted] of Object.entries(fields)) {
    const kind = wanted.replace('?', '') as Kind
    const found = at(value, ...path.split('.')) ?? undefined
    if (found === undefined ? !wanted.endsWith('?') : !IS[kind](found)) {
      return `\`${where === '' ? path : `${where}.${path}`}\` is no ${kind}`
    }
  }
  return undefined
}

const IS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  list: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}
