import {
  defineCheck,
  deployJobs,
  laterSteps,
  noDeployment,
  opaque,
  ownName,
  VERIFYING_KINDS,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type Infrastructure,
  type Intent,
  type Pipelines,
  type Pull,
  type Resource,
} from '../../src/check-api/index.js'

/**
 * Options, and inputs of actions, by which a tool waits until the new version is healthy and fails otherwise. An empty
 * list: the tool does so by itself (Fly docs: Smoke checks; Kamal docs: Proxy, healthcheck; AWS CodePipeline User Guide:
 * Amazon ECS deploy action reference, DeploymentTimeout). What names an action counts before its tool.
 */
const WAITS: ReadonlyMap<string, readonly string[]> = new Map([
  ['helm', ['--wait', '--atomic', '--rollback-on-failure', 'wait', 'atomic']],
  ['aws-ecs', ['wait-for-service-stability']],
  ['codedeploy', ['wait-for-service-stability']],
  ['fly', []],
  ['kamal', []],
  ['aws-codepipeline:deploy/ecs', []],
])

/** Objects that judge a rollout while it happens. */
const ANALYSES: ReadonlySet<string> = new Set(['AnalysisTemplate', 'ClusterAnalysisTemplate', 'Canary'])

export default defineCheck({
  id: 'deploy-post-verification',
  title: 'Nothing checks the system after the deployment',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.3',
    'DL.CD.7',
    'ops05-bp10.boundaries.post-checks',
    'ops05-bp10.official.end-to-end',
    'OPS06-BP04',
    'REL08-BP02',
    'hc.automate.testing.smoke',
    'hc.deploy.apps.health-gated',
    'ba.misuse.no-monitoring',
  ],
  needs: ['delivery', 'infrastructure', 'pipelines'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Nothing looks at the system after job {job} deployed it with {tool}.',
      remedy:
        'Add a step that fails if the new version does not answer, such as curl --fail --retry 10 on its health endpoint.',
    },
  },

  *run({ delivery, infrastructure, pipelines }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield* pulled(delivery, infrastructure, nothing)
    const applications = deployJobs(delivery).filter(({ subject }) => subject === 'application')
    if (applications.length === 0) return yield { kind: 'not-applicable', reason: 'only infrastructure is deployed' }
    for (const deployment of applications) {
      yield evidence(deployment, infrastructure, pipelines) ?? judge(deployment, pipelines)
    }
  },
})

/** Where a controller alone deploys: the pulls that are looked at, and the first of those that nothing visible looks at. */
function* pulled(
  { pulls }: Delivery,
  { resources }: Infrastructure,
  nothing: CheckOutcome<'none'>,
): Generator<CheckOutcome<'none'>> {
  const own = pulls.filter(({ leads }) => !leads)
  if (own.length === 0) return yield nothing
  const looked = own.find(isLookedAt)
  if (looked !== undefined) yield lookedAt(looked)
  const analysis = resources.find(isAnalysis)
  if (looked === undefined && analysis !== undefined) return yield judgedBy(analysis)
  const other = own.find((pull) => !isLookedAt(pull))
  if (other !== undefined) yield notSeen(other)
}

function isLookedAt({ waits, verifies }: Pull): boolean {
  return waits !== undefined || verifies !== undefined
}

function lookedAt({ name, waits, verifies, resource }: Pull): CheckOutcome<'none'> {
  const text =
    verifies === undefined
      ? 'the controller of {name} waits until what it applied is healthy'
      : 'the controller runs what looks at {name} after it was applied'
  return { kind: 'evidence', text, data: { name }, at: verifies ?? waits ?? resource.at }
}

function notSeen({ name, resource }: Pull): CheckOutcome<'none'> {
  const reason = 'whether anything looks at what the controller of {name} deploys is not visible'
  return { kind: 'unknown', origin: 'files', reason, data: { name }, at: resource.at }
}

function isAnalysis({ type }: Resource): boolean {
  return ANALYSES.has(type.split('/').at(-1) ?? '')
}

function evidence(
  deployment: Deployment,
  { resources }: Infrastructure,
  pipelines: Pipelines,
): CheckOutcome<'none'> | undefined {
  const { job, tool, at } = deployment
  const verifying = laterSteps(deployment, pipelines)
    .flatMap(({ intents }) => intents)
    .find(({ kind }) => VERIFYING_KINDS.has(kind))
  if (verifying !== undefined) return seen(verifying, job.id)
  const option = waitOption(deployment)
  if (option !== undefined) {
    const how = option === '' ? '{tool}' : '{tool} {option}'
    const text = `${how} waits until the new version is healthy`
    return { kind: 'evidence', text, data: { tool, option }, at }
  }
  const pull = deployment.pulls.find(isLookedAt)
  if (pull !== undefined) return lookedAt(pull)
  const analysis = resources.find(isAnalysis)
  return analysis === undefined || tool === 'opaque' ? undefined : judgedBy(analysis)
}

function seen({ tool, at, because }: Intent, job: string): CheckOutcome<'none'> {
  const text = '{check} looks at what job {job} deployed'
  return { kind: 'evidence', text, data: { check: tool, job }, at, because }
}

function judgedBy({ name, at }: Resource): CheckOutcome<'none'> {
  return { kind: 'evidence', text: '{name} judges the rollout', data: { name }, at }
}

function waitOption({ tool, intent, step }: Deployment): string | undefined {
  const options = WAITS.get(step.uses?.repository ?? '') ?? WAITS.get(tool)
  if (options === undefined) return undefined
  if (options.length === 0) return ''
  const words = intent?.command?.argv.map(({ text }) => text.split('=')[0] ?? '') ?? []
  const inputs = [...step.with].filter(([, { value }]) => value === 'true').map(([name]) => name)
  return options.find((each) => words.includes(each) || inputs.includes(each))
}

function judge(deployment: Deployment, pipelines: Pipelines): CheckOutcome<'none'> {
  const { job, tool } = deployment
  const [pull] = deployment.pulls
  if (pull !== undefined) return notSeen(pull)
  const [hidden] = laterSteps(deployment, pipelines).flatMap(({ opaque }) => opaque)
  return hidden === undefined
    ? { kind: 'problem', message: 'none', data: { job: ownName(job), tool }, at: job.at }
    : opaque(hidden, 'look at the system')
}
