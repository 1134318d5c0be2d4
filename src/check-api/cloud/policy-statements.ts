import type { Location } from '../../core/location.js'
import type { DictValue, Resource, Value } from '../../models/index.js'
import { itemsOf, referencesIn, textOf, valueAt, valuesAt } from '../../models/value.js'
import { isOfResource } from '../common/open.js'
import { policyOf, readable } from '../security/trust-policies.js'

/** A statement of an AWS policy that allows something to whom the policy is attached. */
export interface AllowedActions {
  /** As written, what is not known as `${…}`. */
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  /** Whether a condition narrows it, or might. */
  readonly conditioned: boolean
  readonly at: Location
}

/** A policy of permissions as it is written in one place. */
export interface PermissionPolicy {
  /** The resource that holds it. */
  readonly resource: Resource
  readonly allows: readonly AllowedActions[]
  /** Whether it also denies: what is allowed in full may be less then. */
  readonly denies: boolean
  /** Whether it, or a part of it, is decided elsewhere. */
  readonly open: boolean
  readonly at: Location
}

/** Where a type of resource holds policies; lists on the way are entered. */
const POLICIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_iam_policy', ['policy']],
  ['aws_iam_role_policy', ['policy']],
  ['aws_iam_user_policy', ['policy']],
  ['aws_iam_group_policy', ['policy']],
  ['aws_iam_role', ['inline_policy.policy']],
  ['AWS::IAM::Policy', ['PolicyDocument']],
  ['AWS::IAM::ManagedPolicy', ['PolicyDocument']],
  ['AWS::IAM::RolePolicy', ['PolicyDocument']],
  ['AWS::IAM::UserPolicy', ['PolicyDocument']],
  ['AWS::IAM::GroupPolicy', ['PolicyDocument']],
  ['AWS::IAM::Role', ['Policies.PolicyDocument']],
  ['AWS::IAM::User', ['Policies.PolicyDocument']],
  ['AWS::IAM::Group', ['Policies.PolicyDocument']],
  ['AWS::Serverless::Function', ['Policies']],
])
const DOCUMENT = 'data.aws_iam_policy_document'

/** The types of resources that {@link permissionPoliciesOf} knows. */
export const POLICY_TYPES: readonly string[] = [...POLICIES.keys(), DOCUMENT]

/** The policies of permissions that a resource holds; those that others have (of keys, buckets, roles' trust) are none. */
export function permissionPoliciesOf(resource: Resource): PermissionPolicy[] {
  if (resource.type === DOCUMENT) return ofDocument(resource)
  return (POLICIES.get(resource.type) ?? []).flatMap((path) =>
    valuesAt(resource.properties, path).flatMap((value) => ofValue(resource, value) ?? []),
  )
}

/** Statements written as blocks (Terraform AWS provider: aws_iam_policy_document). */
function ofDocument(resource: Resource): PermissionPolicy[] {
  const { properties, at } = resource
  const statements = itemsOf(properties.entries.get('statement'))
  const dicts = statements.filter((each): each is DictValue => each.kind === 'dict')
  // With a principal it is a policy of a resource, or says who may take a role.
  if (dicts.some(({ entries }) => entries.has('principals') || entries.has('not_principals'))) return []
  const allows = dicts.filter(({ entries }) => textOf(entries.get('effect')) !== 'Deny')
  const open = dicts.length < statements.length || properties.entries.has('dynamic')
  return [
    {
      resource,
      at,
      open,
      denies: allows.length < dicts.length,
      allows: allows.map((each) => allowed(each, 'actions', 'resources', 'condition')),
    },
  ]
}

function ofValue(resource: Resource, value: Value): PermissionPolicy | undefined {
  const policy = policyOf(value)
  const { at } = value
  if (policy === undefined) {
    // A document of the module is judged where it stands; a name stands for a policy of somebody else.
    const isElsewhere = referencesIn(value).some((name) => name.startsWith(`${DOCUMENT}.`)) || isOfResource(value)
    return isElsewhere || value.kind === 'scalar' ? undefined : { resource, allows: [], denies: false, open: true, at }
  }
  const written = policy.entries.get('Statement')
  // Templates of SAM are dicts of one name (`DynamoDBCrudPolicy: { TableName: … }`).
  if (written === undefined) return undefined
  const statements = itemsOf(written)
  const dicts = statements.filter((each): each is DictValue => each.kind === 'dict')
  const allows = dicts.filter(({ entries }) => textOf(entries.get('Effect')) === 'Allow')
  return {
    resource,
    at,
    open: written.kind === 'unresolved' || dicts.length < statements.length,
    denies: dicts.some(({ entries }) => textOf(entries.get('Effect')) === 'Deny'),
    allows: allows.map((each) => allowed(each, 'Action', 'Resource', 'Condition')),
  }
}

function allowed(statement: DictValue, actions: string, resources: string, condition: string): AllowedActions {
  const texts = (key: string): string[] => {
    const value = valueAt({ ...statement, kind: 'dict' }, key)
    const items = value?.kind === 'unresolved' ? [value] : itemsOf(value)
    return items.map((item) => readable(item) ?? '')
  }
  const narrowed = statement.entries.get(condition)
  const empty = narrowed?.kind === 'dict' && narrowed.entries.size === 0
  return {
    actions: texts(actions),
    resources: texts(resources),
    conditioned: (narrowed !== undefined && !empty) || statement.entries.has('dynamic'),
    at: statement.entries.get(actions)?.at ?? statement.at,
  }
}
