import type { Job, Pipeline } from './pipeline.js'

/**
 * The jobs that end before `job` starts: its needs, and theirs. Where jobs have rules of their own, one that is in no run
 * together with `job` does not count.
 */
export function ancestorsOf(pipeline: Pipeline, job: Job): Job[] {
  const byId = new Map(pipeline.jobs.map((each) => [each.id, each]))
  const found = new Set<Job>()
  const queue = [...job.needs]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const needed = byId.get(id)
    if (needed === undefined || needed === job || found.has(needed)) continue
    found.add(needed)
    queue.push(...needed.needs)
  }
  return pipeline.jobs.filter((each) => found.has(each) && runTogether(each, job))
}

/** Whether some run of the pipeline may get to both jobs. */
function runTogether(one: Job, other: Job): boolean {
  if (one.starts === undefined || other.starts === undefined) return true
  const triggers = new Set(other.starts.map(({ trigger }) => trigger))
  return one.starts.some(({ trigger }) => triggers.has(trigger))
}

/** The jobs that wait for `job`, directly or not. */
export function descendantsOf(pipeline: Pipeline, job: Job): Job[] {
  return pipeline.jobs.filter((each) => each !== job && ancestorsOf(pipeline, each).includes(job))
}
