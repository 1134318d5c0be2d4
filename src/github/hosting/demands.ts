import { known, type Known, type Unknown } from '../../core/known.js'
import type { RequiredCheck } from '../../models/hosting.js'

/**
 * What one source of protection (the active rules, or classic protection) demands of a branch. Undefined means that
 * this source does not let it be seen.
 */
export interface Demands {
  readonly pullRequest: boolean | undefined
  readonly approvals: number | undefined
  readonly codeOwners: boolean | undefined
  readonly dismissesStale: boolean | undefined
  readonly lastPushApproval: boolean | undefined
  readonly checks: readonly RequiredCheck[] | undefined
  readonly strict: boolean | undefined
  readonly blocksForcePush: boolean | undefined
  readonly blocksDeletion: boolean | undefined
  readonly signatures: boolean | undefined
  readonly conversations: boolean | undefined
  readonly linearHistory: boolean | undefined
  readonly restrictsPush: boolean | undefined
}

/** The demands of a source that is not there. */
export const NO_DEMANDS: Demands = {
  pullRequest: false,
  approvals: 0,
  codeOwners: false,
  dismissesStale: false,
  lastPushApproval: false,
  checks: [],
  strict: false,
  blocksForcePush: false,
  blocksDeletion: false,
  signatures: false,
  conversations: false,
  linearHistory: false,
  restrictsPush: false,
}

/** The demands of a source of which nothing can be seen. */
export const HIDDEN_DEMANDS: Demands = {
  pullRequest: undefined,
  approvals: undefined,
  codeOwners: undefined,
  dismissesStale: undefined,
  lastPushApproval: undefined,
  checks: undefined,
  strict: undefined,
  blocksForcePush: undefined,
  blocksDeletion: undefined,
  signatures: undefined,
  conversations: undefined,
  linearHistory: undefined,
  restrictsPush: undefined,
}

/** A source's demands, and why some of them are hidden. */
export interface Source {
  readonly demands: Demands
  readonly why: Unknown
}

/** True if any source demands it, whatever the others hide; unknown if none does and one hides it. */
export function anyDemands(sources: readonly Source[], of: (demands: Demands) => boolean | undefined): Known<boolean> {
  if (sources.some(({ demands }) => of(demands) === true)) return known(true)
  const hidden = sources.find(({ demands }) => of(demands) === undefined)
  return hidden === undefined ? known(false) : hidden.why
}

/** The highest count demanded. Where a source hides its count, a count above zero is a lower bound, and zero is unknown. */
export function mostApprovals(sources: readonly Source[]): Known<number> {
  const most = Math.max(...sources.map(({ demands }) => demands.approvals ?? 0))
  const hidden = sources.find(({ demands }) => demands.approvals === undefined)
  return most > 0 || hidden === undefined ? known(most) : hidden.why
}

/** Every check that any source requires, or unknown if one of them hides its list. */
export function allChecks(sources: readonly Source[]): Known<readonly RequiredCheck[]> {
  const hidden = sources.find(({ demands }) => demands.checks === undefined)
  return hidden === undefined ? known(sources.flatMap(({ demands }) => demands.checks ?? [])) : hidden.why
}
