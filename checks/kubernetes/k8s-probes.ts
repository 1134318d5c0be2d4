import {
  defineCheck,
  hasUnresolved,
  isForTrying,
  itemsOf,
  servicesSelecting,
  workloadsOf,
  z,
  type CheckOutcome,
  type Container,
  type Infrastructure,
  type Workload,
  type WorkloadKind,
} from '../../src/check-api/index.js'

const SERVING: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'])

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
  needs: ['infrastructure', 'project', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Container {container} of {kind} {workload} serves requests and has no readinessProbe, so traffic reaches it before it can answer.',
      remedy:
        'Add a readinessProbe that fails while the container cannot serve, and a livenessProbe or startupProbe where a restart helps.',
    },
  },

  *run({ infrastructure, project, files }) {
    if (project.kind === 'examples')
      return yield { kind: 'not-applicable', reason: 'the repository holds examples to copy' }
    const workloads = workloadsOf(infrastructure).filter(
      ({ kind, resource }) => SERVING.has(kind) && !files.isExcluded(resource.file) && !isForTrying(resource.file),
    )
    if (workloads.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no Kubernetes workload that serves requests' }
    for (const workload of workloads) yield* judge(workload, infrastructure)
  },
})

function* judge(workload: Workload, infrastructure: Infrastructure): Generator<CheckOutcome<'none'>> {
  const { resource, kind, containers } = workload
  const selected = servicesSelecting(infrastructure, workload).length > 0
  for (const container of containers.filter(({ role }) => role === 'main')) {
    const { name = '', readinessProbe, at } = container
    const data = { container: name, kind, workload: resource.name }
    if (readinessProbe !== undefined) {
      yield {
        kind: 'evidence',
        text: 'container {container} of {kind} {workload} has a readinessProbe',
        data,
        at: readinessProbe.at,
      }
    } else if (!resource.complete || hasUnresolved(workload.podSpec)) {
      yield {
        kind: 'unknown',
        origin: 'files',
        reason: 'the template of {kind} {workload} could only be read in part',
        data,
        at,
      }
    } else if (serves(container, selected, containers)) {
      yield { kind: 'problem', message: 'none', data, at }
    }
  }
}

/** It names a port, or it is the only container behind a Service. */
function serves({ ports }: Container, selected: boolean, containers: readonly Container[]): boolean {
  return itemsOf(ports).length > 0 || (selected && containers.filter(({ role }) => role === 'main').length === 1)
}
