import {
  ancestorsOf,
  defineCheck,
  deployPaths,
  noDeployment,
  outermostCaller,
  stepsOf,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type Job,
  type Known,
  type Pipelines,
  type Protection,
  type Pull,
  type Tier,
} from '../../src/check-api/index.js'

const NON_PRODUCTION: ReadonlySet<Tier> = new Set(['staging', 'test', 'development', 'preview'])

type Message = 'first' | 'sideBySide'

/** What commands, scripts and actions are called that deploy. */
const DEPLOYING = /deploy|promot|releas|stag(?:e|ing)|ship/i

export default defineCheck({
  id: 'deploy-preprod-stage',
  title: 'Production is the first environment a change meets',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.ADS.1',
    'QA.TEM.1',
    'AG.DEP.3',
    'OPS05-BP08',
    'OPS06-BP02',
    'SEC01-BP01',
    'REL08-BP02',
    'hc.automate.cicd.staging-first',
    'hc.automate.deployments.promote',
    'hc.define.environment-promotion',
  ],
  needs: ['delivery', 'pipelines'],
  wants: ['protection'],
  options: z.strictObject({}),
  messages: {
    first: {
      text: 'Job {job} deploys to {environment}, and nothing is deployed to another environment before it.',
      remedy: 'Deploy the same artifact to a staging environment in a job that this one needs.',
    },
    sideBySide: {
      text: 'Job {job} deploys to {environment} in the same run as {stage}, without waiting for it.',
      remedy: 'Let production wait: “needs” on the earlier job, or “max-parallel: 1” on the matrix.',
    },
  },

  *run({ delivery, pipelines, protection }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield* pulled(delivery, nothing)
    const deployments = deployPaths(delivery)
    const production = oneForEachJob(deployments.filter(({ tier }) => tier === 'production'))
    const unnamed = deployments.filter(({ tier }) => tier === 'unknown')
    if (production.length === 0) {
      const [one] = unnamed
      return yield one === undefined
        ? { kind: 'not-applicable', reason: 'nothing is deployed to production from here' }
        : untold(one)
    }
    for (const deployment of production) {
      yield judge(deployment, delivery, protection) ?? unseen(deployment, unnamed, pipelines) ?? first(deployment)
    }
  },
})

/** Where controllers alone deploy: the same has a pull of its own for another environment, or that is elsewhere. */
function* pulled({ pulls }: Delivery, nothing: CheckOutcome<Message>): Generator<CheckOutcome<Message>> {
  const production = pulls.filter(({ tier, leads }) => tier === 'production' && !leads)
  if (production.length === 0) return yield pulls.length === 0 ? nothing : noProduction(pulls)
  const stages = new Map(
    pulls.filter(({ tier }) => NON_PRODUCTION.has(tier)).map((pull) => [`${pull.controller} ${pull.subject}`, pull]),
  )
  const staged = (pull: Pull): Pull | undefined => stages.get(`${pull.controller} ${pull.subject}`)
  const stage = production.map(staged).find((each) => each !== undefined)
  if (stage !== undefined) {
    const data = { name: stage.name, stage: stage.tier }
    yield {
      kind: 'evidence',
      text: '{name} is deployed to {stage} apart from production',
      data,
      at: stage.resource.at,
    }
  }
  const alone = production.find((pull) => staged(pull) === undefined)
  if (alone === undefined) return
  const reason = 'the environment before that of {name} may be in another repository'
  yield { kind: 'unknown', origin: 'files', reason, data: { name: alone.name }, at: alone.resource.at }
}

function noProduction(pulls: readonly Pull[]): CheckOutcome<Message> {
  const one = pulls.find(({ tier }) => tier === 'unknown')
  if (one === undefined) return { kind: 'not-applicable', reason: 'nothing is deployed to production from here' }
  const reason = 'whether {name} is deployed to production cannot be told'
  const remedy = 'Map the name of its cluster, namespace or folder to a tier in pillarlint.yml.'
  return { kind: 'unknown', origin: 'files', reason, data: { name: one.name }, at: one.resource.at, remedy }
}

function oneForEachJob(deployments: readonly Deployment[]): Deployment[] {
  return [...new Map(deployments.map((each) => [each.job, each])).values()]
}

function untold({ job, at }: Deployment): CheckOutcome<Message> {
  return {
    kind: 'unknown',
    origin: 'files',
    reason: 'whether job {job} deploys to production cannot be told',
    data: { job: job.id },
    at,
    remedy: 'Give the job an environment, or map its name to a tier in pillarlint.yml.',
  }
}

/** Decided where another environment is deployed to, or a merge asks for such a deployment. */
function judge(
  deployment: Deployment,
  { deployments }: Delivery,
  protection: Known<Protection>,
): CheckOutcome<Message> | undefined {
  const stages = deployments.filter((each) => isStage(each) && isSameKind(each, deployment))
  const earlier = stages.filter((stage) => comesBefore(stage, deployment))
  const { job } = deployment
  const before = earlier.find((stage) => stage.persistent && !mayBeLeftOut(stage))
  if (before !== undefined) {
    const data = { stage: nameOf(before), job: job.id }
    return { kind: 'evidence', text: '{stage} is deployed before {job} deploys to production', data, at: before.at }
  }
  const required = protection.known ? protection.value.requiredDeployments : []
  const stage = required.find((name) => name !== deployment.environment?.name)
  if (stage !== undefined) {
    return { kind: 'evidence', text: 'a merge requires a deployment to {stage}', data: { stage } }
  }
  if (earlier.length > 0) return perhaps(earlier, deployment)
  const [beside] = stages
  if (beside === undefined) return undefined
  const { id, at } = outermostCaller(deployment.pipeline, job)
  const data = { job: id, environment: nameOf(deployment), stage: nameOf(beside) }
  return { kind: 'problem', message: 'sideBySide', data, at }
}

/** A stage that a variable can switch off, or a preview: that is made from a build of its own, before the merge. */
function perhaps(earlier: readonly Deployment[], { job }: Deployment): CheckOutcome<Message> {
  const lasting = earlier.find(({ persistent }) => persistent)
  const stage = lasting ?? earlier[0]
  const reason =
    lasting === undefined
      ? '{stage} tries out a change before its merge; whether {job} brings the same build to production is not visible'
      : 'whether {stage} is deployed before {job} deploys to production hangs on a variable that is set elsewhere'
  const data = { stage: stage === undefined ? '' : nameOf(stage), job: job.id }
  return { kind: 'unknown', origin: 'files', reason, data, ...(stage !== undefined && { at: stage.at }) }
}

/** Whether no run is sure to get to the stage. Elsewhere than in GitLab, what is open often starts all jobs alike. */
function mayBeLeftOut({ pipeline: { system }, job: { starts = [] } }: Deployment): boolean {
  return system === 'gitlab-ci' && starts.length > 0 && starts.every(({ certain }) => !certain)
}

/** A cluster made for one test run is no stage; a preview of a change is. */
function isStage({ tier, docsOnly, environment, persistent }: Deployment): boolean {
  return NON_PRODUCTION.has(tier) && !docsOnly && (persistent || environment !== undefined || tier === 'preview')
}

/** What cannot be looked into may deploy either. */
function isSameKind(stage: Deployment, { subject, tool }: Deployment): boolean {
  return stage.subject === subject || stage.tool === 'opaque' || tool === 'opaque'
}

/**
 * In another workflow, on other conditions, or in an environment that the branch decides, a branch, a tag or a person
 * stands between the two. Within one run only `needs`, or a matrix that goes one by one, makes an order.
 */
function comesBefore(stage: Deployment, production: Deployment): boolean {
  if (stage.pipeline !== production.pipeline) return true
  if (stage.job === production.job) {
    const { environment, matrix } = production.job
    const inOneRun = environment?.values !== undefined && environment.byTrigger === undefined
    return !inOneRun || matrix?.maxParallel === 1
  }
  if (isHeldApart(stage.job, production.job)) return true
  const conditions = [stage, production].map(({ job, step }) =>
    [job.condition?.value, step.condition?.value].join('\n'),
  )
  return ancestorsOf(production.pipeline, production.job).includes(stage.job) || conditions[0] !== conditions[1]
}

/** Where each job has rules of its own: they start in different runs, or a person starts the later one. */
function isHeldApart(stage: Job, production: Job): boolean {
  if (stage.starts === undefined || production.starts === undefined) return false
  const triggers = new Set(stage.starts.map(({ trigger }) => trigger))
  return production.starts.every(({ trigger, manual }) => manual || !triggers.has(trigger))
}

function nameOf({ environment, tier }: Deployment): string {
  return environment?.name ?? tier
}

/** Where an earlier stage may be out of sight: a deployment without a tier, or something that cannot be looked into. */
function unseen(
  { job, at }: Deployment,
  unnamed: readonly Deployment[],
  pipelines: Pipelines,
): CheckOutcome<Message> | undefined {
  const reason = '{what} may be the stage before job {job} deploys to production'
  const other = unnamed.find((each) => each.job !== job)
  const what = other === undefined ? hiddenStage(pipelines, job) : `job ${other.job.id}`
  return what === undefined ? undefined : { kind: 'unknown', origin: 'files', reason, data: { what, job: job.id }, at }
}

function hiddenStage(pipelines: Pipelines, production: Job): string | undefined {
  const unresolved = pipelines.all.flatMap((pipeline) => pipeline.unresolved)
  const deploying = stepsOf(pipelines, { inlined: true })
    .filter(({ job }) => job !== production)
    .flatMap(({ step }) => step.opaque)
    .filter(({ what, because }) => [what, ...because.map(({ text }) => text)].some((text) => DEPLOYING.test(text)))
  return [...unresolved, ...deploying][0]?.what ?? pipelines.unread[0]?.file
}

function first({ pipeline, job, environment }: Deployment): CheckOutcome<Message> {
  const { id, at } = outermostCaller(pipeline, job)
  const data = { job: id, environment: environment?.name ?? 'production' }
  return { kind: 'problem', message: 'first', data, at }
}
