import { scopedAttestationLeftovers } from '../assessment/attestation-leftovers.js'
import type { Attestation, Policy } from '../core/policy.js'
import type { Leftover, PracticeVerdict } from '../core/report.js'
import { folderOrGlob } from '../core/services.js'
import type { Services } from '../readers/services/index.js'

/** The records that speak of the repository as a whole. */
export function unscopedAttestations(attestations: readonly Attestation[]): readonly Attestation[] {
  return attestations.filter((record) => !isScoped(record))
}

/** The records that hold for a service: those about the whole repository, and then those about it, which are stronger. */
export function attestationsFor(
  name: string,
  attestations: readonly Attestation[],
  services: Services,
): readonly Attestation[] {
  const own = attestations.filter((record) => isScoped(record) && speaksOf(record, name, services))
  return [...unscopedAttestations(attestations), ...own]
}

function isScoped({ service, paths }: Attestation): boolean {
  return service !== undefined || paths !== undefined
}

function speaksOf({ service, paths }: Attestation, name: string, services: Services): boolean {
  if (service !== undefined && service !== name) return false
  if (paths === undefined) return true
  const matchers = paths.map(folderOrGlob)
  const files = services.filesOf(name)
  return files.length > 0 && files.every((file) => matchers.some((matches) => matches(file)))
}

/** What is to be said of records about single services. Without services there is nothing that they could speak of. */
function scopedLeftovers(
  policy: Policy,
  services: Services | undefined,
  verdicts: ReadonlyMap<string, readonly PracticeVerdict[]>,
): Leftover[] {
  const scoped = { today: policy.today, attestations: policy.attestations.filter(isScoped) }
  return scopedAttestationLeftovers(scoped, (record) =>
    [...verdicts].flatMap(([name, all]) =>
      services !== undefined && speaksOf(record, name, services) ? [all.find(({ id }) => id === record.id)] : [],
    ),
  )
}

/**
 * What is to be said of services and of records about them: records that nothing hangs on, paths where nothing is, and
 * services whose files all belong to more specific ones.
 */
export function serviceLeftovers(
  policy: Policy,
  services: Services | undefined,
  verdicts: ReadonlyMap<string, readonly PracticeVerdict[]> = new Map(),
): Leftover[] {
  return [...scopedLeftovers(policy, services, verdicts), ...idleServices(policy, services)]
}

function idleServices(policy: Policy, services: Services | undefined): Leftover[] {
  if (services === undefined || policy.services === undefined || policy.services === 'off') return []
  const empty = new Set(services.all.filter(({ files }) => files === 0).map(({ name }) => name))
  const idle = new Set(services.unmatched.map(({ service }) => service))
  return [
    ...services.unmatched.map(({ service, path, at }): Leftover => ({
      at,
      message: `No file lies in the path ${path} of the service ${service}: correct or remove it.`,
      severity: 'warning',
    })),
    ...policy.services
      .filter(({ name }) => empty.has(name) && !idle.has(name))
      .map(({ name, at }): Leftover => ({
        at,
        message: `All files of the service ${name} belong to services with more specific paths: remove it, or give it paths of its own.`,
        severity: 'warning',
      })),
  ]
}
