import {
  appliedReleases,
  appliesCode,
  defineCheck,
  deployJobs,
  deployPaths,
  noDeployment,
  opaque,
  ownName,
  releasingModules,
  rollbackPathOf,
  rollbackWorkflow,
  stepsOnFailure,
  systemWords,
  z,
  type AppliedRelease,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type Infrastructure,
  type Pipelines,
} from '../../src/check-api/index.js'

interface Subjects {
  readonly delivery: Delivery
  readonly pipelines: Pipelines
  readonly infrastructure: Infrastructure
}

export default defineCheck({
  id: 'rollback-terraform-only',
  title: 'Application is released by terraform apply alone',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP01',
    'OPS06-BP04',
    'hc.deploy.atomic',
    'hc.define.immutable.vm',
  ],
  judgesExamples: false,
  needs: ['delivery', 'pipelines', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    alone: {
      text: 'Job {job} brings new versions of {what} out with {tool} alone: what a failed or bad apply has changed stays, and nothing here brings the version before back.',
      remedy:
        'Add a step with {onFailure} that applies the last good {version} again, or let people start the job with {version} as an input.',
    },
  },

  *run({ delivery, pipelines, infrastructure }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const outcomes = deployJobs(delivery)
      .filter(({ tier }) => tier === 'production' || tier === 'unknown')
      .flatMap((deployment) => judge(deployment, { delivery, pipelines, infrastructure }) ?? [])
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no new version of an application comes out by applying its code' }
    yield* outcomes
  },
})

/** Undefined for a job that releases nothing by applying code, or whose pipeline releases with other tools as well. */
function judge(
  deployment: Deployment,
  { delivery, pipelines, infrastructure }: Subjects,
): CheckOutcome<'alone'> | undefined {
  const { job, pipeline } = deployment
  const tools = deployPaths(delivery).filter((each) => each.job === job)
  const beside = deployPaths(delivery).filter((each) => each.pipeline === pipeline)
  if (beside.some(({ tool }) => !appliesCode(tool))) return undefined
  const others = new Set(
    delivery.deployments.filter(({ tool }) => !appliesCode(tool)).flatMap((each) => each.resources),
  )
  const releases = tools.flatMap(appliedReleases).filter(({ resource }) => !others.has(resource))
  const known = releases.filter(({ from }) => from !== 'elsewhere')
  if (known.length === 0) return undecided(tools, releases, infrastructure)
  const way = rollbackPathOf(deployment, tools, rollbackWorkflow(pipelines), delivery)
  if (way !== undefined) return { kind: 'evidence', text: way.text, data: { name: way.name }, at: way.at }
  return judgeReleases(deployment, known)
}

/** Where a version may come out and the files do not tell. */
function undecided(
  tools: readonly Deployment[],
  [open]: readonly AppliedRelease[],
  { resources }: Infrastructure,
): CheckOutcome<'alone'> | undefined {
  const unknown = { kind: 'unknown', origin: 'files' } as const
  const [module] = tools.flatMap(releasingModules)
  if (module !== undefined) {
    const reason = 'whether what module {name} makes goes back to its last version by itself is not in this tree'
    return { ...unknown, reason, data: { name: module.name }, at: module.at }
  }
  if (open !== undefined) {
    const { type, name, at } = open.resource
    const reason = 'which version of {what} is applied is decided elsewhere'
    return { ...unknown, reason, data: { what: `${type}.${name}` }, at }
  }
  const place = tools.find(({ targets }) => targets.some(({ kind, known }) => kind === 'path' && !known))
  if (place === undefined || appliedReleases({ ...place, resources }).length === 0) return undefined
  const reason =
    'which code job {job} applies is decided elsewhere, so whether it releases an application is not visible'
  return { ...unknown, reason, data: { job: ownName(place.job) }, at: place.at }
}

function judgeReleases(deployment: Deployment, releases: readonly AppliedRelease[]): CheckOutcome<'alone'> | undefined {
  const { pipeline, job, tool, at, intent } = deployment
  const lasting = releases.find(({ returns, judgedBy }) => returns === 'no' && judgedBy === undefined)
  const judged = releases.find(({ returns }) => returns === 'no')
  const one = lasting ?? judged ?? releases.find(({ returns }) => returns === 'open')
  if (one === undefined) return undefined
  const what = `${one.resource.type}.${one.resource.name}`
  if (lasting !== undefined) {
    const [hidden] = stepsOnFailure(deployment).flatMap((step) => step.opaque)
    if (hidden !== undefined) return opaque(hidden, 'bring the version before back')
    const version = typeof one.from === 'object' ? one.from.variable : 'commit'
    const data = { job: ownName(job), what, tool, version, onFailure: systemWords(pipeline.system).onFailure }
    return { kind: 'problem', message: 'alone', data, at, because: intent?.because ?? [] }
  }
  if (judged?.judgedBy !== undefined)
    return { kind: 'implied', by: judged.judgedBy, reason: 'a bad version stays in place', at: judged.resource.at }
  const reason = 'whether {what} goes back to its last version by itself is decided elsewhere'
  return { kind: 'unknown', origin: 'files', reason, data: { what }, at: one.resource.at }
}
