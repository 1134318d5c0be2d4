import type { Command, Pipeline } from '../../models/index.js'
import { variableInEnvironment, variablesInWords, type HandedVariable } from '../../models/handed-variables.js'

/** Names of variables and inputs that choose a version. */
const VERSION = /^(?:.*[-_])?(?:version|tag|ref|sha|commit|revision|release|digest|image|build)(?:[-_].*)?$/i

/** Whether a variable or an input of the name chooses the version that is deployed: `image_tag`, `release-version`. */
export function namesVersion(name: string): boolean {
  return VERSION.test(name)
}

/**
 * Names of variables of infrastructure code that a pipeline sets to something which differs from run to run: `-var
 * image_tag=$SHA`, `TF_VAR_image_tag`, `pulumi config set imageTag $SHA`.
 */
export function handedValues({ env, jobs }: Pipeline): Set<string> {
  const steps = jobs.flatMap((job) => job.steps)
  const variables = [env, ...jobs.map((job) => job.env), ...steps.map((step) => step.env)].flatMap((values) =>
    Array.from(values, ([name, { value }]) => variableInEnvironment(name, value)),
  )
  const commands = steps.flatMap((step) => step.commands)
  const ofCommands = commands.flatMap(({ env: own }) =>
    Array.from(own, ([name, value]) => variableInEnvironment(name, value)),
  )
  const set = [...variables, ...ofCommands].filter((each) => each !== undefined)
  return new Set([...set.filter(differs).map(({ name }) => name), ...commands.flatMap(namesIn)])
}

const differs = ({ value }: HandedVariable): boolean => value.includes('$')

function namesIn({ argv }: Command): string[] {
  const [program, first, second] = argv.map(({ text }) => text)
  if (program === 'pulumi' && first === 'config' && second === 'set') {
    const [name, value] = argv.slice(3).filter(({ text }) => !text.startsWith('-'))
    return name === undefined || value === undefined || value.literal ? [] : [name.text.split(':').at(-1) ?? '']
  }
  return variablesInWords(argv)
    .filter(differs)
    .map(({ name }) => name)
}
