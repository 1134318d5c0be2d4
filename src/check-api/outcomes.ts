import type { Unknown } from '../core/known.js'
import type { Pipelines, Step, Unresolved } from '../models/index.js'
import type { CheckOutcome } from './check.js'

type UnknownCheckOutcome = Extract<CheckOutcome, { kind: 'unknown' }>

/** The outcome for a fact of the host that could not be read: unknown, with the permission and the way to see it. */
export function unreadable({ reason, permission, remedy }: Unknown): UnknownCheckOutcome {
  return {
    kind: 'unknown',
    origin: 'hosting',
    reason,
    ...(permission !== undefined && { permission }),
    ...(remedy !== undefined && { remedy }),
  }
}

/** The outcome for something in the tree that could not be looked into and may hold what the check looks for. */
export function opaque({ what, at, because }: Unresolved, mayDo = 'do it'): UnknownCheckOutcome {
  return {
    kind: 'unknown',
    origin: 'files',
    reason: `{what} may ${mayDo} and cannot be looked into`,
    data: { what },
    at,
    because,
  }
}

/** Files that a check names for what it cannot tell: one is enough for the verdict, and every check names them. */
const MOST_NAMED = 20

/**
 * Unknown outcomes for pipeline files that were recognised and not read: they may hold what a check must not find.
 * @param system only those of this CI system, for checks of constructs that others do not have
 */
export function* unreadPipelines({ unread }: Pipelines, system = ''): Generator<UnknownCheckOutcome> {
  const theirs = unread.filter(({ system: of }) => of.startsWith(system))
  for (const { file, system: of } of theirs.slice(0, MOST_NAMED)) {
    yield { kind: 'unknown', origin: 'files', reason: '{file} ({system}) is not read', data: { file, system: of } }
  }
}

/** The outcome of a check of pipelines where there is none: its cause is a finding of its own. Undefined if there is one. */
export function noPipeline(
  { all, unread }: Pipelines,
  reason: string,
): Extract<CheckOutcome, { kind: 'implied' }> | undefined {
  return all.length > 0 || unread.length > 0 ? undefined : { kind: 'implied', by: 'ci-pipeline-present', reason }
}

/** The first thing that cannot be looked into among the files, the calls and the steps of pipelines. */
export function firstGap(
  steps: readonly Pick<Step, 'opaque'>[],
  { all, unread }: Pipelines,
  mayDo: string,
): UnknownCheckOutcome | undefined {
  const [file] = unread
  if (file !== undefined) {
    const reason = `{file} ({system}) is not read and may ${mayDo}`
    return { kind: 'unknown', origin: 'files', reason, data: { ...file } }
  }
  const gap = all.flatMap(({ unresolved }) => unresolved)[0] ?? steps.flatMap((step) => step.opaque)[0]
  return gap && opaque(gap, mayDo)
}
