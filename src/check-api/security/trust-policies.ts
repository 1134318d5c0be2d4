import type { Location } from '../../core/location.js'
import type { DictValue, Infrastructure, Resource, Value } from '../../models/index.js'
import { itemsOf, referencesIn, textOf, valueAt } from '../../models/value.js'
import { atPlaceOf } from '../cloud/resource-groups.js'

/** What a trust policy asks of one claim of the token. */
export interface ClaimCondition {
  /** As written: `StringLike`. */
  readonly operator: string
  readonly values: readonly Value[]
  readonly at: Location
}

/** A statement of a role's trust policy that lets tokens of another party's identity provider in. */
export interface TrustStatement {
  /** The role's name, or that of the policy where no role names it. */
  readonly role: string
  readonly file: string
  /** Host and path of the token's issuer as far as the text says, `${…}` for what it does not. */
  readonly issuer: string
  /** Claim in lower case (`sub`, `aud`, `repository`) to the conditions on it, all of which must hold. */
  readonly claims: ReadonlyMap<string, readonly ClaimCondition[]>
  /** True if more conditions may stand there than can be read. */
  readonly open: boolean
  readonly at: Location
}

const ACTION = /^(?:\*|sts:(?:\*|AssumeRoleWithWebIdentity))$/i

/** Expressions inside a text, and what stands for them once they are taken out. */
const EXPRESSION = /\$\{[^{}]*\}/g
const ANYTHING = '${…}'

/** JSON nested deeper than this is no policy. */
const MAX_DEPTH = 20

/** The statements of AWS trust policies in Terraform and CloudFormation that let tokens of OpenID Connect in. */
export function trustStatements({ resources }: Pick<Infrastructure, 'resources'>): TrustStatement[] {
  const urls = providerUrls(resources)
  return resources.flatMap((resource) => {
    switch (resource.type) {
      case 'data.aws_iam_policy_document':
        return ofDocument(resource, rolesWith(resource, resources), urls)
      case 'aws_iam_role':
        return ofJson(resource, resource.properties.entries.get('assume_role_policy'), urls)
      case 'AWS::IAM::Role':
        return ofJson(resource, resource.properties.entries.get('AssumeRolePolicyDocument'), urls)
      default:
        return []
    }
  })
}

type Urls = ReadonlyMap<string, string>

/** Addresses of identity providers by the reference that leads to them, one name for each module. */
function providerUrls(resources: readonly Resource[]): Urls {
  return new Map(
    resources.flatMap(({ type, name, module = '', properties }) => {
      if (!type.endsWith('aws_iam_openid_connect_provider')) return []
      const value = properties.entries.get('url') ?? properties.entries.get('arn')
      return [[`${module} ${type}.${name}`, readable(value) ?? '']] as const
    }),
  )
}

/** Names of the roles of the same module whose trust policy the document is. */
function rolesWith(document: Resource, resources: readonly Resource[]): string {
  const { name } = document
  const roles = atPlaceOf(document, resources).filter(
    (each) =>
      each.type === 'aws_iam_role' &&
      referencesIn(each.properties.entries.get('assume_role_policy')).some((reference) =>
        reference.startsWith(`data.aws_iam_policy_document.${name}.`),
      ),
  )
  return roles.length === 0 ? name : roles.map((each) => each.name).join(', ')
}

/** Statements written as blocks (Terraform AWS provider: aws_iam_policy_document). */
function ofDocument({ properties, file, module = '' }: Resource, role: string, urls: Urls): TrustStatement[] {
  return itemsOf(properties.entries.get('statement')).flatMap((statement) => {
    if (statement.kind !== 'dict' || !admits(statement, 'effect', 'actions')) return []
    const conditions = statement.entries.get('condition')
    const claims = claimsOf(
      itemsOf(conditions).flatMap((each) => {
        const [operator, key] = [textOf(valueAt(each, 'test')), readable(valueAt(each, 'variable'))]
        return operator === undefined || key === undefined ? [] : [{ operator, key, value: valueAt(each, 'values') }]
      }),
    )
    const principals = itemsOf(statement.entries.get('principals')).map((each) => valueAt(each, 'identifiers'))
    const issuer = issuerOf([...principals], claims.keys, module, urls)
    const open = conditions?.kind === 'unresolved' || itemsOf(conditions).some(({ kind }) => kind === 'unresolved')
    return [{ role, file, issuer, claims: claims.conditions, open, at: statement.at }]
  })
}

/** Statements written as JSON, or as a dict that becomes JSON. */
function ofJson(resource: Resource, written: Value | undefined, urls: Urls): TrustStatement[] {
  const policy = policyOf(written)
  return itemsOf(policy?.entries.get('Statement')).flatMap((statement) => {
    if (statement.kind !== 'dict' || !admits(statement, 'Effect', 'Action')) return []
    const condition = statement.entries.get('Condition')
    const operators = condition?.kind === 'dict' ? [...condition.entries] : []
    const claims = claimsOf(
      operators.flatMap(([operator, keys]) =>
        keys.kind === 'dict' ? [...keys.entries].map(([key, value]) => ({ operator, key, value })) : [],
      ),
    )
    const { name, file, module = '' } = resource
    const issuer = issuerOf([valueAt(statement, 'Principal.Federated')], claims.keys, module, urls)
    const open = condition?.kind === 'unresolved' || operators.some(([, { kind }]) => kind === 'unresolved')
    return [{ role: name, file, issuer, claims: claims.conditions, open, at: statement.at }]
  })
}

/** Whether the statement lets tokens of an identity provider in. */
function admits(statement: DictValue, effect: string, actions: string): boolean {
  const allows = (textOf(statement.entries.get(effect)) ?? 'Allow') === 'Allow'
  return allows && itemsOf(statement.entries.get(actions)).some((each) => ACTION.test(textOf(each) ?? ''))
}

interface WrittenCondition {
  readonly operator: string
  /** `token.actions.githubusercontent.com:sub`. */
  readonly key: string
  readonly value: Value | undefined
}

function claimsOf(written: readonly WrittenCondition[]) {
  const conditions = new Map<string, ClaimCondition[]>()
  const keys: string[] = []
  for (const { operator, key, value } of written) {
    const colon = key.lastIndexOf(':')
    if (colon < 0 || value === undefined) continue
    keys.push(key.slice(0, colon))
    const claim = key.slice(colon + 1).toLowerCase()
    // A single value that is not known is one, too.
    const values = value.kind === 'unresolved' ? [value] : itemsOf(value)
    conditions.set(claim, [...(conditions.get(claim) ?? []), { operator, values, at: value.at }])
  }
  return { conditions, keys }
}

/** The issuer by the keys of the conditions, by the principal, or by the provider that the principal refers to. */
function issuerOf(principals: (Value | undefined)[], keys: readonly string[], module: string, urls: Urls): string {
  const named = principals.flatMap((each): readonly (Value | undefined)[] =>
    each?.kind === 'list' ? each.items : [each],
  )
  const written = [...keys, ...named.map(readable)]
  const referred = principals.flatMap(referencesIn).map((reference) => {
    const name = /^(?:data\.)?aws_iam_openid_connect_provider\.[\w-]+/.exec(reference)?.[0]
    return name === undefined ? undefined : urls.get(`${module} ${name}`)
  })
  const known = [...written, ...referred].find((each) => each !== undefined && /^[^$]*\w\.\w/.test(each))
  return (known ?? written.find((each) => each !== undefined) ?? ANYTHING).replace(/^https:\/\/|^.*oidc-provider\//, '')
}

/** The text of a value, with what its expressions stand for left open; an expression that is no text is nothing but open. */
export function readable(value: Value | undefined): string | undefined {
  if (value?.kind !== 'unresolved') return textOf(value)
  const written = /^!Sub\s+(?:'([^']*)'$|"([^"]*)"$|(\S[^]*))/.exec(value.text)
  const text = written?.[1] ?? written?.[2] ?? written?.[3] ?? value.text
  return text.includes('${') && !/^\w*[([]/.test(text) ? text.replace(EXPRESSION, ANYTHING) : ANYTHING
}

/** The dict that a policy is: written as one, or as JSON in a text; undefined if neither can be read. */
export function policyOf(written: Value | undefined): DictValue | undefined {
  return written?.kind === 'dict' ? written : parsed(written)
}

/** JSON that stands in the file as a text. */
function parsed(written: Value | undefined): DictValue | undefined {
  const text = readable(written)
  if (written === undefined || text === undefined || !text.trimStart().startsWith('{')) return undefined
  try {
    const value = valueOf(JSON.parse(text), written.at, 0)
    return value.kind === 'dict' ? value : undefined
  } catch {
    return undefined
  }
}

function valueOf(json: unknown, at: Location, depth: number): Value {
  if (depth > MAX_DEPTH) return { kind: 'unresolved', text: ANYTHING, references: [], at }
  if (Array.isArray(json)) return { kind: 'list', items: json.map((each) => valueOf(each, at, depth + 1)), at }
  if (typeof json === 'object' && json !== null)
    return {
      kind: 'dict',
      entries: new Map(Object.entries(json).map(([key, each]) => [key, valueOf(each, at, depth + 1)])),
      at,
    }
  return { kind: 'scalar', value: json as string | number | boolean | null, at }
}
