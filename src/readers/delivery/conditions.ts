import { conditionHolds, type Contexts } from '../../models/evaluate.js'

/** Status functions that say whether something failed before (GitHub docs: Status check functions). */
const STATUS = /\b(success|failure|cancelled)\s*\(\s*\)/gi

/** Whether a condition holds in a run in which everything goes well, as far as the contexts tell. */
export function holdsGoingWell(condition: string, contexts: Contexts): boolean | undefined {
  const settled = condition.replace(STATUS, (_, name: string) => String(name.toLowerCase() === 'success'))
  return conditionHolds(settled, contexts)
}
