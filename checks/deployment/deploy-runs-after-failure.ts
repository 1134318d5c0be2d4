import {
  defineCheck,
  deployJobs,
  hurdlesBefore,
  isAfterFailedBuild,
  ownName,
  systemWords,
  z,
  type CheckOutcome,
  type Delivery,
  type Hurdle,
  type Job,
  type Pipeline,
  type Pipelines,
  type Step,
  type Trigger,
} from '../../src/check-api/index.js'

interface Bringing {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly step: Step
  readonly triggers: readonly Trigger[]
  readonly does: 'deploys' | 'publishes'
  /** True if only its environment and names show that the step deploys. */
  readonly guessed: boolean
}

export default defineCheck({
  id: 'deploy-runs-after-failure',
  title: 'Deployment also runs when earlier jobs failed',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.3',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'REL08-BP02',
    'ba.test-before-deploy',
    'ba.risk.faulty-automation',
  ],
  needs: ['delivery', 'pipelines'],
  options: z.strictObject({}),
  messages: {
    job: {
      text: 'Job {job} {does} although job {before} failed: {condition}.',
      remedy: 'Let the condition ask for the result of {before} as well, or for {onSuccess}.',
    },
    step: {
      text: 'This step of job {job} {does} although {before} failed: {condition}.',
      remedy: 'Remove the part of the condition that lets the step run after a failure.',
    },
    workflow: {
      text: 'Job {job} {does} although workflow {before}, which starts it, failed.',
      remedy: 'Let the job ask that github.event.workflow_run.conclusion is success.',
    },
  },

  *run({ delivery, pipelines }) {
    const all = bringingOut(delivery)
    if (all.length === 0) return yield { kind: 'not-applicable', reason: 'no pipeline deploys or publishes' }
    const outcomes = all.flatMap((each) => judge(each, pipelines) ?? [])
    if (outcomes.length === 0) yield { kind: 'not-applicable', reason: 'nothing that may fail runs before it' }
    yield* outcomes
  },
})

/** The first step of each job that deploys, or else publishes. */
function bringingOut(delivery: Delivery): Bringing[] {
  const jobs = new Set<Job>()
  return [
    ...deployJobs(delivery).map((each) => ({ ...each, does: 'deploys' as const, guessed: each.intent === undefined })),
    ...delivery.publications.map((each) => ({ ...each, does: 'publishes' as const, guessed: false })),
  ].filter(({ job }) => !jobs.has(job) && jobs.add(job))
}

function judge(bringing: Bringing, pipelines: Pipelines): CheckOutcome<Hurdle['kind']> | undefined {
  const { pipeline, job, step, does, guessed } = bringing
  const hurdles = hurdlesBefore(bringing, pipelines)
  const ignored = hurdles.find(({ despite, matters }) => despite === true && matters === true)
  // What runs whatever happened and is not known to deploy may well sum up or clean up.
  if (ignored !== undefined && !guessed) {
    const { kind, name, at, condition } = ignored
    if (isAfterFailedBuild(bringing)) {
      const reason = 'post_build runs after a failed build phase'
      return { kind: 'implied', by: 'ci-codebuild-post-build-unguarded', reason, at: step.at }
    }
    const { onSuccess } = systemWords(pipeline.system)
    const asked = condition.trim().replace(/\s+/g, ' ')
    const data = { job: ownName(job), does, before: name, condition: asked, onSuccess }
    return { kind: 'problem', message: kind, data, at }
  }
  const untold = hurdles.find(({ despite, matters }) => despite !== false && matters !== false)
  if (untold !== undefined) {
    const reason = 'whether job {job} {does} after a failure of {before} cannot be told'
    const data = { job: job.id, does, before: untold.name }
    return { kind: 'unknown', origin: 'files', reason, data, at: untold.at }
  }
  const kept = hurdles.find(({ matters }) => matters === true)
  if (kept === undefined) return undefined
  const text = 'job {job} {does} only if {before} succeeded'
  return { kind: 'evidence', text, data: { job: job.id, does, before: kept.name }, at: job.at }
}
