import type { Step } from '../../../models/index.js'
import { conditionHolds } from '../../../models/evaluate.js'
import { NO_CONTEXTS } from './expressions.js'

/** Status functions (GitHub docs: Evaluate expressions, Status check functions). `always` is true whatever happened. */
const STATUS = /\b(success|failure|cancelled|always)\s*\(\s*\)/gi

/** A step or job that went wrong and did not end the run, by its result. */
const WENT_WRONG = /\b(?:outcome|conclusion|result)\s*==\s*'failure'/i

/**
 * Whether the condition lets something run after a failure: only then, or whatever happened. A condition without a
 * status function waits for success.
 */
export function afterOf(condition: string | undefined): Step['after'] {
  if (condition === undefined) return undefined
  if (WENT_WRONG.test(condition)) return 'failure'
  if (!new RegExp(STATUS).test(condition)) return undefined
  if (holds(condition, (name) => name === 'failure' || name === 'always') === false) return undefined
  return holds(condition, (name) => name === 'success' || name === 'always') === false ? 'failure' : 'always'
}

function holds(condition: string, isTrue: (name: string) => boolean): boolean | undefined {
  const settled = condition.replace(STATUS, (_, name: string) => String(isTrue(name.toLowerCase())))
  return conditionHolds(settled, NO_CONTEXTS)
}
