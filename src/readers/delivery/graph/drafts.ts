import type { DeliveryStage } from '../../../core/delivery-graph.js'
import type { Pull } from '../../../models/index.js'
import { targetOf, targetOfPull, type Target } from './environments.js'
import type { Step } from './flows.js'
import type { Station } from './stations.js'
import { addTo, groupBy } from '../../../core/group.js'

/** Stations, or pulls of one controller, that do the same at the same point. */
export interface Draft {
  /** Unique in the graph. */
  readonly id: string
  readonly members: readonly (Station | Pull)[]
  readonly pipeline: string | null
  readonly controller: string | null
  readonly jobs: readonly string[]
  readonly roles: DeliveryStage['roles']
  readonly targets: readonly Target[]
  /** For pulls: the stations that write what is pulled. */
  readonly pulledFrom: readonly { from: Station; to: Pull; by: 'pull'; artifacts: readonly string[] }[]
  readonly at: DeliveryStage['at']
}

type Unnumbered = Omit<Draft, 'id'>

/** The stages of the graph: of jobs first, then of controllers. */
export function draftsOf(stations: readonly Station[], steps: readonly Step[], pulls: readonly Pull[]): Draft[] {
  const all = [...jobDrafts(stations, steps), ...pullDrafts(stations, pulls)]
  return all.map((draft, index) => ({ id: `s${index + 1}`, ...draft }))
}

/** Jobs of one pipeline with the same roles, targets and neighbours are one stage. */
function jobDrafts(stations: readonly Station[], steps: readonly Step[]): Unnumbered[] {
  const number = new Map(stations.map((station, index) => [station, index]))
  const neighbours = new Map<Station, string[]>()
  for (const { from, to, by } of steps) {
    addTo(neighbours, from, `to ${by} ${number.get(to) ?? ''}`)
    addTo(neighbours, to, `from ${by} ${number.get(from) ?? ''}`)
  }
  const groups = groupBy(stations, (station) => {
    const targets = station.deployments.map(targetOf).map(({ name }) => name)
    return JSON.stringify([station.pipeline.file, station.roles, targets, neighbours.get(station)?.sort() ?? []])
  })
  return [...groups.values()].flatMap((members): Unnumbered[] => {
    const [first] = members
    if (first === undefined) return []
    const { pipeline, roles, deployments, job } = first
    const jobs = members.map((each) => each.job.id)
    const targets = deployments.map(targetOf)
    return [{ members, pipeline: pipeline.file, controller: null, jobs, roles, targets, pulledFrom: [], at: job.at }]
  })
}

/** What one controller deploys to one tier because of the same jobs is one stage. What only leads to other pulls is none. */
function pullDrafts(stations: readonly Station[], pulls: readonly Pull[]): Unnumbered[] {
  const own = pulls.filter(({ leads }) => !leads)
  const groups = groupBy(own, (pull) => {
    const writers = stations.flatMap((station, index) => (writes(station, pull) ? [index] : []))
    return JSON.stringify([pull.controller, pull.tier, writers])
  })
  return [...groups.values()].flatMap((members): Unnumbered[] => {
    const [first] = members
    if (first === undefined) return []
    const writers = stations.filter((station) => writes(station, first))
    return [
      {
        members,
        pipeline: null,
        controller: first.controller,
        jobs: members.map(({ name }) => name),
        roles: ['deploy'],
        targets: [targetOfPull(first)],
        pulledFrom: writers.map((from) => ({ from, to: first, by: 'pull', artifacts: [] })),
        at: first.resource.at,
      },
    ]
  })
}

function writes({ deployments }: Station, pull: Pull): boolean {
  return deployments.some(({ pulls }) => pulls.includes(pull))
}
