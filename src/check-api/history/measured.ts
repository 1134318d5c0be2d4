import type { Figure } from '../../core/figure.js'
import { unknown, type Known, type Unknown } from '../../core/known.js'
import type { Delivery, DeliveryHistory, HistoryWindow, PastDeployment, Recorded, Tier } from '../../models/index.js'
import { median, percentile } from './statistics.js'

/** What figures are made of. */
export interface HistoryFacts {
  readonly history: DeliveryHistory
  /** Says which pipelines test and which deploy. */
  readonly delivery: Delivery
  /** What the configuration says of environments, by name. */
  readonly environments?: ReadonlyMap<string, Tier>
}

/** There is nothing of what would be measured. */
export interface Nothing extends Unknown {
  readonly applies: false
}

/** A figure, or why there is none. */
export type Measured<F = Figure> = Known<F> | Nothing

export function nothing(reason: string): Nothing {
  return { known: false, reason, applies: false }
}

/** Too small a sample says nothing. */
export function tooFew(count: number, minimum: number, counted: string, { days }: HistoryWindow): Unknown {
  return unknown(`${count === 0 ? 'no' : `only ${count}`} ${counted} in ${days} days, fewer than ${minimum}`, {
    remedy: 'Look at a longer window, or wait until more has happened.',
  })
}

/** Why a list of the history is not known, or undefined if it is. */
export function missing(...lists: readonly Known<unknown>[]): Unknown | undefined {
  return lists.find((list): list is Unknown => !list.known)
}

/** The entries of a list; none if it is not known. */
export function entriesOf<T>(list: Known<Recorded<T>>): readonly T[] {
  return list.known ? list.value.items : []
}

/** Median and 90th percentile of `values`, which must not be empty. */
export function spread(values: readonly number[]): Pick<Figure, 'value' | 'p90' | 'sample'> {
  return { value: median(values), p90: percentile(values, 0.9), sample: values.length }
}

/** Deployments to production within the window: by the configuration, else by the environment's name. */
export function productionDeployments({ history, environments }: HistoryFacts): PastDeployment[] {
  return entriesOf(history.deployments).filter(({ environment, production, createdAt }) => {
    const tier = environments?.get(environment)
    return (tier === undefined ? production : tier === 'production') && isWithin(createdAt, history.window)
  })
}

/** Whether a time lies in the window. */
export function isWithin(time: number, { from, until }: HistoryWindow): boolean {
  return time >= from && time <= until
}
