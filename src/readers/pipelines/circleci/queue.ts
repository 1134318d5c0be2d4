import type { Concurrency, Job, Step } from '../../../models/index.js'

/** An orb whose job, or command, waits until earlier runs of the workflow have ended. */
const QUEUE = 'circleci:eddiewebb/queue'

/** Jobs further from one another than this are not looked at. */
const MAX_DISTANCE = 500

/**
 * The jobs, those behind a queue or a job of type `lock` with the lock that it is.
 * @param ends ids of the jobs that let go of a lock
 */
export function withQueues(jobs: readonly Job[], ends: ReadonlySet<string>): Job[] {
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const locks = new Map<Job, Concurrency | undefined>()
  const lockOf = (job: Job, depth: number): Concurrency | undefined => {
    if (locks.has(job) || depth > MAX_DISTANCE) return locks.get(job)
    // A job that needs itself has none.
    locks.set(job, undefined)
    if (ends.has(job.id)) return undefined
    const before = job.needs.flatMap((id) => byId.get(id) ?? []).map((each) => lockOf(each, depth + 1))
    const lock = own(job) ?? before.find((each) => each !== undefined)
    locks.set(job, lock)
    return lock
  }
  return jobs.map((job) => {
    const lock = job.concurrency === undefined ? lockOf(job, 0) : undefined
    return lock === undefined ? job : { ...job, concurrency: lock }
  })
}

function own({ steps, concurrency, approval }: Job): Concurrency | undefined {
  if (steps.length === 0 && approval === undefined) return concurrency
  const queue = steps.find(isQueue)?.uses
  if (queue === undefined) return undefined
  return { group: { value: queue.text, at: queue.at }, cancelInProgress: undefined, at: queue.at }
}

function isQueue({ uses }: Step): boolean {
  return uses?.repository === QUEUE
}
