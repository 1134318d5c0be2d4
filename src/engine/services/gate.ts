import type { ServicePolicy } from '../../core/policy.js'
import type { Finding, Gate, PracticeVerdict } from '../../core/report.js'
import { failingSentence, gateCauses, unreadableSentence, type GateCauses } from '../gate.js'

/** How a service with settings of its own stands. */
export interface OwnService {
  readonly name: string
  readonly policy: ServicePolicy
  readonly practices: readonly PracticeVerdict[]
  /** Its own findings and those about the whole repository. */
  readonly findings: readonly Finding[]
}

/**
 * The gate where services have settings of their own: by these it judges what belongs to them, by those of the file the
 * rest. `rest` is the gate by the settings of the file, over all but what belongs to such services.
 */
export function gateWithServices(rest: Gate, restCauses: GateCauses, services: readonly OwnService[]): Gate {
  if (rest.verdict === 'error') return rest
  const told = new Map<string, { names: string[]; policy: ServicePolicy; sentence: string }>()
  const failing = services.flatMap((service) => {
    const causes = causesOf(service, rest)
    if (causes.unreadable.length + causes.failing.length === 0) return []
    const { name, policy } = service
    for (const sentence of [
      ...causes.unreadable.map(unreadableSentence),
      ...causes.failing.map((each) => failingSentence(each)),
    ]) {
      const same = told.get(sentence)
      if (same === undefined) told.set(sentence, { names: [name], policy, sentence })
      else same.names.push(name)
    }
    return [{ name, causes }]
  })
  const all = [...(rest.verdict === 'fail' ? [restCauses] : []), ...failing.map(({ causes }) => causes)]
  return {
    ...rest,
    verdict: rest.verdict === 'fail' || failing.length > 0 ? 'fail' : 'pass',
    because: [...rest.because, ...[...told.values()].map(sentenceOf)],
    practices: [...new Set(all.flatMap((causes) => causes.failing.map(({ id }) => id)))],
    byServices: {
      names: failing.map(({ name }) => name),
      fingerprints: [...new Set(all.flatMap((causes) => causes.findings.map(({ fingerprint }) => fingerprint)))],
    },
  }
}

/** What a service adds: not what the file's own settings say of the whole repository already. */
function causesOf({ name, policy, practices, findings }: OwnService, rest: Gate): GateCauses {
  const none: GateCauses = { unreadable: [], failing: [], findings: [], worsened: new Set() }
  if (policy.failOn === 'never') return none
  const causes = gateCauses(practices, findings, policy, rest.scope)
  const own = new Set(findings.filter(({ service }) => service === name).map(({ fingerprint }) => fingerprint))
  const told = rest.verdict === 'fail' ? new Set(rest.practices) : new Set<string>()
  return {
    unreadable: causes.unreadable.filter(({ service }) => service === name),
    failing: causes.failing.filter(({ id, findings: behind }) => !told.has(id) || behind.some((each) => own.has(each))),
    findings: causes.findings,
    worsened: causes.worsened,
  }
}

/** Services that are named in a sentence. */
const NAMED = 3

function sentenceOf({
  names,
  policy: { at, failOn },
  sentence,
}: {
  names: string[]
  policy: ServicePolicy
  sentence: string
}): string {
  const more = names.length - NAMED
  const who = `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return `${who}: ${sentence} (fail-on ${failOn} there, ${at.file}:${at.line})`
}
