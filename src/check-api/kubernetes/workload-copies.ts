import { textOf } from '../../models/value.js'
import type { Workload } from './workloads.js'

/** Each workload once, first where a kustomization lists it: bundles made of them repeat them, and one finding is enough. */
export function withoutCopies(workloads: readonly Workload[]): Workload[] {
  const seen = new Set<string>()
  const sources = [...workloads].sort(
    (a, b) => Number(a.resource.module === undefined) - Number(b.resource.module === undefined),
  )
  const kept = sources.filter(({ kind, resource, containers }) => {
    const images = containers.map(({ name, image }) => [name, textOf(image)])
    const key = JSON.stringify([kind, resource.name, resource.namespace, images])
    return !seen.has(key) && seen.add(key)
  })
  return workloads.filter((workload) => kept.includes(workload))
}
