import type { Job, Pipeline } from '../models/index.js'

/** The name of a job in the file that defines it, the same for every copy that a call brings in. */
export function ownName({ id, calledBy }: Job): string {
  return calledBy === undefined ? id : id.slice(id.lastIndexOf('/') + 1)
}

/** The job of the pipeline's own file through whose calls `job` came in; the job itself if it was not called. */
export function outermostCaller({ jobs }: Pipeline, job: Job): Job {
  const byId = new Map(jobs.map((each) => [each.id, each]))
  const seen = new Set<Job>()
  let here = job
  while (here.calledBy !== undefined && !seen.has(here)) {
    seen.add(here)
    here = byId.get(here.calledBy) ?? here
  }
  return here
}
