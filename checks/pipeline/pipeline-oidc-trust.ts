import {
  breadthOf,
  defineCheck,
  issuerOf,
  readable,
  textOf,
  trustStatements,
  valueAt,
  z,
  type CheckOutcome,
  type ClaimCondition,
  type Resource,
  type TokenIssuer,
  type TrustStatement,
} from '../../src/check-api/index.js'

/** Names of roles that change what users get. */
const POWERFUL = /prod|deploy|admin|apply|release|publish/i
const LESSER = /non-?prod|plan|read|preview|\bdev\b|test|stag/i

/** Words of a condition of Google Cloud that tell one organisation's tokens from another's. */
const ASKS_FOR_OWNER =
  /repository|sub\b|subject|namespace|project_(?:id|path)|organization|workspace|owner|terraform_|pipeline/i

type Message = 'anyone' | 'noSubject' | 'tenant' | 'refs' | 'noAudience' | 'noCondition'
type Outcome = CheckOutcome<Message>

export default defineCheck({
  id: 'pipeline-oidc-trust',
  title: 'Cloud role trusts more than one pipeline',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.SAD.1', 'SEC03-BP02', 'SEC03-BP07', 'SEC03-BP09', 'SEC11-BP07', 'hc.define.security'],
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    anyone: {
      text: '{role} lets in everybody who runs {issuer}: {subject} names no owner.',
      remedy: 'Name the repository and what of it may sign in, as in {example}.',
    },
    noSubject: {
      text: '{role} asks tokens of {issuer} for no subject, so {who} can sign in.',
      remedy: 'Add a condition on the subject, as in {example}.',
    },
    tenant: {
      text: '{role} lets in every pipeline that {subject} stands for, not one.',
      remedy: 'Name the repository and what of it may sign in, as in {example}, and make one role for each.',
    },
    refs: {
      text: '{role} lets in {subject}, whatever branch, tag or pull request runs.',
      remedy: 'Name the environment or the branch that deploys, as in {example}.',
    },
    noAudience: {
      text: '{role} does not look at the audience of tokens of {issuer}.',
      remedy: 'Ask for aud as well, so that a token made for something else is refused.',
    },
    noCondition: {
      text: '{provider} takes tokens of every owner at {issuer}.',
      remedy: 'Set attribute_condition to the owner or the repository whose tokens are meant.',
    },
  },

  *run({ infrastructure, files }) {
    for (const statement of trustStatements(infrastructure)) {
      if (!files.isExcluded(statement.file)) yield* judge(statement)
    }
    for (const resource of infrastructure.resources) {
      if (!files.isExcluded(resource.file)) yield* judgeProvider(resource)
    }
  },
})

function* judge(statement: TrustStatement): Generator<Outcome> {
  const { claims, role, at, open } = statement
  const subjects = claims.get('sub') ?? []
  const issuer = issuerOf(statement.issuer, subjects)
  if (issuer === undefined) return
  const data = { role, issuer: issuer.name, example: issuer.example }
  const restricted = issuer.others.some((claim) => claims.has(claim))
  if (subjects.length === 0) {
    if (restricted) yield { kind: 'evidence', text: '{role} asks for a repository of {issuer}', data, at }
    else if (open) yield hangsOn(statement, issuer)
    else if (issuer.ofTenant === true) {
      const who = 'every pipeline of the organisation'
      yield { kind: 'problem', message: 'noSubject', data: { ...data, who }, at, severity: 'warning' }
    } else yield { kind: 'problem', message: 'noSubject', data: { ...data, who: 'everybody' }, at }
    return
  }
  yield* judgeSubject(statement, issuer, subjects, restricted)
  if (!claims.has('aud') && !open) yield { kind: 'problem', message: 'noAudience', data, at, severity: 'notice' }
}

function* judgeSubject(
  statement: TrustStatement,
  issuer: TokenIssuer,
  subjects: readonly ClaimCondition[],
  restricted: boolean,
): Generator<Outcome> {
  const { role, open } = statement
  const breadth = breadthOf(issuer, subjects)
  const widest = subjects.find((each) => breadthOf(issuer, [each]) === breadth) ?? subjects[0]
  const value = widest?.values.find((each) => breadthOf(issuer, [{ ...condition(widest), values: [each] }]) === breadth)
  const at = value?.at ?? widest?.at ?? statement.at
  const data = { role, issuer: issuer.name, example: issuer.example, subject: readable(value) ?? 'it' }
  const severity = POWERFUL.test(role) && !LESSER.test(role) ? 'warning' : 'notice'
  if (breadth === 'one' || (breadth === 'refs' && severity === 'notice'))
    yield { kind: 'evidence', text: '{role} trusts {subject}', data, at }
  if (breadth === 'one') return
  if (breadth === 'unknown' || ((open || restricted) && breadth !== 'refs')) yield hangsOn(statement, issuer)
  else if (breadth !== 'refs') yield { kind: 'problem', message: breadth, data, at }
  else yield { kind: 'problem', message: 'refs', data, at, severity }
}

function condition({ operator, at }: ClaimCondition): Omit<ClaimCondition, 'values'> {
  return { operator, at }
}

function hangsOn({ role, at }: TrustStatement, { name }: TokenIssuer): Outcome {
  const data = { role, issuer: name }
  return { kind: 'unknown', origin: 'files', reason: 'whom of {issuer} {role} trusts hangs on a variable', data, at }
}

/** Workload identity of Google Cloud and federated credentials of Azure. */
function* judgeProvider({ type, name, properties, at, complete }: Resource): Generator<Outcome> {
  const azure = type === 'azurerm_federated_identity_credential' || type.endsWith('_federated_identity_credential')
  const address = readable(valueAt(properties, azure ? 'issuer' : 'oidc.issuer_uri'))?.replace(/^https:\/\//, '')
  const issuer = address === undefined ? undefined : issuerOf(address, [])
  if (issuer === undefined) return
  const data = { provider: name, issuer: issuer.name }
  if (azure) {
    const subject = valueAt(properties, 'subject')
    if (textOf(subject) !== undefined)
      yield { kind: 'evidence', text: '{provider} trusts one subject of {issuer}', data, at }
    return
  }
  if (type !== 'google_iam_workload_identity_pool_provider') return
  const asked = properties.entries.get('attribute_condition')
  const text = readable(asked)?.trim() ?? ''
  if (text !== '' && (asked?.kind === 'unresolved' || ASKS_FOR_OWNER.test(text)))
    yield { kind: 'evidence', text: '{provider} takes only tokens of {issuer} that it has a condition for', data, at }
  else if (complete && issuer.ofTenant !== true)
    yield { kind: 'problem', message: 'noCondition', data, at: asked?.at ?? at, severity: 'warning' }
}
