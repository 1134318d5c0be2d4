import type { Located, Location } from '../core/location.js'
import type { Intent, Unresolved } from './command.js'
import type { EnvironmentRef, Job, Pipeline, Step, Tier, Trigger } from './pipeline.js'
import type { Resource } from './resource.js'

/** A concurrency group that holds while a job runs: its own, its caller's or the pipeline's. */
export interface Lock {
  readonly group: Located<string>
  /** False if the group's name differs from run to run, so that two runs never share it. */
  readonly shared: boolean
  /** Whether a newer run of the group cancels this one; undefined where that hangs on something unknown. */
  readonly cancels: boolean | undefined
  /** Where `cancel-in-progress` stands, or else the group. */
  readonly at: Location
}

/** A run for code that nobody has merged. */
export interface UnmergedRun {
  readonly trigger: Trigger
  /**
   * `change`: for a change under review; `closed`: for one that was closed without a merge; `branch`: for a push to any
   * branch; `started`: by hand, on any branch.
   */
  readonly of: 'change' | 'closed' | 'branch' | 'started'
  /** True if every condition on the way is known to hold. */
  readonly certain: boolean
}

/** What a step may name as what it deploys, or as where to (`cluster`, `namespace`). `path` is a file or folder of the tree. */
export type TargetKind =
  | 'path'
  | 'release'
  | 'stack'
  | 'service'
  | 'function'
  | 'workload'
  | 'application'
  | 'deployment group'
  | 'delivery pipeline'
  | 'environment'
  | 'group'
  | 'cluster'
  | 'namespace'

/** One thing that a step names, joined with what the tree defines under that name. */
export interface DeploymentTarget {
  readonly kind: TargetKind
  /** The name or the path relative to the root, known variables filled in. */
  readonly text: string
  /** False where something in it is decided elsewhere: nothing could be looked for. */
  readonly known: boolean
  /** Whether the tree holds it. */
  readonly exists: boolean
  /** What it stands for; may be empty for a file that exists and defines no resource. */
  readonly resources: readonly Resource[]
  /** Where nothing has the name: resources of its types whose own name is decided elsewhere. It may be one of them. */
  readonly candidates: readonly Resource[]
}

/** A variable by which a deployment of infrastructure is told which version of an application to bring out. */
export interface GivenVersion {
  readonly name: string
  /** As written: an image, a tag, or an expression for one. */
  readonly text: string
  readonly at: Location
}

/** One place where a pipeline changes an environment: what deploys, with which tool, where to. */
export interface Deployment {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly step: Step
  /** Absent where only the job's environment and an opaque step show that something is deployed. */
  readonly intent?: Intent
  /** The lexicon's tool name (`kubectl`, `helm`, `terraform`, `aws-ecs` …) or `opaque`. */
  readonly tool: string
  /** What it changes: an application, or infrastructure. What applies infrastructure and is told a version releases an application. */
  readonly subject: 'application' | 'infrastructure'
  readonly environment?: EnvironmentRef
  readonly tier: Tier
  /** False for previews and other environments that go away by themselves. */
  readonly persistent: boolean
  /** Documentation only (GitHub Pages, mkdocs): exempt from deploy-*, rollback-* and env-* checks. */
  readonly docsOnly: boolean
  /** What the step names, in the order of its words; empty where it names nothing that is known. */
  readonly targets: readonly DeploymentTarget[]
  /** Resources of the tree that this deployment changes, by its {@link targets}. */
  readonly resources: readonly Resource[]
  /** Versions that it is told where it applies infrastructure; absent if none. */
  readonly versions?: readonly GivenVersion[]
  /** What starts runs that get as far as this step, by its conditions and those of its job; changes under review left out. */
  readonly triggers: readonly Trigger[]
  /** Runs that may get as far as this step for code that nobody has merged. */
  readonly unmerged: readonly UnmergedRun[]
  readonly locks: readonly Lock[]
  /** What a controller pulls because of this step: it commits to the folder that is pulled, or starts the controller. */
  readonly pulls: readonly Pull[]
  readonly at: Location
}

/** A step that publishes or tests, and the runs that get there. */
export interface Activity {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly step: Step
  readonly intent: Intent
  /** As for {@link Deployment}. */
  readonly triggers: readonly Trigger[]
  readonly at: Location
}

/** One pipeline that starts another of the repository. */
export interface PipelineLink {
  readonly from: Pipeline
  readonly to: Pipeline
  /** The trigger of `to`. */
  readonly trigger: Trigger
  /** What starts it: a step of `from`; absent where the end of `from` does (`workflow_run`), whatever it came to. */
  readonly by?: { readonly job: Job; readonly step: Step }
}

/** Where a controller gets what it deploys. */
export interface PullSource {
  readonly kind: 'git' | 'helm' | 'oci' | 'bucket' | 'unknown'
  /** As written; absent where the object that names it is not in the tree, or an expression does. */
  readonly url?: string
  /** Folder in the source, relative to its root; empty for the root. */
  readonly path?: string
  readonly chart?: string
  /** Branch, tag, commit, version or range as written; absent where none is given, which means the newest. */
  readonly revision?: Located<string>
  /** Whether what is pulled changes without a change to the object: `branch` and `range` do. */
  readonly follows: 'branch' | 'range' | 'tag' | 'commit' | 'version' | 'unknown'
}

/**
 * What a controller in a cluster (Argo CD, Flux) is told to deploy by itself, once for each environment. It is no
 * {@link Pipeline}: it has no runs, conditions or scripts; it compares and applies.
 */
export interface Pull {
  readonly controller: 'argocd' | 'flux'
  /** The object that tells it. */
  readonly resource: Resource
  /** The object's name, or that of one application of a set. */
  readonly name: string
  /** The name without words for environments: the same for `shop-dev` and `shop-prod`. */
  readonly subject: string
  /** True if what it deploys are objects of further pulls, as an app of apps does. */
  readonly leads: boolean
  /** By the cluster, the namespace, the folders and the names that it is told, or by the pull that deploys the object itself. */
  readonly tier: Tier
  readonly sources: readonly PullSource[]
  /** Folders of this tree that it deploys. */
  readonly folders: readonly string[]
  /** False if somebody must start each deployment, or it is suspended. This and the following: undefined where an expression decides. */
  readonly automated: boolean | undefined
  /** Whether it takes back what somebody changed in the cluster by hand. */
  readonly corrects: boolean | undefined
  /** Whether it removes what is no longer in the source. */
  readonly prunes: boolean | undefined
  /** Whether it brings the version before back if the new one does not become healthy. */
  readonly reverts: boolean | undefined
  /** Where it says that the controller waits until what it deployed is healthy. */
  readonly waits?: Location
  /** Where it says what looks at the new version afterwards. */
  readonly verifies?: Location
  /** Where it says that newer images are written into its source by themselves. */
  readonly updates?: Location
  /** Times in which it may, or must not, deploy. */
  readonly windows: readonly Located<'allow' | 'deny'>[]
  readonly unresolved: readonly Unresolved[]
}

export interface Delivery {
  /** In order of file and job. */
  readonly deployments: readonly Deployment[]
  /** Where pipelines hand artifacts to a registry for good, which is not deploying. What changes under review publish is left out. */
  readonly publications: readonly Activity[]
  /** Where pipelines run the repository's tests. */
  readonly tests: readonly Activity[]
  /** Which pipelines start which others, as far as their files tell. */
  readonly links: readonly PipelineLink[]
  /** What controllers pull and deploy without a pipeline, in order of file. */
  readonly pulls: readonly Pull[]
}
