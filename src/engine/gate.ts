import { plain } from '../core/message.js'
import type { CheckResult } from '../core/outcome.js'
import type { Policy } from '../core/policy.js'
import type { Finding, Gate, PracticeVerdict, Scope, VerdictChange } from '../core/report.js'
import { UNREADABLE } from '../core/unread.js'
import type { Category } from '../core/verdict.js'

/** Each level gates itself and the more important ones. */
const INCLUDES: Readonly<Record<Category, readonly Category[]>> = {
  foundational: ['foundational'],
  recommended: ['foundational', 'recommended'],
  optional: ['foundational', 'recommended', 'optional'],
}

/**
 * Decides whether the change may pass. A practice fails the gate if it is of the chosen category (or named in
 * `gate-practices`), is `not-met` because an error-level check of sufficient confidence failed (rule 2 of the decision
 * table), and a finding behind it is open and, in scope `changes`, introduced by the pull request. In that scope a practice
 * also fails if it was met in the base and is `not-met` now. And it fails if a file that cannot be read leaves open whether
 * it is met, by the same rules for the finding about that file. A crashed check makes the verdict `error`: the result cannot be
 * trusted.
 *
 * @param changes practices whose verdict differs from the base's
 */
export function gate(
  practices: readonly PracticeVerdict[],
  findings: readonly Finding[],
  results: readonly CheckResult[],
  policy: Pick<Policy, 'failOn' | 'gatePractices' | 'unknown'>,
  scope: Scope,
  changes: readonly VerdictChange[] = [],
): Gate {
  const base = { failOn: policy.failOn, scope }
  const crashed = results.filter(({ state }) => state === 'crashed')
  if (crashed.length > 0) {
    const because = crashed.map(({ id, reason }) => `The check ${id} crashed: ${reason}`)
    return { ...base, verdict: 'error', because, practices: [] }
  }
  const { unreadable, failing, worsened } = gateCauses(practices, findings, policy, scope, changes)
  const because = [...unreadable.map(unreadableSentence), ...failing.map((each) => failingSentence(each, worsened))]
  return {
    ...base,
    verdict: because.length > 0 && policy.failOn !== 'never' ? 'fail' : 'pass',
    because,
    practices: failing.map(({ id }) => id),
  }
}

/** Met in the base and not met now. What became unknown is not lost: nobody has seen that it is broken. */
function isLost(scope: Scope): (change: VerdictChange) => boolean {
  return ({ from, to }) => scope === 'changes' && from === 'met' && to === 'not-met'
}

/** What the gate reads of a policy. */
export type GatePolicy = Pick<Policy, 'failOn' | 'unknown' | 'gatePractices'>

/** Files that cannot be read, and practices, for which the gate fails, with the findings that are behind it. */
export interface GateCauses {
  readonly unreadable: readonly Finding[]
  readonly failing: readonly PracticeVerdict[]
  readonly findings: readonly Finding[]
  /** Ids of practices that were met in the base and are not met now. */
  readonly worsened: ReadonlySet<string>
}

/** Why the gate fails; see {@link gate}. */
export function gateCauses(
  practices: readonly PracticeVerdict[],
  findings: readonly Finding[],
  policy: GatePolicy,
  scope: Scope,
  changes: readonly VerdictChange[] = [],
): GateCauses {
  const worsened = new Set(changes.filter(isLost(scope)).map(({ id }) => id))
  const gated = practices.filter((practice) => isGated(practice, policy))
  const counting = new Map(findings.filter(countsIn(scope)).map((each) => [each.fingerprint, each]))
  const failing = gated.filter(
    ({ id, verdict, rule, findings: behind }) =>
      (verdict === 'not-met' && worsened.has(id)) ||
      (verdict === 'not-met' && rule === 2 && behind.some((each) => counting.has(each))) ||
      // What would be met, were it not for a file that cannot be read.
      (verdict === 'unknown' &&
        (policy.unknown === 'fail' || behind.some((each) => counting.get(each)?.check === UNREADABLE))),
  )
  const unreadable = [...counting.values()].filter((each) => each.check === UNREADABLE && each.severity === 'error')
  const behind = failing.flatMap((practice) => practice.findings.flatMap((each) => counting.get(each) ?? []))
  return { unreadable, failing, findings: [...new Set([...unreadable, ...behind])], worsened }
}

/** Why an unreadable pipeline fails the gate. */
export function unreadableSentence({ message, at }: Finding): string {
  return `${at?.file ?? 'A pipeline file'} cannot be read: ${plain(message)}`
}

/** Why a practice fails the gate. */
export function failingSentence(
  { id, title, verdict, reason }: PracticeVerdict,
  worsened: ReadonlySet<string> = new Set(),
): string {
  const now = verdict.replaceAll('-', ' ')
  if (worsened.has(id)) return `${id} “${title}” was met before this change and is ${now} now: ${reason}`
  return `${id} “${title}” is ${now}: ${reason}`
}

function isGated(
  { id, category }: PracticeVerdict,
  { failOn, gatePractices }: Pick<Policy, 'failOn' | 'gatePractices'>,
): boolean {
  if (failOn === 'never') return false
  return gatePractices.includes(id) || (category !== null && INCLUDES[failOn].includes(category))
}

/** In scope `changes` only open findings that the pull request introduces count. */
function countsIn(scope: Scope): (finding: Finding) => boolean {
  return ({ standing, delta }) => standing === 'open' && (scope === 'repository' || delta === 'introduced')
}
