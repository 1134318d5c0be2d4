import type { CiSystem, Command, Intent } from '../../models/index.js'
import { joinPath, operandsOf, optionsOf } from './command-words.js'
import type { Place } from './throwaway.js'
import { DEPLOYING, says, wordsIn } from './words.js'
import { stepsUpTo } from '../../models/step-order.js'

/** Options whose value names where a command deploys to. */
const OPTIONS: ReadonlySet<string> = new Set([
  '-n',
  '--namespace',
  '--context',
  '--kube-context',
  '--environment',
  '--environment-name',
  '--env',
  '--stage',
  '--stack-name',
  '--stack',
  '--cluster',
  '--profile',
  '--application-name',
  '--deployment-group-name',
  '--function-name',
  '--service',
  '--resource-group',
  '--project',
  '--workspace',
  '--space',
  '--slot',
  '--app',
  '--app-name',
  '--inventory',
  '--destination',
  '-s',
  '-e',
  '-c',
  '-i',
  '-d',
])

/** Inputs of actions, without `-` and `_`, whose value names it. */
const INPUTS: ReadonlySet<string> = new Set([
  'environment',
  'environmentname',
  'env',
  'stage',
  'target',
  'targetenvironment',
  'namespace',
  'cluster',
  'clustername',
  'stack',
  'stackname',
  'space',
  'cfspace',
  'slotname',
  'slot',
  'service',
  'appname',
  'app',
  'workspace',
  'deploymentgroup',
  'inventory',
])

/** Variables whose value names it. */
const VARIABLES =
  /^(?:TF_VAR_)?(?:(?:DEPLOY|DEPLOYMENT|TARGET|APP|APPLICATION|K8S|KUBE|HELM|TF|ECS)_?)?(?:ENV|ENVIRONMENT|STAGE|WORKSPACE|NAMESPACE|CLUSTER|CLUSTER_NAME|STACK|STACK_NAME|ENV_NAME|ENVIRONMENT_NAME|SERVICE_NAME)$/i

/** Of those, the names of what a place is shared by: they tell less than the name of one thing in it. */
const SHARED = /CLUSTER(?:_NAME)?$/i

/** CI systems whose jobs cannot say which environment they deploy to. */
const WITHOUT_ENVIRONMENTS: ReadonlySet<CiSystem> = new Set<CiSystem>([
  'jenkins',
  'circleci',
  'travis-ci',
  'drone',
  'woodpecker',
  'buildkite',
  'google-cloud-build',
  'tekton',
  'argo-workflows',
  'aws-codebuild',
  'pre-commit-ci',
])

/** Of those, the systems that run each step of a job in a container of its own, with a name of its own. */
const STEPS_APART: ReadonlySet<CiSystem> = new Set<CiSystem>(['drone', 'woodpecker', 'google-cloud-build'])

/** Commands that choose the target for those after them, and where its name stands. */
const CHOOSING: readonly { readonly words: readonly string[]; readonly option?: string }[] = [
  { words: ['terraform', 'workspace', 'select'] },
  { words: ['tofu', 'workspace', 'select'] },
  { words: ['pulumi', 'stack', 'select'] },
  { words: ['kubectl', 'config', 'use-context'] },
  { words: ['kubectx'] },
  { words: ['kubens'] },
  { words: ['eb', 'use'] },
  { words: ['cf', 'target'], option: '-s' },
  { words: ['gcloud', 'container', 'clusters', 'get-credentials'] },
  { words: ['gcloud', 'config', 'set', 'project'] },
  { words: ['az', 'aks', 'get-credentials'], option: '--name' },
  { words: ['aws', 'eks', 'update-kubeconfig'], option: '--name' },
]

/** Names of the target, the most telling first. */
export function namesOfTarget(place: Place, intent: Intent | undefined): string[] {
  const { command } = intent ?? {}
  return [
    ...(command === undefined ? namesInInputs(place) : namesInCommand(command)),
    ...namesChosenBefore(place),
    ...namesInVariables(place),
    ...(command === undefined ? [] : namesInPaths(command)),
    ...namesOfJob(place),
  ]
}

/**
 * Where no job can name an environment, the name of the job or of its stage does: `deploy-production`. Where each step is
 * a container of its own, that of the step comes first.
 */
function namesOfJob({ pipeline: { system }, job, step }: Place): string[] {
  if (!WITHOUT_ENVIRONMENTS.has(system)) return []
  const names = [job.name, job.stage ?? ''].filter((name) => name !== '')
  const own = STEPS_APART.has(system) ? [step.name?.value ?? ''].filter((name) => name !== '') : []
  return [own, names].flatMap((group) => (group.some(tellsTarget) ? group : []))
}

/** A name that speaks of deploying, or is nothing but a tier's: `production`. */
function tellsTarget(name: string): boolean {
  return says(wordsIn(name), DEPLOYING) || /^[A-Za-z]+$/.test(name)
}

/** Values of options, a cluster last because many places share it; and bare words that are a tier's name themselves, as in `./deploy.sh staging`. */
function namesInCommand(command: Command): string[] {
  const given = optionsOf(command)
  const ordered = [
    ...given.filter(({ name }) => name !== '--cluster'),
    ...given.filter(({ name }) => name === '--cluster'),
  ]
  const options = ordered.flatMap(({ name, value: { text } }) => {
    const [key = '', ...rest] = text.split('=')
    if (rest.length > 0) return VARIABLES.test(key) ? [rest.join('=')] : []
    return OPTIONS.has(name) ? [text] : []
  })
  const words = operandsOf(command).filter(({ text, literal }) => literal && /^[A-Za-z]+$/.test(text))
  const before = [...command.env].flatMap(([name, value]) => (VARIABLES.test(name) ? [value] : []))
  return [...options, ...before, ...words.map(({ text }) => text)]
}

function namesInInputs({ step }: Place): string[] {
  return [step, ...step.inner].flatMap((each) =>
    Array.from(each.with, ([name, { value }]) => ({ name, value })).flatMap(({ name, value }) =>
      INPUTS.has(name.toLowerCase().replace(/[-_]/g, '')) ? [value] : [],
    ),
  )
}

function namesInVariables({ pipeline, job, step }: Place): string[] {
  const named = [step.env, job.env, pipeline.env].flatMap((values) =>
    Array.from(values).flatMap(([name, { value }]) => (VARIABLES.test(name) ? [{ name, value }] : [])),
  )
  const shared = named.filter(({ name }) => SHARED.test(name))
  return [...named.filter((each) => !shared.includes(each)), ...shared].map(({ value }) => value)
}

function namesChosenBefore({ job, step }: Place): string[] {
  const commands = stepsUpTo(job, step).flatMap((each) => each.commands)
  return commands.reverse().flatMap((command) => {
    const texts = command.argv.map(({ text }) => text)
    const choice = CHOOSING.find(({ words }) => words.every((word, index) => word === texts[index]))
    if (choice === undefined) return []
    const named = optionsOf(command).find(({ name }) => name === choice.option)?.value.text
    const operand = texts.slice(choice.words.length).find((text) => !text.startsWith('-'))
    return [choice.option === undefined ? operand : named].filter((name) => name !== undefined)
  })
}

/** Folders and files that the command works on, part by part, the innermost first: `overlays/prod`, `prod.tfvars`. */
function namesInPaths(command: Command): string[] {
  const written = [...optionsOf(command).map(({ value }) => value), ...operandsOf(command)]
  const paths = written.filter(({ text, literal }) => literal && /[/.]/.test(text) && !text.includes('://'))
  const parts = [...paths.map(({ text }) => text), command.directory ?? ''].map((path) =>
    (joinPath('', path) ?? '').split('/').reverse(),
  )
  return parts
    .flat()
    .map((part) => part.replace(/\.[A-Za-z]+$/, '').replace(/^(?:values|config|env|terraform)[-._]/, ''))
}
