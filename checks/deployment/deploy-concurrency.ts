import {
  defineCheck,
  deployJobs,
  hasUnresolved,
  isExpression,
  noDeployment,
  ownName,
  systemWords,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Deployment,
  type TerraformModule,
} from '../../src/check-api/index.js'

/** Tools that queue, or refuse, a second run to the same target by themselves; CloudFormation does for those built on it. */
const SERIALISED: ReadonlySet<string> = new Set([
  'argocd',
  'auto-deploy',
  'cdk',
  'cloudformation',
  'codedeploy',
  'copilot',
  'flux',
  'pulumi',
  'rain',
  'sam',
  'serverless',
  'tfc-workflows',
])

/** Backends that lock the state while it changes, by themselves (Terraform docs: Backend configuration, State Locking). */
const LOCKING: ReadonlySet<string> = new Set(['azurerm', 'cloud', 'consul', 'cos', 'gcs', 'kubernetes', 'pg', 'remote'])

/** What steps of libraries and scripts are called that wait for other runs, or end them. */
const KEEPS_APART =
  /\b[Ll]ock(?![a-z])|[a-z]Lock(?![a-z])|[Mm]utex|[Ss]emaphore|[Tt]urnstyle|[Cc]oncurren|(?:[Aa]bort|[Cc]ancel|[Ww]ait|[Ss]top)\w{0,40}(?:[Bb]uild|[Rr]un|[Dd]eploy|[Pp]ipeline)/

type Message = 'noLock' | 'noLockAnywhere' | 'perRun' | 'cancels' | 'cancelsAnywhere'

export default defineCheck({
  id: 'deploy-concurrency',
  title: 'Two deployments to one environment can overlap, or one can be cut off half-way',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['DL.CD.4', 'OPS05-BP10', 'ops05-bp10.workflows.safe-rerun', 'hc.full.concurrency-safe'],
  needs: ['delivery', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    noLock: {
      text: 'Nothing keeps two runs of job {job} from deploying to {environment} at the same time.',
      remedy: 'Add {lock} to the job.',
    },
    noLockAnywhere: {
      text: 'Nothing keeps two runs of job {job} from deploying at the same time.',
      remedy: 'Add {lock} to the job.',
    },
    perRun: {
      text: 'The group {group} of job {job} is different in every run, so it locks nothing.',
      remedy: 'Use one name for each environment, such as deploy-production.',
    },
    cancels: {
      text: 'A newer run cancels job {job} in the middle of its deployment to {environment}.',
      remedy: 'Turn {cancelling} off for deployments.',
    },
    cancelsAnywhere: {
      text: 'A newer run cancels job {job} in the middle of its deployment.',
      remedy: 'Turn {cancelling} off for deployments.',
    },
  },

  *run({ delivery, infrastructure }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const twice = deployJobs(delivery).filter(mayRunTwice)
    if (twice.length === 0)
      return yield { kind: 'not-applicable', reason: 'no two deployments start within a short time' }
    for (const deployment of twice) yield judge(deployment, infrastructure.terraform)
  },
})

/** Scheduled runs are hours apart. */
function mayRunTwice({ triggers }: Deployment): boolean {
  return triggers.length === 0 || triggers.some(({ kind }) => kind !== 'schedule')
}

function judge(deployment: Deployment, modules: readonly TerraformModule[]): CheckOutcome<Message> {
  const { pipeline, job, environment, locks } = deployment
  const { lock: locking, cancelling: cancel } = systemWords(pipeline.system)
  const where = environment === undefined ? {} : { environment: environment.name }
  const data = { job: ownName(job), ...where, lock: locking, cancelling: cancel }
  const shared = locks.filter((lock) => lock.shared)
  const cancelling = shared.find(({ cancels }) => cancels === true)
  if (cancelling !== undefined)
    return { kind: 'problem', message: environment ? 'cancels' : 'cancelsAnywhere', data, at: cancelling.at }
  const open = shared.find(({ cancels }) => cancels === undefined)
  if (open !== undefined) {
    const reason = 'whether job {job} is cancelled by a newer run hangs on an expression'
    return { kind: 'unknown', origin: 'files', reason, data: { job: job.id }, at: open.at }
  }
  const [lock] = shared
  if (lock !== undefined) {
    const how = isExpression(lock.group.value) ? 'one at a time for each' : 'one at a time:'
    const text = 'job {job} runs {how} {group}'
    return { kind: 'evidence', text, data: { job: job.id, how, group: lock.group.value }, at: lock.at }
  }
  const locked = deployment.intent?.kind === 'iac-apply' ? locksState(deployment, modules) : undefined
  if (SERIALISED.has(deployment.tool) || locked === true) {
    const own = locked === true ? 'the backend of the state' : deployment.tool
    return { kind: 'evidence', text: '{own} lets no second deployment in', data: { own }, at: deployment.at }
  }
  const [useless] = locks
  if (useless !== undefined)
    return { kind: 'problem', message: 'perRun', data: { ...data, group: useless.group.value }, at: useless.group.at }
  if (deployment.intent?.kind === 'iac-apply' && locked === undefined) {
    const reason = 'whether the state that job {job} changes is locked cannot be told'
    return { kind: 'unknown', origin: 'files', reason, data: { job: job.id }, at: job.at }
  }
  if (pipeline.system === 'aws-codebuild') {
    // CodePipeline lets one execution into a stage at a time; a project may limit its builds (AWS CodeBuild: Project, concurrentBuildLimit).
    const reason =
      'whether two builds of {job} may run at the same time is set in its project or in the pipeline that starts it'
    return { kind: 'unknown', origin: 'hosting', reason, data: { job: job.id }, at: job.at }
  }
  if (pipeline.system === 'azure-pipelines') {
    const reason = 'whether job {job} asks for an exclusive lock is set outside of the files'
    return { kind: 'unknown', origin: 'hosting', reason, data: { job: job.id }, at: job.at }
  }
  const hidden = hiddenLock(deployment)
  if (hidden !== undefined) {
    const reason = '{what} may keep two runs of job {job} apart'
    return { kind: 'unknown', origin: 'files', reason, data: { job: job.id, what: hidden }, at: job.at }
  }
  return { kind: 'problem', message: environment ? 'noLock' : 'noLockAnywhere', data, at: job.at }
}

/** Code that cannot be looked into and is named after keeping runs apart, in any job of the run. */
function hiddenLock({ pipeline }: Deployment): string | undefined {
  const hidden = pipeline.jobs.flatMap(({ steps }) => steps.flatMap(({ opaque }) => opaque))
  return hidden.find(({ what }) => KEEPS_APART.test(what))?.what
}

/** Whether the backend lets one run at a time change the state; undefined where it is not, or not all of it, in the tree. */
function locksState({ resources }: Deployment, modules: readonly TerraformModule[]): boolean | undefined {
  const folders = new Set(resources.map((resource) => resource.module))
  const module = modules.find(({ folder }) => folders.has(folder))
  if (module === undefined || module.generatedBy !== undefined) return undefined
  const { type, settings } = module.backend ?? { type: 'local' }
  if (LOCKING.has(type)) return true
  if (type !== 's3') return false
  if (truthOf(valueAt(settings, 'use_lockfile')) === true || textOf(valueAt(settings, 'dynamodb_table')) !== undefined)
    return true
  // Options of `terraform init` complete a backend without a key, and may add the lock.
  return valueAt(settings, 'key') === undefined || hasUnresolved(settings) ? undefined : false
}
