import type { Infrastructure, Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, textOf, valueAt } from '../../models/value.js'
import { isForServers } from './compose-files.js'
import { askedByCommand, kindOfPath, type Asked, type HealthCheck } from './health-checks.js'
import { Overlays } from '../kubernetes/overlays.js'
import { OwnImages } from './own-images.js'
import { workloadsOf, type Container, type WorkloadKind } from '../kubernetes/workloads.js'

const SERVING: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'])

/** Which probe says most of whether requests should come. */
const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'] as const

/** Names of ports over which HTTP is spoken (Kubernetes docs: Service, application protocol, has them by convention). */
const HTTP_PORT = /^(?:https?|web)(?:-|$)/

/** Containers that make requests to try others. */
const TRIES = /load-?(?:gen|test)/i

/** What of a tree decides which checks are judged. */
interface Source {
  readonly own: OwnImages
  readonly overlays: Overlays
}

/**
 * Health checks of containers: probes of Kubernetes, `healthcheck` of Compose, `healthCheck` of ECS. Of images that are
 * built elsewhere only those that ask for a path made for it: what else they answer is not known here.
 */
export function containerHealthChecks(
  infrastructure: Infrastructure,
  resources: readonly Resource[],
): readonly HealthCheck[] {
  const source = { own: new OwnImages(infrastructure), overlays: new Overlays(infrastructure) }
  const pods = workloadsOf({ resources }).filter(
    ({ kind, resource }) => SERVING.has(kind) && !source.overlays.isPatch(resource),
  )
  return [
    ...resources.flatMap((resource) => declared(resource, source)),
    ...pods.flatMap(({ resource, containers }) =>
      containers
        .filter(({ role, name = '' }) => role === 'main' && !TRIES.test(name))
        .flatMap((container) => inPod(resource, container, source) ?? []),
    ),
  ]
}

/** Where types other than Kubernetes' keep containers, and these their checks. */
const CONTAINERS: ReadonlyMap<string, { readonly list?: string; readonly image: string; readonly command: string }> =
  new Map([
    ['service', { image: 'image', command: 'healthcheck.test' }],
    ['aws_ecs_task_definition', { list: 'container_definitions', image: 'image', command: 'healthCheck.command' }],
    ['AWS::ECS::TaskDefinition', { list: 'ContainerDefinitions', image: 'Image', command: 'HealthCheck.Command' }],
  ])

function declared(resource: Resource, { own }: Source): HealthCheck[] {
  const known = CONTAINERS.get(resource.type)
  if (known === undefined || (resource.type === 'service') !== (resource.technology === 'compose')) return []
  const { list, image, command } = known
  const containers = list === undefined ? [resource.properties] : itemsOf(valueAt(resource.properties, list))
  return containers.flatMap((container): HealthCheck[] => {
    // A list is entered at its first item by paths: the command is a list of words itself.
    const [block = '', key = ''] = command.split('.')
    const check = valueAt(container, block)
    const test = check?.kind === 'dict' ? check.entries.get(key) : check
    const asked = askedByCommand(test)
    if (asked === undefined || test === undefined) return []
    const built = valueAt(container, 'build') !== undefined || own.has(valueAt(container, image))
    const judged = resource.technology !== 'compose' || isForServers(resource.file)
    if (!(built && judged) && !saysMuch(asked)) return []
    const name = textOf(valueAt(container, 'name') ?? valueAt(container, 'Name')) ?? resource.name
    return [{ noun: 'container', name, asked, written: true, at: test.at }]
  })
}

function inPod(resource: Resource, container: Container, { own, overlays }: Source): HealthCheck | undefined {
  const key = PROBES.find((each) => container[each] !== undefined)
  const probe = key === undefined ? undefined : container[key]
  if (key === undefined || probe === undefined) return undefined
  const asked = askedByProbe(probe, container)
  if (asked === undefined || (!saysMuch(asked) && !own.has(container.image))) return undefined
  const common = { noun: 'container', name: container.name ?? resource.name, written: true, at: probe.at }
  const changed = overlays.maySet(key, resource) && !saysMuch(asked)
  return { ...common, asked: changed ? { for: 'open' } : asked, at: valueAt(probe, 'httpGet.path')?.at ?? probe.at }
}

function askedByProbe(probe: Value, { ports }: Container): Asked | undefined {
  if (probe.kind !== 'dict') return { for: 'open' }
  const [http, exec, grpc, port] = ['httpGet', 'exec', 'grpc', 'tcpSocket'].map((key) => probe.entries.get(key))
  if (http !== undefined) {
    const path = valueAt(http, 'path')
    // The API server fills in `/` (Kubernetes API: HTTPGetAction).
    return isOpen(path) ? { for: 'open' } : { for: 'path', path: textOf(path) ?? '/' }
  }
  if (exec !== undefined) return askedByCommand(exec.kind === 'dict' ? exec.entries.get('command') : exec)
  if (grpc !== undefined) return { for: 'command' }
  return port !== undefined && speaksHttp(valueAt(port, 'port'), ports) ? { for: 'port' } : undefined
}

/** Whether the port of a probe, by its number or name, is one that the container names as one of HTTP. */
function speaksHttp(port: Value | undefined, ports: Value | undefined): boolean {
  const wanted = textOf(port)
  if (wanted === undefined || isOpen(port)) return false
  const names = itemsOf(ports)
    .filter((each) => ['name', 'containerPort'].some((key) => textOf(valueAt(each, key)) === wanted))
    .map((each) => textOf(valueAt(each, 'name')) ?? '')
  return names.some((name) => HTTP_PORT.test(name))
}

function saysMuch(asked: Asked): boolean {
  return asked.for === 'command' || (asked.for === 'path' && kindOfPath(asked.path) === 'dedicated')
}
