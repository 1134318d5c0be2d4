import {
  deployPaths,
  defineCheck,
  invokedFunctions,
  isForUse,
  ownName,
  stepsOf,
  switchingsOf,
  switchOversOf,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type InvokedFunction,
  type Job,
  type Switching,
  type SwitchOver,
  type Tier,
} from '../../src/check-api/index.js'

type Message = 'atOnce' | 'standby' | 'command' | 'sideBySide'

/** Words of folders and names of environments that a change meets before production. */
const BEFORE_PRODUCTION = /(?:^|[^a-z])(?:staging|stage|stg|uat|qa|preprod|pre-prod|nonprod|non-prod)(?:[^a-z]|$)/i

/** Tools that bring out a service whose platform, manifest or chart says how versions take turns. */
const RUNS_SERVICES: ReadonlySet<string> = new Set(
  (
    'app-engine auto-deploy aws-apprunner aws-ecs aws-elasticbeanstalk azure-containerapp azure-functions ' +
    'azure-spring-apps azure-webapp cloud-foundry cloud-run codedeploy copilot docker-swarm ecspresso fly gitops helm helmfile ' +
    'heroku kamal kubectl nomad octopus railway render spinnaker'
  ).split(' '),
)

/** Practices of bringing a version out in stages, whatever the strategy … */
const STAGED = [
  'DL.ADS.3',
  'ops05-bp10.service.codedeploy',
  'OPS06-BP03',
  'REL08-BP05',
  'hc.app.deploy',
  'hc.infra.deploy',
  'hc.full.progressive-delivery',
  'hc.automate.testing.progressive',
  'hc.automate.deployments.progressive',
  'hc.deploy.zero-downtime',
  'hc.deploy.apps.strategy-choice',
  'ba.risk.faulty-automation',
  'ba.step.5-gradual-rollout',
]

/** … and of single strategies, of which only what is used is seen. */
const STRATEGIES = [
  'hc.deploy.rolling',
  'hc.deploy.blue-green',
  'hc.deploy.canary',
  'hc.maturity.l3.progressive-delivery',
]

export default defineCheck({
  id: 'deploy-all-at-once',
  title: 'Change reaches all of production in one step',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.5',
    'DL.ADS.3',
    'ops05-bp10.service.codedeploy',
    'OPS06-BP03',
    'REL08-BP05',
    'hc.app.deploy',
    'hc.infra.deploy',
    'hc.maturity.l3.progressive-delivery',
    'hc.full.progressive-delivery',
    'hc.automate.testing.progressive',
    'hc.automate.deployments.progressive',
    'hc.deploy.zero-downtime',
    'hc.deploy.blue-green',
    'hc.deploy.canary',
    'hc.deploy.rolling',
    'hc.deploy.apps.strategy-choice',
    'ba.risk.faulty-automation',
    'ba.step.5-gradual-rollout',
  ],
  facets: {
    rollout: [...STAGED, ...STRATEGIES],
    rolling: [...STAGED, 'DL.CD.5', 'hc.deploy.rolling'],
    'blue-green': [...STAGED, 'DL.CD.5', 'hc.deploy.blue-green', 'hc.maturity.l3.progressive-delivery'],
    canary: [...STAGED, 'DL.CD.5', 'hc.deploy.canary', 'hc.maturity.l3.progressive-delivery'],
  },
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    atOnce: {
      text: '{resource} replaces everything at once: {value}.',
      remedy: 'Replace it part by part (rolling, canary or linear), so that a bad version meets a few users only.',
    },
    standby: {
      text: '{resource} moves all traffic at once: {value}.',
      remedy: 'Use a canary or linear configuration; the old version waits beside the new one already.',
    },
    command: {
      text: 'This deploys to everything at once: {value}.',
      remedy: 'Name a configuration that goes part by part, or leave the choice to the deployment group.',
    },
    sideBySide: {
      text: 'Job {job} deploys to {environments} in one run, side by side.',
      remedy:
        'Let one of them be first: max-parallel: 1, or jobs that need each other, with a look at the first between.',
    },
  },

  *run({ infrastructure, delivery, pipelines, files }) {
    const isJudged = ({ file, name }: { readonly file: string; readonly name: string }): boolean =>
      isForUse(file, files) && !BEFORE_PRODUCTION.test(`${file} ${name}`)
    const outcomes = [
      ...switchOversOf(infrastructure)
        .filter(({ resource }) => isJudged(resource))
        .flatMap((each) => [judge(each), ...standingBy(each)]),
      ...invokedFunctions(infrastructure).filter(isJudged).flatMap(judgeFunction),
      ...stepsOf(pipelines).flatMap(({ step }) => switchingsOf(step).map(judgeSwitching)),
      ...[...byJob(delivery)].flatMap(judgeJob),
    ]
    if (outcomes.length === 0)
      return yield (
        outOfSight(delivery) ?? {
          kind: 'not-applicable',
          reason: 'nothing here says how a new version takes over',
        }
      )
    yield* outcomes
  },
})

/** A service that is replaced in a way that its platform, or a chart of others, knows. */
function outOfSight({ pulls, ...delivery }: Delivery): CheckOutcome<Message> | undefined {
  const mayBeProduction = ({ tier }: { readonly tier: Tier }): boolean => tier === 'production' || tier === 'unknown'
  const deployment = deployPaths({ pulls, ...delivery }).find(
    (each) =>
      each.subject === 'application' &&
      mayBeProduction(each) &&
      RUNS_SERVICES.has(each.tool) &&
      each.resources.length === 0,
  )
  const pull = pulls.find(
    (each) =>
      !each.leads && mayBeProduction(each) && each.sources.some(({ kind }) => kind === 'helm' || kind === 'oci'),
  )
  const unknown = { kind: 'unknown', origin: 'files', facet: 'rollout' } as const
  if (deployment !== undefined) {
    const { tool, job, at } = deployment
    const reason = 'how {tool} replaces the version before in job {job} is set outside of these files'
    return { ...unknown, reason, data: { tool, job: ownName(job) }, at }
  }
  if (pull === undefined) return undefined
  const reason = 'how {name} replaces the version before is said in a chart or an artifact that is not in this tree'
  return { ...unknown, reason, data: { name: pull.name }, at: pull.resource.at }
}

function judge({ resource, how, strategy, value, at }: SwitchOver): CheckOutcome<Message> {
  const data = { resource: resource.name, value }
  switch (how) {
    case 'at-once':
      return { kind: 'problem', message: 'atOnce', data, at }
    case 'standby':
      return { kind: 'problem', message: 'standby', data, at, severity: 'notice' }
    case 'gradual':
      return {
        kind: 'evidence',
        text: '{resource} takes a new version part by part: {value}',
        data,
        at,
        facet: strategy,
      }
    case 'open':
      return {
        kind: 'unknown',
        origin: 'files',
        reason: 'how {resource} takes a new version is set elsewhere',
        data,
        at,
      }
  }
}

/** Blue/green is one of the safe strategies also where all traffic moves together: the way back is to move it again. */
function standingBy({ resource, how, at }: SwitchOver): CheckOutcome<never>[] {
  if (how !== 'standby') return []
  const text = 'the version before {resource} moves its traffic stays beside the new one'
  return [{ kind: 'evidence', text, data: { resource: resource.name }, at, facet: 'blue-green' }]
}

/** Functions have a check of their own, which reports. */
function judgeFunction({ name, release, answers }: InvokedFunction): CheckOutcome<never>[] {
  const { how, at } = release
  if (how === 'shift') {
    const data = { name, type: release.type }
    return [{ kind: 'evidence', text: 'function {name} shifts traffic by {type}', data, at, facet: 'canary' }]
  }
  if (how === 'open') return []
  const severity = answers ? 'warning' : 'notice'
  return [{ kind: 'implied', by: 'rollback-lambda-gradual', reason: 'a function switches at once', severity, at }]
}

function judgeSwitching({ how, strategy, ...rest }: Switching): CheckOutcome<Message> {
  const { value, at, because = [] } = rest
  const shared = { data: { value }, at, because }
  if (how === 'gradual')
    return { kind: 'evidence', text: 'a version takes over part by part: {value}', ...shared, facet: strategy }
  return { kind: 'problem', message: 'command', ...shared, severity: how === 'standby' ? 'notice' : 'warning' }
}

function byJob(delivery: Delivery): ReadonlyMap<Job, readonly Deployment[]> {
  const jobs = new Map<Job, Deployment[]>()
  for (const each of deployPaths(delivery)) {
    const others = jobs.get(each.job)
    if (others === undefined) jobs.set(each.job, [each])
    else others.push(each)
  }
  return jobs
}

/** Strategies of deployment jobs, and matrices over several production environments. */
function judgeJob([job, deployments]: readonly [Job, readonly Deployment[]]): CheckOutcome<Message>[] {
  const { strategy, matrix, environment } = job
  if (strategy !== undefined && strategy.value !== 'once') {
    const data = { job: job.id, strategy: strategy.value }
    return [{ kind: 'evidence', text: 'job {job} deploys by {strategy}', data, at: strategy.at, facet: strategy.value }]
  }
  const production = deployments.filter(({ tier }) => tier === 'production')
  const names = [...new Set(production.flatMap((each) => each.environment?.name ?? []))]
  if (names.length < 2 || environment?.values === undefined || matrix === undefined) return []
  if (matrix.maxParallel !== undefined) return []
  const data = { job: ownName(job), environments: names.join(', ') }
  return [{ kind: 'problem', message: 'sideBySide', data, at: matrix.at }]
}
