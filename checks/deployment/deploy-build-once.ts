import {
  ancestorsOf,
  oncePer,
  runsEarlier,
  type Built,
  builtBy,
  type CheckOutcome,
  defineCheck,
  type Deployment,
  deployPaths,
  groupBy,
  type Job,
  noDeployment,
  stepsUpTo,
  z,
} from '../../src/check-api/index.js'

type Message = 'again' | 'matrix'

interface BuiltInJob extends Built {
  readonly job: Job
}

export default defineCheck({
  id: 'deploy-build-once',
  title: 'Artifact is built again for each environment',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CD.2',
    'DL.ADS.1',
    'ops05-bp10.workflows.idempotency',
    'OPS05-BP04',
    'hc.app.package',
    'hc.automate.deployments.artifact-flow',
    'hc.define.centralize-packages.promotion',
  ],
  needs: ['delivery'],
  options: z.strictObject({}),
  messages: {
    again: {
      text: 'Job {second} repeats {what} of job {first}, so {environment} gets something that was never tested.',
      remedy: 'Build once, hand the artifact or the digest of the image on, and deploy that everywhere.',
    },
    matrix: {
      text: 'Job {second} repeats {what} for each environment of its matrix.',
      remedy: 'Build in a job of its own, and let the matrix only deploy.',
    },
  },

  *run({ delivery }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const applications = deployPaths(delivery).filter(({ subject }) => subject === 'application')
    const ofPipeline = groupBy(applications, ({ pipeline }) => pipeline)
    const hasStages = new Set(
      [...ofPipeline].flatMap(([pipeline, all]) => (new Set(all.map(targetOf)).size > 1 ? [pipeline] : [])),
    )
    const outcomes = applications.flatMap((later, index) =>
      hasStages.has(later.pipeline) ? (judge(later, applications.slice(0, index)) ?? []) : [],
    )
    if (outcomes.length === 0)
      yield { kind: 'not-applicable', reason: 'no run deploys one thing to more than one environment' }
    yield* outcomes
  },
})

/** About a deployment and one before it, of the same run, to another environment. */
function judge(later: Deployment, others: readonly Deployment[]): CheckOutcome<Message> | undefined {
  const stages = others.filter((each) => each.tool === later.tool && isOtherStage(each, later))
  const [stage] = stages
  if (stage === undefined) return undefined
  const own = buildsFor(later)
  const repeated = stages.flatMap((earlier) => repeatedBuild(own, earlier, later) ?? [])[0]
  if (repeated !== undefined) {
    const { first, what, intent, job } = repeated
    const data = { first: first.id, second: job.id, what, environment: later.environment?.name ?? later.tier }
    const message = first === job ? 'matrix' : 'again'
    return { kind: 'problem', message, data, at: intent.at, because: intent.because }
  }
  const hidden = [later, stage].flatMap(stepsFor).flatMap(({ opaque }) => opaque)[0]
  if (hidden !== undefined && own.length === 0) {
    const reason = '{what} may build what job {job} deploys'
    return { kind: 'unknown', origin: 'files', reason, data: { what: hidden.what, job: later.job.id }, at: later.at }
  }
  const text = 'jobs {first} and {second} deploy what was built once'
  return { kind: 'evidence', text, data: { first: stage.job.id, second: later.job.id }, at: later.at }
}

/** A build on the way to the later deployment that another job, or another run of the same, has done for the earlier one. */
function repeatedBuild(
  own: readonly BuiltInJob[],
  earlier: Deployment,
  later: Deployment,
): (BuiltInJob & { readonly first: Job }) | undefined {
  const before = buildsFor(earlier)
  if (earlier.job === later.job) {
    const inJob = own.find(({ job }) => job === later.job)
    return inJob && { ...inJob, first: later.job }
  }
  for (const build of own) {
    if (before.some(({ intent }) => intent === build.intent)) continue
    const first = before.find(({ key, job }) => key === build.key && job !== build.job)
    if (first !== undefined) return { ...build, first: first.job }
  }
  return undefined
}

function isOtherStage(earlier: Deployment, later: Deployment): boolean {
  if (earlier.pipeline !== later.pipeline) return false
  const [from, to] = [targetOf(earlier), targetOf(later)]
  if (from === to || from === 'unknown' || to === 'unknown') return false
  // Of several that are offered, a run has one.
  if (earlier.environment?.chosen === true && later.environment?.chosen === true) return false
  if (earlier.job === later.job)
    return earlier.step === later.step && (later.triggers.length === 0 || shareRun(earlier, later))
  if (runsEarlier(later.pipeline, earlier.job, later.job)) return true
  return shareRun(earlier, later) && earlier.job.condition === undefined && later.job.condition === undefined
}

function targetOf({ environment, tier }: Deployment): string {
  return environment?.name ?? tier
}

function shareRun(earlier: Deployment, later: Deployment): boolean {
  return earlier.triggers.some((trigger) => later.triggers.includes(trigger))
}

function stepsFor({ pipeline, job, step }: Deployment) {
  return [...ancestorsOf(pipeline, job).flatMap(({ steps }) => steps), ...stepsUpTo(job, step)]
}

/** What is built on the way to the deployment: asked of it for each that it is compared with. */
const buildsFor = oncePer(({ pipeline, job, step }: Deployment): BuiltInJob[] => {
  const before = ancestorsOf(pipeline, job).flatMap((each) => each.steps.map((one) => ({ job: each, step: one })))
  const own = stepsUpTo(job, step).map((one) => ({ job, step: one }))
  return [...before, ...own].flatMap(({ job: by, step: one }) => builtBy(one).map((built) => ({ ...built, job: by })))
})
