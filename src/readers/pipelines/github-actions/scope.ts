import type { Because, Location } from '../../../core/location.js'
import type { Understood } from '../../resolve/types.js'
import type { Unresolved } from '../../../models/index.js'
import type { Budget } from '../budget.js'
import type { CommentsByLine } from './action-ref.js'
import type { Env } from './env.js'
import type { Contexts } from './expressions.js'
import type { YamlNode } from '../../yaml/node.js'
import type { Workspace } from './workspace.js'

export * from '../budget.js'

/** How deep local actions and reusable workflows may call one another (GitHub docs: Reusing workflow configurations). */
export const MAX_CALL_DEPTH = 10

/** What the steps of one job, or of one composite action, are read with. */
export interface StepScope {
  readonly contexts: Contexts
  /** Of the workflow, the job and the calling steps. */
  readonly env: Env
  /** How the reader came here: the lines of the callers. */
  readonly because: readonly Because[]
  /** The workflow that runs, or the action that is read by itself. */
  readonly runsIn: string
  readonly comments: CommentsByLine
  readonly workspace: Workspace
  /** `defaults.run`; none inside an action. */
  readonly defaults: RunDefaults
  readonly windows: boolean
  /** The folder of the action whose steps these are. */
  readonly actionFolder?: string
  /** Files of the actions that are being read, outermost first. */
  readonly callers: readonly string[]
  readonly budget: Budget
  /** The scopes in which a step of the job is read for each combination of its matrix that it tells apart. */
  readonly variants?: (step: YamlNode) => readonly StepScope[]
}

export interface RunDefaults {
  readonly shell?: string
  readonly directory?: string
}

export const NOTHING: Understood = { commands: [], intents: [], opaque: [] }

/** A step of which nothing is known. */
export function opaque(
  what: string,
  reason: Unresolved['reason'],
  at: Location,
  because: readonly Because[],
): Understood {
  return { ...NOTHING, opaque: [{ what, reason, at, because }] }
}
