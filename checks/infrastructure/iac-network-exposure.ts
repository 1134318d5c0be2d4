import {
  authoredResources,
  because,
  callsOf,
  defineCheck,
  isForSite,
  NETWORK_RULES,
  networkRulesOf,
  onceForEachKey,
  publicStore,
  STORE_TYPES,
  z,
  type CheckOutcome,
  type Infrastructure,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'ports' | 'reached' | 'writable' | 'readable' | 'unblocked'

/** By what the setting comes to and what everybody can do then. */
const MESSAGES: Readonly<Record<string, Message>> = {
  'public kept': 'writable',
  'site kept': 'readable',
  'site block': 'unblocked',
}

export default defineCheck({
  id: 'iac-network-exposure',
  title: 'Administrative port or data store is open to the internet',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.SAD.8', 'waf.sec.all-layers', 'SEC03-BP07', 'SEC05-BP04', 'hc.define.security'],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    ports: {
      text: '{resource} lets every address on the internet in to {behind}.',
      remedy:
        'Let in the networks or security groups alone that need it; machines can be reached through a session service.',
    },
    reached: {
      text: '{setting} of {resource} is {value}: everybody on the internet can try to get at the data.',
      remedy: 'Take it off the internet, and let in the networks alone that need it.',
    },
    writable: {
      text: '{setting} of {resource} is {value}: everybody on the internet can read or write what is kept there.',
      remedy: 'Make it private, and grant access to those who need it.',
    },
    readable: {
      text: '{setting} of {resource} is {value}: everybody on the internet can read what is kept there.',
      remedy:
        'Make it private; where it is meant for everybody, serve it through a content delivery network, or ignore this.',
    },
    unblocked: {
      text: '{setting} of {resource} is {value}: nothing keeps what is stored there from being made public.',
      remedy: 'Block public access; where it is meant for everybody, serve it through a content delivery network.',
    },
  },

  *run({ infrastructure, files }) {
    const judged = authoredResources(infrastructure, files, ...NETWORK_RULES.keys(), ...STORE_TYPES)
    const outcomes = judged.flatMap((each) => ofRules(each) ?? ofStore(each, infrastructure) ?? [])
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing is declared that says who may reach what' }
    yield* onceForEachKey(
      outcomes,
      ({ message, severity, at, data }) => [message, severity, at?.file, data?.['behind'], data?.['type']],
      ({ data }) => `${String(data?.['resource'])}, too`,
    )
  },
})

function ofRules(resource: Resource): CheckOutcome<Message> | undefined {
  const rules = networkRulesOf(resource)
  const data = nameOf(resource)
  const [wide, ...others] = rules.filter(({ everybody, behind }) => everybody === true && behind !== undefined)
  if (wide !== undefined)
    return {
      kind: 'problem',
      message: 'ports',
      data: { ...data, behind: wide.behind ?? '' },
      at: wide.at,
      because: [...others.map(({ at, behind = '' }) => because(at, `and to ${behind}`)), ...callsOf(resource)],
    }
  const open = rules.find(
    ({ everybody, behind, portsOpen }) =>
      (everybody === undefined && (behind ?? portsOpen)) || (everybody && portsOpen),
  )
  if (open !== undefined)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'whom {resource} lets in to what is decided elsewhere',
      data,
      at: open.at,
    }
  const [rule] = rules
  return (
    rule && { kind: 'evidence', text: '{resource} lets in known networks alone to what is delicate', data, at: rule.at }
  )
}

function ofStore(resource: Resource, { resources }: Infrastructure): CheckOutcome<Message> | undefined {
  const found = publicStore(resource)
  const bad = found.find(({ verdict }) => verdict === 'public') ?? found.find(({ verdict }) => verdict === 'site')
  const first = bad ?? found.find(({ verdict }) => verdict === 'open') ?? found[0]
  if (first === undefined) return undefined
  const { verdict, who, setting, value, at } = first
  const data = { ...nameOf(resource), setting, value }
  if (verdict === 'closed') return { kind: 'evidence', text: '{resource} is not on the internet', data, at }
  if (verdict === 'open')
    return { kind: 'unknown', origin: 'files', reason: '{setting} of {resource} is decided elsewhere', data, at }
  if (verdict === 'site' && isForSite(resource, resources)) return undefined
  return {
    kind: 'problem',
    message: MESSAGES[`${verdict} ${who}`] ?? 'reached',
    ...(verdict === 'site' && { severity: 'warning' as const }),
    data,
    at,
    because: callsOf(resource),
  }
}

function nameOf({ type, name }: Resource) {
  return { resource: `${type} ${name}`, type }
}
