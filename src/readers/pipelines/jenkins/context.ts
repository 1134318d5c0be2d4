import type { Because, Located, Location } from '../../../core/location.js'
import type { Approval, Concurrency, Job, JobStart } from '../../../models/index.js'
import type { Scope } from './scope.js'
import type { Value } from './values.js'
import type { Workspace } from './workspace.js'

/** An environment variable that the script sets. */
export interface Variable {
  readonly value: Value
  /** As it stands in the model. */
  readonly text: Located<string>
}

export type Variables = ReadonlyMap<string, Variable>

/** A construct that keeps a failure from failing the build. */
export interface Forgiving {
  /** For a person: `catchError(buildResult: 'SUCCESS')`. */
  readonly construct: string
  readonly at: Location
}

/**
 * What makes up one job: a stage, or what stands beside stages. Steps of one stage that stand apart, with other stages
 * between them, become jobs of their own.
 */
export interface Stage {
  readonly name: string
  /** The outermost stage that it stands in. */
  readonly outermost?: string
  readonly at: Location
  readonly starts: readonly JobStart[]
  readonly condition?: Located<string>
  readonly env: Variables
  readonly timeout?: Located<string>
  readonly retries?: Located<number>
  readonly after?: 'failure' | 'always'
  readonly approval?: Approval
  readonly concurrency?: Concurrency
  readonly matrix?: NonNullable<Job['matrix']>
}

/** What holds where a statement is. */
export interface Context {
  readonly scope: Scope
  readonly stage: Stage
  /** Environment variables in force. */
  readonly env: Variables
  /** Those among them that hold for single steps only. */
  readonly stepEnv: Variables
  /** The folder of the workspace; undefined if it cannot be told. */
  readonly directory: string | undefined
  readonly workspace: Workspace
  readonly runner: readonly string[]
  readonly images: readonly Located<string>[]
  /** Ids of credentials that are handed over. */
  readonly secrets: readonly Located<string>[]
  readonly starts: readonly JobStart[]
  readonly condition?: Located<string>
  readonly forgiving?: Forgiving
  readonly timeout?: Located<string>
  readonly retries?: Located<number>
  readonly after?: 'failure' | 'always'
  readonly concurrency?: Concurrency
  /** The calls that lead here. */
  readonly because: readonly Because[]
  /** How many calls lead here. */
  readonly depth: number
  /** True if the value of the last statement is what a function returns. */
  readonly returns: boolean
}

/** How statements ended. */
export interface Outcome {
  /** True if what follows is not reached. */
  readonly left: boolean
  /** What was returned, or the value of the last statement. */
  readonly value: Value
  /** What holds behind them. */
  readonly context: Context
}
