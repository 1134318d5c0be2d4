import { because } from '../../core/location.js'
import type { FileIndex, Resource } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import type { Build, Overlays } from './overlays.js'
import { isForUse } from '../common/paths.js'

/** The worst first. */
const ORDER = ['problem', 'unknown', 'implied', 'evidence', 'not-applicable'] as const

/**
 * The resource as each kustomization builds it that is meant to be run: those for tests and development are left out
 * where there are others.
 */
export function buildsForUse(resource: Resource, overlays: Overlays, files: FileIndex): readonly Build[] {
  const all = overlays.buildsOf(resource)
  const used = all.filter(({ by }) => by === undefined || isForUse(by.resource.file, files))
  return used.length > 0 ? used : all
}

/**
 * What `judge` says of the resource as it is built: the worst of all builds, with the kustomization named that leads to
 * it if another one does not. Undefined if it says nothing of any.
 */
export function judgeBuilds<M extends string>(
  builds: readonly Build[],
  judge: (built: Resource) => CheckOutcome<M> | undefined,
): CheckOutcome<M> | undefined {
  const judged = builds.map(({ resource, by }) => ({ outcome: judge(resource), by }))
  const kind = ORDER.find((each) => judged.some(({ outcome }) => outcome?.kind === each))
  const worst = judged.find(({ outcome }) => outcome?.kind === kind)
  if (worst?.outcome?.kind !== 'problem' || worst.by === undefined) return worst?.outcome
  if (judged.every(({ outcome }) => outcome?.kind === 'problem')) return worst.outcome
  const place = because(worst.by.resource.at, 'as this builds it')
  return { ...worst.outcome, because: [...(worst.outcome.because ?? []), place] }
}
