import {
  authoredResources,
  defineCheck,
  isOpen,
  onceForEachKey,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'key' | 'endless' | 'token'

/** Resources that are a credential without an end, and what stands in its place. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['aws_iam_access_key', 'a role'],
  ['AWS::IAM::AccessKey', 'a role'],
  ['aws_iam_service_specific_credential', 'a role'],
  ['google_service_account_key', 'workload identity federation, or a service account attached to what runs'],
  ['google_storage_hmac_key', 'workload identity federation, or a service account attached to what runs'],
])

/** Passwords that may have an end, and the properties that give them one. */
const PASSWORDS: ReadonlySet<string> = new Set(['azuread_application_password', 'azuread_service_principal_password'])
const ENDS = ['end_date', 'end_date_relative', 'rotate_when_changed']

/** Secrets of this type hold a token that never expires (Kubernetes docs: Service account token Secrets). */
const TOKENS: ReadonlySet<string> = new Set(['v1/Secret', 'kubernetes_secret', 'kubernetes_secret_v1'])
const TOKEN_TYPE = 'kubernetes.io/service-account-token'

/** What has an identity in the first place. */
const IDENTITIES = [
  'aws_iam_role',
  'aws_iam_user',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'google_service_account',
  'azurerm_user_assigned_identity',
  'azuread_application',
  'azuread_service_principal',
]

export default defineCheck({
  id: 'iac-static-credential',
  title: 'Code creates a long-lived credential',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'AG.SAD.1',
    'AG.SAD.7',
    'waf.sec.strong-identity',
    'SEC02-BP02',
    'SEC02-BP05',
    'hc.secure.cicd-secrets.rotate',
  ],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    key: {
      text: '{resource} is a key that stays valid until somebody deletes it, for whoever gets hold of it.',
      remedy: 'Give what needs access {instead}, so that there is no key to keep.',
    },
    endless: {
      text: '{resource} names no end, so it stays valid for as long as the directory allows.',
      remedy: 'Use a federated credential or a managed identity; else set end_date, and rotate the password before it.',
    },
    token: {
      text: '{resource} holds a token of a service account that never expires.',
      remedy: 'Let pods use the tokens that Kubernetes hands them, and others ask for one with kubectl create token.',
    },
  },

  *run({ infrastructure, files }) {
    const judged = authoredResources(infrastructure, files, ...KEYS.keys(), ...PASSWORDS, ...TOKENS)
    const outcomes = judged.flatMap((resource) => judge(resource) ?? [])
    // The same key of several environments and clusters is one finding.
    yield* onceForEachKey(
      outcomes,
      ({ message, data }) => [message, data?.['resource']],
      ({ data }) => `${String(data?.['resource'])} here, too`,
    )
    if (outcomes.some(({ kind }) => kind !== 'evidence')) return
    const [identity] = authoredResources(infrastructure, files, ...IDENTITIES)
    if (identity !== undefined)
      yield { kind: 'evidence', text: 'identities are declared without keys that stay valid', at: identity.at }
    else if (outcomes.length === 0)
      yield { kind: 'not-applicable', reason: 'no identity is declared in infrastructure code' }
  },
})

function judge(resource: Resource): CheckOutcome<Message> | undefined {
  const { type, name, properties, at } = resource
  const data = { resource: `${type} ${name}` }
  const instead = KEYS.get(type)
  if (instead !== undefined) {
    // Amazon SES takes mail by SMTP only with a password made from such a key.
    const forMail = /ses|smtp|mail/i.test(`${name} ${textOf(valueAt(properties, 'user')) ?? ''}`)
    const severity = forMail ? 'notice' : 'error'
    return { kind: 'problem', message: 'key', data: { ...data, instead }, at, severity }
  }
  if (PASSWORDS.has(type)) {
    const ends = ENDS.some((each) => valueAt(properties, each) !== undefined)
    if (ends) return { kind: 'evidence', text: '{resource} ends by itself', data, at }
    return { kind: 'problem', message: 'endless', data, at, severity: 'warning' }
  }
  const kind = valueAt(properties, 'type')
  if (textOf(kind) !== TOKEN_TYPE || isOpen(kind)) return undefined
  return { kind: 'problem', message: 'token', data, at: kind?.at ?? at, severity: 'warning' }
}
