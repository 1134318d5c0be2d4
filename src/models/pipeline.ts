import type { IntentKind } from '../core/intent-kind.js'
import type { Because, Located, Location } from '../core/location.js'

export type CiSystem =
  'github-actions' | 'gitlab-ci' | 'jenkins' | 'azure-pipelines' | 'circleci' | 'bitbucket-pipelines'

/** What starts a pipeline, in words that hold for every CI system. */
export type TriggerKind =
  | 'change-request'
  | 'change-request-privileged'
  | 'push'
  | 'tag'
  | 'merge-queue'
  | 'schedule'
  | 'manual'
  | 'release'
  | 'call'
  | 'upstream'
  | 'comment'
  | 'other'

export interface Trigger {
  readonly kind: TriggerKind
  /** The system's own name: `pull_request_target`, `merge_request_event`. */
  readonly event: string
  /** Branch filters as written; absent means every branch. */
  readonly branches?: readonly Located<string>[]
  readonly branchesIgnored?: readonly Located<string>[]
  readonly tags?: readonly Located<string>[]
  readonly paths?: readonly Located<string>[]
  readonly pathsIgnored?: readonly Located<string>[]
  readonly types?: readonly string[]
  /** Names of the workflows that start this one (`workflow_run`). */
  readonly upstream?: readonly string[]
  /** Inputs of `workflow_dispatch` and `workflow_call`: name in lower case to type, `string` where none is given. */
  readonly inputs?: ReadonlyMap<string, string>
  readonly at: Location
}

/** Something an adapter met and could not resolve. Verdicts that it could change become `unknown`. */
export interface Unresolved {
  /** What it is, for a person: `remote reusable workflow acme/ci/.github/workflows/test.yml@v1`. */
  readonly what: string
  readonly reason: 'remote' | 'missing' | 'dynamic' | 'unknown-action' | 'unknown-command' | 'too-deep' | 'unsupported'
  readonly at: Location
  readonly because: readonly Because[]
}

export interface Permissions {
  /** `read-all`, `write-all`, or the scopes that are named; an empty map is `{}`. */
  readonly all?: 'read' | 'write'
  readonly scopes: ReadonlyMap<string, Located<'read' | 'write' | 'none'>>
  readonly at: Location
}

export interface Concurrency {
  readonly group: Located<string>
  /** Without a value where it is an expression, whose text is then here. */
  readonly cancelInProgress: Located<boolean> | (Located<undefined> & { readonly text?: string }) | undefined
  readonly queue?: string
  readonly at: Location
}

export type Tier = 'production' | 'staging' | 'test' | 'development' | 'preview' | 'unknown'

export interface EnvironmentRef {
  /** As written; may hold an expression. */
  readonly name: string
  /** False where the name holds an expression that could not be resolved. */
  readonly resolved: boolean
  /** The names that it has within a matrix whose combinations are known. */
  readonly values?: readonly string[]
  readonly tier: Tier
  /** True for names made from a branch, pull request or run: an environment that goes away by itself. */
  readonly ephemeral: boolean
  readonly url?: string
  /** False for `deployment: false`: protection applies, but no record of a deployment is made. */
  readonly records: boolean
  readonly at: Location
}

export interface ActionRef {
  /** As written: `actions/checkout@v5`, `./.github/actions/build`, `docker://alpine@sha256:…`. */
  readonly text: string
  readonly kind: 'remote' | 'local' | 'docker'
  /** `owner/repo` of a remote action, lower case. */
  readonly repository?: string
  /** Path inside the repository: `analyze` of `github/codeql-action/analyze`, or the local path. */
  readonly path?: string
  /** Tag, branch or commit after the `@`. */
  readonly ref?: string
  /** The commit that `.github/workflows/actions.lock` fixes for this reference. */
  readonly lockedCommit?: string
  /** The comment behind the reference (`# v4.2.0`), without `#`. */
  readonly comment?: string
  readonly at: Location
}

/** One word of a command. */
export interface Word {
  /** Quotes removed. Expressions and variables stay as written. */
  readonly text: string
  /** False if the word holds a variable, substitution or expression, so that its run-time value is not known. */
  readonly literal: boolean
}

/** One simple command, after every wrapper (`sudo`, `env A=b`, `npx`, `poetry run`) and indirection was followed. */
export interface Command {
  readonly argv: readonly Word[]
  /** Environment assignments in front of the command. */
  readonly env: ReadonlyMap<string, string>
  /** The construct that discards the command's failure: `|| true`, `set +e`, `; exit 0`, `| tee` without pipefail …; undefined if it can fail the step. */
  readonly ignoredFailure?: string
  /** What runs if it fails: the right side of `||`, when that is more than discarding. */
  readonly onFailure?: readonly Command[]
  /** True inside `$(…)`: it makes a value, and what reads that value may judge it. */
  readonly captured?: boolean
  /** True if it runs only when a condition inside the script holds (`if`, `case`, `&&` after a test). */
  readonly conditional: boolean
  /** The folder it runs in, relative to the root, or undefined if it cannot be told. */
  readonly directory: string | undefined
  readonly at: Location
  /** From the pipeline line down to this command. The first link is the pipeline's own line. */
  readonly because: readonly Because[]
}

/** What a step, or one command of it, is for. */
export interface Intent {
  readonly kind: IntentKind
  /** `helm`, `jest`, `codeql`: the lexicon's name of the tool. */
  readonly tool: string
  /** Languages or ecosystems the tool covers (`javascript`, `python`, `terraform`); empty means not tied to any. */
  readonly covers: readonly string[]
  /** Present if a command shows the intent, absent if an action does. */
  readonly command?: Command
  readonly at: Location
  readonly because: readonly Because[]
}

export interface Step {
  readonly id?: string
  readonly name?: Located<string>
  readonly uses?: ActionRef
  /** The script as written, with the place of its first character. */
  readonly run?: Located<string>
  readonly shell?: string
  readonly workingDirectory?: Located<string>
  /** Every command that the step runs, indirection followed. */
  readonly commands: readonly Command[]
  readonly intents: readonly Intent[]
  /** Why not everything that the step does is known; empty if all of it is. */
  readonly opaque: readonly Unresolved[]
  readonly condition?: Located<string>
  /** Literal true only. */
  readonly allowFailure?: Located<boolean>
  readonly timeoutMinutes?: Located<string>
  readonly env: ReadonlyMap<string, Located<string>>
  readonly with: ReadonlyMap<string, Located<string>>
  /** Steps of the local composite action that this step calls, already merged into commands and intents. */
  readonly inner: readonly Step[]
  readonly at: Location
}

export interface Job {
  /** Unique in the pipeline. A job of a called workflow is `caller/called`. */
  readonly id: string
  readonly name: string
  /** The names under which the host reports the job's check, matrix expanded. */
  readonly checkNames: readonly string[]
  /** False if a name holds an expression or a matrix that cannot be expanded: `checkNames` is then incomplete. */
  readonly checkNamesComplete: boolean
  /** Ids of jobs of this pipeline that must end first. */
  readonly needs: readonly string[]
  readonly environment?: EnvironmentRef
  readonly condition?: Located<string>
  /** Literal true only. */
  readonly allowFailure?: Located<boolean>
  readonly timeoutMinutes?: Located<string>
  readonly concurrency?: Concurrency
  readonly permissions?: Permissions
  readonly env: ReadonlyMap<string, Located<string>>
  /** Labels of the runner as written; empty for a caller job. */
  readonly runner: readonly string[]
  readonly matrix?: { readonly expressions: boolean; readonly maxParallel?: number; readonly at: Location }
  readonly steps: readonly Step[]
  /** Set on a job that calls a reusable workflow. A local one's jobs stand beside it in the pipeline. */
  readonly calls?: {
    readonly target: ActionRef
    readonly resolved: boolean
    readonly secrets: 'inherit' | 'named' | 'none'
    readonly with: ReadonlyMap<string, Located<string>>
  }
  /** Set on a job that was copied in from a called workflow: the id of the caller job. */
  readonly calledBy?: string
  readonly at: Location
}

export interface Pipeline {
  readonly system: CiSystem
  readonly file: string
  /** `action`: a composite action's steps as one job. `reusable`: started by nothing but calls. */
  readonly kind: 'workflow' | 'reusable' | 'action'
  readonly name: string
  readonly triggers: readonly Trigger[]
  readonly jobs: readonly Job[]
  readonly permissions?: Permissions
  readonly concurrency?: Concurrency
  readonly env: ReadonlyMap<string, Located<string>>
  readonly unresolved: readonly Unresolved[]
  readonly at: Location
}

export interface Pipelines {
  /** Every pipeline, reusable workflow and local action that could be read. */
  readonly all: readonly Pipeline[]
  /** Files of CI systems that are recognised but not read yet: their verdicts are unknown, never wrong. */
  readonly unread: readonly { readonly file: string; readonly system: string }[]
}
