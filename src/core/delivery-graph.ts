import type { Location } from './location.js'

/** What a stage of the delivery does, in the order in which it usually happens. */
export const STAGE_ROLES = [
  'build',
  'test',
  'scan',
  'publish',
  'approve',
  'migrate',
  'deploy',
  'verify',
  'roll-back',
] as const

export type StageRole = (typeof STAGE_ROLES)[number]

/** A job on the way to an environment, several that do the same at the same point, or what a controller pulls. */
export interface DeliveryStage {
  /** Unique in the graph: `s1`, `s2` … in order of file and job. */
  readonly id: string
  /** Path of the pipeline's file; null for a controller. */
  readonly pipeline: string | null
  /** `argocd` or `flux`; null for jobs. */
  readonly controller: string | null
  /** Ids of the jobs, or names of what the controller deploys. */
  readonly jobs: readonly string[]
  /** In the order of {@link STAGE_ROLES}; never empty. */
  readonly roles: readonly StageRole[]
  /** Names of the environments that it deploys to. */
  readonly environments: readonly string[]
  /** Of the first job. */
  readonly at: Location
}

/**
 * What leads from one stage to another. `order`: waits for its success. `failure`: runs because it failed. `start`: starts
 * another pipeline. `pull`: a controller pulls what it wrote. `artifact`: uses what it built, beyond the nearest stages.
 */
export interface DeliveryFlow {
  readonly from: string
  readonly to: string
  readonly by: 'order' | 'failure' | 'start' | 'pull' | 'artifact'
  /** Names of what moves along, as far as the files tell: images without tag, artifacts, paths. */
  readonly artifacts: readonly string[]
}

/** Somewhere that the repository is deployed to. */
export interface DeliveryEnvironment {
  /** As written; where nothing is written, the tier. */
  readonly name: string
  readonly tier: string
  /** False for what goes away by itself. */
  readonly persistent: boolean
  /** Names of the environments that a version reaches right before this one, by the order of the stages. */
  readonly after: readonly string[]
}

/** How a change gets to its users: environments in order of promotion, and the stages on the way. */
export interface DeliveryGraph {
  readonly environments: readonly DeliveryEnvironment[]
  readonly stages: readonly DeliveryStage[]
  readonly flows: readonly DeliveryFlow[]
}
