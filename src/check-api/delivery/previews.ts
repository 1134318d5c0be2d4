import type { Delivery, Deployment, Step } from '../../models/index.js'
import { valuesOf } from '../common/options.js'
import { stepsUpTo } from '../../models/step-order.js'

/** Values that differ for every change or branch, in the words of each CI system. */
const OF_A_CHANGE =
  /github\.(?:head_ref|event\.(?:number|issue\.number|pull_request\.(?:number|head\.ref)))|GITHUB_HEAD_REF|CI_(?:COMMIT_(?:REF_NAME|REF_SLUG|BRANCH)|MERGE_REQUEST_I?ID)|CIRCLE_(?:BRANCH|PR_NUMBER)|CHANGE_(?:ID|BRANCH)|BRANCH_NAME|BITBUCKET_(?:PR_ID|BRANCH)|System\.PullRequest\.(?:PullRequest(?:Number|Id)|SourceBranch)|Build\.SourceBranchName|SYSTEM_PULLREQUEST_PULLREQUEST(?:NUMBER|ID)|BUILDKITE_(?:PULL_REQUEST|BRANCH)|DRONE_PULL_REQUEST|CI_COMMIT_PULL_REQUEST|\b(?:PR|PULL_REQUEST)_(?:NUMBER|NUM|ID)\b/

/** Options whose value is the name of what a command creates. */
const NAMING = [
  ...['-n', '--namespace', '--stack-name', '--stack', '--stage', '-s', '--app', '-a', '--app-name', '--name'],
  ...['--workspace', '--environment', '--environment-name', '--env', '-e', '--resource-group', '-g', '--service'],
  ...['--service-name', '--project-name', '-p', '--prefix', '--suffix'],
]

/** Tools that create something that stays and costs until it is removed. Platforms that remove previews are left out. */
const LASTING: ReadonlySet<string> = new Set([
  ...['helm', 'helmfile', 'kubectl', 'kustomize', 'skaffold', 'terraform', 'opentofu', 'terragrunt', 'pulumi', 'cdk'],
  ...['cloudformation', 'sam', 'serverless', 'sst', 'copilot', 'aws-elasticbeanstalk', 'aws-ecs', 'aws-apprunner'],
  ...['aws-lambda', 'cloud-run', 'cloud-functions', 'app-engine', 'deployment-manager', 'azure-resource-manager'],
  ...['azure-containerapp', 'azd', 'fly', 'heroku', 'dokku', 'cloudfoundry', 'nomad', 'okteto', 'argocd', 'ecspresso'],
  ...['docker-swarm', 'docker-compose', 'docker'],
])

/** An environment that is made for each change or branch. */
export interface Preview {
  readonly deployment: Deployment
  /** As it is written: `pr-${{ github.event.number }}`. */
  readonly name: string
  /** False if it cannot be told what the deployment creates: a script that was not looked into does. */
  readonly known: boolean
}

/** The environments that pipelines make for changes under review or branches and that go away only if something removes them. */
export function previewsOf({ deployments }: Delivery): Preview[] {
  // What goes away by itself and is no preview is made for one run.
  return deployments
    .filter(({ docsOnly, tier, persistent }) => !docsOnly && (persistent || tier === 'preview'))
    .filter(({ unmerged }) => unmerged.some(({ of }) => of === 'change' || of === 'branch'))
    .flatMap((deployment) => {
      const { tool, environment, persistent } = deployment
      const known = LASTING.has(tool)
      if (!known && tool !== 'opaque') return []
      const ofEnvironment =
        environment?.ephemeral === true && environment.name.includes('${{') ? environment.name : undefined
      const name = ofEnvironment ?? (known ? nameIn(deployment) : undefined)
      return name === undefined || (persistent && ofEnvironment === undefined && !isPersonal(name))
        ? []
        : [{ deployment, name, known }]
    })
}

/** Whether the name itself holds the number or branch of a change; otherwise only what the deployment is taken for tells. */
function isPersonal(name: string): boolean {
  return OF_A_CHANGE.test(name)
}

/** The name of what the deployment creates, if it is made from the change. */
function nameIn({ pipeline, job, step, intent }: Deployment): string | undefined {
  const words =
    intent?.command === undefined ? namesInInputs(step) : namesInWords(intent.command.argv.map(({ text }) => text))
  const chosen = stepsUpTo(job, step)
    .flatMap(({ commands }) => commands)
    .flatMap(({ argv }) => (isChoice(argv.map(({ text }) => text)) ? argv.slice(-1).map(({ text }) => text) : []))
  const variables = new Map([...pipeline.env, ...job.env, ...step.env])
  const workspace = variables.get('TF_WORKSPACE')?.value
  return [...words, ...chosen, ...(workspace === undefined ? [] : [workspace])].find((word) =>
    [word, ...variablesIn(word).map((name) => variables.get(name)?.value ?? '')].some((text) => OF_A_CHANGE.test(text)),
  )
}

function namesInWords(words: readonly string[]): string[] {
  const argv = words.map((text) => ({ text, literal: false }))
  const given = valuesOf(argv, ...NAMING).map(({ text }) => text)
  const isHelm = words[0] === 'helm'
  return isHelm
    ? [...given, ...words.slice(2).filter((word, index) => !word.startsWith('-') && isOperand(words[index + 1]))]
    : given
}

/** Whether a word may stand alone behind this one: not the value of an option. */
function isOperand(before = ''): boolean {
  return (
    !before.startsWith('-') ||
    /^--(?:install|wait|atomic|debug|force|create-namespace|reset-values|reuse-values)$/.test(before)
  )
}

function namesInInputs({ with: inputs }: Step): string[] {
  const names =
    /^(?:name|release|namespace|stack|stack-?name|workspace|service|app|app-?name|environment(?:-?name)?|env|stage)$/i
  return [...inputs].flatMap(([name, { value }]) => (names.test(name) ? [value] : []))
}

/** `terraform workspace select pr-1`, `pulumi stack init pr-1`, `kubectl create namespace pr-1`. */
function isChoice([program = '', ...words]: readonly string[]): boolean {
  const [first = '', second = ''] = words.filter((word) => !word.startsWith('-'))
  if (/^(?:terraform|tofu|terragrunt)$/.test(program)) return first === 'workspace' && /^(?:select|new)$/.test(second)
  if (program === 'pulumi') return first === 'stack' && /^(?:select|init)$/.test(second)
  return program === 'kubectl' && first === 'create' && /^(?:namespace|ns)$/.test(second)
}

function variablesIn(word: string): string[] {
  return Array.from(
    word.matchAll(/\$\{?(\w{1,80})|env\.(\w{1,80})/g),
    ([, shell, expression]) => shell ?? expression ?? '',
  )
}
