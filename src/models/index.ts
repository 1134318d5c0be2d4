import type { Known } from '../core/known.js'
import type { Codeowners } from './codeowners.js'
import type { Delivery } from './delivery.js'
import type { DeliveryHistory } from './delivery-history.js'
import type { GitHook } from './git-hooks.js'
import type {
  EnvironmentSettings,
  History,
  Hosting,
  MergeSettings,
  PlatformOwnersError,
  Protection,
  RepositoryFacts,
  SecurityFacts,
  TagProtection,
} from './hosting.js'
import type { Pipelines } from './pipeline.js'
import type { ImageBuild } from './image-build.js'
import type { FileIndex, Project } from './project.js'
import type { Migrations } from './migration.js'
import type { Infrastructure } from './resource.js'
import type { Settings } from './settings.js'
import type { FileDefect } from './defect.js'
import type { Tests } from './tests.js'

/** Everything a check may ask for, by name. */
export interface Subjects {
  readonly files: FileIndex
  readonly project: Project
  readonly tests: Tests
  readonly pipelines: Pipelines
  /** What the tree lets git run on the machines of developers. */
  readonly gitHooks: readonly GitHook[]
  readonly delivery: Delivery
  readonly infrastructure: Infrastructure
  /** What Dockerfiles build on, run and fetch, in order of path. */
  readonly imageBuilds: readonly ImageBuild[]
  readonly migrations: Migrations
  readonly codeowners: Codeowners
  readonly repository: RepositoryFacts
  readonly protection: Protection
  readonly tagProtection: TagProtection
  readonly environments: readonly EnvironmentSettings[]
  readonly codeownersErrors: readonly PlatformOwnersError[]
  readonly security: SecurityFacts
  readonly merging: MergeSettings
  readonly reportedChecks: Hosting['reportedChecks'] extends Known<infer T> ? T : never
  readonly history: History
  /** What happened to the default branch and in production lately. */
  readonly deliveryHistory: DeliveryHistory
  /** Files, or parts of them, that do not parse, after every model was read. */
  readonly defects: readonly FileDefect[]
  /** What the configuration says about this repository. Always known. */
  readonly settings: Settings
}

export type Subject = keyof Subjects

/** The models of one repository at one revision; each is read when first asked for. */
export type Models = { readonly [S in Subject]: Known<Subjects[S]> }

export type * from './ansible.js'
export type * from './codeowners.js'
export type * from './command.js'
export type * from './defect.js'
export type * from './delivery.js'
export type * from './delivery-history.js'
export type * from './documentation.js'
export type * from './git-hooks.js'
export type * from './guides.js'
export type * from './hosting.js'
export type * from './image-build.js'
export type * from './local-setup.js'
export type * from './migration.js'
export type * from './observability.js'
export type * from './ownership.js'
export type * from './pipeline.js'
export type * from './project.js'
export type { RefCondition } from './ref-pattern.js'
export type * from './records.js'
export type * from './registries.js'
export type * from './releasing.js'
export type * from './resource.js'
export type * from './script.js'
export type * from './security-text.js'
export type * from './sensitive-file.js'
export type * from './settings.js'
export type * from './tests.js'
export type * from './tool-pin.js'
export type * from './tool-settings.js'
export type * from './updates.js'
export type * from './value.js'
export type * from './waiver.js'
