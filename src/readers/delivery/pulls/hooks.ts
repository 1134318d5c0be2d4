import type { Location } from '../../../core/location.js'
import type { Resource } from '../../../models/index.js'
import type { Claims } from './claims.js'
import { annotation, literal } from './literal.js'

/** An object of the tree that says when in a sync it is applied. */
interface Timed {
  readonly file: string
  readonly at: Location
  /** True for one that runs after everything else is healthy. */
  readonly last: boolean
  readonly wave?: string
}

/** What Argo CD takes for a hook after the sync; Helm's hooks it maps to its own. (Argo CD docs: Resource Hooks, Helm hooks.) */
const AFTER = /(?:^|,)\s*(?:PostSync|post-install|post-upgrade)\s*(?:,|$)/

/** Objects of the tree that are applied in an order of their own. */
export function timedObjects(resources: readonly Resource[]): readonly Timed[] {
  return resources.flatMap(({ properties, file, technology, at }) => {
    const hook = annotation(properties, 'argocd.argoproj.io/hook') ?? annotation(properties, 'helm.sh/hook')
    const wave = annotation(properties, 'argocd.argoproj.io/sync-wave')
    const last = AFTER.test(literal(hook) ?? '')
    // Whether an application in an application is healthy is not looked at (Argo CD docs: Health of Argo CD App).
    const number = technology === 'argocd' ? undefined : literal(wave)
    if (!last && number === undefined) return []
    return [{ file, at: hook?.at ?? wave?.at ?? at, last, ...(number !== undefined && { wave: number }) }]
  })
}

/**
 * Where a sync looks at what it applied: hooks after it start when everything is healthy; objects in several waves are
 * waited for, wave by wave. (Argo CD docs: Sync Phases and Waves.)
 */
export function lookedAt(claims: Claims, timed: readonly Timed[]): { waits?: Location; verifies?: Location } {
  const own = timed.filter(({ file }) => claims.deploys(file))
  const hook = own.find(({ last }) => last)
  if (hook !== undefined) return { waits: hook.at, verifies: hook.at }
  const waved = own.find(({ wave }) => wave !== undefined && wave !== '0')
  return waved === undefined ? {} : { waits: waved.at }
}
