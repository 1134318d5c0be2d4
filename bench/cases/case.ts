import type { Contestant } from '../contestants/contestant.js'
import type { Place } from './folders.js'

/** What is measured in one go: contestants that take turns. */
export interface Case {
  readonly name: string
  /** Cases of one group are summed up together. */
  readonly group: string
  readonly runs: readonly Entry[]
  /** Of this entry's time the others' times are told as multiples. */
  readonly unit: string
  readonly targets: readonly Target[]
  /** Its share of the time that the whole run may take. */
  readonly weight: number
}

/** A contestant with the folder that it is given. */
export interface Entry {
  /** Unique in its case. */
  readonly name: string
  readonly contestant: Contestant
  readonly place: Place
}

/** What a figure should be; with `note`, what is known of why it is not. */
export type Target = { readonly of: string; readonly note?: string } & (
  | { readonly measure: 'memory'; readonly atMost: number }
  | (Compared & { readonly atMost: number })
  | (Compared & { readonly atLeast: number })
)

interface Compared {
  /** The entry whose time, of the same rounds, it is divided by. */
  readonly against: string
  readonly measure: 'wall' | 'processor'
}

/** Entries of several contestants that are given the same folder. */
export function all(place: Place, ...contestants: readonly Contestant[]): Entry[] {
  return contestants.map((contestant) => ({ name: contestant.name, contestant, place }))
}

/** The memory that Pillarlint may hold, everywhere. */
export const MEMORY: Target = { of: 'Pillarlint', measure: 'memory', atMost: 256 }
