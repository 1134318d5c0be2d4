import { oncePer } from '../../core/once.js'
import type { Intent, Job, Pipeline, Step } from '../../models/index.js'
import { TEST_KINDS } from '../../core/intent-kind.js'
import type { Reaching } from './reach.js'
import { operandsOf, optionsOf } from './command-words.js'
import { DEPLOYING, namesOf, says, TESTING, wordsIn } from './words.js'
import { placeOfStep, stepsFrom, stepsUpTo } from '../../models/step-order.js'

/** Programs that make a cluster, or the double of a cloud, which lives as long as the job. */
const PROGRAMS: ReadonlySet<string> = new Set([
  'kind',
  'minikube',
  'k3d',
  'k3s',
  'k0s',
  'kwok',
  'kwokctl',
  'microk8s',
  'vcluster',
  'ctlptl',
  'localstack',
  'awslocal',
  'tflocal',
  'cdklocal',
  'samlocal',
  'pulumilocal',
  'act',
])

/** The same, as actions. */
const ACTIONS: ReadonlySet<string> = new Set([
  'helm/kind-action',
  'engineerd/setup-kind',
  'container-tools/kind-action',
  'absaoss/k3d-action',
  'nolar/setup-k3d-k3s',
  'debianmaster/actions-k3s',
  'jupyterhub/action-k3s-helm',
  'rinx/setup-k3d',
  'medyagh/setup-minikube',
  'manusa/actions-setup-minikube',
  'hiberbee/github-action-minikube',
  'balchua/microk8s-actions',
  'canonical/actions-operator',
  'charmed-kubernetes/actions-operator',
  'chainguard-dev/actions',
  'localstack/setup-localstack',
  'replicatedhq/replicated-actions',
  'replicatedhq/compatibility-actions',
])

/** A step that deploys, and how the pipeline gets there. */
export interface Place {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly step: Step
  readonly runs: readonly Reaching[]
}

/** Whether what is deployed goes away with the job: into a cluster that the job makes, or torn down by the same run. */
export function isThrowaway(place: Place, intent: Intent | undefined): boolean {
  if (makesItsTarget(place) || isOnTrial(place) || followsTornDown(place)) return true
  return intent !== undefined && (isTornDown(place, intent) || isOfTests(place, intent))
}

/** Whether the job has made a cluster of its own by then. */
export function makesItsTarget({ pipeline, job, step }: Place): boolean {
  if (clustersDown(pipeline)) return true
  const first = firstMade(job)
  return first >= 0 && first <= placeOfStep(job, step)
}

/** What holds for each step of a pipeline or job is looked for once. */
const clustersDown = oncePer(takesClusterDown)
const firstMade = oncePer(({ steps }: Job) => steps.findIndex(makesCluster))

function makesCluster({ commands, uses, inner }: Step): boolean {
  return (
    commands.some(({ argv }) => PROGRAMS.has(argv[0]?.text.split('/').at(-1) ?? '')) ||
    [uses, ...inner.map((each) => each.uses)].some((each) => ACTIONS.has(each?.repository ?? ''))
  )
}

/** How clusters of a cloud are made and removed, by the first words of the commands. */
const CLUSTERS: readonly { readonly makes: readonly string[]; readonly removes: readonly string[] }[] = [
  { makes: ['gcloud', 'container', 'clusters', 'create'], removes: ['gcloud', 'container', 'clusters', 'delete'] },
  { makes: ['eksctl', 'create', 'cluster'], removes: ['eksctl', 'delete', 'cluster'] },
  { makes: ['az', 'aks', 'create'], removes: ['az', 'aks', 'delete'] },
  { makes: ['doctl', 'kubernetes', 'cluster', 'create'], removes: ['doctl', 'kubernetes', 'cluster', 'delete'] },
]

/** Whether the run makes a cluster and removes it when it is done. */
function takesClusterDown({ jobs }: Pipeline): boolean {
  const commands = jobs.flatMap(({ steps }) => steps.flatMap((each) => each.commands))
  const runs = (words: readonly string[]): boolean =>
    commands.some(({ argv }) => words.every((word, index) => argv[index]?.text === word))
  return CLUSTERS.some(({ makes, removes }) => runs(makes) && runs(removes))
}

/** Tools whose `destroy` or `uninstall` takes down what they have just made, not something old. */
const MAKES_WHAT_IT_REMOVES: ReadonlySet<string> = new Set(['helm', 'helmfile', 'cdk', 'sam', 'serverless', 'sst'])

/** What the same run takes down again, on no condition but that it ran, was made for a test. */
function isTornDown({ pipeline, job, step }: Place, made: Intent): boolean {
  const { kind, tool } = made
  if (kind !== 'iac-apply' && !MAKES_WHAT_IT_REMOVES.has(tool)) return false
  const removes = (later: Step): boolean =>
    later.intents.some(
      (each) =>
        each.kind === 'cleanup' && each.tool === tool && (tool !== 'helm' || isSameRelease(step, made, later, each)),
    ) && runsAnyway(later.condition?.value)
  if (stepsFrom(job, step).some(removes)) return true
  // What waits for a person may never run.
  const later = laterThan(job, pipeline).filter(({ approval }) => approval === undefined)
  return later.some(({ condition, steps }) => runsAnyway(condition?.value) && steps.some(removes))
}

/** Whether what is removed may be the release that was made: a release of another name is not. */
function isSameRelease(step: Step, made: Intent, later: Step, removed: Intent): boolean {
  const [own, other] = [namesOfRelease(step, made), namesOfRelease(later, removed)]
  return own.length === 0 || other.length === 0 || other.some((name) => own.includes(name))
}

/** Helm docs: helm upgrade, helm uninstall. The task of Azure Pipelines has an input for it. */
function namesOfRelease(step: Step, { command }: Intent): string[] {
  if (command !== undefined) return operandsOf(command).flatMap(({ text }, index) => (index === 0 ? [] : [text]))
  return Array.from(step.with).flatMap(([name, { value }]) =>
    /^release-?name$/i.test(name) && value !== '' ? [value] : [],
  )
}

/** Whether the job has by then applied infrastructure that the same run takes down again: what follows goes there. */
function followsTornDown(place: Place): boolean {
  const { job, step } = place
  return stepsUpTo(job, step).some((each) =>
    each.intents.some((intent) => intent.kind === 'iac-apply' && isTornDown({ ...place, step: each }, intent)),
  )
}

/** The jobs that wait for the job, directly or not. */
function laterThan(job: Job, { jobs }: Pipeline): Job[] {
  const ids = new Set([job.id])
  for (let size = 0; size !== ids.size;) {
    size = ids.size
    for (const { id, needs } of jobs) if (needs.some((each) => ids.has(each))) ids.add(id)
  }
  return jobs.filter((each) => each !== job && ids.has(each.id))
}

/** Whether the condition, if there is one, asks for nothing but how the steps before went. */
function runsAnyway(condition = ''): boolean {
  const rest = condition.replace(/\b(?:always|success|failure|cancelled)\s*\(\s*\)/g, '')
  return /^[\s!(){}$|&]*$/.test(rest)
}

/** Folders of tests. One called `test` may be an environment's, unless it lies at the root. */
const TEST_FOLDERS: ReadonlySet<string> = new Set(['tests', 'e2e', 'testdata', 'fixtures', 'molecule', '__tests__'])

/** Whether a job without an environment deploys what lies with the tests: `ansible-playbook tests/create-vm.yml`. */
function isOfTests({ job }: Place, { command }: Intent): boolean {
  if (job.environment !== undefined || command === undefined) return false
  const [first] = operandsOf(command).filter(
    ({ text, literal }) => literal && /[/.]/.test(text) && !text.includes('://'),
  )
  const chosen = optionsOf(command).find(({ name }) => FOLDER_OPTIONS.has(name))?.value.text
  const folders = [command.directory ?? '', chosen ?? first?.text ?? ''].join('/').split('/')
  const named = folders.filter((name) => name !== '' && name !== '.')
  return named[0] === 'test' || named.some((name) => TEST_FOLDERS.has(name))
}

/** Options that name the file or folder to deploy (documentation of kubectl and Terraform: Global options). */
const FOLDER_OPTIONS: ReadonlySet<string> = new Set([
  '-f',
  '--filename',
  '-k',
  '--kustomize',
  '-chdir',
  '--template-file',
])

/** Words of pipelines that are for tests alone, so that what their jobs deploy is for them. */
const OF_TESTS: ReadonlySet<string> = new Set(['e2e', 'conformance'])

/** Words of tests that bring up what they test. */
const WHOLE_TEST: ReadonlySet<string> = new Set(['e2e', 'conformance', 'acceptance', 'kind', 'minikube', 'chaos'])

/**
 * A job without an environment that calls itself a test, and is one from end to end, is started for every change, tests
 * what it deployed, or holds no credentials by which it could reach anything that stays.
 */
function isOnTrial({ pipeline, job, runs }: Place): boolean {
  if (job.environment !== undefined) return false
  const names = namesOf(pipeline, job)
  // A called workflow has a file of its own.
  const whole = wordsIn(pipeline.name, job.at.file)
  if (says(whole, OF_TESTS) && !says(whole, DEPLOYING)) return true
  if (!says(names, TESTING) || says(names, DEPLOYING)) return false
  if (says(names, WHOLE_TEST)) return true
  const looks = ({ kind }: Intent): boolean => TEST_KINDS.has(kind) || kind === 'verify-deployment'
  return (
    runs.some(({ forChange }) => forChange) ||
    job.steps.some(({ intents }) => intents.some(looks)) ||
    !holdsCredentials(pipeline, job)
  )
}

/** Whether the job has a secret, may ask for a cloud's token, or runs on a machine of its own. */
function holdsCredentials({ env, permissions, system }: Pipeline, job: Job): boolean {
  // Elsewhere credentials are set outside of the file, for every job.
  if (system !== 'github-actions') return true
  const scope = job.permissions ?? permissions
  if (scope?.all === 'write' || scope?.scopes.get('id-token')?.value === 'write') return true
  if (job.runner.some((label) => !/^(?:ubuntu|windows|macos)-/.test(label))) return true
  if (job.calledBy !== undefined) return true
  const texts = [env, job.env, ...job.steps.flatMap((step) => [step.env, step.with])].flatMap((values) => [
    ...values.values(),
  ])
  const scripts = job.steps.flatMap(({ run }) => run ?? [])
  return [...texts, ...scripts].some(({ value }) => /\bsecrets\b/.test(value))
}
