import type { Location } from '../core/location.js'
import type { EnvironmentRef, Intent, Job, Pipeline, Step, Tier } from './pipeline.js'
import type { Resource } from './resource.js'

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
  readonly at: Location
}

export interface Delivery {
  /** In order of file and job. */
  readonly deployments: readonly Deployment[]
  /** Objects by which a controller pulls and deploys (Argo CD Application, Flux Kustomization, HelmRelease). */
  readonly gitops: readonly Resource[]
}
