import type { Accepted, Attestation, CheckPolicy, Exception, Policy } from '../core/policy.js'
import { itemsOf, valueAt } from '../readers/yaml/navigate.js'
import type { YamlNode } from '../readers/yaml/node.js'
import type { ConfigDocument } from './document.js'
import type { ConfigRequest, Overrides } from './load.js'
import type { Profile } from './profiles.js'
import { toException } from './records.js'
import type { ConfigData } from './schema.js'
import type { ExceptionRecord } from './schema-records.js'
import { serviceRules } from './service-policies.js'
import { recordNodes, type ServiceEntry } from './services.js'
import { newerThan, onlyWarning, practicesLeftOut } from './what-counts.js'

/** A configuration without mistakes, in parts. */
export interface PolicyParts {
  readonly request: ConfigRequest
  /** With what it extends. */
  readonly document: ConfigDocument | undefined
  readonly data: ConfigData | undefined
  /** The configuration file; records of other files are inherited. */
  readonly ownFile: string | undefined
  readonly services: 'off' | readonly ServiceEntry[] | undefined
  readonly entries: readonly ServiceEntry[]
  readonly profile: Profile
  /** What the file says of checks itself, and the same under the profile. */
  readonly own: ReadonlyMap<string, CheckPolicy>
  readonly policies: ReadonlyMap<string, CheckPolicy>
  readonly attestations: readonly Attestation[]
  readonly baseline: ReadonlyMap<string, Accepted>
}

/** What findings mean by a configuration. */
export function policyFrom(parts: PolicyParts): Policy {
  const { request, document, data, ownFile, services, entries, profile, own, policies, attestations, baseline } = parts
  const { overrides, today, practices = [] } = request
  const newer = newerThan(data?.epoch, request.checks)
  const inherited = { data, profile, own, policies, practices, overrides, newer }
  return {
    ...gateOf(overrides, data, profile.gate),
    checks: onlyWarning(policies, newer),
    leftOut: practicesLeftOut(profile, data, practices, policies),
    exempt: new Set(profile.off.filter((id) => policies.get(id)?.enabled === false)),
    newer,
    exceptions: [
      ...exceptionsAt(exceptionNodes(document), data?.exceptions, today, ownFile),
      ...entries.flatMap((entry) => exceptionsOf(entry, today, ownFile)),
    ],
    attestations,
    baseline,
    ...(services !== undefined && { services: services === 'off' ? 'off' : serviceRules(services, inherited) }),
    today,
  }
}

function gateOf(
  overrides: Overrides,
  data: ConfigData | undefined,
  profile: Partial<Pick<Policy, 'failOn' | 'unknown'>>,
): Pick<Policy, 'failOn' | 'scope' | 'unknown' | 'gatePractices'> {
  const scope = overrides.scope ?? data?.scope
  return {
    failOn: overrides.failOn ?? data?.['fail-on'] ?? profile.failOn ?? 'foundational',
    ...(scope !== undefined && { scope }),
    unknown: overrides.unknown ?? data?.unknown ?? profile.unknown ?? 'ignore',
    gatePractices: data?.['gate-practices'] ?? [],
  }
}

/** The nodes of the exceptions of the file, and of what it extends. */
export function exceptionNodes(document: ConfigDocument | undefined): readonly YamlNode[] {
  return itemsOf(document && valueAt(document.node, 'exceptions'))
}

function exceptionsAt(
  nodes: readonly YamlNode[],
  records: readonly ExceptionRecord[] | undefined,
  today: string,
  ownFile: string | undefined,
): Exception[] {
  return (records ?? []).flatMap((record, index) => {
    const at = nodes[index]?.at
    return at === undefined ? [] : [toException(record, at, today, at.file !== ownFile)]
  })
}

/** The exceptions that stand under a service hold for it alone. */
function exceptionsOf(entry: ServiceEntry, today: string, ownFile: string | undefined): Exception[] {
  const { data, name } = entry
  return exceptionsAt(recordNodes(entry, 'exceptions'), data.exceptions, today, ownFile).map((each) => ({
    ...each,
    service: name,
  }))
}
