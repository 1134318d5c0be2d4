import type { Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, ObservabilityKind, Project, Resource, Value } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'
import { OBSERVABILITY_PROPERTIES, OBSERVABILITY_SETTINGS, OBSERVABILITY_TYPES } from './observability-types.js'
import { isForUse } from '../common/paths.js'
import { runningServices, type RunningService } from './running-services.js'

/** Something that shows how the services of the tree are observed. */
export interface Signal {
  readonly kind: ObservabilityKind
  /** The package, file, setting or resource. */
  readonly what: string
  readonly at: Location
}

/** What is looked through for signals. */
export interface Observed {
  readonly infrastructure: Infrastructure
  readonly project: Project
  readonly files: FileIndex
}

const MAX_DEPTH = 20

/** What in resources that are meant to be run, in packages and in files shows how services are observed. */
export function signalsOf({ infrastructure, project, files }: Observed): Signal[] {
  const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
  return [...resources.flatMap(inResource), ...project.observability.filter(({ at }) => isForUse(at.file, files))]
}

/** The type of a resource; of a Kubernetes object its group and kind, without the version. */
export function plainType({ technology, type }: Resource): string {
  if (technology === 'terraform' || technology === 'cloudformation') return type
  const parts = type.split('/')
  return parts.length === 3 ? `${parts[0] ?? ''}/${parts[2] ?? ''}` : (parts.at(-1) ?? '')
}

function inResource(resource: Resource): Signal[] {
  const { properties, name, at } = resource
  const type = plainType(resource)
  const what = `${type} ${name}`
  const byProperty = OBSERVABILITY_PROPERTIES.filter(
    ({ types, path, values }) => types.includes(type) && holds(valueAt(properties, path), values),
  ).flatMap(({ kinds }) => kinds)
  const kinds = [...(OBSERVABILITY_TYPES.get(type) ?? []), ...byProperty]
  return [...kinds.map((kind): Signal => ({ kind, what, at })), ...settingsIn(properties)]
}

function holds(value: Value | undefined, values: readonly string[] | undefined): boolean {
  if (value === undefined) return false
  return values === undefined || values.includes(textOf(value) ?? '')
}

/** Settings of agents at any depth: as keys, or as the names of pairs of name and value. */
function settingsIn(value: Value | undefined, depth = 0): Signal[] {
  if (value === undefined || depth > MAX_DEPTH) return []
  if (value.kind === 'list') return value.items.flatMap((item) => settingsIn(item, depth + 1))
  if (value.kind !== 'dict') return []
  return [...value.entries].flatMap(([key, each]): Signal[] => {
    const names = key === 'name' || key === 'Name' ? [key, textOf(each) ?? ''] : [key]
    const found = names.flatMap((name) =>
      (OBSERVABILITY_SETTINGS.get(name) ?? []).map((kind): Signal => ({ kind, what: name, at: each.at })),
    )
    return [...found, ...settingsIn(each, depth + 1)]
  })
}

/** Why there is no service here that could be observed; undefined if there is one. */
export function noService(observed: Observed): string | undefined {
  const { project, files } = observed
  if (servicesIn(observed).length > 0) return undefined
  if (project.kind === 'library' || project.kind === 'pipeline-library' || project.kind === 'docs-only')
    return 'nothing that is made here runs as a service'
  const kinds = new Set(['service-image', 'serverless', 'platform'])
  const deployed = project.deployables.some(({ kind, at }) => kinds.has(kind) && isForUse(at.file, files))
  return deployed ? undefined : 'no service, function or workload is deployed from here'
}

/** The services, functions and workloads that are declared and meant to be run. */
export function servicesIn({ infrastructure, files }: Observed): RunningService[] {
  const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
  return runningServices({ ...infrastructure, resources })
}
