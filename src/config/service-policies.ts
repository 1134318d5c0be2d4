import type { AnyCheck } from '../check-api/check.js'
import type { CheckPolicy, Policy, ServicePolicy, ServiceRules } from '../core/policy.js'
import { bySeverity } from '../core/severity.js'
import { scalarAt } from '../readers/yaml/navigate.js'
import type { Tier } from '../models/index.js'
import type { ConfigError } from './errors.js'
import { profileOf, type Profile } from './profiles.js'
import { unknownId } from './schema-records.js'
import { entryNodes, type ServiceEntry } from './services.js'
import { onlyWarning, practicesLeftOut, underProfile } from './what-counts.js'
import type { ConfigData } from './schema.js'

/** What holds for the file, which services take over where they say nothing. */
export interface Inherited {
  readonly data: ConfigData | undefined
  readonly profile: Profile
  /** What the file says of checks itself, without the profile. */
  readonly own: ReadonlyMap<string, CheckPolicy>
  /** The same under the file's profile: what the run does. */
  readonly policies: ReadonlyMap<string, CheckPolicy>
  readonly practices: readonly { readonly id: string; readonly checks: readonly string[] }[]
  readonly overrides: Partial<Pick<Policy, 'failOn' | 'unknown'>>
  readonly newer: ReadonlySet<string>
}

/** Keys by which a service decides about its own findings. */
const DECIDING = ['fail-on', 'unknown', 'profile', 'gate-practices', 'practices', 'checks'] as const

/** Settings of services that the one run of the checks cannot keep: each with what to write instead. */
export function serviceErrors(
  entries: readonly ServiceEntry[],
  checks: readonly AnyCheck[],
  { own, policies }: Pick<Inherited, 'own' | 'policies'>,
): ConfigError[] {
  const ids = new Set(checks.map(({ id }) => id))
  return entries.flatMap((entry) => [
    ...entryNodes(entry, 'checks').flatMap(({ key, value }): ConfigError[] => {
      const said = entry.data.checks?.[key.text]
      if (!ids.has(key.text)) return [{ at: key.at, message: unknownId('check', key.text, [...ids]) }]
      const message = said === undefined ? undefined : cannotHold(key.text, said, entry.name, policies.get(key.text))
      return message === undefined ? [] : [{ at: value.at, message }]
    }),
    ...profileErrors(entry, own, policies),
  ])
}

function cannotHold(
  id: string,
  said: NonNullable<ServiceEntry['data']['checks']>[string],
  name: string,
  policy: CheckPolicy | undefined,
): string | undefined {
  if (said === 'off' || policy === undefined) return undefined
  if (!policy.enabled)
    return `${id} is off for the whole file, so services.${name} cannot have it on: switch it off in the other services instead`
  if (policy.severity === undefined || bySeverity(said, policy.severity) >= 0) return undefined
  return `${id} is limited to ${policy.severity} for the whole file, so services.${name} cannot raise it: lower it in the other services instead`
}

/** A profile of a service may switch checks off, never on. */
function profileErrors(
  entry: ServiceEntry,
  own: ReadonlyMap<string, CheckPolicy>,
  policies: ReadonlyMap<string, CheckPolicy>,
): ConfigError[] {
  const { profile } = entry.data
  const at = scalarAt(entry.node, 'profile')?.at
  if (profile === undefined || at === undefined) return []
  const under = underProfile(own, profileOf(profile))
  const needed = [...policies].find(([id, policy]) => !policy.enabled && under.get(id)?.enabled !== false)
  if (needed === undefined) return []
  const message = `the profile ${profile} needs ${needed[0]}, which the profile of the file switches off: make ${profile} the profile of the file, and give the other services theirs`
  return [{ at, message }]
}

/** The services as the policy holds them. */
export function serviceRules(entries: readonly ServiceEntry[], inherited: Inherited): ServiceRules[] {
  return entries.map((entry) => {
    const { name, paths, pathsAt, at, data } = entry
    const own = DECIDING.some((key) => data[key] !== undefined) ? policyOf(entry, inherited) : undefined
    return {
      name,
      paths,
      pathsAt,
      at,
      ...(own !== undefined && { own }),
      ...(data.kind !== undefined && { kind: data.kind }),
    }
  })
}

/** A flag is stronger than the service, the service than the file, the file than its profile. */
function policyOf({ data: said, at }: ServiceEntry, inherited: Inherited): ServicePolicy {
  const { data, practices, newer } = inherited
  const profile = said.profile === undefined ? inherited.profile : profileOf(said.profile)
  const words = new Map(Object.entries(said.checks ?? {}).map(([id, word]) => [id, policyFor(word)]))
  const own = new Map([...inherited.own, ...words])
  const policies = underProfile(own, profile)
  const counting = { ...data, practices: [...(data?.practices ?? []), ...(said.practices ?? [])] }
  return {
    ...gateOf(said, inherited),
    checks: onlyWarning(policies, newer),
    leftOut: practicesLeftOut(profile, counting, practices, policies),
    exempt: new Set(profile.off.filter((id) => policies.get(id)?.enabled === false)),
    at,
  }
}

function gateOf(said: ServiceEntry['data'], { data, overrides, profile }: Inherited) {
  const nearer = said.profile === undefined ? {} : profileOf(said.profile).gate
  const failOn = overrides.failOn ?? said['fail-on'] ?? nearer.failOn ?? data?.['fail-on'] ?? profile.gate.failOn
  const unknown = overrides.unknown ?? said.unknown ?? nearer.unknown ?? data?.unknown ?? profile.gate.unknown
  return {
    failOn: failOn ?? 'foundational',
    unknown: unknown ?? 'ignore',
    gatePractices: [...new Set([...(data?.['gate-practices'] ?? []), ...(said['gate-practices'] ?? [])])],
  } as const
}

function policyFor(word: NonNullable<ServiceEntry['data']['checks']>[string]): CheckPolicy {
  return word === 'off' ? { enabled: false } : { enabled: true, severity: word }
}

/** The tiers that the file and all services name. One name is one environment: two tiers for it are an error. */
export function allEnvironments(
  data: ConfigData | undefined,
  entries: readonly ServiceEntry[],
  errors: ConfigError[],
): ReadonlyMap<string, Tier> {
  const tiers = new Map<string, Tier>(Object.entries(data?.environments ?? {}))
  for (const entry of entries) {
    for (const { key, value } of entryNodes(entry, 'environments')) {
      const tier = entry.data.environments?.[key.text]
      const before = tiers.get(key.text)
      if (tier === undefined) continue
      if (before !== undefined && before !== tier)
        errors.push({ at: value.at, message: `the environment ${key.text} is already said to be ${before}` })
      tiers.set(key.text, tier)
    }
  }
  return tiers
}
