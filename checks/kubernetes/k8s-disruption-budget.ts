import {
  chartMayAdd,
  defineCheck,
  deployedWorkloads,
  generatorOf,
  isOpen,
  judgeBuilds,
  leastPods,
  numberOf,
  onceForEachKey,
  Overlays,
  ofType,
  scalersOf,
  selectsPods,
  servesRequests,
  textOf,
  valueAt,
  workloadsOf,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Resource,
  type Value,
  type Workload,
  type WorkloadKind,
} from '../../src/check-api/index.js'

type Message = 'none' | 'blocks'

const REPLICATED: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'StatefulSet', 'Rollout'])

/** Names of templates that make budgets. */
const BUDGET_FILE = /pdb|disruption/i

export default defineCheck({
  id: 'k8s-disruption-budget',
  title: 'Replicated service without a working disruption budget',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.ADS.3', 'REL11-BP02', 'REL11-BP03'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: '{kind} {workload} runs at least {pods} pods, and no PodDisruptionBudget keeps the drain of nodes from taking them all at once.',
      remedy: 'Add a PodDisruptionBudget with maxUnavailable: 1 whose selector fits its pods.',
    },
    blocks: {
      text: 'PodDisruptionBudget {budget} never lets go of a pod of {kind} {workload}, so no node that runs one can be drained.',
      remedy: 'Allow at least one pod to be away: maxUnavailable: 1.',
    },
  },

  *run({ infrastructure, files }) {
    const overlays = new Overlays(infrastructure)
    const services = deployedWorkloads(infrastructure, files, overlays, REPLICATED).filter(({ written }) =>
      servesRequests(written, infrastructure),
    )
    const outcomes = services.flatMap(
      ({ builds }) =>
        judgeBuilds(builds, (resource) => {
          const [workload] = workloadsOf({ resources: [resource] })
          return workload && judge(workload, infrastructure, files, overlays)
        }) ?? [],
    )
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no service that always has more than one pod' }
    yield* onceForEachKey(
      outcomes,
      // What lies together belongs to one team.
      ({ message, at }) => [message, at?.file.split('/').slice(0, -1).slice(0, 2)],
      ({ data }) => `${String(data?.['kind'])} ${String(data?.['workload'])}, too`,
    )
  },
})

function judge(
  workload: Workload,
  infrastructure: Infrastructure,
  files: FileIndex,
  overlays: Overlays,
): CheckOutcome<Message> | undefined {
  const { resource, kind, podLabels } = workload
  const { resources } = infrastructure
  const pods = leastPods(workload, resources, overlays)
  if ((pods !== undefined && pods < 2) || podLabels === undefined) return undefined
  const data = { kind, workload: resource.name, pods: pods ?? 'some' }
  const unknown = { kind: 'unknown', origin: 'files', data, at: resource.at } as const
  const budgets = ofType(resources, /\/PodDisruptionBudget$/)
    .filter((each) => !overlays.isPatch(each))
    .map((budget) => ({ budget, fits: selectsPods(budget, 'spec.selector', workload, overlays) }))
  const own = budgets.find(({ fits }) => fits === true)?.budget
  if (own !== undefined) {
    const scaled = scalersOf(resource, resources).length > 0
    const limit = blockingLimit(own, scaled ? undefined : pods)
    const named = { ...data, budget: own.name }
    if (limit !== undefined) return { kind: 'problem', message: 'blocks', data: named, at: limit.at }
    return { kind: 'evidence', text: 'budget {budget} guards {kind} {workload}', data: named, at: own.at }
  }
  if (pods === undefined) return { ...unknown, reason: 'how many pods {workload} has is set elsewhere' }
  if (budgets.some(({ fits }) => fits === undefined))
    return { ...unknown, reason: 'an expression decides whether a PodDisruptionBudget selects the pods of {workload}' }
  if (chartMayAdd(workload, BUDGET_FILE, files))
    return { ...unknown, reason: 'the chart of {workload} has a budget that its values switch on' }
  if (generatorOf('PodDisruptionBudget', infrastructure) !== undefined)
    return { ...unknown, reason: 'a policy in the cluster may make the budget of {workload}' }
  return { kind: 'problem', message: 'none', data, at: resource.at }
}

/** The limit by which no pod may ever be away (Kubernetes documentation: Specifying a Disruption Budget). */
function blockingLimit({ properties }: Resource, pods: number | undefined): Value | undefined {
  const [away, there] = ['maxUnavailable', 'minAvailable'].map((key) => valueAt(properties, `spec.${key}`))
  if (away !== undefined && !isOpen(away) && ['0', '0%'].includes(textOf(away) ?? '')) return away
  if (there === undefined || isOpen(there)) return undefined
  const least = numberOf(there)
  return textOf(there) === '100%' || (least !== undefined && pods !== undefined && least >= pods) ? there : undefined
}
