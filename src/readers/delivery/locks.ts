import type { Concurrency, Job, Lock, Pipeline } from '../../models/index.js'
import { isTruthy, UNKNOWN } from '../../models/expression-data.js'
import { evaluateTemplate, substitute } from '../pipelines/github-actions/template.js'
import type { PipelineRuns } from './reach.js'
import type { Run } from './runs.js'

/**
 * The concurrency groups that hold while the job does: its own, its callers' and the pipeline's, as they are in runs that
 * get to the job and are not for a change under review.
 */
export function locksOf(pipeline: Pipeline, job: Job, runs: PipelineRuns): Lock[] {
  const seen = new Set<string>()
  return concurrencies(pipeline, job, runs.jobs).flatMap(({ owner, concurrency }) => {
    const { group, cancelInProgress } = concurrency
    const place = `${group.at.file}:${group.at.line}`
    if (seen.has(place)) return []
    seen.add(place)
    const lasting = runs.reaching(owner).filter(({ forChange }) => !forChange)
    return {
      group,
      shared: lasting.length === 0 || lasting.some((run) => isShared(group.value, run)),
      cancels: cancels(concurrency, lasting),
      at: cancelInProgress?.at ?? group.at,
    }
  })
}

/** Every `concurrency` above the job, with the job whose contexts it is read in. */
function concurrencies(
  pipeline: Pipeline,
  job: Job,
  jobs: ReadonlyMap<string, Job>,
): { owner: Job; concurrency: Concurrency }[] {
  const owners: Job[] = []
  for (let here: Job | undefined = job; here !== undefined && !owners.includes(here);) {
    owners.push(here)
    here = here.calledBy === undefined ? undefined : jobs.get(here.calledBy)
  }
  const own = owners.flatMap((owner) =>
    owner.concurrency === undefined ? [] : [{ owner, concurrency: owner.concurrency }],
  )
  return pipeline.concurrency === undefined ? own : [...own, { owner: job, concurrency: pipeline.concurrency }]
}

/** Two runs of one kind share a group if its name is the same in both; what is not known of it counts as the same. */
function isShared(group: string, { contexts, next }: Run): boolean {
  return substitute(group, contexts).text === substitute(group, next).text
}

function cancels({ cancelInProgress }: Concurrency, runs: readonly Run[]): boolean | undefined {
  if (cancelInProgress === undefined) return false
  if (cancelInProgress.value !== undefined) return cancelInProgress.value
  const text = cancelInProgress.text ?? ''
  const values = runs.map(({ contexts }) => {
    const value = text === '' ? UNKNOWN : evaluateTemplate(text, contexts)
    return value === UNKNOWN ? undefined : value !== 'false' && isTruthy(value)
  })
  if (values.includes(true)) return true
  return values.length > 0 && values.every((value) => value === false) ? false : undefined
}
