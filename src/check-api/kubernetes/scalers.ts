import type { Resource, Value } from '../../models/index.js'
import { numberOf, textOf, valueAt } from '../../models/value.js'
import type { Overlays } from './overlays.js'
import { copiesOf, groupOf } from '../cloud/resource-groups.js'
import type { Workload } from './workloads.js'

/**
 * The autoscalers of pods that name the workload. Names that are the same expression count as equal. Where several
 * workloads have the name, as copies of a set of manifests do, an autoscaler is for those beside it, or beside its folder.
 */
export function scalersOf(workload: Resource, resources: readonly Resource[]): readonly Resource[] {
  const named = groupOf(resources, scaledBy, workload.name)
  if (named.length === 0) return named
  const isOne = copiesOf(workload, resources).every(({ file }) => file === workload.file)
  return isOne ? named : named.filter(({ file }) => workload.file.startsWith(above(above(file))))
}

/** The name of the workload that an autoscaler scales. */
function scaledBy({ type, properties }: Resource): string | undefined {
  if (!/\/(?:HorizontalPodAutoscaler|ScaledObject)$/.test(type)) return undefined
  const target = valueAt(properties, 'spec.scaleTargetRef.name')
  return target?.kind === 'unresolved' ? target.text : textOf(target)
}

/** The folder that a file or folder is in, with its slash; empty for the root. */
function above(path: string): string {
  return path.slice(0, path.replace(/\/$/, '').lastIndexOf('/') + 1)
}

/** The most pods that an autoscaler makes, as written. */
export function mostPods({ properties }: Resource): Value | undefined {
  return valueAt(properties, 'spec.maxReplicas') ?? valueAt(properties, 'spec.maxReplicaCount')
}

/** The fewest pods that an autoscaler leaves, as written. Without a word one (Kubernetes), or none at all (KEDA). */
export function fewestPods({ properties }: Resource): Value | undefined {
  return valueAt(properties, 'spec.minReplicas') ?? valueAt(properties, 'spec.minReplicaCount')
}

/** How many pods run at the least: by the autoscaler if there is one, else by the workload. Undefined if that is set elsewhere. */
export function leastPods(
  { resource, replicas }: Workload,
  resources: readonly Resource[],
  overlays: Overlays,
): number | undefined {
  const scalers = scalersOf(resource, resources).filter((each) => !overlays.isPatch(each))
  const counts =
    scalers.length > 0
      ? scalers.flatMap((each) => overlays.buildsOf(each).map(({ resource: built }) => fewestPods(built)))
      : [replicas]
  if (!resource.complete || counts.some((count) => count?.kind === 'unresolved')) return undefined
  return Math.max(...counts.map((count) => numberOf(count) ?? 1))
}
