import type { Location } from '../../core/location.js'
import { isForServers } from '../containers/compose-files.js'
import type { Resource, Value } from '../../models/index.js'
import { hasUnresolved, isOpen, itemsOf, textOf, valueAt } from '../../models/value.js'

/** Where what a container or a platform writes goes. */
export interface LogDestination {
  /** What writes: `container api`, `function orders`. */
  readonly by: string
  /**
   * `away`: to where others can search it; `host`: to the machine, where an agent may take it; `nowhere`: it is thrown away;
   * `lost`: it goes with the task, because nothing says where to; `open`: it is decided elsewhere.
   */
  readonly goes: 'away' | 'host' | 'nowhere' | 'lost' | 'open'
  readonly at: Location
}

/** Drivers of Docker and ECS that bring lines to another machine (Docker docs: Configure logging drivers; ECS API: LogConfiguration). */
const AWAY: ReadonlySet<string> = new Set(
  'awslogs awsfirelens splunk gelf fluentd gcplogs logentries etwlogs loki grafana/loki-docker-driver'.split(' '),
)

/** Platforms that bring what is written to a searchable store unasked (Lambda, Cloud Run and App Runner guides: logging). */
const BY_THEMSELVES: ReadonlyMap<string, string> = new Map([
  ['aws_lambda_function', 'function'],
  ['AWS::Lambda::Function', 'function'],
  ['AWS::Serverless::Function', 'function'],
  ['aws_apprunner_service', 'App Runner service'],
  ['AWS::AppRunner::Service', 'App Runner service'],
  ['google_cloud_run_service', 'Cloud Run service'],
  ['google_cloud_run_v2_service', 'Cloud Run service'],
  ['google_cloudfunctions_function', 'function'],
  ['google_cloudfunctions2_function', 'function'],
])

/** Keys of task definitions of ECS. */
interface TaskKeys {
  readonly containers: string
  readonly compatibilities: string
  readonly name: string
  readonly configuration: string
  readonly driver: string
}

const TASKS: ReadonlyMap<string, TaskKeys> = new Map([
  [
    'aws_ecs_task_definition',
    {
      containers: 'container_definitions',
      compatibilities: 'requires_compatibilities',
      name: 'name',
      configuration: 'logConfiguration',
      driver: 'logDriver',
    },
  ],
  [
    'AWS::ECS::TaskDefinition',
    {
      containers: 'ContainerDefinitions',
      compatibilities: 'RequiresCompatibilities',
      name: 'Name',
      configuration: 'LogConfiguration',
      driver: 'LogDriver',
    },
  ],
])

/** Where the containers of a resource, or the platform that it is, bring what is written. */
export function logDestinationsOf(resource: Resource): LogDestination[] {
  const { type, technology, name, at } = resource
  const noun = BY_THEMSELVES.get(type)
  if (noun !== undefined) return [{ by: `${noun} ${name}`, goes: 'away', at }]
  const keys = TASKS.get(type)
  if (keys !== undefined) return ofTask(resource, keys)
  if (type === 'google_container_cluster') return ofCluster(resource)
  if (technology === 'compose' && type === 'service' && isForServers(resource.file)) return ofCompose(resource)
  return []
}

function ofTask({ name, properties, complete, at }: Resource, keys: TaskKeys): LogDestination[] {
  const containers = valueAt(properties, keys.containers)
  const compatibilities = valueAt(properties, keys.compatibilities)
  const isFargate = itemsOf(compatibilities).some((each) => textOf(each) === 'FARGATE')
  if (containers?.kind !== 'list') return [{ by: `task ${name}`, goes: 'open', at }]
  return containers.items.map((container): LogDestination => {
    const by = `container ${textOf(valueAt(container, keys.name)) ?? name}`
    const configuration = valueAt(container, keys.configuration)
    const where = { by, at: configuration?.at ?? container.at }
    if (container.kind !== 'dict' || isOpen(configuration)) return { ...where, goes: 'open' }
    if (configuration !== undefined) return { ...where, goes: goesBy(valueAt(configuration, keys.driver)) }
    if (!complete) return { ...where, goes: 'open' }
    // Only hosts that somebody can reach keep what no driver takes away.
    return { ...where, goes: isFargate ? 'lost' : hasUnresolved(compatibilities) ? 'open' : 'host' }
  })
}

function ofCluster({ name, properties, at }: Resource): LogDestination[] {
  const service = valueAt(properties, 'logging_service')
  const components = valueAt(properties, 'logging_config.enable_components')
  const by = `cluster ${name}`
  if (isOpen(service) || isOpen(components)) return [{ by, goes: 'open', at }]
  const empty = components?.kind === 'list' && components.items.length === 0
  // On unless it is switched off (GKE docs: About GKE logs; API: an empty set of components disables all logging).
  if (textOf(service) === 'none' || empty) return [{ by, goes: 'nowhere', at: (service ?? components)?.at ?? at }]
  return [{ by, goes: 'away', at }]
}

function ofCompose({ name, properties }: Resource): LogDestination[] {
  const driver = valueAt(properties, 'logging.driver')
  return driver === undefined ? [] : [{ by: `container ${name}`, goes: goesBy(driver), at: driver.at }]
}

function goesBy(driver: Value | undefined): LogDestination['goes'] {
  const text = textOf(driver)
  if (text === undefined || isOpen(driver)) return 'open'
  if (text === 'none') return 'nowhere'
  return AWAY.has(text.replace(/:.*/, '')) ? 'away' : 'host'
}
