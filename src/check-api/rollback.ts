import type { Command, Deployment, Intent, Resource } from '../models/index.js'
import { stepsAfter } from './pipelines.js'

/** Words by which a command on the failing side of a script takes a deployment back. */
const UNDOING = new Set(['undo', 'rollback', 'rollback-stack', 'revert', 'abort'])

/** What takes the deployment back when it fails: a rollback in the same step, after it, or on the failing side of its script. */
export function rollbackOf(deployment: Deployment): Intent | Command | undefined {
  const steps = [deployment.step, ...stepsAfter(deployment)]
  const intent = steps.flatMap(({ intents }) => intents).find(({ kind }) => kind === 'rollback')
  if (intent !== undefined) return intent
  return steps
    .flatMap(({ commands }) => commands)
    .flatMap(({ onFailure }) => onFailure ?? [])
    .find(({ argv }) => argv.some(({ text }) => UNDOING.has(text)))
}

/** Whether a word of the command may stand for options that nobody sees here: `$HELM_ARGS`, `${{ inputs.flags }}`. */
export function mayHideOptions({ argv }: Command): boolean {
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
  return resources.filter(({ type }) => types.includes(type))
}
