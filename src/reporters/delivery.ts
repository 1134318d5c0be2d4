import type { DeliveryFlow, DeliveryGraph, DeliveryStage } from '../core/delivery-graph.js'

/** More stages than this make a picture that nobody reads. Mermaid itself stops at 500 edges (its docs: Configuration, maxEdges). */
const MOST_STAGES = 60
const MOST_FLOWS = 200

/** The name of an environment of which nothing is known. */
const UNNAMED = 'unknown'

/** As much of the delivery as a picture can show. */
export interface DeliveryPicture {
  readonly stages: readonly DeliveryStage[]
  readonly flows: readonly DeliveryFlow[]
  /** Stages that are left out. */
  readonly more: number
}

/**
 * The stages and flows that are drawn. What a later stage takes from an early one is drawn where it is deployed only:
 * more lines would hide the order.
 */
export function pictureOf({ stages, flows }: DeliveryGraph): DeliveryPicture {
  const shown = stages.slice(0, MOST_STAGES)
  const ids = new Set(shown.map(({ id }) => id))
  const ends = new Set(
    shown.flatMap(({ id, roles, controller }) => (roles.includes('deploy') && controller === null ? [id] : [])),
  )
  const drawn = flows
    .filter(({ from, to, by }) => ids.has(from) && ids.has(to) && (by !== 'artifact' || ends.has(to)))
    .slice(0, MOST_FLOWS)
  return { stages: shown, flows: drawn, more: stages.length - shown.length }
}

/** Name of a stage: its first job, and how many more. Text of the repository. */
export function stageName({ controller, jobs }: DeliveryStage): string {
  const [first = ''] = jobs
  const more = jobs.length > 1 ? ` and ${jobs.length - 1} more` : ''
  return `${controller === null ? '' : `${controller}: `}${first}${more}`
}

/** The environments of a stage that have a name. Text of the repository. */
export function namedEnvironments({ environments }: DeliveryStage): string[] {
  return environments.filter((name) => name !== UNNAMED)
}

/** What moves along a flow; empty where nothing is known to. Text of the repository. */
export function cargoOf({ artifacts, by }: DeliveryFlow): string {
  const [first] = artifacts
  if (first === undefined || by === 'failure') return ''
  return artifacts.length > 1 ? `${first} and ${artifacts.length - 1} more` : first
}
