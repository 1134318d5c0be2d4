import type { Infrastructure, Resource } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'
import type { CheckOutcome } from '../check.js'
import { textsIn } from '../common/texts.js'

/** Resources that refuse or report what lacks tags or labels, and what about them tells so. */
const POLICIES: readonly { readonly type: RegExp; readonly says: (resource: Resource) => boolean }[] = [
  {
    type: /^(?:aws_config_(?:organization_managed|config)_rule|AWS::Config::ConfigRule)$/,
    says: (each) => names(each, /REQUIRED_TAGS/),
  },
  {
    type: /^(?:aws_organizations_policy|AWS::Organizations::Policy)$/,
    says: ({ properties }) => ['type', 'Type'].some((key) => textOf(valueAt(properties, key)) === 'TAG_POLICY'),
  },
  { type: /^azurerm_\w*policy_\w+$/, says: (each) => names(each, /\btags?\b/i) },
  { type: /^constraints\.gatekeeper\.sh\/\w+\/K8sRequiredLabels$/, says: () => true },
  {
    type: /^kyverno\.io\/\w+\/(?:Cluster)?Policy$/,
    says: (each) => /label/i.test(each.name) && names(each, /validate|pattern|\?\*/),
  },
]

/** Policies that require tags or labels, as evidence. */
export function tagPolicies({
  resources,
}: Pick<Infrastructure, 'resources'>): (CheckOutcome<never> & { at: Resource['at'] })[] {
  return resources
    .filter((resource) => POLICIES.some(({ type, says }) => type.test(resource.type) && says(resource)))
    .map(({ name, at }) => ({ kind: 'evidence', text: 'policy {name} asks for tags or labels', data: { name }, at }))
}

function names(resource: Resource, pattern: RegExp): boolean {
  return textsIn(resource.properties).some((text) => pattern.test(text))
}
