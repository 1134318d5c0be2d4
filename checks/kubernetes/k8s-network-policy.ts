import {
  chartMayAdd,
  defineCheck,
  deployedWorkloads,
  generatorOf,
  isPolicyFor,
  judgeBuilds,
  networkPolicies,
  onceForEachKey,
  Overlays,
  servesRequests,
  truthOf,
  valueAt,
  workloadsOf,
  z,
  type CheckOutcome,
  type DeployedWorkload,
  type FileIndex,
  type Infrastructure,
  type NetworkPolicy,
  type Workload,
  type WorkloadKind,
} from '../../src/check-api/index.js'

const SERVING: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'])

/** Names of templates that make policies. */
const POLICY_FILE = /network-?polic|netpol|authorization-?polic/i

const ELSEWHERE = 'network policies for {workload} may be kept with the cluster'

/** What is known of the tree as a whole. */
interface Tree {
  readonly infrastructure: Infrastructure
  readonly files: FileIndex
  readonly overlays: Overlays
  readonly policies: readonly NetworkPolicy[]
  /** Names of the namespaces that are made here and hold more than one service. */
  readonly own: ReadonlySet<string>
}

export default defineCheck({
  id: 'k8s-network-policy',
  title: 'Pods accept traffic from everywhere in the cluster',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.EAC.2', 'AG.SAD.8', 'waf.sec.all-layers', 'SEC05-BP04'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    open: {
      text: 'No network policy selects the pods of {kind} {workload}, so every pod of the cluster may connect to them.',
      remedy: 'Deny traffic by default in the namespace, and allow what each service needs.',
    },
  },

  *run({ infrastructure, files }) {
    const overlays = new Overlays(infrastructure)
    const deployed = deployedWorkloads(infrastructure, files, overlays, SERVING).filter(
      ({ written }) =>
        // Pods in the network of their node are out of reach of policies (Kubernetes documentation: Network Policies).
        truthOf(valueAt(written.podSpec, 'hostNetwork')) !== true && servesRequests(written, infrastructure),
    )
    if (deployed.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no Kubernetes workload that serves requests' }
    const policies = networkPolicies(infrastructure, overlays)
    const tree = { infrastructure, files, overlays, policies, own: namespacesOf(deployed, infrastructure) }
    const outcomes = deployed.flatMap(
      ({ builds }) =>
        judgeBuilds(builds, (resource) => {
          const [workload] = workloadsOf({ resources: [resource] })
          return workload && judge(workload, tree)
        }) ?? [],
    )
    yield* onceForEachKey(
      withoutRepeats(outcomes),
      ({ data, at }) => [data?.['namespace'] === '' ? at?.file.split('/').slice(0, -1) : data?.['namespace']],
      ({ data }) => `${String(data?.['kind'])} ${String(data?.['workload'])}, too`,
    )
  },
})

/** Where policies may be kept elsewhere, one workload is enough to say so. */
function withoutRepeats(outcomes: readonly CheckOutcome<'open'>[]): CheckOutcome<'open'>[] {
  const first = outcomes.find((each) => each.kind === 'unknown' && each.reason === ELSEWHERE)
  return outcomes.filter((each) => each === first || each.kind !== 'unknown' || each.reason !== ELSEWHERE)
}

function namespacesOf(deployed: readonly DeployedWorkload[], { resources }: Infrastructure): ReadonlySet<string> {
  const made = new Set(resources.filter(({ type }) => type === 'v1/Namespace').map(({ name }) => name))
  const held = deployed.flatMap(({ builds }) => [...new Set(builds.map(({ resource }) => resource.namespace))])
  return new Set(
    held.filter(
      (name) => name !== undefined && made.has(name) && held.indexOf(name) !== held.lastIndexOf(name),
    ) as string[],
  )
}

function judge(workload: Workload, tree: Tree): CheckOutcome<'open'> {
  const { resource, kind, podLabels, complete } = workload
  const { infrastructure, files, overlays, policies, own } = tree
  const { namespace = '' } = resource
  const data = { kind, workload: resource.name, namespace }
  const unknown = { kind: 'unknown', origin: 'files', data, at: resource.at } as const
  const judged = policies.map((policy) => ({ policy, fits: isPolicyFor(policy, workload, overlays) }))
  const seen = judged.find(({ fits }) => fits === true)?.policy.resource
  if (seen !== undefined)
    return {
      kind: 'evidence',
      text: '{policy} restricts who reaches {kind} {workload}',
      data: { ...data, policy: seen.name },
      at: seen.at,
    }
  if (!complete || podLabels === undefined || judged.some(({ fits }) => fits === undefined))
    return { ...unknown, reason: 'whether a policy selects the pods of {workload} cannot be told' }
  if (chartMayAdd(workload, POLICY_FILE, files))
    return { ...unknown, reason: 'the chart of {workload} has a policy that its values switch on' }
  if (['NetworkPolicy', 'CiliumNetworkPolicy'].some((each) => generatorOf(each, infrastructure) !== undefined))
    return { ...unknown, reason: 'a policy in the cluster may restrict who reaches {workload}' }
  const others = policies.some(({ resource: each }) => each.technology !== 'helm' || each.module === resource.module)
  if (!others && !own.has(namespace)) return { ...unknown, reason: ELSEWHERE }
  return { kind: 'problem', message: 'open', data, at: resource.at }
}
