import type { EnvironmentRef, Intent, Settings } from '../../models/index.js'
import { NO_CONTEXTS } from '../../models/evaluate.js'
import { classifyEnvironment } from '../../models/environment-names.js'
import type { Reaching } from './reach.js'
import { targetOf, valuesOf } from './target.js'
import type { Place } from './throwaway.js'

/** Environments of one job beyond this number are not told apart. */
const MAX_ENVIRONMENTS = 20

/** Where a job deploys to in some of its runs. */
export interface Destination {
  readonly environment?: EnvironmentRef
  readonly runs: readonly Reaching[]
  /** Whether a run that the job has for other code would deploy to it as well. */
  readonly takes: (run: Pick<Reaching, 'contexts' | 'next' | 'forChange' | 'choice' | 'trigger'>) => boolean
}

const ANY_RUN = () => true

/**
 * The environments that a job deploys to, one after the other, each with the runs that do: a name that a matrix, the
 * branch or a choice of who starts the run decides is looked up for each of its values. One entry, without an
 * environment, for a job that names none; several, if what is chosen decides by which tier its commands name.
 */
export function destinationsOf(place: Place, intent: Intent | undefined, settings: Settings): Destination[] {
  const { environment } = place.job
  if (environment === undefined) return byTier(place, intent, settings)
  const offered = (environment.choices ?? []).map((name): Destination => {
    const runs = place.runs.filter(byPerson)
    const chosen = named(environment, name, settings, true)
    return { environment: chosen, runs: runs.length > 0 ? runs : [byHand(environment)], takes: byPerson }
  })
  const usual = environment.resolved
    ? [{ environment, runs: place.runs, takes: ANY_RUN }]
    : byName(environment, place, settings)
  const seen = new Set(usual.map((each) => each.environment.name))
  return [...usual, ...offered.filter((each) => !seen.has(each.environment?.name ?? ''))].slice(0, MAX_ENVIRONMENTS)
}

const byPerson = ({ trigger }: Pick<Reaching, 'trigger'>): boolean => trigger.kind === 'manual'

/** A run that somebody starts, of a system where no file has to say that people may. */
function byHand({ at }: EnvironmentRef): Reaching {
  const trigger = { kind: 'manual', event: 'manual', at } as const
  return { trigger, forChange: false, contexts: NO_CONTEXTS, next: NO_CONTEXTS, certain: true }
}

function named(
  { choices: _, byTrigger: __, values: ___, ...environment }: EnvironmentRef,
  name: string,
  settings: Settings,
  isChosen: boolean,
): EnvironmentRef {
  return {
    ...environment,
    name,
    resolved: true,
    ...(isChosen && { chosen: true as const }),
    ...classifyEnvironment(name, settings),
  }
}

type Named = Destination & Required<Pick<Destination, 'environment'>>

function byName(environment: EnvironmentRef, place: Place, settings: Settings): Named[] {
  const { values = [environment.name], byTrigger } = environment
  const namesIn = (runs: Place['runs']): string[] =>
    byTrigger === undefined
      ? values.flatMap((text) => valuesOf(text, { runs }))
      : runs.flatMap(({ trigger }) => byTrigger.get(trigger) ?? [])
  const names = [...new Set(namesIn(place.runs))].filter((name) => !name.includes('${{') && name.trim() !== '')
  if (names.length === 0) return [{ environment, runs: place.runs, takes: ANY_RUN }]
  return names.slice(0, MAX_ENVIRONMENTS).map((name) => {
    const takes: Destination['takes'] = (run) => {
      const found = namesIn([{ ...run, certain: true }])
      return found.some((each) => each === name || each.includes('${{'))
    }
    const runs = place.runs.filter(takes)
    const isChosen = runs.length > 0 && runs.every(({ choice }) => choice !== undefined)
    return { environment: named(environment, name, settings, isChosen), runs, takes }
  })
}

/** The runs by where they go, if what somebody chooses decides it. */
function byTier(place: Place, intent: Intent | undefined, settings: Settings): Destination[] {
  const groups = new Map<string, Reaching[]>()
  for (const run of place.runs) groups.set(run.choice ?? '', [...(groups.get(run.choice ?? '') ?? []), run])
  if (groups.size < 2) return [{ runs: place.runs, takes: ANY_RUN }]
  const tiers = new Map<string, Reaching[]>()
  for (const runs of groups.values()) {
    const { tier, persistent } = targetOf({ ...place, runs }, intent, undefined, settings)
    const key = `${tier} ${String(persistent)}`
    tiers.set(key, [...(tiers.get(key) ?? []), ...runs])
  }
  if (tiers.size < 2) return [{ runs: place.runs, takes: ANY_RUN }]
  return Array.from(tiers.values(), (runs) => {
    const choices = new Set(runs.map(({ choice }) => choice))
    return { runs, takes: ({ choice }) => choices.has(choice) }
  })
}
