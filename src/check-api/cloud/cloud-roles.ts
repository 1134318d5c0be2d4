import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, referencesIn, textOf, valueAt, valuesAt } from '../../models/value.js'

/** A ready-made role that a resource gives to a machine. */
export interface RoleGrant {
  /** `wide`: it may do everything there. `all`: it is a role for that. `open`: what is given to whom is decided elsewhere. */
  readonly verdict: 'wide' | 'all' | 'narrow' | 'open'
  readonly role: string
  /** What it is given on: `the cluster`, `the project`, `the subscription`. */
  readonly on: string
  readonly at: Location
}

const GOOGLE = /^google_(project|folder|organization)_iam_(?:member|binding)$/
const BASIC = /^roles\/(?:owner|editor)$/
const PEOPLE = /^(?:user|group|domain):/

const BINDINGS: ReadonlyMap<string, { readonly role: string; readonly subjects: string }> = new Map([
  ['rbac.authorization.k8s.io/v1/ClusterRoleBinding', { role: 'roleRef.name', subjects: 'subjects' }],
  ['kubernetes_cluster_role_binding', { role: 'role_ref.name', subjects: 'subject' }],
  ['kubernetes_cluster_role_binding_v1', { role: 'role_ref.name', subjects: 'subject' }],
])
const CLUSTER_ROLES: ReadonlyMap<string, { readonly rules: string; readonly groups: string }> = new Map([
  ['rbac.authorization.k8s.io/v1/ClusterRole', { rules: 'rules', groups: 'apiGroups' }],
  ['kubernetes_cluster_role', { rules: 'rule', groups: 'api_groups' }],
  ['kubernetes_cluster_role_v1', { rules: 'rule', groups: 'api_groups' }],
])
/** Controllers that apply whatever a repository holds: they need the rights for it. */
const DEPLOYERS = /flux|kustomize-controller|helm-controller|argo-?cd|cluster-reconciler|tiller|gitops/i
const AZURE_WIDE = /^(?:Owner|Contributor|User Access Administrator)$/
const SUBSCRIPTION =
  /^(?:data\.)?azurerm_(?:subscription|management_group)\.|^\/?subscriptions\/[^/]+\/?$|^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+$/

/** What a resource of Google Cloud, Azure or Kubernetes gives to a machine; undefined if nothing, or to people alone. */
export function roleGrant(resource: Resource): RoleGrant | undefined {
  const google = GOOGLE.exec(resource.type)?.[1]
  if (google !== undefined) return googleGrant(resource, google)
  if (resource.type === 'azurerm_role_assignment') return azureGrant(resource)
  return bindingGrant(resource) ?? clusterRole(resource)
}

/** Whether {@link roleGrant} knows the type. */
export function givesRoles({ type }: Resource): boolean {
  return GOOGLE.test(type) || type === 'azurerm_role_assignment' || BINDINGS.has(type) || CLUSTER_ROLES.has(type)
}

function googleGrant({ properties, at: line }: Resource, level: string): RoleGrant | undefined {
  const value = properties.entries.get('role')
  const at = value?.at ?? line
  const role = textOf(value)
  const on = `the ${level}`
  if (value === undefined || isOpen(value) || role === undefined) return { verdict: 'open', role: '', on, at }
  const members = ['member', 'members'].flatMap((key) => valuesAt(properties, key))
  // A binding without members takes the role away from everybody.
  if (members.length === 0 && properties.entries.get('members')?.kind === 'list') return undefined
  if (members.length > 0 && members.every((member) => PEOPLE.test(textOf(member) ?? ''))) return undefined
  return { verdict: BASIC.test(role) ? 'wide' : 'narrow', role, on, at }
}

function azureGrant({ properties, at: line }: Resource): RoleGrant | undefined {
  const value = properties.entries.get('role_definition_name')
  const at = value?.at ?? line
  const role = textOf(value)
  if (value === undefined || isOpen(value) || role === undefined) return undefined
  const scope = properties.entries.get('scope')
  const names = [textOf(scope) ?? '', ...referencesIn(scope)].filter((name) => name !== '')
  const principal = referencesIn(properties.entries.get('principal_id'))
  if (
    principal.some((name) => /azuread_(?:group|user)s?\b/.test(name)) ||
    isOfPeople(properties.entries.get('principal_type'))
  )
    return undefined
  const on = 'the subscription'
  if (!AZURE_WIDE.test(role)) return { verdict: 'narrow', role, on, at }
  if (scope?.kind === 'unresolved' && names.some((name) => /^(?:var|local|module|each)\./.test(name)))
    return { verdict: 'open', role, on, at }
  // A longer path below a subscription is a resource or a group of them.
  const isWhole =
    names.length === 1 &&
    names.some((name) => SUBSCRIPTION.test(name)) &&
    !/\/resourceGroups\//i.test(textOf(scope) ?? '')
  const below = scope?.kind === 'unresolved' && /\/resourceGroups\/|\/providers\//i.test(scope.text)
  return { verdict: isWhole && !below ? 'wide' : 'narrow', role, on, at }
}

function isOfPeople(value: Value | undefined): boolean {
  return /^(?:User|Group)$/.test(textOf(value) ?? '')
}

function bindingGrant({ type, properties, at: line }: Resource): RoleGrant | undefined {
  const words = BINDINGS.get(type)
  if (words === undefined) return undefined
  const value = valueAt(properties, words.role)
  const role = textOf(value) ?? ''
  const subjects = itemsOf(valueAt(properties, words.subjects)).filter(
    (subject) => (textOf(valueAt(subject, 'kind')) ?? 'ServiceAccount') === 'ServiceAccount',
  )
  const names = subjects.map(
    (subject) => `${textOf(valueAt(subject, 'name')) ?? ''} ${textOf(valueAt(subject, 'namespace')) ?? ''}`,
  )
  if (subjects.length === 0 || names.every((name) => DEPLOYERS.test(name))) return undefined
  const at = value?.at ?? line
  if (isOpen(value)) return { verdict: 'open', role, on: 'the cluster', at }
  return { verdict: role === 'cluster-admin' ? 'wide' : 'narrow', role, on: 'the cluster', at }
}

function clusterRole({ type, name, properties, at }: Resource): RoleGrant | undefined {
  const words = CLUSTER_ROLES.get(type)
  if (words === undefined || DEPLOYERS.test(name)) return undefined
  const rule = itemsOf(valueAt(properties, words.rules)).find((each) =>
    [words.groups, 'resources', 'verbs'].every((key) =>
      itemsOf(valueAt(each, key)).some((item) => textOf(item) === '*'),
    ),
  )
  return { verdict: rule === undefined ? 'narrow' : 'all', role: name, on: 'the cluster', at: rule?.at ?? at }
}
