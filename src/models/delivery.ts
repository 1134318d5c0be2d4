import type { Located, Location } from '../core/location.js'
import type { Intent } from './command.js'
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

/** One place where a pipeline changes an environment: what deploys, with which tool, where to. */
export interface Deployment {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly step: Step
  /** Absent where only the job's environment and an opaque step show that something is deployed. */
  readonly intent?: Intent
  /** The lexicon's tool name (`kubectl`, `helm`, `terraform`, `aws-ecs` …) or `opaque`. */
  readonly tool: string
  /** What it changes: an application, or infrastructure. */
  readonly subject: 'application' | 'infrastructure'
  readonly environment?: EnvironmentRef
  readonly tier: Tier
  /** False for previews and other environments that go away by themselves. */
  readonly persistent: boolean
  /** Documentation only (GitHub Pages, mkdocs): exempt from deploy-*, rollback-* and env-* checks. */
  readonly docsOnly: boolean
  /** Resources of the tree that this deployment names or applies. */
  readonly resources: readonly Resource[]
  /** What starts runs that get as far as this step, by its conditions and those of its job; changes under review left out. */
  readonly triggers: readonly Trigger[]
  /** Runs that may get as far as this step for code that nobody has merged. */
  readonly unmerged: readonly UnmergedRun[]
  readonly locks: readonly Lock[]
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

export interface Delivery {
  /** In order of file and job. */
  readonly deployments: readonly Deployment[]
  /** Where pipelines hand artifacts to a registry for good, which is not deploying. What changes under review publish is left out. */
  readonly publications: readonly Activity[]
  /** Where pipelines run the repository's tests. */
  readonly tests: readonly Activity[]
  /** Which pipelines start which others, as far as their files tell. */
  readonly links: readonly PipelineLink[]
  /** Objects by which a controller pulls and deploys (Argo CD Application, Flux Kustomization, HelmRelease). */
  readonly gitops: readonly Resource[]
}
