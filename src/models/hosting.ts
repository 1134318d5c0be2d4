import type { Known } from '../core/known.js'

export interface RequiredCheck {
  readonly context: string
  /** The app that must report it, if fixed. */
  readonly integrationId?: number
  /** Where it is required: `ruleset main`, `classic protection`. */
  readonly source: string
}

/**
 * Who need not keep what protects a branch or tags. Sources: GitHub docs, "Creating rulesets for a repository" (bypass
 * list); REST, "Get branch protection" (`enforce_admins`, `bypass_pull_request_allowances`).
 */
export interface BypassActor {
  /** `administrators`: those of the repository, where classic protection leaves them out. `role`: whoever has the role. */
  readonly kind: 'administrators' | 'organization-admin' | 'role' | 'team' | 'user' | 'app' | 'deploy-key' | 'other'
  /** For a person: `role admin`, `team acme/release`, `app 15368`, `deploy keys`. */
  readonly name: string
  /** `always`: also by a direct push. `pull-request`: only in pull requests. `exempt`: without a trace. */
  readonly mode: 'always' | 'pull-request' | 'exempt'
  /** Where it is set, as in {@link RequiredCheck.source}. */
  readonly source: string
}

/** One rule of a ruleset, whatever its type. Source of types: GitHub REST, "Get rules for a branch". */
export interface AppliedRule {
  /** As the host names it: `pull_request`, `code_scanning`; types that are new to us as well. */
  readonly type: string
  /** As they came. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** The ruleset, as in {@link RequiredCheck.source}. */
  readonly source: string
  /** Who has set it. Absent where the host does not say. */
  readonly level?: 'repository' | 'organization' | 'enterprise'
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
  /** Whether all threads of a review must be resolved before a merge. */
  readonly conversationsResolved?: Known<boolean>
  /** Whether merge commits are refused. */
  readonly linearHistory?: Known<boolean>
  /** Whether only those who are named, or nobody, may push or merge to it. */
  readonly pushRestricted?: Known<boolean>
  readonly requiredDeployments: readonly string[]
  /** Every active rule of all rulesets, those that no other property speaks of included. */
  readonly rules?: Known<readonly AppliedRule[]>
  /** Who may pass by the above: of all active rulesets and classic protection together. Known only if all of it was seen. */
  readonly bypass?: Known<readonly BypassActor[]>
  /** Of the default branch: what protects the newest branch called after releases. Absent where there are none. */
  readonly releases?: Known<readonly Protection[]>
  /** The calls that were read, as evidence: `GET /repos/acme/shop/rules/branches/main`. */
  readonly sources: readonly string[]
}

export interface EnvironmentSettings {
  readonly name: string
  readonly reviewers: number
  /** The reviewers by their numbers; absent where the host does not tell them. */
  readonly reviewedBy?: readonly { readonly type: 'User' | 'Team'; readonly id: number }[]
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

/** What an active ruleset asks of the tags that it means. */
export interface TagRuleset {
  readonly name: string
  /** Patterns of full names as written: `refs/tags/v*`, `~ALL`. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  /** Which of these only those who may pass it by can do: make a tag, move it, delete it. */
  readonly restricts: { readonly creation: boolean; readonly update: boolean; readonly deletion: boolean }
}

/** What protects tags: the active rulesets of the repository and its owner, and releases that cannot be changed. */
export interface TagProtection {
  readonly rulesets: readonly TagRuleset[]
  /** Whether a published release fixes its tag (GitHub docs, "Immutable releases"). */
  readonly immutableReleases: Known<boolean>
  /** The calls that were read, as for {@link Protection.sources}. */
  readonly sources: readonly string[]
}

export interface RepositoryFacts {
  readonly fullName: string
  readonly defaultBranch: string
  readonly visibility: 'public' | 'private' | 'internal'
  readonly archived: boolean
  readonly mirror: boolean
  readonly fork: boolean
}

/** How pull requests are merged. Source: GitHub docs, "Configuring pull request merges". */
export interface MergeSettings {
  readonly mergeCommits: boolean
  readonly squash: boolean
  readonly rebase: boolean
  /** Whether a pull request can be set to merge by itself once it may. */
  readonly autoMerge: boolean
  /** Whether a merged branch is deleted by the host. */
  readonly deletesMerged: boolean
  /** Whether the host always offers to bring a branch up to date. Absent where it does not say. */
  readonly offersUpdate?: boolean
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
  /** Whether the host opens pull requests that bring vulnerable dependencies up to date. */
  readonly securityUpdates?: Known<boolean>
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
  /** Absent where it was not asked for. */
  readonly tagProtection?: Known<TagProtection>
  readonly environments: Known<readonly EnvironmentSettings[]>
  readonly codeownersErrors: Known<readonly PlatformOwnersError[]>
  readonly security: SecurityFacts
  /** Absent where it was not asked for. */
  readonly merging?: Known<MergeSettings>
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
  /** First lines of the newest 200 commits by people, merges left out, newest first. Read when asked for. */
  readonly subjects?: readonly string[]
}
