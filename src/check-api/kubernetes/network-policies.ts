import type { Infrastructure, Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import type { Overlays } from './overlays.js'
import { fitsSelector, mayShareNamespace, selectsPods } from './pod-policies.js'
import type { Workload } from './workloads.js'

/** How one kind of object says whose traffic it restricts. */
interface PolicyKind {
  readonly group: RegExp
  readonly kind: string
  /** Where its label selector stands; absent if it says in another way. */
  readonly selector?: string
  /** `all`: without a selector it is for all pods of its namespace. `clusterwide`: of all namespaces. */
  readonly without?: 'all' | 'clusterwide'
}

/**
 * Objects that restrict which traffic pods accept. Sources: Kubernetes documentation, Network Policies; Cilium, Network
 * Policy; Calico, Network policy; Network Policy API; Istio, Authorization Policy; Linkerd, Authorization Policy; Consul,
 * Service Intentions; Kuma, Mesh Traffic Permission; Amazon EKS, Security groups for pods.
 */
const KINDS: readonly PolicyKind[] = [
  {
    group: /^(?:networking\.k8s\.io|extensions)$/,
    kind: 'NetworkPolicy',
    selector: 'spec.podSelector',
    without: 'all',
  },
  { group: /^cilium\.io$/, kind: 'CiliumNetworkPolicy', selector: 'spec.endpointSelector' },
  {
    group: /^cilium\.io$/,
    kind: 'CiliumClusterwideNetworkPolicy',
    selector: 'spec.endpointSelector',
    without: 'clusterwide',
  },
  { group: /^(?:crd\.)?projectcalico\.org$/, kind: 'NetworkPolicy' },
  { group: /^(?:crd\.)?projectcalico\.org$/, kind: 'GlobalNetworkPolicy', without: 'clusterwide' },
  { group: /^policy\.networking\.k8s\.io$/, kind: 'AdminNetworkPolicy', without: 'clusterwide' },
  { group: /^policy\.networking\.k8s\.io$/, kind: 'BaselineAdminNetworkPolicy', without: 'clusterwide' },
  { group: /^policy\.networking\.k8s\.io$/, kind: 'ClusterNetworkPolicy', without: 'clusterwide' },
  { group: /^crd\.antrea\.io$/, kind: 'NetworkPolicy' },
  { group: /^crd\.antrea\.io$/, kind: 'ClusterNetworkPolicy', without: 'clusterwide' },
  { group: /^security\.istio\.io$/, kind: 'AuthorizationPolicy', selector: 'spec.selector', without: 'all' },
  { group: /^policy\.linkerd\.io$/, kind: 'Server', selector: 'spec.podSelector' },
  { group: /^policy\.linkerd\.io$/, kind: 'AuthorizationPolicy' },
  { group: /^consul\.hashicorp\.com$/, kind: 'ServiceIntentions', without: 'clusterwide' },
  { group: /^kuma\.io$/, kind: 'MeshTrafficPermission', without: 'clusterwide' },
  { group: /^vpcresources\.k8s\.aws$/, kind: 'SecurityGroupPolicy', selector: 'spec.podSelector' },
]

/** Istio's namespace for what counts in all of them. */
const ROOT_NAMESPACE = 'istio-system'

/** An object that restricts the traffic of pods. */
export interface NetworkPolicy {
  readonly resource: Resource
  readonly kind: PolicyKind
}

/** Every object of the tree that restricts which traffic pods accept. */
export function networkPolicies({ resources }: Infrastructure, overlays: Overlays): NetworkPolicy[] {
  return resources.flatMap((resource) => {
    const parts = resource.type.split('/')
    const kind = KINDS.find((each) => parts.length === 3 && each.kind === parts[2] && each.group.test(parts[0] ?? ''))
    return kind === undefined || overlays.isPatch(resource) || !restricts(resource) ? [] : [{ resource, kind }]
  })
}

/** Whether it says anything of what comes in: a policy for what goes out alone does not, nor one that lets all in. */
function restricts({ properties }: Resource): boolean {
  const types = itemsOf(valueAt(properties, 'spec.policyTypes')).map(textOf)
  if (types.length > 0 && !types.includes('Ingress')) return false
  return !itemsOf(valueAt(properties, 'spec.ingress')).some(isEmpty)
}

function isEmpty(rule: Value): boolean {
  return rule.kind === 'dict' && rule.entries.size === 0
}

/** Whether the policy is for the pods of the workload; undefined where that cannot be told here. */
export function isPolicyFor(
  { resource, kind: { selector, without } }: NetworkPolicy,
  workload: Workload,
  overlays: Overlays,
): boolean | undefined {
  const given = selector === undefined ? undefined : valueAt(resource.properties, selector)
  if (given === undefined || selector === undefined) {
    if (without === 'clusterwide') return selector === undefined ? undefined : true
    if (selector !== undefined && without === undefined) return undefined
    const everywhere = resource.namespace === ROOT_NAMESPACE
    const near = [resource, ...overlays.buildsOf(resource).map((build) => build.resource)].some((each) =>
      mayShareNamespace(each, workload.resource),
    )
    if (!near && !everywhere) return false
    return selector === undefined ? undefined : true
  }
  return without === 'clusterwide'
    ? fitsSelector(given, workload.podLabels)
    : selectsPods(resource, selector, workload, overlays)
}
