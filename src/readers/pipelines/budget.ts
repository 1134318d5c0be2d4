/** Steps that calls may still bring in; shared by everything read for one pipeline, or for the whole tree. */
export interface Budget {
  steps: number
  /** The budget that this one is part of. */
  readonly within?: Budget
}

/** Enough for any workflow that people maintain; small enough for ones that call one another in every job. */
const STEPS_PER_PIPELINE = 5_000
const STEPS_PER_TREE = 100_000

/** The steps that calls may bring in for the whole tree. */
export function treeBudget(): Budget {
  return { steps: STEPS_PER_TREE }
}

/** The steps that calls may bring in for one pipeline, taken from those of the tree. */
export function pipelineBudget(within: Budget): Budget {
  return { steps: STEPS_PER_PIPELINE, within }
}

/** Takes the steps of a call from the budget; false if it is used up. */
export function spend(budget: Budget, steps: number): boolean {
  if (budget.steps <= steps || (budget.within !== undefined && !spend(budget.within, steps))) return false
  budget.steps -= steps + 1
  return true
}
