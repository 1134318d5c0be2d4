import type { Unknown } from '../../core/known.js'
import type { CheckOutcome } from '../check.js'
import { unreadable } from '../outcomes.js'
import type { Nothing } from './measured.js'

/** The outcome where there is no figure: unknown, or not applicable where there is nothing of what it measures. */
export function unmeasured(measured: Unknown | Nothing): Extract<CheckOutcome, { kind: 'unknown' | 'not-applicable' }> {
  if ('applies' in measured) return { kind: 'not-applicable', reason: measured.reason }
  return unreadable(measured)
}
