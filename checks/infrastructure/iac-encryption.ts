import {
  authoredResources,
  because,
  callsOf,
  defineCheck,
  encryptionOf,
  ENCRYPTION_SETTINGS,
  LISTENER_TYPES,
  neighboursIn,
  type Neighbours,
  onceForEachKey,
  plainListener,
  storeElsewhere,
  z,
  type CheckOutcome,
  type EncryptionVerdict,
  type Infrastructure,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'stored' | 'storedByDefault' | 'sent' | 'sentByDefault' | 'old' | 'plainListener'

const STORED =
  'Switch encryption on with {setting}. Where data are there already, they have to be copied into a new resource.'

/** What is worst comes first. */
const ORDER: readonly EncryptionVerdict['verdict'][] = ['off', 'old', 'open', 'account', 'newly', 'on']

const REASONS: Partial<Record<EncryptionVerdict['verdict'], string>> = {
  open: '{setting} of {resource} is decided elsewhere',
  account: 'whether {resource} is encrypted is a setting of the account',
  newly: '{resource} is encrypted only if it was made since its service encrypts everything (Aurora: 18 February 2026)',
}

export default defineCheck({
  id: 'iac-encryption',
  title: 'Data is stored or sent unencrypted',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.SAD.8', 'AG.DLM.2', 'waf.sec.automate-security', 'waf.sec.protect-data', 'hc.define.security'],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    stored: {
      text: '{setting} of {resource} is {value}: whoever gets at its storage, a copy or a backup can read the data.',
      remedy: STORED,
    },
    storedByDefault: {
      text: '{resource} does not set {setting}, without which its data are stored unencrypted.',
      remedy: STORED,
    },
    sent: {
      text: '{setting} of {resource} is {value}: whoever is on the way can read and change what is sent.',
      remedy: 'Allow encrypted connections alone.',
    },
    sentByDefault: {
      text: '{resource} does not set {setting}, without which whoever is on the way can read and change what is sent.',
      remedy: 'Allow encrypted connections alone with {setting}.',
    },
    old: {
      text: '{resource} lets connections with TLS 1.0 or 1.1 in ({setting}: {value}), whose encryption is broken.',
      remedy: 'Set {setting} to TLS 1.2 or later.',
    },
    plainListener: {
      text: '{resource} passes requests on that come from the internet over HTTP, for everybody on the way to read.',
      remedy: 'Redirect HTTP to a listener with HTTPS, and pass requests on from there.',
    },
  },

  *run({ infrastructure, files }) {
    const judged = authoredResources(infrastructure, files, ...ENCRYPTION_SETTINGS.keys(), ...LISTENER_TYPES)
    const neighbours = neighboursIn(infrastructure.resources)
    const outcomes = judged.flatMap((each) => judge(each, neighbours, infrastructure) ?? [])
    if (outcomes.length === 0)
      return yield (
        storeElsewhere(infrastructure, files) ?? {
          kind: 'not-applicable',
          reason: 'nothing is declared whose encryption is a matter of settings',
        }
      )
    yield* onceForEachKey(
      outcomes,
      ({ message, severity, at, data }) => [message, severity, at?.file, data?.['type'], data?.['setting']],
      ({ data }) => `${String(data?.['resource'])}, too`,
    )
  },
})

function judge(
  resource: Resource,
  neighbours: Neighbours,
  { resources }: Infrastructure,
): CheckOutcome<Message> | undefined {
  const data = nameOf(resource)
  const listener = plainListener(resource, neighbours, resources)
  if (listener?.verdict === 'plain')
    return { kind: 'problem', message: 'plainListener', severity: 'warning', data, at: listener.at }
  if (listener?.verdict === 'redirect')
    return { kind: 'evidence', text: '{resource} sends plain requests to HTTPS', data, at: listener.at }
  const [worst, ...others] = encryptionOf(resource).sort((a, b) => rank(a) - rank(b))
  return worst && outcomeOf(resource, worst, others)
}

function nameOf({ type, name }: Resource) {
  return { resource: `${type} ${name}`, type }
}

function rank({ verdict, setting, value }: EncryptionVerdict): number {
  const isGuessed = value === undefined && setting.data === 'sent'
  return ORDER.indexOf(verdict) + (verdict === 'off' && (isGuessed || setting.web === true) ? 0.5 : 0)
}

function outcomeOf(
  resource: Resource,
  worst: EncryptionVerdict,
  others: readonly EncryptionVerdict[],
): CheckOutcome<Message> {
  const { setting, verdict, name, value, at } = worst
  const data = { ...nameOf(resource), setting: name, value: value ?? 'not set' }
  if (verdict === 'on') return { kind: 'evidence', text: `data of {resource} are ${setting.data} encrypted`, data, at }
  const reason = REASONS[verdict]
  if (reason !== undefined) return { kind: 'unknown', origin: 'files', reason, data, at }
  const isLesser = rank(worst) > ORDER.indexOf('off')
  const also = others.filter((each) => each.verdict === 'off' || each.verdict === 'old')
  return {
    kind: 'problem',
    message: verdict === 'old' ? 'old' : value === undefined ? `${setting.data}ByDefault` : setting.data,
    ...(isLesser && { severity: 'warning' as const }),
    data,
    at,
    because: [...also.map((each) => because(each.at, `${each.name}, too`)), ...callsOf(resource)],
  }
}
