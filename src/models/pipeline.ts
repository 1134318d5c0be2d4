import type { Located, Location } from '../core/location.js'
import type { Command, Intent, Unresolved } from './command.js'

/** Systems that run pipelines. Controllers that only pull (Argo CD, Flux) are in the delivery model. */
export type CiSystem =
  | 'github-actions'
  | 'gitlab-ci'
  | 'jenkins'
  | 'azure-pipelines'
  | 'circleci'
  | 'bitbucket-pipelines'
  | 'travis-ci'
  | 'drone'
  | 'woodpecker'
  | 'buildkite'
  | 'google-cloud-build'
  | 'tekton'
  | 'argo-workflows'
  | 'aws-codebuild'
  | 'aws-codedeploy'
  | 'aws-codepipeline'
  | 'pre-commit-ci'

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

/**
 * One kind of run of a pipeline. Where jobs have rules of their own (GitLab, CircleCI, Azure Pipelines …), the adapter
 * makes one trigger for each kind of run that the rules tell apart, and {@link Job.starts} names them.
 */
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
  /** Of those, the inputs that offer a choice: name in lower case to the values that who starts it may choose from. */
  readonly choices?: ReadonlyMap<string, readonly string[]>
  readonly at: Location
}

export interface Permissions {
  /** `read-all`, `write-all`, or the scopes that are named; an empty map is `{}`. */
  readonly all?: 'read' | 'write'
  readonly scopes: ReadonlyMap<string, Located<'read' | 'write' | 'none'>>
  readonly at: Location
}

export type CacheMode = 'read' | 'write' | 'write-only' | 'none'

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
  /** The names that it has, as a matrix, rules or branches that are known decide. */
  readonly values?: readonly string[]
  /** Of these, the names in the runs of each trigger, where rules or branches decide. */
  readonly byTrigger?: ReadonlyMap<Trigger, readonly string[]>
  /** Names that a person may choose in its place who starts the run: options of the variable or parameter that names it. */
  readonly choices?: readonly string[]
  /** True where it is one of several that the file offers to who starts the run. */
  readonly chosen?: true
  readonly tier: Tier
  /** True for names made from a branch, pull request or run: an environment that goes away by itself. */
  readonly ephemeral: boolean
  /** Where the file says that it is stopped: by a job of its own, or after a time (GitLab docs: `on_stop`, `auto_stop_in`). */
  readonly stops?: Location
  readonly url?: string
  /** False for `deployment: false`: protection applies, but no record of a deployment is made. */
  readonly records: boolean
  readonly at: Location
}

/**
 * Ready-made code that a step uses. `remote`, `local` and `docker` are actions of GitHub. Of other systems: `task` (Azure
 * Pipelines, Google Cloud Build's builders, Tekton), `orb` (CircleCI), `pipe` (Bitbucket), `plugin` (steps of Jenkins,
 * plugins of Buildkite, Drone and Woodpecker), `component` (GitLab's components and templates), `provider` (actions of
 * AWS CodePipeline).
 */
export type ActionKind = 'remote' | 'local' | 'docker' | 'task' | 'orb' | 'pipe' | 'plugin' | 'component' | 'provider'

export interface ActionRef {
  /** As written: `actions/checkout@v5`, `./.github/actions/build`, `docker://alpine@sha256:…`, `Docker@2`. */
  readonly text: string
  readonly kind: ActionKind
  /**
   * `owner/repo` of a remote action, lower case. Of another system's: the name under which the lexicon has it, which
   * starts with the system (`azure-pipelines:docker`, `circleci:circleci/aws-ecs`).
   */
  readonly repository?: string
  /** Path inside the repository: `analyze` of `github/codeql-action/analyze`, or the local path. */
  readonly path?: string
  /** Tag, branch, version or commit after the `@`. */
  readonly ref?: string
  /** The commit that `.github/workflows/actions.lock` fixes for this reference. */
  readonly lockedCommit?: string
  /** The comment behind the reference (`# v4.2.0`), without `#`. */
  readonly comment?: string
  readonly at: Location
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
  /** As written, in the system's own language. Only GitHub's is evaluated later; of others `starts` and `after` tell. */
  readonly condition?: Located<string>
  /**
   * The runs that get to the step, where its system has rules for steps and they leave some of the job's out. The same
   * triggers as those of {@link Job.starts}. Absent: the job's.
   */
  readonly starts?: readonly JobStart[]
  /** Absent: it runs if everything before it went well. `failure`: only if something failed. `always`: whatever happened. */
  readonly after?: 'failure' | 'always'
  /** True if nothing of the job follows once it has failed, not even steps that run whatever happened before them. */
  readonly endsJob?: true
  /** Literal true only. */
  readonly allowFailure?: Located<boolean>
  readonly timeoutMinutes?: Located<string>
  /** How often it is run again if what it runs fails. Retries for failures of machines alone are left out. */
  readonly retries?: Located<number>
  readonly env: ReadonlyMap<string, Located<string>>
  readonly with: ReadonlyMap<string, Located<string>>
  /** Steps of the local composite action that this step calls, already merged into commands and intents. */
  readonly inner: readonly Step[]
  readonly at: Location
}

/** A run that gets to a job. */
export interface JobStart {
  readonly trigger: Trigger
  /** False if a rule hangs on something that is not known. */
  readonly certain: boolean
  /** True if a person must start the job in such a run. */
  readonly manual: boolean
}

/** A place where a pipeline waits for a person. */
export interface Approval {
  /** `job`: somebody starts the job by hand (GitLab `when: manual`). `gate`: somebody answers a question on the way. */
  readonly kind: 'job' | 'gate'
  /** Who may, as far as the file says. */
  readonly approvers: readonly string[]
  readonly at: Location
}

/** Pipeline code from elsewhere that the file brings in. */
export interface Include {
  /** As written: `circleci/node@5.1`, `project: acme/ci, file: /deploy.yml`, `@Library('acme@main')`. */
  readonly text: string
  readonly kind: 'project' | 'remote' | 'template' | 'component' | 'orb' | 'repository' | 'library' | 'task'
  /** Version, branch, tag or commit; absent where none is given, which means the newest. */
  readonly ref?: string
  /** True where the content cannot change without a change here: a commit, an exact immutable version, a checksum. */
  readonly pinned: boolean
  /** True for code that the CI system's own maker hands out with it (GitLab templates). */
  readonly official: boolean
  readonly at: Location
}

/** A container image as the file names it. */
export interface JobImage extends Located<string> {
  /** True for a container beside the job's own: a database, a browser. */
  readonly service?: true
}

/** Files that the CI system keeps when a job ends, told by a key of the job. What a step hands over is in the step. */
export interface KeptFiles {
  /** The kind of report that the system reads (`junit`, `coverage_report`, `sast` …); absent for plain files. */
  readonly report?: string
  /** As written; empty for a report whose files the system finds itself. */
  readonly paths: readonly string[]
  readonly when: 'success' | 'failure' | 'always'
  /** For how long, as written, where the file says so: `1 week`. */
  readonly expires?: Located<string>
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
  /** The stage it belongs to, where the system has stages. `needs` says all that follows for the order. */
  readonly stage?: string
  readonly environment?: EnvironmentRef
  /** As written, in the system's own language; see {@link Step.condition}. */
  readonly condition?: Located<string>
  /** As for {@link Step.after}, about the jobs that it needs. */
  readonly after?: 'failure' | 'always'
  /**
   * The runs that get to the job, where its system has rules for each job: triggers of the pipeline, the same objects.
   * Final: conditions of needed jobs are not looked at again. Absent: `condition` decides, as GitHub would.
   */
  readonly starts?: readonly JobStart[]
  /** A person must let it go on. A job without steps that others need may be nothing but that. */
  readonly approval?: Approval
  /** Literal true only. */
  readonly allowFailure?: Located<boolean>
  readonly timeoutMinutes?: Located<string>
  /** As for {@link Step.retries}. */
  readonly retries?: Located<number>
  readonly concurrency?: Concurrency
  readonly permissions?: Permissions
  /** What the job may do with the host's caches, where it or its workflow says so (GitHub docs: Dependency caching). */
  readonly cacheMode?: Located<CacheMode>
  readonly env: ReadonlyMap<string, Located<string>>
  /** Labels of the runner as written (tags, pool, agent label, machine type); empty for a caller job. */
  readonly runner: readonly string[]
  /** Where labels hold expressions: the lists of labels that the jobs of the matrix have, as far as they are known. */
  readonly runnerSets?: readonly (readonly string[])[]
  /** How the job brings a new version out, where the system itself does it: to all at once, part by part, or first to a few. */
  readonly strategy?: Located<'once' | 'rolling' | 'canary'>
  /** Container images that the job and its services run in. */
  readonly images?: readonly JobImage[]
  readonly keeps?: readonly KeptFiles[]
  /** Names of stored credentials handed to the job by name: contexts, variable groups, credentials. Expressions in texts are not repeated here. */
  readonly secrets?: readonly Located<string>[]
  /** Where the job asks for an identity token of the CI system, to sign in without a stored key. */
  readonly identityToken?: Location
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
  /** `action`: a composite action's steps as one job. `reusable`: started by nothing but calls (or triggers of another system). */
  readonly kind: 'workflow' | 'reusable' | 'action'
  readonly name: string
  readonly triggers: readonly Trigger[]
  readonly jobs: readonly Job[]
  readonly permissions?: Permissions
  readonly concurrency?: Concurrency
  readonly env: ReadonlyMap<string, Located<string>>
  /** Code from elsewhere that the file brings in as a whole; a step's own is in {@link Step.uses}. */
  readonly includes?: readonly Include[]
  readonly unresolved: readonly Unresolved[]
  /** Set where it is a part of something that is not in the tree: what runs before and after it is not known. */
  readonly within?: Unresolved
  readonly at: Location
}

export interface Pipelines {
  /** Every pipeline, reusable workflow and local action that could be read. */
  readonly all: readonly Pipeline[]
  /** Files of CI systems that are recognised but not read yet: their verdicts are unknown, never wrong. */
  readonly unread: readonly { readonly file: string; readonly system: string }[]
  /** What the JavaScript actions of the tree run on: `node20` (GitHub docs: Metadata syntax, `runs.using`). */
  readonly actionRuntimes?: readonly Located<string>[]
}
