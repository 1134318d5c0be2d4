import type { Location } from '../core/location.js'
import type { Attestation, Exception } from '../core/policy.js'
import type { Leftover } from '../core/report.js'
import { isDate, yearAfter } from './dates.js'
import type { AttestationRecord, ExceptionRecord } from './schema-records.js'

/**
 * A valid record of the file as the policy holds it. A date that is none, or more than a year away, becomes empty, which
 * counts as expired.
 *
 * @param inherited whether the record is from a file that the configuration extends
 */
export function toException(record: ExceptionRecord, at: Location, today: string, inherited = false): Exception {
  const { check, practice, service, paths = [], reason, owner, expires = '' } = record
  return {
    ...(check !== undefined && { check }),
    ...(practice !== undefined && { practice }),
    ...(service !== undefined && { service }),
    paths,
    reason,
    owner,
    expires: isDate(expires) && expires <= yearAfter(today) ? expires : '',
    at,
    ...(inherited && { inherited }),
  }
}

/**
 * A valid record as the policy holds it. Dates that are none, in the wrong order or more than twelve months apart
 * become empty, which counts as expired; `leftover` says so, or that the record has expired.
 */
export function toAttestation(
  record: AttestationRecord,
  at: Location,
  today: string,
  inherited = false,
): { attestation: Attestation; leftover?: Leftover } {
  const { id, status, statement, owner, evidence, attested_on = '', expires_on = '', service, paths } = record
  const malformed = datesProblem(attested_on, expires_on, today)
  const attestation: Attestation = {
    id,
    status,
    statement,
    owner,
    evidence,
    ...(service !== undefined && { service }),
    ...(paths !== undefined && { paths }),
    attestedOn: malformed === undefined ? attested_on : '',
    expiresOn: malformed === undefined ? expires_on : '',
    at,
    ...(inherited && { inherited }),
  }
  const problem = malformed ?? (expires_on < today ? `it expired on ${expires_on}` : undefined)
  if (problem === undefined) return { attestation }
  const of = service === undefined ? id : `${id} for ${service}`
  const message = `The attestation of ${of}${inherited ? ` in ${at.file}` : ''} does not count: ${problem}.`
  return { attestation, leftover: { message, severity: 'warning', ...(!inherited && { at }) } }
}

function datesProblem(attestedOn: string, expiresOn: string, today: string): string | undefined {
  for (const [key, date] of [
    ['attested_on', attestedOn],
    ['expires_on', expiresOn],
  ] as const) {
    if (date === '') return `it has no ${key}`
    if (!isDate(date)) return `${key} is no date of the form YYYY-MM-DD`
  }
  if (attestedOn > today) return `attested_on, ${attestedOn}, is yet to come`
  if (expiresOn < attestedOn) return 'expires_on is before attested_on'
  return expiresOn > yearAfter(attestedOn) ? 'it holds for more than twelve months' : undefined
}
