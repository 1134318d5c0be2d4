import type { AnyCheck, CheckOutcome } from '../check-api/check.js'
import { isForUse } from '../check-api/common/index.js'
import { UNREADABLE } from '../core/unread.js'
import type { Models } from '../models/index.js'

/** Files that a check names for what it cannot tell: one is enough for the verdict. */
const MOST_NAMED = 20

/**
 * What a check leaves open because definitions that it looks through cannot be read: what it must not find may stand there.
 * Those of samples and tests, and those that are excluded, it would leave alone.
 */
export function unreadDefinitions(
  { definitions = [] }: Pick<AnyCheck, 'definitions'>,
  { infrastructure, files }: Pick<Models, 'infrastructure' | 'files'>,
): CheckOutcome<never>[] {
  if (definitions.length === 0 || !infrastructure.known || !files.known) return []
  return (infrastructure.value.broken ?? [])
    .filter(({ technology, at }) => definitions.includes(technology) && isForUse(at.file, files.value))
    .slice(0, MOST_NAMED)
    .map(({ technology, at }) => ({
      kind: 'unknown',
      origin: 'files',
      reason: '{file} ({technology}) cannot be read',
      data: { file: at.file, technology },
      at,
      by: UNREADABLE,
    }))
}
