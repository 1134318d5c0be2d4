import type { Location } from '../../core/location.js'
import type { Resource, Word } from '../../models/index.js'
import { numberOf, valueAt } from '../../models/value.js'
import { workloadsOf } from './workloads.js'

/** After how long a Deployment says of a rollout that it failed, where its manifest says so. */
export interface ProgressDeadline {
  readonly workload: string
  /** Undefined where an expression decides it. */
  readonly seconds: number | undefined
  /** The API server refuses a deadline that is not more than these seconds (Kubernetes API reference: DeploymentSpec). */
  readonly minReady: number | undefined
  /** Seconds after which the pods are asked for the first time whether they are ready: the longest of its containers. */
  readonly firstAsked: number
  readonly at: Location
}

/** The deadlines that are written in Deployments; the default of 600 seconds is nobody's decision. */
export function progressDeadlines(resources: readonly Resource[]): ProgressDeadline[] {
  return workloadsOf({ resources })
    .filter(({ kind }) => kind === 'Deployment')
    .flatMap(({ resource, containers }) => {
      const deadline = valueAt(resource.properties, 'spec.progressDeadlineSeconds')
      if (deadline === undefined) return []
      const minReady = valueAt(resource.properties, 'spec.minReadySeconds')
      const delays = containers
        .filter(({ role }) => role === 'main')
        .map(({ readinessProbe }) => numberOf(valueAt(readinessProbe, 'initialDelaySeconds')) ?? 0)
      return [
        {
          workload: resource.name,
          seconds: numberOf(deadline),
          minReady: minReady === undefined ? 0 : numberOf(minReady),
          firstAsked: Math.max(0, ...delays),
          at: deadline.at,
        },
      ]
    })
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', 3600],
  ['m', 60],
  ['s', 1],
  ['', 1],
])

/**
 * How many seconds `kubectl rollout status` waits: Infinity without an end (no `--timeout`, or 0), undefined where it is
 * decided elsewhere (kubectl reference: rollout status, `--timeout`).
 */
export function rolloutWait(argv: readonly Word[]): number | undefined {
  const at = argv.findIndex(({ text }) => text === '--timeout' || text.startsWith('--timeout='))
  const given = argv[at]?.text === '--timeout' ? argv[at + 1] : argv[at]
  if (given === undefined) return Infinity
  if (!given.literal) return undefined
  const parts = Array.from(given.text.replace('--timeout=', '').matchAll(/(\d{1,6})([hms]?)/g))
  const seconds = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS.get(unit) ?? 1), 0)
  if (parts.length === 0) return undefined
  return seconds === 0 ? Infinity : seconds
}
