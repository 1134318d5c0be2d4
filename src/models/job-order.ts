import type { Job, Pipeline, Trigger } from './pipeline.js'

/** The order of a pipeline's jobs as it can be asked for in either direction. */
interface JobOrder {
  readonly byId: ReadonlyMap<string, Job>
  /** Where a job stands among those of its pipeline. */
  readonly places: ReadonlyMap<Job, number>
  /** The jobs that name a job in their needs. */
  readonly waiting: ReadonlyMap<Job, readonly Job[]>
  /** What was worked out before; jobs of all sets together are in `room`. */
  readonly before: Map<Job, ReadonlySet<Job>>
  readonly after: Map<Job, ReadonlySet<Job>>
  room: number
}

/** Jobs that are kept of what was worked out: all of a chain of 1,000, and a few megabytes. */
const MAX_KEPT = 600_000

/** Checks ask for every job of a pipeline: what belongs to all of its jobs is put together once. */
const ORDERS = new WeakMap<Pipeline['jobs'], JobOrder>()

/**
 * The jobs that end before `job` starts: its needs, and theirs. Where jobs have rules of their own, one that is in no run
 * together with `job` does not count.
 */
export function ancestorsOf(pipeline: Pipeline, job: Job): Job[] {
  return [...setBefore(pipeline, job)]
}

/** Whether `earlier` is one of the {@link ancestorsOf} `job`. */
export function runsEarlier(pipeline: Pipeline, earlier: Job, job: Job): boolean {
  return setBefore(pipeline, job).has(earlier)
}

function setBefore(pipeline: Pipeline, job: Job): ReadonlySet<Job> {
  const order = orderOf(pipeline)
  return keptIn(order, order.before, job, () =>
    reachedFrom(job, order, ({ needs }) => needs.flatMap((id) => order.byId.get(id) ?? [])),
  )
}

function keptIn(
  order: JobOrder,
  sets: Map<Job, ReadonlySet<Job>>,
  job: Job,
  read: () => readonly Job[],
): ReadonlySet<Job> {
  const known = sets.get(job)
  if (known !== undefined) return known
  const found = new Set(read())
  if (found.size <= order.room) {
    order.room -= found.size
    sets.set(job, found)
  }
  return found
}

/** The jobs that wait for `job`, directly or not; as with {@link ancestorsOf}, those that are in some run together with it. */
export function descendantsOf(pipeline: Pipeline, job: Job): Job[] {
  const order = orderOf(pipeline)
  return [...keptIn(order, order.after, job, () => reachedFrom(job, order, (each) => order.waiting.get(each) ?? []))]
}

/** The pipeline's jobs by their ids. */
export function jobsById(pipeline: Pipeline): ReadonlyMap<string, Job> {
  return orderOf(pipeline).byId
}

function orderOf({ jobs }: Pipeline): JobOrder {
  const known = ORDERS.get(jobs)
  if (known !== undefined) return known
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const waiting = new Map<Job, Job[]>()
  for (const job of jobs) {
    for (const id of new Set(job.needs)) {
      const needed = byId.get(id)
      if (needed === undefined) continue
      const others = waiting.get(needed)
      if (others === undefined) waiting.set(needed, [job])
      else others.push(job)
    }
  }
  const places = new Map(jobs.map((job, place) => [job, place]))
  const order: JobOrder = { byId, waiting, places, before: new Map(), after: new Map(), room: MAX_KEPT }
  ORDERS.set(jobs, order)
  return order
}

/** The jobs that `next` leads to from `job`, over however many others, in the order of the pipeline. */
function reachedFrom(job: Job, { places }: JobOrder, next: (job: Job) => readonly Job[]): Job[] {
  const found = new Set<Job>()
  const queue = [job]
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    for (const each of next(current)) {
      if (each === job || found.has(each)) continue
      found.add(each)
      queue.push(each)
    }
  }
  const triggers = job.starts && new Set(job.starts.map(({ trigger }) => trigger))
  return [...found]
    .filter((each) => runsOnAny(each, triggers))
    .sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0))
}

/** Whether one of the runs in which another job is may get to the job; without rules of their own all runs do. */
function runsOnAny({ starts }: Job, triggers: ReadonlySet<Trigger> | undefined): boolean {
  if (starts === undefined || triggers === undefined) return true
  return starts.some(({ trigger }) => triggers.has(trigger))
}
