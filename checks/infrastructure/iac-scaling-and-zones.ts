import {
  authoredResources,
  callsOf,
  CAPACITY_TYPES,
  capacityOf,
  defineCheck,
  deployedWorkloads,
  environmentNamed,
  itemsOf,
  judgeBuilds,
  ofType,
  leastPods,
  neighboursIn,
  onceForEachKey,
  Overlays,
  scalersOf,
  servicesSelecting,
  textOf,
  textsIn,
  valueAt,
  workloadsOf,
  z,
  type Build,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Resource,
  type Workload,
} from '../../src/check-api/index.js'

type Message = 'one' | 'zone' | 'fixed'
type Outcome = CheckOutcome<Message>

export default defineCheck({
  id: 'iac-scaling-and-zones',
  title: 'Production service has one instance, one zone or fixed capacity',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'O.CM.2',
    'waf.rel.scale-horizontally',
    'waf.rel.stop-guessing-capacity',
    'REL06-BP04',
    'REL07-BP01',
    'REL11-BP02',
    'REL11-BP03',
    'hc.maturity.l1.manual-scaling',
    'hc.maturity.l3.self-healing',
    'ba.usecase.scaling-recovery',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    one: {
      text: 'The production {noun} {resource} is a single instance, so users are without it while that is replaced.',
      remedy: 'Set {setting} so that a second one, in another zone, takes over.',
    },
    zone: {
      text: 'The production {noun} {resource} is in one zone, so it is gone when that zone fails.',
      remedy: 'Spread it over at least two zones with {setting}.',
    },
    fixed: {
      text: 'The production {noun} {resource} has a fixed size, so somebody must notice when the load grows.',
      remedy: 'Add a scaling policy that follows its load.',
    },
  },

  *run({ infrastructure, files }) {
    const outcomes = [...declared(infrastructure, files), ...inClusters(infrastructure, files)]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no service or database of a fixed number is declared' }
    yield* onceForEachKey(
      outcomes,
      // Copies of a workload for several clusters have one cause.
      ({ message, data, at }) => [
        message,
        data?.['noun'],
        data?.['setting'] === 'replicas' ? at?.file.split('/').slice(0, -1).slice(0, 2) : at?.file,
      ],
      ({ data }) => `${String(data?.['noun'])} ${String(data?.['resource'])}, too`,
    )
  },
})

function declared(infrastructure: Infrastructure, files: FileIndex): Outcome[] {
  const { resources } = infrastructure
  const judged = authoredResources(infrastructure, files, ...CAPACITY_TYPES)
  if (judged.length === 0) return []
  const neighbours = neighboursIn(resources)
  return judged.flatMap((resource): Outcome[] => {
    const tier = environmentNamed(resource)
    const capacity = tier === 'before' ? undefined : capacityOf(resource, resources, neighbours)
    if (capacity === undefined) return []
    const { verdict, noun, setting, at } = capacity
    const data = { noun, resource: resource.name, setting }
    if (verdict === 'fine')
      return [{ kind: 'evidence', text: '{noun} {resource} fails over or follows its load', data, at }]
    const open = { kind: 'unknown', origin: 'files', data, at } as const
    if (verdict === 'open') return [{ ...open, reason: 'the size of {noun} {resource} is decided elsewhere' }]
    if (tier === 'unknown') return [{ ...open, reason: 'nothing tells whether {noun} {resource} is for production' }]
    return [
      {
        kind: 'problem',
        message: verdict,
        data,
        at,
        because: callsOf(resource),
        ...(verdict === 'fixed' && { severity: 'notice' }),
      },
    ]
  })
}

/** Deployments that serve requests, as kustomizations for production build them, or in files for it. */
function inClusters(infrastructure: Infrastructure, files: FileIndex): Outcome[] {
  const overlays = new Overlays(infrastructure)
  const routed = routedNames(infrastructure)
  return deployedWorkloads(infrastructure, files, overlays, new Set(['Deployment', 'Rollout']))
    .filter(({ written }) => isExposed(written, infrastructure, routed) && !keepsData(written))
    .flatMap(({ builds }) => {
      const forProduction = builds.filter(isForProduction)
      const judge = (resource: Resource): Outcome | undefined => {
        const [workload] = workloadsOf({ resources: [resource] })
        return workload && judgeWorkload(workload, forProduction.length > 0, infrastructure, overlays)
      }
      return judgeBuilds(forProduction.length > 0 ? forProduction : builds, judge) ?? []
    })
}

function isForProduction({ resource, by }: Build): boolean {
  return [resource, ...(by === undefined ? [] : [by.resource])].some((each) => environmentNamed(each) === 'production')
}

/** Kinds that lead requests from outside to a Service, whatever the group: of Kubernetes, Istio, Traefik, OpenShift. */
const ROUTES = /\/(?:Ingress|IngressRoute|VirtualService|Route|HTTPRoute|GRPCRoute|TLSRoute|TCPRoute)$/

/** Everything that routes name, Services among it. */
function routedNames({ resources }: Infrastructure): ReadonlySet<string> {
  return new Set(ofType(resources, ROUTES).flatMap(({ properties }) => textsIn(properties.entries.get('spec'))))
}

/** Whether users reach it: through a Service that the cloud balances, or that a route leads to. Controllers are not asked for. */
function isExposed(workload: Workload, infrastructure: Infrastructure, routed: ReadonlySet<string>): boolean {
  return servicesSelecting(infrastructure, workload).some(
    ({ name, properties }) => textOf(valueAt(properties, 'spec.type')) === 'LoadBalancer' || routed.has(name),
  )
}

/** A volume ties what runs to one instance, or to one node. */
function keepsData({ podSpec }: Workload): boolean {
  return itemsOf(valueAt(podSpec, 'volumes')).some((volume) => valueAt(volume, 'persistentVolumeClaim') !== undefined)
}

function judgeWorkload(
  workload: Workload,
  isProduction: boolean,
  infrastructure: Infrastructure,
  overlays: Overlays,
): Outcome | undefined {
  const { resource, kind, replicas } = workload
  const pods = leastPods(workload, infrastructure.resources, overlays)
  const data = { noun: kind, resource: resource.name, setting: 'replicas' }
  const at = replicas?.at ?? resource.at
  const open = { kind: 'unknown', origin: 'files', data, at } as const
  if (scalersOf(resource, infrastructure.resources).length > 0)
    return { kind: 'evidence', text: '{noun} {resource} follows its load', data, at }
  if (pods === undefined || textOf(replicas) === undefined)
    return { ...open, reason: 'the size of {noun} {resource} is decided elsewhere' }
  if (pods === 0) return undefined
  if (!isProduction) return { ...open, reason: 'nothing tells whether {noun} {resource} is for production' }
  return pods < 2
    ? { kind: 'problem', message: 'one', data, at }
    : { kind: 'problem', message: 'fixed', data, at, severity: 'notice' }
}
