import {
  buildsForUse,
  defineCheck,
  isForUse,
  itemsOf,
  judgeBuilds,
  Overlays,
  servicesSelecting,
  textOf,
  valueAt,
  withoutCopies,
  workloadsOf,
  z,
  type CheckOutcome,
  type Container,
  type Infrastructure,
  type Resource,
  type Value,
  type Workload,
  type WorkloadKind,
} from '../../src/check-api/index.js'

const SERVING: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'])

/** Containers that meshes and clouds put beside the one that serves. */
const PROXIES = new Set([
  'istio-proxy',
  'linkerd-proxy',
  'consul-dataplane',
  'daprd',
  'cloud-sql-proxy',
  'cloudsql-proxy',
])

/** Names of ports that only those who watch the container ask. */
const WATCHED = /metric|prom|telemetry|health|live|ready|probe|debug|pprof|profil|jmx/i

export default defineCheck({
  id: 'k8s-probes',
  title: 'Workload has no health probes',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'O.SI.4',
    'ops05-bp10.boundaries.post-checks',
    'OPS06-BP04',
    'REL11-BP01',
    'REL11-BP03',
    'hc.maturity.l3.self-healing',
    'hc.deploy.apps.health-gated',
    'ba.usecase.scaling-recovery',
  ],
  judgesExamples: false,
  definitions: ['kubernetes', 'helm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Container {container} of {kind} {workload} serves requests and has no readinessProbe, so traffic reaches it before it can answer.',
      remedy:
        'Add a readinessProbe that fails while the container cannot serve, and a livenessProbe or startupProbe where a restart helps.',
    },
    startOnly: {
      text: 'Container {container} of {kind} {workload} has a startupProbe and no readinessProbe, so traffic still reaches it when it can no longer answer.',
      remedy: 'Add a readinessProbe that fails while the container cannot serve.',
    },
  },

  *run({ infrastructure, files }) {
    const overlays = new Overlays(infrastructure)
    const workloads = workloadsOf(infrastructure).filter(
      ({ kind, resource }) => SERVING.has(kind) && !overlays.isPatch(resource) && isForUse(resource.file, files),
    )
    const outcomes = withoutCopies(workloads).flatMap((workload) => {
      const services = servicesOf(infrastructure, workload)
      const builds = buildsForUse(workload.resource, overlays, files)
      const names = new Set(workload.containers.map(({ name }) => name))
      return [...names].flatMap((name) => judgeBuilds(builds, (built) => judgeContainer(built, name, services)) ?? [])
    })
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no Kubernetes workload that serves requests' }
    yield* outcomes
  },
})

/** The ports of the Services that lead to the workload. */
function servicesOf(infrastructure: Infrastructure, workload: Workload): Value[] {
  return servicesSelecting(infrastructure, workload).flatMap(({ properties }) =>
    itemsOf(valueAt(properties, 'spec.ports')),
  )
}

function judgeContainer(
  built: Resource,
  name: string | undefined,
  services: readonly Value[],
): CheckOutcome<'none' | 'startOnly'> | undefined {
  const [workload] = workloadsOf({ resources: [built] })
  const container = workload?.containers.find((each) => each.name === name)
  return workload && container && judge(workload, container, services)
}

function judge(
  workload: Workload,
  container: Container,
  services: readonly Value[],
): CheckOutcome<'none' | 'startOnly'> | undefined {
  const { resource, kind, containers, complete } = workload
  const { role, name = '', readinessProbe, startupProbe, at } = container
  if (role !== 'main' || PROXIES.has(name)) return undefined
  const data = { container: name, kind, workload: resource.name }
  if (readinessProbe !== undefined) {
    const text = 'container {container} of {kind} {workload} has a readinessProbe'
    return { kind: 'evidence', text, data, at: readinessProbe.at }
  }
  // One container alone behind a Service serves it, whether it names its port or not.
  const alone = containers.filter((each) => each.role === 'main').length === 1
  if (![...itemsOf(container.ports), ...(alone ? services : [])].some(serves)) return undefined
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  if (!complete) return { ...unknown, reason: '{kind} {workload}, or what changes it, could only be read in part' }
  if (startupProbe !== undefined) return { kind: 'problem', message: 'startOnly', data, at, severity: 'notice' }
  return { kind: 'problem', message: 'none', data, at }
}

function serves(port: Value): boolean {
  return !WATCHED.test(textOf(valueAt(port, 'name')) ?? '')
}
