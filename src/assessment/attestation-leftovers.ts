import { endsSoon } from '../core/days.js'
import type { Attestation, Policy } from '../core/policy.js'
import type { Leftover, PracticeVerdict } from '../core/report.js'

/** What is to be said of records that hold: that they end soon, and that nothing hangs on them. */
export function attestationLeftovers(
  { attestations, today }: Pick<Policy, 'attestations' | 'today'>,
  verdicts: readonly PracticeVerdict[],
): Leftover[] {
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]))
  return attestations.flatMap((record) => leftoversOf(record, today, [byId.get(record.id)]))
}

/**
 * The same of records that speak of single services.
 * @param verdictsOn the verdicts on a record's practice in the services that it speaks of
 */
export function scopedAttestationLeftovers(
  { attestations, today }: Pick<Policy, 'attestations' | 'today'>,
  verdictsOn: (record: Attestation) => readonly (PracticeVerdict | undefined)[],
): Leftover[] {
  return attestations.flatMap((record) => leftoversOf(record, today, verdictsOn(record)))
}

function leftoversOf(
  record: Attestation,
  today: string,
  verdicts: readonly (PracticeVerdict | undefined)[],
): Leftover[] {
  const { id, expiresOn, attestedOn, at, service, inherited } = record
  if (attestedOn === '' || expiresOn < today || inherited === true) return []
  const subject = service === undefined ? id : `${id} for the service ${service}`
  const soon = endsSoon(today, expiresOn)
  const idle = verdicts.length === 0 ? nobody(record) : uselessBecause(verdicts)
  return [
    ...(soon === undefined
      ? []
      : [{ at, message: `The attestation of ${subject} ends ${soon}: renew it.`, severity: 'notice' as const }]),
    ...(idle === undefined
      ? []
      : [{ at, message: `The attestation of ${subject} ${idle}`, severity: 'warning' as const }]),
  ]
}

function nobody({ service }: Attestation): string {
  return service === undefined
    ? 'speaks of no service: there is none whose files all lie in its paths. Correct the paths, or name the service.'
    : 'does not count: there is no such service. Correct the name.'
}

/** Why none of the verdicts hangs on the record; undefined if one does. */
function uselessBecause(verdicts: readonly (PracticeVerdict | undefined)[]): string | undefined {
  const [verdict] = verdicts
  if (verdict === undefined || verdicts.some((each) => each?.rule === 7)) return undefined
  return verdict.rule === 2
    ? `does not count: ${verdict.reason}.`
    : `is not needed: checks decide that it is ${verdict.verdict}. Remove it.`
}
