import type { Because, Location } from '../../../core/location.js'
import type { Understood } from '../../resolve/types.js'
import type { Unresolved } from '../../../models/index.js'
import type { CommentsByLine } from './action-ref.js'
import type { Contexts } from './expressions.js'
import type { Workspace } from './workspace.js'

/** How deep local actions and reusable workflows may call one another (GitHub docs: Reusing workflow configurations). */
export const MAX_CALL_DEPTH = 10

/** Steps that calls may still bring in; shared by everything read for one pipeline, or for the whole tree. */
export interface Budget {
  steps: number
  /** The budget that this one is part of. */
  readonly within?: Budget
}

/** Enough for any workflow that people maintain; small enough for ones that call one another in every job. */
const STEPS_PER_PIPELINE = 5_000
const STEPS_PER_TREE = 100_000

export function treeBudget(): Budget {
  return { steps: STEPS_PER_TREE }
}

export function pipelineBudget(within: Budget): Budget {
  return { steps: STEPS_PER_PIPELINE, within }
}

/** Takes the steps of a call from the budget; false if it is used up. */
export function spend(budget: Budget, steps: number): boolean {
  if (budget.steps <= steps || (budget.within !== undefined && !spend(budget.within, steps))) return false
  budget.steps -= steps + 1
  return true
}

/** What the steps of one job, or of one composite action, are read with. */
export interface StepScope {
  readonly contexts: Contexts
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
