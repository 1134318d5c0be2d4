import { DEPLOY_KINDS } from '../../core/intent-kind.js'
import { oncePer } from '../../core/once.js'
import type { Command, Deployment, Intent, Job, Resource, Step } from '../../models/index.js'
import { descendantsOf, stepsAfter } from '../pipelines/pipelines.js'
import { ofType } from '../cloud/resource-groups.js'
import { stepsBehind } from '../../models/step-order.js'

/** Words by which a command on the failing side of a script takes a deployment back. */
const UNDOING = new Set(['undo', 'rollback', 'rollback-stack', 'revert', 'abort'])

/**
 * What takes the deployment back when it fails: a rollback in the same step or after it, something that deploys only
 * because the deployment failed, or a command on the failing side of its script.
 */
export function rollbackOf(deployment: Deployment): Intent | Command | undefined {
  const elsewhere = new Set(jobsElsewhere(deployment).flatMap(({ steps }) => steps))
  const steps = [deployment.step, ...stepsAfter(deployment)].filter((step) => !elsewhere.has(step)).map(waysIn)
  const undoing = steps.find((each) => each.undoing !== undefined)?.undoing
  if (undoing !== undefined) return undoing
  const again = stepsOnFailure(deployment)
    .map(waysIn)
    .find((each) => each.again !== undefined)?.again
  return again ?? steps.find((each) => each.taken !== undefined)?.taken
}

/** What a step holds that could take a deployment back: every deployment before it asks. */
const waysIn = oncePer(({ intents, commands }: Step) => ({
  undoing: intents.find(({ kind }) => kind === 'rollback'),
  again: intents.find(({ kind }) => DEPLOY_KINDS.has(kind)),
  taken: commands
    .flatMap(({ onFailure }) => onFailure ?? [])
    .find(({ argv }) => argv.some(({ text }) => UNDOING.has(text))),
}))

/** The steps that run because the deployment, or something in its job, failed. */
export function stepsOnFailure(deployment: Deployment): Step[] {
  const { pipeline, job, step } = deployment
  const own = stepsBehind(job, step)
  const elsewhere = new Set(jobsElsewhere(deployment))
  const jobs = descendantsOf(pipeline, job).filter((each) => !elsewhere.has(each))
  return [
    ...own.filter((each) => each.after === 'failure'),
    ...jobs.flatMap(({ after, steps }) => steps.filter((each) => after === 'failure' || each.after === 'failure')),
  ]
}

/** Later jobs of another environment, which run because this one was deployed to: what they take back is their own. */
function jobsElsewhere({ pipeline, job }: Deployment): Job[] {
  const { environment } = job
  if (environment?.resolved !== true) return []
  return descendantsOf(pipeline, job).filter(
    (each) =>
      each.after === undefined && each.environment?.resolved === true && each.environment.name !== environment.name,
  )
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
