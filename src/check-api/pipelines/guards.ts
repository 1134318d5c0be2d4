import type { Known } from '../../core/known.js'
import type { Job, Protection } from '../../models/index.js'
import { descendantsOf, type JobInPipeline } from './pipelines.js'

/**
 * The required check or workflow without which a change that fails `job` could be merged: the job's own, or that of a
 * job that waits for it and fails with it. Undefined if there is none. Of a matrix, one required cell shows at least
 * the intent.
 */
export function guardOf(
  { pipeline, job }: JobInPipeline,
  required: readonly { readonly context: string }[],
  workflows: readonly string[],
): string | undefined {
  const workflow = workflows.find((path) => path.endsWith(pipeline.file))
  if (workflow !== undefined) return workflow
  const contexts = new Set(required.map(({ context }) => context))
  return [job, ...descendantsOf(pipeline, job).filter(failsWithItsNeeds)]
    .flatMap(({ checkNames }) => checkNames)
    .find((name) => contexts.has(name))
}

/**
 * The jobs whose required check waits for `job` in vain: they are skipped when it fails, or pass whatever it does, and a
 * skipped check counts as passed (GitHub docs: Using conditions to control job execution).
 */
export function vainGuardsOf(
  { pipeline, job }: JobInPipeline,
  required: readonly { readonly context: string }[],
): Job[] {
  const contexts = new Set(required.map(({ context }) => context))
  return descendantsOf(pipeline, job).filter(
    (each) => each.checkNames.some((name) => contexts.has(name)) && !failsWithItsNeeds(each),
  )
}

/** A job runs after a failure only if its condition says so, and then fails only if it looks at what it needs. */
export function failsWithItsNeeds({ condition, env, steps, calls }: Job): boolean {
  const text = condition?.value ?? ''
  if (/\bfailure\s*\(/i.test(text)) return true
  if (!/\b(?:always|cancelled)\s*\(/i.test(text)) return false
  const texts = steps.flatMap((step) => [step.condition, step.run, ...step.env.values(), ...step.with.values()])
  return [condition, ...texts, ...env.values(), ...(calls?.with.values() ?? [])].some(
    (each) => each !== undefined && /\bneeds\b/.test(each.value),
  )
}

/** Whether a job whose check names are not all known may report this one: what stands before the unknown part must fit. */
export function mayReport({ name, checkNamesComplete, calls }: Job, wanted: string): boolean {
  const open = !checkNamesComplete || (calls !== undefined && !calls.resolved)
  return open && wanted.startsWith(name.split('${{', 1)[0] ?? '')
}

/**
 * Whether the state of the branch after a merge is what its required checks ran on: with a merge queue, or where changes
 * must be up to date (GitHub docs: About protected branches, "Require status checks before merging").
 */
export function testsWhatIsMerged({ strict, mergeQueue }: Pick<Protection, 'strict' | 'mergeQueue'>): Known<boolean> {
  return mergeQueue ? { known: true, value: true } : strict
}
