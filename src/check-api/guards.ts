import type { Known } from '../core/known.js'
import type { Protection } from '../models/index.js'
import { descendantsOf, type JobInPipeline } from './pipelines.js'

/**
 * The required check or workflow without which a change that fails `job` could be merged: the job's own, or that of a
 * job that waits for it. Undefined if there is none. Of a matrix, one required cell shows at least the intent.
 */
export function guardOf(
  { pipeline, job }: JobInPipeline,
  required: readonly { readonly context: string }[],
  workflows: readonly string[],
): string | undefined {
  const workflow = workflows.find((path) => path.endsWith(pipeline.file))
  if (workflow !== undefined) return workflow
  const contexts = new Set(required.map(({ context }) => context))
  const own = job.checkNames.find((name) => contexts.has(name))
  if (own !== undefined) return own
  return descendantsOf(pipeline, job)
    .flatMap(({ checkNames }) => checkNames)
    .find((name) => contexts.has(name))
}

/**
 * Whether the state of the branch after a merge is what its required checks ran on: with a merge queue, or where changes
 * must be up to date (GitHub docs: About protected branches, "Require status checks before merging").
 */
export function testsWhatIsMerged({ strict, mergeQueue }: Pick<Protection, 'strict' | 'mergeQueue'>): Known<boolean> {
  return mergeQueue ? { known: true, value: true } : strict
}
