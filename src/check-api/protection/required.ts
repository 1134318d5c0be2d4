import type { Pipelines, RequiredCheck } from '../../models/index.js'
import { nearest } from '../../core/nearest.js'
import { jobsOf, type JobInPipeline } from '../pipelines/pipelines.js'

/** GitHub’s own app, whose checks are the jobs of workflows. */
export const GITHUB_ACTIONS_APP = 15368

/** Whether a job can be what is required: no app is named, or GitHub's own. */
export function isOfActions({ integrationId }: RequiredCheck): boolean {
  return integrationId === undefined || integrationId === GITHUB_ACTIONS_APP
}

/** The jobs of GitHub's workflows that report the required check in some run, those of called workflows included. */
export function producersOf(check: RequiredCheck, pipelines: Pipelines): JobInPipeline[] {
  if (!isOfActions(check)) return []
  return jobsOf(pipelines, { inlined: true }).filter(
    ({ pipeline, job }) =>
      pipeline.system === 'github-actions' && pipeline.kind === 'workflow' && job.checkNames.includes(check.context),
  )
}

/**
 * What a required check that nothing produces was probably meant to be: the cells of a matrix that the job has become,
 * the same job behind or without the name of a caller (`ci / test`), or the name that is written most like it.
 */
export function likelyNames(context: string, produced: Iterable<string>): string[] {
  const names = [...new Set(produced)]
  const wanted = context.toLowerCase()
  const moved = names.filter((name) => {
    const other = name.toLowerCase()
    return other.startsWith(`${wanted} (`) || other.endsWith(` / ${wanted}`) || wanted.endsWith(` / ${other}`)
  })
  const near = moved.length > 0 ? undefined : (nearest(context, names) ?? nearest(withoutCell(context), names))
  return near === undefined ? moved : [near]
}

/** `test (18)` was a cell of a matrix. */
function withoutCell(context: string): string {
  const start = context.lastIndexOf(' (')
  return start > 0 && context.endsWith(')') ? context.slice(0, start) : context
}
