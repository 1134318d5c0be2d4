import type { Infrastructure, Resource } from '../../models/index.js'
import { referencesIn, textOf, valueAt } from '../../models/value.js'
import type { Monitor } from './monitors.js'
import { isTelling, plainName } from '../common/names-in.js'
import { placeOf, type Neighbours } from '../cloud/neighbours.js'
import { Overlays } from '../kubernetes/overlays.js'
import { SERVICE_TYPES, SPEAKS_FOR_SERVICE, WORKLOAD_METRICS, type Platform } from './service-types.js'
import { workloadsOf } from '../kubernetes/workloads.js'

/** Something declared in the tree that runs for users, or on a schedule. */
export interface RunningService {
  readonly resource: Resource
  readonly platform: Platform
  /** What it is, in the platform's word. */
  readonly noun: string
  /** Its names in plain form, and its name as an expression in its place. */
  readonly names: readonly string[]
  readonly namespace?: string
  /** Metrics that an alarm would look at first. */
  readonly metrics: string
}

/** A monitor that watches a service; `certain` is false where that is decided elsewhere. */
export interface Watch {
  readonly by: Resource
  readonly certain: boolean
}

/** Namespaces of CloudWatch that hold metrics of one type of service. */
const NAMESPACES: ReadonlySet<string> = new Set([...SERVICE_TYPES.values()].flatMap(({ namespace }) => namespace ?? []))

/** How functions must be called that AWS SAM's role lets CodeDeploy call as hooks (AWS SAM: Deploying gradually). */
const HOOK = /^CodeDeployHook_/

/** The services, functions and workloads that are declared, each once. */
export function runningServices(infrastructure: Infrastructure): RunningService[] {
  const helpers = calledByDeployments(infrastructure)
  const seen = new Set<string>()
  return [...declaredServices(infrastructure, helpers), ...declaredWorkloads(infrastructure)].filter(
    ({ resource: { at, name } }) => {
      const key = `${at.file}:${at.line} ${name}`
      return !seen.has(key) && seen.add(key)
    },
  )
}

function declaredServices({ resources }: Infrastructure, helpers: ReadonlySet<string>): RunningService[] {
  return resources.flatMap((resource) => {
    const type = SERVICE_TYPES.get(resource.type)
    if (type === undefined || helpers.has(`${resource.file} ${resource.name}`)) return []
    const { platform, noun, metrics, namespace, named } = type
    const name = valueAt(resource.properties, named)
    const text = name?.kind === 'unresolved' ? name.text : textOf(name)
    if (HOOK.test(text ?? '')) return []
    const expression = name?.kind === 'unresolved' && !name.text.includes('${')
    const names = [resource.name, ...(text === undefined || expression ? [] : [text])].map(plainName).filter(isTelling)
    if (text !== undefined) names.push(`${placeOf(resource)} ${text}`)
    return [{ resource, platform, noun, metrics, names, ...(namespace !== undefined && { namespace }) }]
  })
}

function declaredWorkloads(infrastructure: Infrastructure): RunningService[] {
  const overlays = new Overlays(infrastructure)
  return workloadsOf(infrastructure)
    .filter(({ kind, resource }) => kind !== 'Job' && kind !== 'Pod' && !overlays.isPatch(resource))
    .map(({ kind, resource }) => ({
      resource,
      platform: 'Kubernetes' as const,
      noun: kind,
      names: [plainName(resource.name)].filter(isTelling),
      metrics: WORKLOAD_METRICS,
    }))
}

/** Functions that a template calls while it is deployed, for custom resources and as hooks: the deployment fails if they do. */
function calledByDeployments({ resources }: Infrastructure): ReadonlySet<string> {
  return new Set(
    resources.flatMap(({ technology, file, properties }) => {
      if (technology !== 'cloudformation') return []
      const callers = ['ServiceToken', 'DeploymentPreference.Hooks'].map((path) => valueAt(properties, path))
      return callers.flatMap(referencesIn).map((reference) => `${file} ${/^\w+:(\w+)/.exec(reference)?.[1] ?? ''}`)
    }),
  )
}

/** Monitors of which it is decided elsewhere which services they watch. */
export function openMonitors(services: readonly RunningService[], monitors: readonly Monitor[]): Monitor[] {
  return monitors.filter(
    (each) =>
      (each.open || each.platform === undefined || each.platform === 'Kubernetes') &&
      !services.some((service) => isOwn(service, each)),
  )
}

/** What watches a service: an alarm of its own, one on what stands before it, or perhaps one of the open ones. */
export function watchOf(
  service: RunningService,
  monitors: readonly Monitor[],
  open: readonly Monitor[],
  neighbours: Neighbours,
): Watch | undefined {
  const fits = ({ platform }: Monitor): boolean => platform === undefined || platform === service.platform
  const sure =
    monitors.find((each) => fits(each) && each.watched.has(service.resource)) ??
    monitors.find((each) => fits(each) && isBefore(service, each, neighbours)) ??
    monitors.find((each) => fits(each) && isOwn(service, each))
  if (sure !== undefined) return { by: sure.resource, certain: true }
  const perhaps = open.find(fits)
  return perhaps && { by: perhaps.resource, certain: false }
}

function isOwn(service: RunningService, monitor: Monitor): boolean {
  const { resource, names, namespace } = service
  if (monitor.watched.has(resource)) return true
  if (monitor.all && namespace !== undefined && monitor.namespaces.includes(namespace)) return true
  // What an alarm refers to says more than the words in its name.
  if ([...monitor.watched].some(({ type }) => SERVICE_TYPES.has(type))) return false
  const others = monitor.namespaces.filter((each) => NAMESPACES.has(each))
  if (others.length > 0 && !others.some((each) => each === namespace)) return false
  return names.some((name) => monitor.names.has(name))
}

function isBefore({ resource }: RunningService, { watched }: Monitor, neighbours: Neighbours): boolean {
  if ([...watched].some(({ type }) => SERVICE_TYPES.has(type))) return false
  const near = neighbours.of(resource)
  return [...watched].some((each) => SPEAKS_FOR_SERVICE.has(each.type) && near.has(each))
}
