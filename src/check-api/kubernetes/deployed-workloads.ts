import { pathsStartingWith } from '../../core/path-index.js'
import type { FileIndex, Infrastructure, Resource } from '../../models/index.js'
import { buildsForUse } from './builds.js'
import type { Build, Overlays } from './overlays.js'
import { isForUse } from '../common/paths.js'
import { textsIn } from '../common/texts.js'
import { namesNoProduction } from '../common/tier-words.js'
import { withoutCopies } from './workload-copies.js'
import { ofType } from '../cloud/resource-groups.js'
import { servicesSelecting, workloadsOf, type Workload, type WorkloadKind } from './workloads.js'

/** A workload that is written here to be run, and what kustomizations make of it. */
export interface DeployedWorkload {
  readonly written: Workload
  /** Its builds for no environment before production; itself if no kustomization takes it. */
  readonly builds: readonly Build[]
}

/** Workloads of these kinds, each once, without those that names put into an environment before production. */
export function deployedWorkloads(
  infrastructure: Infrastructure,
  files: FileIndex,
  overlays: Overlays,
  kinds: ReadonlySet<WorkloadKind>,
): DeployedWorkload[] {
  const workloads = workloadsOf(infrastructure).filter(
    ({ kind, resource }) =>
      kinds.has(kind) && !overlays.isPatch(resource) && isForUse(resource.file, files) && !isBefore(resource),
  )
  return withoutCopies(workloads).flatMap((written) => {
    const builds = buildsForUse(written.resource, overlays, files)
    const lasting = builds.filter(
      ({ resource, by }) => !isBefore(resource) && (by === undefined || !isBefore(by.resource)),
    )
    return lasting.length > 0 ? [{ written, builds: lasting }] : []
  })
}

function isBefore({ file, namespace }: Resource): boolean {
  return namesNoProduction(file) || (namespace !== undefined && namesNoProduction(namespace))
}

/** Whether something may ask it: it has a port, or a Service leads to it. */
export function servesRequests(workload: Workload, infrastructure: Infrastructure): boolean {
  return (
    workload.containers.some(({ ports }) => ports !== undefined) ||
    servicesSelecting(infrastructure, workload).length > 0
  )
}

/** Whether the chart of the workload has a template of this name, which its default values leave out. */
export function chartMayAdd({ resource }: Workload, name: RegExp, files: FileIndex): boolean {
  const { technology, module } = resource
  const folder = module === '.' ? 'templates/' : `${module ?? ''}/templates/`
  return technology === 'helm' && pathsStartingWith(files.paths, folder).some((path) => name.test(path))
}

/** The policy of Kyverno that makes objects of a kind in the cluster (Kyverno documentation: Generate rules). */
export function generatorOf(kind: string, { resources }: Infrastructure): Resource | undefined {
  return ofType(resources, /^kyverno\.io\/.*Policy$/).find(({ properties }) =>
    textsIn(properties.entries.get('spec')).includes(kind),
  )
}
