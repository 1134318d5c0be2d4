import { DEPLOY_KINDS } from '../../core/intent-kind.js'
import type { Command, Deployment, Intent, Resource, Step } from '../../models/index.js'
import { descendantsOf, stepsAfter } from '../pipelines/pipelines.js'
import { ofType } from '../cloud/resource-groups.js'

/** Words by which a command on the failing side of a script takes a deployment back. */
const UNDOING = new Set(['undo', 'rollback', 'rollback-stack', 'revert', 'abort'])

/**
 * What takes the deployment back when it fails: a rollback in the same step or after it, something that deploys only
 * because the deployment failed, or a command on the failing side of its script.
 */
export function rollbackOf(deployment: Deployment): Intent | Command | undefined {
  const steps = [deployment.step, ...stepsAfter(deployment)]
  const undoing = steps.flatMap(({ intents }) => intents).find(({ kind }) => kind === 'rollback')
  if (undoing !== undefined) return undoing
  const again = stepsOnFailure(deployment)
    .flatMap(({ intents }) => intents)
    .find(({ kind }) => DEPLOY_KINDS.has(kind))
  if (again !== undefined) return again
  return steps
    .flatMap(({ commands }) => commands)
    .flatMap(({ onFailure }) => onFailure ?? [])
    .find(({ argv }) => argv.some(({ text }) => UNDOING.has(text)))
}

/** The steps that run because the deployment, or something in its job, failed. */
export function stepsOnFailure({ pipeline, job, step }: Deployment): Step[] {
  const own = job.steps.slice(job.steps.indexOf(step) + 1)
  const jobs = descendantsOf(pipeline, job)
  return [
    ...own.filter((each) => each.after === 'failure'),
    ...jobs.flatMap(({ after, steps }) => steps.filter((each) => after === 'failure' || each.after === 'failure')),
  ]
}

/** Whether a word of the command may stand for options that nobody sees here: `$HELM_ARGS`, `${{ inputs.flags }}`. */
export function mayHideOptions({ argv }: Pick<Command, 'argv'>): boolean {
  return argv
    .slice(1)
    .some(
      ({ text, literal }) =>
        !literal &&
        /^(\$\{?[A-Za-z_@*]\w*(\[[@*]\])?\}?|\$\(.*\)|\$\{\{[^}]*\}\})$/s.test(text) &&
        /(ARG|OPT|FLAG|EXTRA|PARAM|@|\*)/i.test(text),
    )
}

/** The resources of any of the given types. */
export function resourcesOfType(resources: readonly Resource[], ...types: readonly string[]): Resource[] {
  const [only, ...others] = types
  if (only !== undefined && others.length === 0) return [...ofType(resources, only)]
  return resources.filter(({ type }) => types.includes(type))
}
