import type { Known } from '../core/known.js'

export interface RequiredCheck {
  readonly context: string
  /** The app that must report it, if fixed. */
  readonly integrationId?: number
  /** Where it is required: `ruleset main`, `classic protection`. */
  readonly source: string
}

/** Effective protection of one branch: all active rules and classic protection together, the strictest value of each. */
export interface Protection {
  readonly branch: string
  /** True if any active rule or classic protection applies. */
  readonly protected: boolean
  /** Names of rulesets that would apply but are in evaluate mode or disabled. */
  readonly inactiveRulesets: readonly string[]
  readonly pullRequestRequired: Known<boolean>
  readonly requiredApprovals: Known<number>
  readonly codeOwnerReview: Known<boolean>
  /** Whether a push after an approval takes the approval back. */
  readonly staleReviewsDismissed?: Known<boolean>
  /** Whether somebody else than the last pusher must approve. */
  readonly lastPushApproval?: Known<boolean>
  readonly requiredChecks: Known<readonly RequiredCheck[]>
  /** Workflows that an organisation's ruleset runs and requires. */
  readonly requiredWorkflows: readonly string[]
  readonly strict: Known<boolean>
  readonly mergeQueue: boolean
  readonly forcePushAllowed: Known<boolean>
  readonly deletionAllowed: Known<boolean>
  /** Whether every commit must carry a signature that the host could verify. */
  readonly signaturesRequired?: Known<boolean>
  readonly requiredDeployments: readonly string[]
  /** The calls that were read, as evidence: `GET /repos/acme/shop/rules/branches/main`. */
  readonly sources: readonly string[]
}

export interface EnvironmentSettings {
  readonly name: string
  readonly reviewers: number
  readonly waitMinutes: number
  /** Whether who started a deployment may not approve it; only where reviewers are set. */
  readonly selfReviewPrevented?: boolean
  /** Number of apps whose own rules must pass before a deployment. */
  readonly customRules?: number
  /** Undefined: any branch may deploy. */
  readonly branchPolicy?: 'protected' | 'custom'
  /** Branches and tags that may deploy under a `custom` policy, as patterns; absent where they were not read. */
  readonly patterns?: readonly { readonly name: string; readonly type: 'branch' | 'tag' }[]
}

export interface RepositoryFacts {
  readonly fullName: string
  readonly defaultBranch: string
  readonly visibility: 'public' | 'private' | 'internal'
  readonly archived: boolean
  readonly mirror: boolean
  readonly fork: boolean
}

/** What the settings let workflows do. Source: GitHub docs, "Managing GitHub Actions settings for a repository". */
export interface WorkflowPolicy {
  /** Whether workflows run at all, and whose actions they may use. */
  readonly actions: Known<{
    readonly enabled: boolean
    readonly allowed?: 'all' | 'local_only' | 'selected'
    /** Whether actions must be named by a full commit. Absent where the host does not know this setting. */
    readonly commitsRequired?: boolean
  }>
  /** What the token of a workflow that names no permissions may do. */
  readonly token: Known<{ readonly write: boolean; readonly approvesPullRequests: boolean }>
  readonly forks: Known<ForkRuns>
}

/** What pull requests from forks may start. */
export interface ForkRuns {
  /** Whose runs wait for an approval. Public repositories know the first three, private ones the last two. */
  readonly approval: 'new-accounts' | 'first-time' | 'everyone' | 'nobody'
  /** Whether their runs get a token that may write; never in public repositories. */
  readonly writeToken: boolean
  /** Whether their runs get the secrets; never in public repositories. */
  readonly secrets: boolean
}

export interface SecurityFacts {
  readonly codeScanning: Known<{ readonly tools: readonly string[]; readonly newestDaysAgo: number | undefined }>
  readonly dependencyAlerts: Known<boolean>
  readonly secretScanning: Known<boolean>
  /** Whether pushes that hold a secret are stopped. */
  readonly pushProtection?: Known<boolean>
  /** Whether people outside can report a vulnerability in private. */
  readonly privateReporting?: Known<boolean>
  readonly workflows?: WorkflowPolicy
}

export interface PlatformOwnersError {
  readonly line: number
  readonly column: number
  readonly kind: string
  readonly message: string
  readonly path: string
}

/** What the host says about the repository. Each fact is known or says why not. */
export interface Hosting {
  readonly repository: Known<RepositoryFacts>
  readonly protection: Known<Protection>
  readonly environments: Known<readonly EnvironmentSettings[]>
  readonly codeownersErrors: Known<readonly PlatformOwnersError[]>
  readonly security: SecurityFacts
  /** Check and status names reported on recently merged pull requests, with the app that reported them. */
  readonly reportedChecks: Known<readonly { readonly name: string; readonly app: string }[]>
}

/** What the commit history says. */
export interface History {
  /** Human authors seen, by address; bots left out. */
  readonly authors: number
  readonly commits: number
  /** True for a shallow clone: the numbers are then lower bounds. */
  readonly shallow: boolean
  /** Names of bots that brought newer versions of dependencies; absent where that was not looked for. */
  readonly updaters?: readonly string[]
}
