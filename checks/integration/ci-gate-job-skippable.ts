import {
  ancestorsOf,
  DEPLOY_KINDS,
  defineCheck,
  failsWithItsNeeds,
  guardOf,
  LINT_KINDS,
  noPipeline,
  reachableOn,
  TEST_KINDS,
  unreadable,
  z,
  type CheckOutcome,
  type IntentKind,
  type Job,
  type JobInPipeline,
  type Pipelines,
  type RequiredCheck,
} from '../../src/check-api/index.js'

/** What people call a job that says whether all others went well. */
const GATE =
  /(?:^|[^a-z])(?:ci|all|required|gate|check)s?[-_ ]?(?:ok|pass|passed|success|successful|green|status)(?:$|[^a-z])/i

/** A job that does any of this is more than a sum of others. */
const WORKS: ReadonlySet<IntentKind> = new Set<IntentKind>([
  ...TEST_KINDS,
  ...LINT_KINDS,
  ...DEPLOY_KINDS,
  'build',
  'publish',
])

/** Programs that may ask the host for the results of other jobs. */
const ASKS = new Set(['gh', 'curl', 'wget', 'node', 'python', 'python3'])

export default defineCheck({
  id: 'ci-gate-job-skippable',
  title: 'Gate job is skipped, and passes, when a needed job fails',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'safe-fix',
  practices: ['DL.CI.3', 'OPS05-BP02', 'hc.define.branch-protection.status-checks', 'ba.test-before-deploy'],
  needs: ['pipelines'],
  wants: ['protection'],
  options: z.strictObject({}),
  messages: {
    skipped: {
      text: 'Job {job} is skipped when {need} fails, and a skipped check counts as passed.',
      remedy: 'Give the job if: always() and a step that fails unless every needs.*.result is success.',
    },
    blind: {
      text: 'Job {job} runs whatever happened and does not look at the result of {need}, so it is always green.',
      remedy: 'Add a step that fails unless every needs.*.result is success.',
    },
  },

  *run({ pipelines, protection }) {
    const none = noPipeline(pipelines, 'there is no pipeline whose jobs could be required')
    if (none !== undefined) return yield none
    const waiting = waitingJobs(pipelines)
    if (waiting.length === 0) return yield { kind: 'not-applicable', reason: 'no job of a change waits for others' }
    const checks = protection.known ? protection.value.requiredChecks : protection
    const workflows = protection.known ? protection.value.requiredWorkflows : []
    let said = false
    for (const where of waiting) {
      const outcome = checks.known ? judgeRequired(where, checks.value, workflows) : judgeByName(where)
      if (outcome === undefined) continue
      said = true
      yield outcome
    }
    if (said) return
    yield checks.known ? { kind: 'not-applicable', reason: 'no required job waits for others' } : unreadable(checks)
  },
})

type Outcome = CheckOutcome<'skipped' | 'blind'>

/** Jobs that a change starts and that wait for others, once each. */
function waitingJobs({ all }: Pipelines): JobInPipeline[] {
  return all
    .filter((pipeline) => pipeline.system === 'github-actions' && pipeline.kind === 'workflow')
    .filter((pipeline) => reachableOn(pipeline, ['change-request', 'change-request-privileged', 'merge-queue', 'push']))
    .flatMap((pipeline) => pipeline.jobs.map((job) => ({ pipeline, job })))
    .filter(({ job }) => job.needs.length > 0 && job.calls === undefined)
}

/** A required job must fail with those that it waits for, unless they are required themselves. */
function judgeRequired(
  where: JobInPipeline,
  required: readonly RequiredCheck[],
  workflows: readonly string[],
): Outcome | undefined {
  const { pipeline, job } = where
  if (!job.checkNames.some((name) => required.some(({ context }) => context === name))) return undefined
  const alone = ancestorsOf(pipeline, job)
    .filter(({ calls, allowFailure }) => calls === undefined && allowFailure === undefined)
    .filter((each) => guardOf({ pipeline, job: each }, required, workflows) === undefined)
    // What a job of its own work needs may be no more than preparation.
    .find((each) => !works(job) || works(each))
  return judge(job, alone?.id, 'error')
}

/** Where it is not known what is required, the name of a job that does nothing of its own tells. */
function judgeByName({ job }: JobInPipeline): Outcome | undefined {
  return works(job) || !(GATE.test(job.id) || GATE.test(job.name)) ? undefined : judge(job, job.needs[0], 'warning')
}

function works({ steps }: Job): boolean {
  return steps.some(({ intents }) => intents.some(({ kind }) => WORKS.has(kind)))
}

function judge(job: Job, need: string | undefined, severity: 'error' | 'warning'): Outcome {
  const { id, at, after, steps } = job
  if (need === undefined || failsWithItsNeeds(job))
    return { kind: 'evidence', text: 'job {job} fails with the jobs that it waits for', data: { job: id }, at }
  if (after === undefined) return { kind: 'problem', message: 'skipped', data: { job: id, need }, at, severity }
  const asks = steps.some(
    ({ opaque, commands }) => opaque.length > 0 || commands.some(({ argv }) => ASKS.has(argv[0]?.text ?? '')),
  )
  if (asks) {
    const reason = 'how job {job} learns of the results of others cannot be told'
    return { kind: 'unknown', origin: 'files', reason, data: { job: id }, at }
  }
  return { kind: 'problem', message: 'blind', data: { job: id, need }, at, severity }
}
