import type { Job, Pipeline } from '../../models/index.js'
import { jobsById } from '../../models/job-order.js'

/** The name of a job in the file that defines it, the same for every copy that a call brings in. */
export function ownName({ id, calledBy }: Job): string {
  return calledBy === undefined ? id : id.slice(id.lastIndexOf('/') + 1)
}

/** The jobs through whose calls `job` was copied in, from the nearest on. */
export function callersOf({ calledBy }: Job, jobs: ReadonlyMap<string, Job>): Job[] {
  const callers: Job[] = []
  for (let id = calledBy; id !== undefined; id = callers.at(-1)?.calledBy) {
    const caller = jobs.get(id)
    if (caller === undefined || callers.includes(caller)) break
    callers.push(caller)
  }
  return callers
}

/** The job of the pipeline's own file through whose calls `job` came in; the job itself if it was not called. */
export function outermostCaller(pipeline: Pipeline, job: Job): Job {
  return callersOf(job, jobsById(pipeline)).at(-1) ?? job
}
