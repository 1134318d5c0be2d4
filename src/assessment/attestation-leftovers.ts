import { endsSoon } from '../core/days.js'
import type { Policy } from '../core/policy.js'
import type { Leftover, PracticeVerdict } from '../core/report.js'

/** What is to be said of records that hold: that they end soon, and that nothing hangs on them. */
export function attestationLeftovers(
  { attestations, today }: Policy,
  verdicts: readonly PracticeVerdict[],
): Leftover[] {
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]))
  return attestations.flatMap(({ id, expiresOn, attestedOn, at, inherited }): Leftover[] => {
    if (attestedOn === '' || expiresOn < today || inherited === true) return []
    const soon = endsSoon(today, expiresOn)
    const idle = uselessBecause(byId.get(id))
    return [
      ...(soon === undefined
        ? []
        : [{ at, message: `The attestation of ${id} ends ${soon}: renew it.`, severity: 'notice' as const }]),
      ...(idle === undefined
        ? []
        : [{ at, message: `The attestation of ${id} ${idle}`, severity: 'warning' as const }]),
    ]
  })
}

function uselessBecause(verdict: PracticeVerdict | undefined): string | undefined {
  if (verdict === undefined || verdict.rule === 7) return undefined
  return verdict.rule === 2
    ? `does not count: ${verdict.reason}.`
    : `is not needed: checks decide that it is ${verdict.verdict}. Remove it.`
}
