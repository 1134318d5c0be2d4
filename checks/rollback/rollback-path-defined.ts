import {
  appliedReleases,
  defineCheck,
  deployJobs,
  deployPaths,
  noDeployment,
  opaque,
  ownName,
  rescueOf,
  rollbackWorkflow,
  systemWords,
  rollbackPathOf,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type Infrastructure,
  type Project,
  type RollbackPath,
  type Tier,
} from '../../src/check-api/index.js'

/** Tools whose own check says more: this one follows it. */
const JUDGED_BY: ReadonlyMap<string, string> = new Map([
  ['helm', 'rollback-helm-atomic'],
  ['kubectl', 'rollback-kubectl-undo'],
  ['codedeploy', 'rollback-codedeploy-auto'],
  ['aws-ecs', 'rollback-ecs-circuit-breaker'],
  ['cloudformation', 'rollback-cfn-disabled'],
  ['sam', 'rollback-cfn-disabled'],
  ['cdk', 'rollback-cfn-disabled'],
  ['serverless', 'rollback-cfn-disabled'],
  ['nomad', 'rollback-nomad-auto-revert'],
])

/** Objects that controllers bring out step by step, with the check that says whether they go back. */
const ANALYSED: ReadonlyMap<string, string> = new Map([
  ['argoproj.io/Rollout', 'rollback-argo-analysis'],
  ['flagger.app/Canary', 'rollback-flagger-analysis'],
])

/** Platforms and tools that keep every earlier version; no file shows whether anybody would bring one back. */
const KEEPS_VERSIONS: ReadonlySet<string> = new Set(
  (
    'app-engine argocd aws-amplify aws-apigateway aws-appconfig aws-apprunner aws-elasticbeanstalk aws-lambda aws-s3 ' +
    'azd azure-containerapp azure-functions azure-resource-manager azure-spring-apps azure-static-web-apps azure-storage ' +
    'azure-webapp capistrano clever cloud-deploy cloud-foundry cloud-functions cloud-run cloud-storage copilot ' +
    'deno-deploy deploy-hook deployer ecspresso firebase flux fly gitops helmfile helmsman heroku jkube kamal kapp kluctl ko ' +
    'koyeb kpt lambroll mina netlify nomad-pack northflank octopus platform porter qovery railway render scalingo ' +
    'skaffold tanka upsun vercel waypoint werf wrangler zeabur'
  ).split(' '),
)

/** A version that fails there goes no further; what has to come back is what users are given. */
const BEFORE_PRODUCTION: ReadonlySet<Tier> = new Set<Tier>(['development', 'test', 'staging'])

type Message = 'none' | 'onlyDocument'

export default defineCheck({
  id: 'rollback-path-defined',
  title: 'Deployment without any way back',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CD.7',
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'waf.opex.small-reversible-changes',
    'waf.rel.auto-recover',
    'OPS06-BP01',
    'OPS06-BP04',
    'REL08-BP05',
    'hc.maturity.l3.rapid-rollback',
    'hc.deploy.apps.auto-revert',
    'ba.step.5-gradual-rollout',
  ],
  facets: {
    itself: ['DL.CD.7', 'DL.ADS.2', 'waf.rel.auto-recover', 'OPS06-BP04', 'REL08-BP05', 'hc.deploy.apps.auto-revert'],
    byPeople: [
      'ops05-bp10.boundaries.rollback',
      'waf.opex.small-reversible-changes',
      'OPS06-BP01',
      'hc.maturity.l3.rapid-rollback',
      'ba.step.5-gradual-rollout',
    ],
  },
  needs: ['delivery', 'pipelines', 'project', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Job {job} deploys with {tool}, and no rollback step, rollback workflow or runbook leads back to the earlier version.',
      remedy:
        'Add a step or job with {onFailure} that deploys the previous version, or a pipeline that deploys a version somebody chooses.',
    },
    onlyDocument: {
      text: 'The way back from job {job} is a document that people follow.',
      remedy: 'Turn its steps into a workflow that takes the version as input.',
    },
  },

  *run({ delivery, pipelines, project, infrastructure }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield pulled(delivery) ?? nothing
    const workflow = rollbackWorkflow(pipelines)
    const jobs = deployJobs(delivery)
    const reachesProduction = jobs.some(({ tier }) => tier === 'production')
    for (const deployment of jobs) {
      const tools = deployPaths(delivery).filter(({ job }) => job === deployment.job)
      const [rescue] = tools.flatMap((each) => rescueOf(each, infrastructure.ansible) ?? [])
      if (rescue !== undefined) {
        yield { kind: 'evidence', text: 'the playbook sets things right when a task of it fails', at: rescue.at }
        continue
      }
      const way = rollbackPathOf(deployment, tools, workflow, delivery)
      const analysed = analysedBy(tools, infrastructure)
      if (way !== undefined) yield* judgeWay(way, deployment, analysed)
      else if (!reachesProduction || !BEFORE_PRODUCTION.has(deployment.tier))
        yield analysed ?? judge(deployment, tools, project)
    }
  },
})

/** What a controller pulls out of a tree with rollouts that an analysis may abort: their own checks say whether it does. */
function analysedBy(tools: readonly Deployment[], { resources }: Infrastructure): CheckOutcome<Message> | undefined {
  if (!tools.some(({ pulls }) => pulls.length > 0)) return undefined
  const found = resources.find(({ type }) => ANALYSED.has(type.replace(/\/.*\//, '/')))
  const by = ANALYSED.get(found?.type.replace(/\/.*\//, '/') ?? '')
  return found && by !== undefined
    ? { kind: 'implied', by, reason: 'a bad version stays in place', at: found.at }
    : undefined
}

/** A way that people must choose is one, but takes nothing back when nobody looks. */
function judgeWay(
  { text, name, at, by }: RollbackPath,
  { job, at: place }: Deployment,
  analysed: CheckOutcome<Message> | undefined,
): CheckOutcome<Message>[] {
  const seen = { kind: 'evidence', text, data: { name }, at } as const
  if (by === 'itself') return [seen]
  const reason = 'people can bring an earlier version back; nothing visible does when job {job} fails'
  return [
    { ...seen, facet: 'byPeople' },
    ...(analysed === undefined ? [] : [{ ...analysed, facet: 'itself' }]),
    ...(analysed === undefined
      ? [{ kind: 'unknown', origin: 'files', facet: 'itself', reason, data: { job: ownName(job) }, at: place } as const]
      : []),
  ]
}

/**
 * Where a controller alone deploys. It applies the commit that takes another back, which somebody must make; only some
 * bring the version before back by themselves.
 */
function pulled({ pulls }: Delivery): CheckOutcome<Message> | undefined {
  const own = pulls.filter(({ leads }) => !leads)
  const reverting = own.find(({ reverts }) => reverts === true)
  const [one] = own
  if (reverting !== undefined) {
    const text = 'the controller takes a failed upgrade of {name} back'
    return { kind: 'evidence', text, data: { name: reverting.name }, at: reverting.resource.at }
  }
  if (one === undefined) return undefined
  const reason =
    'people may revert the commit that {name} follows; nothing visible takes a failed version back by itself'
  return { kind: 'unknown', origin: 'files', reason, data: { name: one.name }, at: one.resource.at }
}

function judge(
  { pipeline: { system }, job, at, tool }: Deployment,
  tools: readonly Deployment[],
  { rollbackDocuments }: Project,
): CheckOutcome<Message> {
  const keeper = tools.find((each) => KEEPS_VERSIONS.has(each.tool))?.tool ?? tool
  const data = { job: ownName(job), tool, keeper, onFailure: systemWords(system).onFailure }
  const by = tools.map((each) => JUDGED_BY.get(each.tool)).find((id) => id !== undefined)
  if (by !== undefined) return { kind: 'implied', by, reason: 'a failed deployment stays in place', at }
  if (tools.flatMap(appliedReleases).some(({ from, returns }) => from !== 'elsewhere' && returns === 'no'))
    return { kind: 'implied', by: 'rollback-terraform-only', reason: 'a bad version stays in place', at }
  const unclear = unclearBecause(tools)
  if (unclear !== undefined) return { kind: 'unknown', origin: 'files', reason: unclear, data, at }
  const [hidden] = job.steps.flatMap((step) => step.opaque)
  if (hidden !== undefined) return opaque(hidden, 'take a failed deployment back')
  const again = tools.find(
    ({ pipeline, environment }) => pipeline.system === 'gitlab-ci' && environment?.records === true,
  )
  if (again?.environment !== undefined) {
    // GitLab docs: Environments, Retry or roll back a deployment.
    const reason =
      'people may run an earlier deployment to {environment} again, which is a way back if it deploys what it did'
    return { kind: 'unknown', origin: 'files', reason, data: { environment: again.environment.name }, at }
  }
  const [document] = rollbackDocuments
  if (document !== undefined)
    return { kind: 'problem', message: 'onlyDocument', data: { job: job.id }, at: document.at, severity: 'warning' }
  return { kind: 'problem', message: 'none', data, at: job.at }
}

function unclearBecause(tools: readonly Deployment[]): string | undefined {
  if (tools.every(({ intent }) => intent?.kind === 'iac-apply'))
    return '{tool} has no rollback of its own; whether the previous commit can be applied again is not visible'
  return tools.some(({ tool }) => KEEPS_VERSIONS.has(tool))
    ? '{keeper} keeps earlier versions; how they are brought back is not visible'
    : undefined
}
