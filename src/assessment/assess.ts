import { practices, type Practice } from '../catalog/index.js'
import type { CheckResult, Outcome, ProblemOutcome } from '../core/outcome.js'
import type { Attestation, Policy } from '../core/policy.js'
import type { Finding, PracticeVerdict } from '../core/report.js'
import { atMost, type Severity } from '../core/severity.js'
import type { ToolSummary } from '../core/other-tools.js'
import { decide } from './decide.js'
import { DecidedBefore, groundsOf } from './grounds.js'
import { outcomesByPractice } from './other-tools.js'

/** What verdicts need to know of a check beside its outcomes. */
export interface CheckTraits {
  readonly id: string
  /** The highest level that it reports. */
  readonly severity: Severity
  /** Which practices each of its facets decides. */
  readonly facets?: Readonly<Record<string, readonly string[]>>
}

/**
 * The verdict on every practice of every framework, in catalog order.
 * @param before what was decided for others with the same `checks`
 */
export function assess(
  results: readonly CheckResult[],
  findings: readonly Finding[],
  checks: readonly CheckTraits[],
  policy: Policy,
  tools: readonly ToolSummary[] = [],
  before = new DecidedBefore(),
): PracticeVerdict[] {
  const others = outcomesByPractice(tools)
  const facets = new Map(checks.map((check) => [check.id, check.facets]))
  const levels = new Map(
    checks.map(({ id, severity }) => [id, atMost(severity, policy.checks.get(id)?.severity ?? severity)]),
  )
  const byId = new Map(results.map((result) => [result.id, result]))
  // Of several that are alike, one that counts.
  const inOrder = [...findings].sort(
    (a, b) => Number(b.standing === 'suppressed') - Number(a.standing === 'suppressed'),
  )
  const byFingerprint = new Map(inOrder.map((finding) => [finding.fingerprint, finding]))
  const attestations = new Map(policy.attestations.filter(isValid(policy.today)).map((record) => [record.id, record]))
  const problemsOf = (check: string): ProblemOutcome[] =>
    causesOf(byId, check, new Set()).flatMap(
      (result) => result.outcomes.filter(({ kind }) => kind === 'problem') as ProblemOutcome[],
    )

  return practices().map((practice) => {
    const attestation = attestations.get(practice.id)
    const said = others.get(practice.id)
    const reason = policy.leftOut.get(practice.id)
    const input = {
      practice,
      ...(said !== undefined && { others: said }),
      levels,
      findings: byFingerprint,
      problemsOf,
      ...(attestation !== undefined && { attestation }),
    }
    return before.verdict(practice.id, groundsOf(input, byId, reason), () => {
      const verdict = decide({
        ...input,
        results: practice.checks.flatMap((id) => aspectOf(byId.get(id), facets.get(id), practice)),
        missing: practice.checks.filter((id) => !byId.has(id)),
      })
      return reason === undefined ? verdict : leftOut(verdict, reason)
    })
  })
}

/** Rule 9: it does not count here, whatever its checks say. */
function leftOut(verdict: PracticeVerdict, reason: string): PracticeVerdict {
  return {
    ...verdict,
    verdict: 'not-applicable',
    rule: 9,
    reason: `left out: ${reason}`,
    findings: [],
    permissions: [],
  }
}

/** An implied failure may itself be the consequence of another: follow it to the check that reports. */
function causesOf(byId: ReadonlyMap<string, CheckResult>, check: string, seen: Set<string>): CheckResult[] {
  const result = byId.get(check)
  if (result === undefined || seen.has(check)) return []
  seen.add(check)
  const deeper = result.outcomes.flatMap((outcome) =>
    outcome.kind === 'implied' ? causesOf(byId, outcome.by, seen) : [],
  )
  return [result, ...deeper]
}

/** The result as far as it speaks about `practice`: the outcomes of the facets that name it if some do, else all. */
function aspectOf(
  result: CheckResult | undefined,
  facets: Readonly<Record<string, readonly string[]>> | undefined,
  practice: Practice,
): CheckResult[] {
  if (result === undefined) return []
  const naming = Object.keys(facets ?? {}).filter((name) => facets?.[name]?.includes(practice.id) === true)
  if (naming.length === 0) return [result]
  const outcomes = result.outcomes.filter(({ facet }: Outcome) => facet === undefined || naming.includes(facet))
  return [{ ...result, outcomes }]
}

/** A malformed date arrives as an empty string and so counts as expired. */
function isValid(today: string): (record: Attestation) => boolean {
  return ({ attestedOn, expiresOn }) => attestedOn !== '' && attestedOn <= today && expiresOn >= today
}
