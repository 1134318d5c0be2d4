import { pathsFitting } from '../../core/path-index.js'
import type { Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, Resource } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import type { DriftKind } from './drift-kinds.js'
import { isForUse } from '../common/paths.js'

/** Something in the tree by which a service refuses what breaks a rule. */
export interface PolicyGate {
  /** For a person: `ClusterPolicy no-root`. */
  readonly what: string
  /** What it stands before; absent: everything that is made in the cloud that it governs. */
  readonly before?: DriftKind
  /** `reports`: what breaks the rule is let in, and listed. `open`: an expression decides. */
  readonly effect: 'refuses' | 'reports' | 'open'
  readonly at: Location
}

type Judge = (resource: Resource) => PolicyGate['effect'] | undefined

interface Kind {
  readonly type: RegExp
  readonly before?: DriftKind
  readonly effect: Judge
}

const refuses: Judge = () => 'refuses'

/**
 * Policy sets of HCP Terraform, policies of Spacelift, guardrails of organizations (AWS, Google Cloud, Azure Policy), hooks of
 * CloudFormation, and objects of admission controllers.
 */
const KINDS: readonly Kind[] = [
  {
    type: /^(?:tfe_policy_set|tfe_policy|tfe_sentinel_policy|spacelift_policy)$/,
    before: 'Terraform',
    effect: refuses,
  },
  { type: /^azurerm_(?:management_group|subscription|resource_group|resource)_policy_assignment$/, effect: refuses },
  { type: /^google_(?:org_policy_policy|(?:organization|folder|project)_organization_policy)$/, effect: refuses },
  { type: /^aws_organizations_policy$/, effect: control('type') },
  { type: /^AWS::Organizations::Policy$/, effect: control('Type') },
  { type: /^AWS::CloudFormation::(?:GuardHook|LambdaHook)$/, before: 'CloudFormation', effect: failureMode },
  { type: /^kyverno\.io\/[^/]+\/(?:Cluster)?Policy$/, before: 'Kubernetes', effect: kyverno },
  { type: /^policies\.kyverno\.io\/[^/]+\/(?:Namespaced)?ValidatingPolicy$/, before: 'Kubernetes', effect: validating },
  { type: /^constraints\.gatekeeper\.sh\//, before: 'Kubernetes', effect: gatekeeper },
  { type: /^policies\.kubewarden\.io\/[^/]+\/(?:Cluster)?AdmissionPolicy$/, before: 'Kubernetes', effect: kubewarden },
  {
    type: /^admissionregistry\.k8s\.io\/[^/]+\/ValidatingAdmissionPolicyBinding$/,
    before: 'Kubernetes',
    effect: validating,
  },
]

/** Everything in the tree that is a gate of this kind and meant for use, in order of file. */
export function policyGates({ resources }: Pick<Infrastructure, 'resources'>, files: FileIndex): PolicyGate[] {
  return resources.flatMap((resource) => {
    const kind = KINDS.find(({ type }) => type.test(resource.type))
    const effect = kind?.effect(resource)
    if (kind === undefined || effect === undefined || !isForUse(resource.file, files)) return []
    const what = `${resource.type.slice(resource.type.lastIndexOf('/') + 1)} ${resource.name}`
    return [{ what, effect, at: resource.at, ...(kind.before !== undefined && { before: kind.before }) }]
  })
}

/** AWS Organizations: of its policies these two kinds refuse; without a type it is the first (Terraform AWS provider docs). */
function control(path: string): Judge {
  return ({ properties }) => {
    const type = textOf(valueAt(properties, path)) ?? 'SERVICE_CONTROL_POLICY'
    return type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY' ? 'refuses' : undefined
  }
}

/** CloudFormation docs: hooks, `FailureMode`: FAIL or WARN. */
function failureMode({ properties }: Resource): PolicyGate['effect'] {
  const mode = textOf(valueAt(properties, 'FailureMode'))
  return mode === undefined ? 'open' : mode === 'FAIL' ? 'refuses' : 'reports'
}

/** Kyverno docs: Validate Rules, `failureAction` and `validationFailureAction`, which are `Audit` by default. */
function kyverno({ properties }: Resource): PolicyGate['effect'] | undefined {
  const rules = itemsOf(valueAt(properties, 'spec.rules')).flatMap((rule) => valueAt(rule, 'validate') ?? [])
  if (rules.length === 0) return undefined
  const actions = [
    ...rules.map((rule) => valueAt(rule, 'failureAction')),
    valueAt(properties, 'spec.validationFailureAction'),
  ]
  if (actions.some((action) => /^enforce$/i.test(textOf(action) ?? ''))) return 'refuses'
  return actions.some((action) => action?.kind === 'unresolved') ? 'open' : 'reports'
}

/** Kubernetes docs: Validating Admission Policy, and Kyverno docs: ValidatingPolicy, where `Deny` is the default. */
function validating({ properties }: Resource): PolicyGate['effect'] {
  const actions = valueAt(properties, 'spec.validationActions')
  if (actions === undefined) return 'refuses'
  if (actions.kind === 'unresolved') return 'open'
  return itemsOf(actions).some((each) => textOf(each) === 'Deny') ? 'refuses' : 'reports'
}

/** Gatekeeper docs: Handling Constraint Violations, `deny` by default. */
function gatekeeper({ properties }: Resource): PolicyGate['effect'] {
  const action = valueAt(properties, 'spec.enforcementAction')
  if (action === undefined) return 'refuses'
  const text = textOf(action)
  return text === undefined ? 'open' : text === 'deny' || text === 'scoped' ? 'refuses' : 'reports'
}

/** Kubewarden docs: `spec.mode`, `protect` by default. */
function kubewarden({ properties }: Resource): PolicyGate['effect'] {
  return textOf(valueAt(properties, 'spec.mode')) === 'monitor' ? 'reports' : 'refuses'
}

/** Programs that test policies, not what policies judge. */
export const POLICY_TESTERS: ReadonlySet<string> = new Set([
  'opa',
  'conftest',
  'sentinel',
  'kyverno',
  'gator',
  'cfn-guard',
])

/** The first file that is a rule in a language for policies, and no test of one. */
export function ownPolicyIn(files: FileIndex): string | undefined {
  return pathsFitting(files.paths, [/\.(?:rego|sentinel|guard)$/]).find(
    (path) => !/_test\.rego$/.test(path) && isForUse(path, files),
  )
}
