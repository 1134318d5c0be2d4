import type { DeliveryFlow, DeliveryGraph, DeliveryStage } from '../../../core/delivery-graph.js'
import type { Delivery } from '../../../models/index.js'
import { draftsOf, type Draft } from './drafts.js'
import { environmentsInOrder } from './environments.js'
import { stepsBetween } from './flows.js'
import { stationsOf } from './stations.js'
import { addTo } from '../../../core/group.js'

/** How a change gets to its users, as far as pipelines and controllers of the repository tell. Documentation is left out. */
export function readGraph(delivery: Delivery): DeliveryGraph {
  const stations = stationsOf(delivery)
  const steps = stepsBetween(stations, delivery)
  const drafts = spelledAlike(draftsOf(stations.all, steps, delivery.pulls))
  const ids = new Map(drafts.flatMap(({ id, members }) => members.map((member) => [member, id] as const)))
  const flows = [...steps, ...drafts.flatMap(({ pulledFrom }) => pulledFrom)].flatMap(({ from, to, by, artifacts }) => {
    const [start, end] = [ids.get(from), ids.get(to)]
    return start === undefined || end === undefined ? [] : { from: start, to: end, by, artifacts }
  })
  const merged = mergedFlows(flows)
  return { environments: environmentsOf(drafts, merged), stages: drafts.map(stageOf), flows: merged }
}

/** Names of environments that differ in upper and lower case alone are one: GitHub's are not case-sensitive (docs: Deployments and environments). */
function spelledAlike(drafts: readonly Draft[]): Draft[] {
  const spellings = new Map<string, string>()
  for (const { name } of drafts.flatMap(({ targets }) => targets)) {
    const key = name.toLowerCase()
    if (!spellings.has(key)) spellings.set(key, name)
  }
  return drafts.map((draft) => ({
    ...draft,
    targets: draft.targets.map((target) => ({
      ...target,
      name: spellings.get(target.name.toLowerCase()) ?? target.name,
    })),
  }))
}

function stageOf({ id, pipeline, controller, jobs, roles, targets, at }: Draft): DeliveryStage {
  return { id, pipeline, controller, jobs, roles, environments: [...new Set(targets.map(({ name }) => name))], at }
}

/** One flow of a kind between two stages, with the artifacts of all. */
function mergedFlows(flows: readonly DeliveryFlow[]): DeliveryFlow[] {
  const merged = new Map<string, DeliveryFlow>()
  for (const flow of flows) {
    const key = `${flow.from} ${flow.to} ${flow.by}`
    const artifacts = [...new Set([...(merged.get(key)?.artifacts ?? []), ...flow.artifacts])]
    if (flow.from !== flow.to) merged.set(key, { ...flow, artifacts })
  }
  return [...merged.values()]
}

function environmentsOf(drafts: readonly Draft[], flows: readonly DeliveryFlow[]): DeliveryGraph['environments'] {
  const targetsOfStage = new Map(drafts.map(({ id, targets }) => [id, targets]))
  const next = new Map<string, string[]>()
  for (const { from, to, by } of flows) if (by !== 'failure') addTo(next, from, to)
  const earlier = [...targetsOfStage].flatMap(([stage, targets]) => {
    const names = targets.map(({ name }) => name)
    const later = reachable(stage, next).flatMap((each) => targetsOfStage.get(each) ?? [])
    return names.flatMap((name) => later.map((each): [string, string] => [name, each.name]))
  })
  return environmentsInOrder(
    drafts.flatMap(({ targets }) => targets),
    earlier,
  )
}

function reachable(start: string, next: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>()
  const queue = [...(next.get(start) ?? [])]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue
    found.add(id)
    queue.push(...(next.get(id) ?? []))
  }
  return [...found]
}
