import type { EnvironmentRef, Settings } from '../../models/index.js'
import { classifyEnvironment } from '../../models/environment-names.js'
import { valuesOf } from './target.js'
import type { Place } from './throwaway.js'

/** Environments of one job beyond this number are not told apart. */
const MAX_ENVIRONMENTS = 20

/**
 * The environments that a job deploys to, one after the other: a name that a matrix or the branch decides is looked up
 * for each of its values. One entry, undefined, for a job without an environment.
 */
export function environmentsOf(place: Place, settings: Settings): (EnvironmentRef | undefined)[] {
  const { environment } = place.job
  if (environment === undefined || environment.resolved) return [environment]
  const names = (environment.values ?? [environment.name]).flatMap((name) => valuesOf(name, place))
  const resolved = [...new Set(names)].filter((name) => !name.includes('${{') && name.trim() !== '')
  if (resolved.length === 0) return [environment]
  return resolved
    .slice(0, MAX_ENVIRONMENTS)
    .map((name) => ({ ...environment, name, resolved: true, ...classifyEnvironment(name, settings) }))
}
