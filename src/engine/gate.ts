import type { CheckResult } from '../core/outcome.js'
import type { Policy } from '../core/policy.js'
import type { Finding, Gate, PracticeVerdict, Scope } from '../core/report.js'
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
 * table), and, in scope `changes`, the pull request introduced one of the findings behind it. A crashed check makes the
 * verdict `error`: the result cannot be trusted.
 */
export function gate(
  practices: readonly PracticeVerdict[],
  findings: readonly Finding[],
  results: readonly CheckResult[],
  policy: Policy,
  scope: Scope,
): Gate {
  const base = { failOn: policy.failOn, scope }
  const crashed = results.filter(({ state }) => state === 'crashed')
  if (crashed.length > 0) {
    const because = crashed.map(({ id, reason }) => `The check ${id} crashed: ${reason}`)
    return { ...base, verdict: 'error', because, practices: [] }
  }
  const gated = practices.filter((practice) => isGated(practice, policy))
  const introduced = new Set(findings.filter(countsIn(scope)).map(({ fingerprint }) => fingerprint))
  const failing = gated.filter(
    (practice) =>
      (practice.verdict === 'not-met' &&
        practice.rule === 2 &&
        (scope === 'repository' || practice.findings.some((each) => introduced.has(each)))) ||
      (practice.verdict === 'unknown' && policy.unknown === 'fail'),
  )
  return {
    ...base,
    verdict: failing.length > 0 ? 'fail' : 'pass',
    because: failing.map(({ id, title, verdict, reason }) => `${id} “${title}” is ${verdict}: ${reason}`),
    practices: failing.map(({ id }) => id),
  }
}

function isGated({ id, category }: PracticeVerdict, { failOn, gatePractices }: Policy): boolean {
  if (failOn === 'never') return false
  return gatePractices.includes(id) || (category !== null && INCLUDES[failOn].includes(category))
}

/** In scope `changes` only open findings that the pull request introduces count. */
function countsIn(scope: Scope): (finding: Finding) => boolean {
  return ({ standing, delta }) => standing === 'open' && (scope === 'repository' || delta === 'introduced')
}
