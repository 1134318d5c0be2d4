import type { Job, Pipeline } from '../../models/index.js'

/**
 * The pipeline with ids that differ: systems refuse two tasks of one name, and what others would do is not known. The first
 * keeps the name, which is what needs mean.
 */
export function withUniqueIds(pipeline: Pipeline): Pipeline {
  const taken = new Set(pipeline.jobs.map(({ id }) => id))
  if (taken.size === pipeline.jobs.length) return pipeline
  const seen = new Set<string>()
  let last = 1
  const jobs = pipeline.jobs.map((job): Job => {
    let { id } = job
    while (seen.has(id)) {
      last += 1
      id = taken.has(`${job.id} (${last})`) ? id : `${job.id} (${last})`
    }
    seen.add(id)
    return id === job.id ? job : { ...job, id }
  })
  return { ...pipeline, jobs }
}
