import type { DeliveryFlow } from '../../../core/delivery-graph.js'
import type { Delivery } from '../../../models/index.js'
import { Artifacts } from './artifacts.js'
import type { Station, Stations } from './stations.js'

/** What leads from one station to another. */
export interface Step {
  readonly from: Station
  readonly to: Station
  readonly by: DeliveryFlow['by']
  readonly artifacts: readonly string[]
}

/** Pairs of stations beyond this are not asked for artifacts: the graph is drawn for a person. */
const MOST_PAIRS = 20_000

/** Every step of the way: to the next stations of a pipeline, into pipelines that it starts, and along with artifacts. */
export function stepsBetween(stations: Stations, delivery: Delivery): Step[] {
  const near = [...ordered(stations), ...started(stations, delivery)]
  const known = new Set(near.map(({ from, to }) => `${keyOf(from)} ${keyOf(to)}`))
  const moving = artifactsBetween(stations, delivery)
  return [
    ...near.map((step) => ({ ...step, artifacts: moving.get(step.from)?.get(step.to) ?? [] })),
    ...[...moving].flatMap(([from, all]) =>
      Array.from(all, ([to, artifacts]): Step => ({ from, to, by: 'artifact', artifacts })).filter(
        ({ to }) => !known.has(`${keyOf(from)} ${keyOf(to)}`),
      ),
    ),
  ]
}

const keyOf = ({ pipeline, job }: Station): string => `${pipeline.file}#${job.id}`

type Near = Omit<Step, 'artifacts'>

/** From each station's nearest ones before it: those that no other of them waits for. */
function ordered({ all, before }: Stations): Near[] {
  return all.flatMap((to) => {
    const earlier = [...(before.get(to) ?? [])]
    // The last of them have most before them.
    const nearest = earlier.filter(
      (one) => earlier.findLast((other) => before.get(other)?.has(one) === true) === undefined,
    )
    const by = to.job.after === 'failure' ? ('failure' as const) : ('order' as const)
    return nearest.map((from) => ({ from, to, by }))
  })
}

/** From the step that starts another pipeline, or from the last stations, to its first ones. */
function started({ all, before }: Stations, { links }: Delivery): Near[] {
  return links.flatMap(({ from, to, by }) => {
    if (from === to) return []
    const own = all.filter(({ pipeline }) => pipeline === from)
    const ends =
      by === undefined
        ? own.filter((one) => !own.some((other) => before.get(other)?.has(one) === true))
        : own.filter(({ job }) => job === by.job)
    const firsts = all.filter((each) => each.pipeline === to && before.get(each)?.size === 0)
    return ends.flatMap((end) => firsts.map((first) => ({ from: end, to: first, by: 'start' as const })))
  })
}

function artifactsBetween({ all, before }: Stations, { publications }: Delivery): Map<Station, Map<Station, string[]>> {
  const made = new Map(all.map((station) => [station, new Artifacts(station, publications)]))
  const moving = new Map<Station, Map<Station, string[]>>()
  let left = MOST_PAIRS
  for (const [from, artifacts] of made) {
    for (const [to, later] of made) {
      const isBefore = from.pipeline !== to.pipeline || before.get(to)?.has(from) === true
      if (from === to || !isBefore || left-- <= 0) continue
      const names = artifacts.to(later)
      if (names.length > 0) moving.set(from, (moving.get(from) ?? new Map<Station, string[]>()).set(to, names))
    }
  }
  return moving
}
