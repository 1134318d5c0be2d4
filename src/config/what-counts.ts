import type { AnyCheck } from '../check-api/check.js'
import { compareVersions } from '../core/versions.js'
import type { CheckPolicy } from '../core/policy.js'
import { atMost } from '../core/severity.js'
import type { Profile } from './profiles.js'
import type { ConfigData } from './schema.js'

/**
 * The policies of checks under a profile: what it switches off is off and its options hold, unless the configuration
 * says something of the check itself.
 */
export function underProfile(
  own: ReadonlyMap<string, CheckPolicy>,
  { off, options }: Profile,
): ReadonlyMap<string, CheckPolicy> {
  const policies = new Map<string, CheckPolicy>(off.map((id) => [id, { enabled: false }]))
  for (const [id, given] of Object.entries(options)) policies.set(id, { enabled: true, options: given })
  for (const [id, policy] of own) {
    const given = options[id]
    policies.set(id, given === undefined ? policy : { ...policy, options: { ...given, ...policy.options } })
  }
  return policies
}

/** Ids of checks that are newer, or stricter, than the epoch that the configuration names. */
export function newerThan(epoch: string | undefined, checks: readonly AnyCheck[]): ReadonlySet<string> {
  if (epoch === undefined) return new Set()
  const isNewer = ({ since, stricter = since }: AnyCheck) => compareVersions(stricter, epoch) > 0
  return new Set(checks.filter(isNewer).map(({ id }) => id))
}

/** The policies with a warning as the highest level of the `newer` checks. */
export function onlyWarning(
  policies: ReadonlyMap<string, CheckPolicy>,
  newer: ReadonlySet<string>,
): ReadonlyMap<string, CheckPolicy> {
  const capped = new Map(policies)
  for (const id of newer) {
    const policy: CheckPolicy = policies.get(id) ?? { enabled: true }
    capped.set(id, { ...policy, severity: atMost(policy.severity ?? 'warning', 'warning') })
  }
  return capped
}

/** Practices that do not count, with the reason, by what the profile and then the configuration say of them. */
export function practicesLeftOut(
  profile: Profile,
  data: ConfigData | undefined,
  practices: readonly { readonly id: string; readonly checks: readonly string[] }[],
  policies: ReadonlyMap<string, CheckPolicy>,
): ReadonlyMap<string, string> {
  const off = new Set(profile.off.filter((id) => policies.get(id)?.enabled === false))
  const idle = practices.filter(({ checks }) => checks.length > 0 && checks.every((check) => off.has(check)))
  const reason = `${profile.because} (profile ${profile.name})`
  const leftOut = new Map([...profile.leftOut, ...idle.map(({ id }) => id)].map((id) => [id, reason]))
  for (const { id, count, reason: own } of data?.practices ?? []) {
    if (count) leftOut.delete(id)
    else leftOut.set(id, own)
  }
  return leftOut
}
