import type { Located } from '../../../core/location.js'
import type { Command, GivenVersion, Intent } from '../../../models/index.js'
import { variableInEnvironment, variablesInWords } from '../../../models/handed-variables.js'
import { optionsOf } from '../command-words.js'
import type { Place } from '../throwaway.js'
import { stepsUpTo } from '../../../models/step-order.js'

/** Programs that take the values of variables by `-var` and `TF_VAR_…` (Terraform docs: Input variables). */
const TERRAFORM: ReadonlySet<string> = new Set(['terraform', 'tofu', 'terragrunt'])

const VERSION = /(?:^|_)(?:image|tag|version|release|sha|commit|revision|digest)(?:_|$)/i
/** Versions of what the application runs on. */
const PLATFORM = /kubernetes|k8s|eks|aks|gke|cluster|engine|runtime|terraform|provider|module|ami/i

/**
 * The versions that an application of infrastructure is told: variables that are named for one, and whose value is an
 * image or hangs on the run. What is told a version releases an application, whatever else it applies. A plan that is
 * applied later was told when it was made, so the commands before count too.
 */
export function givenVersions({ pipeline, job, step }: Place, { kind, command }: Intent): GivenVersion[] {
  if (kind !== 'iac-apply' || command === undefined || !TERRAFORM.has(programOf(command))) return []
  const folder = folderGiven(command)
  const before = stepsUpTo(job, step).flatMap(({ commands }) => commands)
  const options = before
    .filter((each) => TERRAFORM.has(programOf(each)) && folderGiven(each) === folder)
    .flatMap(({ argv, at }) => variablesInWords(argv).map(({ name, value }) => ({ name, text: value, at })))
  const variables = new Map([...pipeline.env, ...job.env, ...step.env])
  const found = [...options, ...[...variables].flatMap(fromEnvironment)].filter(isVersion)
  return [...new Map(found.map((each) => [each.name, each])).values()]
}

const programOf = ({ argv }: Command): string => argv[0]?.text.split('/').at(-1) ?? ''

const folderGiven = (command: Command): string =>
  [command.directory, optionsOf(command).find(({ name }) => name === '-chdir')?.value.text].join(' ')

function fromEnvironment([name, { value, at }]: readonly [string, Located<string>]): GivenVersion[] {
  const found = variableInEnvironment(name, value)
  return found === undefined ? [] : [{ name: found.name, text: found.value, at }]
}

function isVersion({ name, text }: GivenVersion): boolean {
  return VERSION.test(name) && !PLATFORM.test(name) && (text.includes('$') || /\/[^/:]*:[^/]+$/.test(text))
}
