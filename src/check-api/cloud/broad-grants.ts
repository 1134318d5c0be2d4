import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { isOpen, referencesIn, textOf, valueAt, valuesAt } from '../../models/value.js'
import type { Neighbours } from './neighbours.js'
import { permissionPoliciesOf, POLICY_TYPES, type AllowedActions, type PermissionPolicy } from './policy-statements.js'
import { textsIn } from '../common/texts.js'

/** What a resource grants to a machine. */
export interface Grant {
  /**
   * `everything`: every action on everything. `administrator`: that, by a ready-made role. `grants`: rights to give itself
   * more rights. `service`: every action of a service on everything. `narrow`: none of these. `open`: that cannot be told.
   */
  readonly kind: 'everything' | 'administrator' | 'grants' | 'service' | 'narrow' | 'open'
  /** The action, role or service. */
  readonly what: string
  readonly at: Location
}

/** Actions with which an identity can give rights to itself (AWS IAM: actions that manage permissions). */
const GRANTING =
  /^iam:(?:\*|attach(?:role|user|group)policy|put(?:role|user|group)policy|createpolicyversion|setdefaultpolicyversion|updateassumerolepolicy|attach\*|put\*)$/i
/** Services whose actions know no resources, and are what an agent on a machine needs. */
const WITHOUT_RESOURCES = /^(?:ssmmessages|ec2messages):\*$/i

const MANAGED: ReadonlyMap<string, string> = new Map([
  ['aws_iam_role_policy_attachment', 'policy_arn'],
  ['aws_iam_user_policy_attachment', 'policy_arn'],
  ['aws_iam_policy_attachment', 'policy_arn'],
  ['aws_iam_role', 'managed_policy_arns'],
  ['AWS::IAM::Role', 'ManagedPolicyArns'],
  ['AWS::IAM::User', 'ManagedPolicyArns'],
  ['AWS::Serverless::Function', 'Policies'],
])
const ADMINISTRATOR = /(?:^|\/)(AdministratorAccess|IAMFullAccess)$/
const BOUNDARIES = ['permissions_boundary', 'PermissionsBoundary']
/** Who takes the role is a machine: a service of AWS, or a token of a pipeline. */
const MACHINE = /(?:^|[^\w-])[a-z0-9-]+\.amazonaws\.com|AssumeRoleWithWebIdentity/

/** The types of resources that {@link awsGrants} knows. */
export const AWS_GRANT_TYPES: readonly string[] = [...new Set([...POLICY_TYPES, ...MANAGED.keys()])]

/** What a resource of AWS grants, the worst first; nothing if it says nothing of rights, or only people get them. */
export function awsGrants(resource: Resource, neighbours: Neighbours): Grant[] {
  const holders = [resource, ...neighbours.named(resource, referencesIn(resource.properties))]
  if (holders.some(({ properties }) => BOUNDARIES.some((key) => properties.entries.has(key))))
    return [{ kind: 'narrow', what: '', at: resource.at }]
  // A policy that is a boundary, or that limits an organisation, allows what others may be given.
  if (/boundary|scp\b|guardrail/i.test(resource.name)) return []
  const found = [...permissionPoliciesOf(resource).map(grantOf), ...managedGrants(resource, neighbours)]
  return found.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

const ORDER: readonly Grant['kind'][] = ['everything', 'administrator', 'grants', 'service', 'open', 'narrow']

function grantOf({ allows, denies, open, at }: PermissionPolicy): Grant {
  const broad = allows.filter(({ resources, conditioned }) => resources.includes('*') && !conditioned)
  const first = (kind: Grant['kind'], matches: (action: string) => boolean): Grant | undefined => {
    const statement = broad.find(({ actions }: AllowedActions) => actions.some(matches))
    return statement && { kind, what: statement.actions.find(matches) ?? '', at: statement.at }
  }
  const everything = first('everything', (action) => action === '*' || action === '*:*')
  // What is allowed but for what is denied is not known to be everything.
  if (everything !== undefined) return denies ? { ...everything, kind: 'open' } : everything
  return (
    first('grants', (action) => GRANTING.test(action)) ??
    first('service', (action) => /^[\w-]+:\*$/.test(action) && !WITHOUT_RESOURCES.test(action)) ?? {
      kind: open || allows.some(({ actions }) => actions.includes('${…}')) ? 'open' : 'narrow',
      what: '',
      at,
    }
  )
}

function managedGrants(resource: Resource, neighbours: Neighbours): Grant[] {
  const path = MANAGED.get(resource.type)
  if (path === undefined) return []
  return valuesAt(resource.properties, path).flatMap((value): Grant[] => {
    const name = ADMINISTRATOR.exec(textOf(value) ?? '')?.[1]
    if (name === undefined || isOpen(value)) return []
    const taken = takenBy(resource, neighbours)
    return taken === 'people'
      ? []
      : [{ kind: taken === 'machine' ? 'administrator' : 'open', what: name, at: value.at }]
  })
}

/** Who may take the role that gets a policy; `unknown` if that is written elsewhere. */
function takenBy(resource: Resource, neighbours: Neighbours): 'machine' | 'people' | 'unknown' {
  if (/Serverless|::User$|user_policy/.test(resource.type)) return 'machine'
  const role = resource.type.endsWith('ole') ? resource : roleOf(resource, neighbours)
  const trust = role && trustOf(role, neighbours)
  if (trust === undefined || trust.length === 0) return 'unknown'
  if (trust.some((text) => MACHINE.test(text))) return 'machine'
  return trust.some((text) => text.includes('${') || /^(?:var|local|module)\./.test(text)) ? 'unknown' : 'people'
}

function roleOf(resource: Resource, neighbours: Neighbours): Resource | undefined {
  const roles = ['role', 'roles'].flatMap((key) => referencesIn(valueAt(resource.properties, key)))
  return neighbours.named(resource, roles).find(({ type }) => type === 'aws_iam_role')
}

function trustOf(role: Resource, neighbours: Neighbours): string[] {
  const written = ['assume_role_policy', 'AssumeRolePolicyDocument'].flatMap((key): readonly Value[] => {
    const value = role.properties.entries.get(key)
    return value === undefined ? [] : [value]
  })
  const documents = neighbours.named(role, written.flatMap(referencesIn))
  const inDocuments = documents.flatMap(({ properties }) => textsIn(properties.entries.get('statement')))
  return inDocuments.length > 0 ? inDocuments : written.flatMap((value) => textsIn(value))
}
