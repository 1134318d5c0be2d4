import type { DeliveryFlow, DeliveryStage } from '../../core/delivery-graph.js'
import { groupBy } from '../../core/group.js'
import type { DeliveryPicture } from '../delivery.js'

/** Size of a box, of the gaps around it, and of what a lane needs beside its boxes. */
export const BOX = { width: 190, height: 46, across: 56, down: 12, top: 30, bottom: 10, margin: 12 } as const

/** What is left free for an arrow that passes a column. */
const PASSAGE = 10

/** Above so many flows arrows take the straight way: there is no room to lead each around the boxes. */
const MOST_LED = 80

export interface Point {
  readonly x: number
  readonly y: number
}

/** A box with its upper left corner. */
export interface PlacedStage extends Point {
  readonly stage: DeliveryStage
}

/** The stages of one pipeline, or those of controllers, from `y` on. */
export interface Lane {
  readonly pipeline: string | null
  readonly y: number
  readonly height: number
}

/** An arrow from the right of one box through gaps between boxes to the left of another. */
export interface PlacedFlow {
  readonly flow: DeliveryFlow
  readonly points: readonly Point[]
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly lanes: readonly Lane[]
  readonly stages: readonly PlacedStage[]
  readonly flows: readonly PlacedFlow[]
}

/** A box, or the passage of arrows from one box, in a column of a lane. */
interface Slot {
  readonly id: string
  readonly column: number
  readonly stage?: DeliveryStage
}

/**
 * Places the stages: a lane for each pipeline, a column for each step on the way, so that arrows lead to the right. Arrows
 * that pass a column get a passage in the lane that they lead to.
 */
export function layOutDelivery({ stages, flows }: DeliveryPicture): Layout {
  const columns = columnsOf(stages, flows)
  const passages = flows.length > MOST_LED ? [] : passagesOf(stages, flows, columns)
  const centres = new Map<string, Point>()
  const lanes: Lane[] = []
  const placed: PlacedStage[] = []
  let y: number = BOX.margin
  for (const [pipeline, own] of groupBy(stages, (stage) => stage.pipeline)) {
    const slots: Slot[] = own.map((stage) => ({ id: stage.id, column: columns.get(stage.id) ?? 0, stage }))
    for (const { lane, ...slot } of passages) if (lane === pipeline) slots.push(slot)
    const height = placeLane(slots, y, flows, centres, placed)
    lanes.push({ pipeline, y, height })
    y += height + BOX.margin
  }
  const last = Math.max(0, ...columns.values())
  return {
    width: 2 * BOX.margin + leftOf(last) + BOX.width,
    height: y,
    lanes,
    stages: placed,
    flows: flows.map((flow) => ({ flow, points: wayOf(flow, columns, centres) })),
  }
}

/**
 * The column of each stage: one more than the furthest that leads to it. What runs in a circle starts where the circle
 * is entered first.
 */
function columnsOf(stages: readonly DeliveryStage[], flows: readonly DeliveryFlow[]): Map<string, number> {
  const columns = new Map(stages.map(({ id }) => [id, 0]))
  const waits = new Map(stages.map(({ id }) => [id, 0]))
  for (const { to } of flows) waits.set(to, (waits.get(to) ?? 0) + 1)
  const next = groupBy(flows, ({ from }) => from)
  const rest = new Set(stages.map(({ id }) => id))
  while (rest.size > 0) {
    const ready = [...rest].find((id) => waits.get(id) === 0) ?? [...rest][0]
    if (ready === undefined) break
    rest.delete(ready)
    for (const { to } of next.get(ready) ?? []) {
      waits.set(to, (waits.get(to) ?? 0) - 1)
      if (rest.has(to)) columns.set(to, Math.max(columns.get(to) ?? 0, (columns.get(ready) ?? 0) + 1))
    }
  }
  return columns
}

type Passage = Slot & { readonly lane: string | null }

/** One passage for all arrows from a stage in each lane and column that they pass. */
function passagesOf(
  stages: readonly DeliveryStage[],
  flows: readonly DeliveryFlow[],
  columns: ReadonlyMap<string, number>,
): Passage[] {
  const lanes = new Map(stages.map(({ id, pipeline }) => [id, pipeline]))
  const passages = new Map<string, Passage>()
  for (const { from, to } of flows) {
    const [start, end, lane = null] = [columns.get(from) ?? 0, columns.get(to) ?? 0, lanes.get(to)]
    for (let column = start + 1; column < end; column += 1) {
      const id = passageId(from, column)
      passages.set(`${id} ${lane ?? ''}`, { id, column, lane })
    }
  }
  return [...passages.values()]
}

const passageId = (from: string, column: number): string => `${from}>${column}`

/** Puts the slots of a lane below one another, column by column, each near what leads to it. Returns the lane's height. */
function placeLane(
  slots: readonly Slot[],
  top: number,
  flows: readonly DeliveryFlow[],
  centres: Map<string, Point>,
  placed: PlacedStage[],
): number {
  const before = groupBy(flows, ({ to }) => to)
  const wish = ({ id, stage }: Slot): number => {
    const sources =
      stage === undefined ? [id.slice(0, id.indexOf('>'))] : (before.get(id) ?? []).map(({ from }) => from)
    const heights = sources.flatMap((source) => centres.get(source)?.y ?? [])
    return heights.length === 0 ? Infinity : heights.reduce((sum, each) => sum + each, 0) / heights.length
  }
  let lowest = top + BOX.top
  for (const [column, own] of [...groupBy(slots, (slot) => slot.column)].sort(([a], [b]) => a - b)) {
    let y = top + BOX.top
    const wished = own.map((slot) => ({ slot, at: wish(slot) })).sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    for (const { slot } of wished) {
      const height = slot.stage === undefined ? PASSAGE : BOX.height
      const x = BOX.margin + leftOf(column)
      centres.set(slot.id, { x, y: y + height / 2 })
      if (slot.stage !== undefined) placed.push({ stage: slot.stage, x, y })
      y += height + BOX.down
    }
    lowest = Math.max(lowest, y)
  }
  return lowest - top - BOX.down + BOX.bottom
}

const leftOf = (column: number): number => column * (BOX.width + BOX.across) + BOX.margin

/** From the right of the first box, through the passages, to the left of the second. */
function wayOf(
  { from, to }: DeliveryFlow,
  columns: ReadonlyMap<string, number>,
  centres: ReadonlyMap<string, Point>,
): Point[] {
  const [start, end] = [centres.get(from), centres.get(to)]
  if (start === undefined || end === undefined) return []
  const points: Point[] = [{ x: start.x + BOX.width, y: start.y }]
  for (let column = (columns.get(from) ?? 0) + 1; column < (columns.get(to) ?? 0); column += 1) {
    const passage = centres.get(passageId(from, column))
    if (passage !== undefined) points.push({ x: passage.x, y: passage.y }, { x: passage.x + BOX.width, y: passage.y })
  }
  return [...points, { x: end.x, y: end.y }]
}
