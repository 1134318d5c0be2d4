import { emptyHistory, type FakeHistory } from './history.js'

type Part = Record<string, unknown>

/** A token that the fake accepts: who it belongs to and what it may do. `metadata: read` always comes with it. */
export interface FakeToken {
  readonly login: string
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>
}

export interface FakeComment {
  readonly id: number
  body: string
  /** Folded away. */
  minimized?: boolean
  readonly login: string
  readonly createdAt: string
}

export interface FakeCheckRun {
  readonly id: number
  readonly request: Part
  readonly annotations: Part[]
}

/**
 * What is true of the repository that the fake serves. Parts hold what matters to a test; the rest of an answer is
 * filled in from GitHub's description.
 */
/** A comment on lines of a pull request. */
export interface FakeReviewComment {
  readonly login: string
  readonly body: string
}

export interface FakeState {
  /** What happened in it lately. */
  history: FakeHistory
  readonly owner: string
  readonly repo: string
  /** By token. */
  tokens: Map<string, FakeToken>
  repository: Part
  /** Active rules of the branch. */
  /** Rules of single branches, where they differ from those of all. */
  rulesOf?: Map<string, Record<string, unknown>[]>
  rules: Part[]
  branch: Part
  /** Undefined: the branch has no classic protection. */
  classic: Part | undefined
  rulesets: Part[]
  environments: Part[]
  /** Custom rules by environment. */
  environmentRules: Map<string, Part[]>
  /** Branches and tags that may deploy, by environment. */
  environmentPatterns: Map<string, Part[]>
  /** Undefined: the branch has no CODEOWNERS file. */
  codeownersErrors: Part[] | undefined
  /** Undefined: nothing was ever analysed. */
  analyses: Part[] | undefined
  dependencyAlerts: boolean
  immutableReleases: boolean
  /** Undefined: nothing was released. */
  latestRelease: Part | undefined
  secretScanning: boolean
  privateReporting: boolean
  actionsPolicy: Part
  workflowToken: Part
  /** Of a public repository. */
  forkApproval: string
  /** Of a private repository. */
  privateForks: Part
  /** Tags with the commits behind them, newest first. */
  tags: { readonly name: string; readonly commit: string }[]
  pulls: Part[]
  pullFiles: Part[]
  /** By `base...head`. */
  comparisons: Map<string, { readonly mergeBase: string; readonly files: readonly Part[] }>
  /** By commit. */
  checkRuns: Map<string, Part[]>
  statuses: Map<string, Part[]>
  /** Texts of files, by `commit:path`. */
  files: Map<string, string>
  /** The same of other repositories, by `owner/repo`; private ones name the only token that sees them. */
  others: Map<string, { readonly files: ReadonlyMap<string, string>; readonly token?: FakeToken }>
  comments: FakeComment[]
  /** The head that the pull request has now; hidden, without. */
  pullHead?: string
  /** Nobody may comment any more. */
  locked?: boolean
  createdCheckRuns: FakeCheckRun[]
  /** Comments of reviews, with the place that they stand at. */
  reviewComments: FakeReviewComment[]
  /** Reviews as they were asked for. */
  reviews: Record<string, unknown>[]
  /** What the query endpoint knows; a part that is null may not be read by the token. */
  query: {
    refUpdateRule: Part | null
    /** Branches called after releases: with `name`, and `refUpdateRule` as above. */
    releaseBranches?: Part[]
    mergeQueue: Part | null
    hasVulnerabilityAlertsEnabled: boolean | null
    merging: Part | null
  }
  /** Fields that the query endpoint of an older host does not know. */
  unknownFields: string[]
}

/** The token that GitHub Actions gives to a job whose workflow asks for these permissions. */
export function actionsToken(permissions: FakeToken['permissions']): FakeToken {
  return { login: 'github-actions[bot]', permissions }
}

/** All that a job's token can be allowed to read, and what Pillarlint writes. */
export const FULL_WORKFLOW_PERMISSIONS: FakeToken['permissions'] = {
  actions: 'read',
  checks: 'write',
  contents: 'read',
  deployments: 'read',
  issues: 'read',
  'pull-requests': 'write',
  'security-events': 'read',
  statuses: 'read',
  'vulnerability-alerts': 'read',
}

/** A public repository without any protection or history, open to the token `job-token`. */
export function emptyState(): FakeState {
  return {
    history: emptyHistory(),
    owner: 'acme',
    repo: 'shop',
    tokens: new Map([['job-token', actionsToken(FULL_WORKFLOW_PERMISSIONS)]]),
    repository: {
      full_name: 'acme/shop',
      default_branch: 'main',
      private: false,
      visibility: 'public',
      archived: false,
      fork: false,
      mirror_url: null,
    },
    rules: [],
    branch: {
      name: 'main',
      protected: false,
      protection: { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } },
    },
    classic: undefined,
    rulesets: [],
    environments: [],
    environmentRules: new Map(),
    environmentPatterns: new Map(),
    codeownersErrors: undefined,
    analyses: undefined,
    actionsPolicy: { enabled: true, allowed_actions: 'all', sha_pinning_required: false },
    workflowToken: { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false },
    forkApproval: 'first_time_contributors',
    privateForks: {
      run_workflows_from_fork_pull_requests: false,
      send_write_tokens_to_workflows: false,
      send_secrets_and_variables: false,
      require_approval_for_fork_pr_workflows: false,
    },
    dependencyAlerts: false,
    immutableReleases: false,
    latestRelease: undefined,
    secretScanning: false,
    privateReporting: false,
    tags: [],
    pulls: [],
    pullFiles: [],
    comparisons: new Map(),
    checkRuns: new Map(),
    statuses: new Map(),
    files: new Map(),
    others: new Map(),
    comments: [],
    createdCheckRuns: [],
    reviewComments: [],
    reviews: [],
    query: {
      refUpdateRule: null,
      mergeQueue: null,
      hasVulnerabilityAlertsEnabled: false,
      merging: {
        mergeCommitAllowed: true,
        squashMergeAllowed: true,
        rebaseMergeAllowed: true,
        autoMergeAllowed: false,
        deleteBranchOnMerge: false,
        allowUpdateBranch: false,
      },
    },
    unknownFields: [],
  }
}
