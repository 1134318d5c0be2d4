import { stageOf, needsOf, type Config, type RawJob } from './config.js'

/** Needs of all jobs of one configuration (GitLab docs: Instance limits has far less). */
const MAX_NEEDS = 200_000

/** Where a job has none. */
const USUAL_STAGE = 'test'

/**
 * What each job waits for: the jobs it needs, or where it names none every job of the stages before it. Of those only as
 * many are listed as are not waited for by others in the list.
 * @param waits whether later stages wait for the job at all: not for one that somebody may start
 */
export function needsIn({ jobs, stages }: Config, waits: (job: RawJob) => boolean): Map<RawJob, readonly RawJob[]> {
  const byName = new Map(jobs.map((job) => [job.name, job]))
  const needs = new Map<RawJob, readonly RawJob[]>()
  let left = MAX_NEEDS
  const set = (job: RawJob, needed: readonly RawJob[]): void => {
    const kept = needed.slice(0, Math.max(0, left))
    left -= kept.length
    needs.set(job, kept)
  }
  const named = (job: RawJob): RawJob[] =>
    needsOf(job)
      .names.flatMap((name) => byName.get(name) ?? [])
      .filter((each) => each !== job)
  const byStage = new Map<string, RawJob[]>()
  for (const job of jobs) {
    const stage = stageOf(job)?.value ?? USUAL_STAGE
    const group = byStage.get(stage)
    if (group === undefined) byStage.set(stage, [job])
    else group.push(job)
  }
  let before: readonly RawJob[] = []
  for (const stage of stages) {
    const here = byStage.get(stage) ?? []
    for (const job of here) set(job, needsOf(job).said ? named(job) : before)
    const own = here.filter(waits)
    // One that waits for all before it stands for them.
    before = own.some((job) => !needsOf(job).said) ? own : [...before, ...own]
  }
  // A stage that nobody declared: what it waits for is not known.
  for (const job of jobs) if (!needs.has(job)) set(job, named(job))
  return needs
}
