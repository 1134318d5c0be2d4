import {
  defineCheck,
  HOST_LIMITS,
  isSwitchedOff,
  jobsOf,
  noPipeline,
  opaque,
  unreadPipelines,
  z,
  type CheckOutcome,
  type CiSystem,
  type HostLimit,
  type Job,
  type Pipeline,
  type Step,
  type Unresolved,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'ci-job-timeout',
  title: 'Job without a time limit',
  severity: 'notice',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['DL.CI.4', 'DL.CI.5', 'ops05-bp10.boundaries.exception-handling', 'ops05-bp10.hardening.execution-time'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    missing: {
      text: 'Job {job} has no time limit; the host’s default is {hours} hours.',
      remedy: 'Set {key} to a few times the usual duration.',
    },
    never: {
      text: 'Job {job} has no time limit, and nothing else ends it when it hangs.',
      remedy: 'Set {key} to a few times the usual duration.',
    },
    all: {
      text: 'Job {job} and {others} more have no time limit.',
      remedy: 'Set {key} once for the pipeline, to a few times its usual duration.',
    },
    off: {
      text: 'Job {job} switches its time limit off.',
      remedy: 'Set {key} to a few times the usual duration.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline whose jobs could hang')
    if (none !== undefined) return yield none
    yield* unreadPipelines(pipelines)
    for (const pipeline of pipelines.all) yield* judgeAll(pipeline, limitOf(pipeline))
  },
})

type Message = 'missing' | 'never' | 'all' | 'off'

function* judgeAll(pipeline: Pipeline, limit: HostLimit): Generator<CheckOutcome<Message>> {
  const endless: Job[] = []
  // Copies of one job, by calls or recursion, stand at one place.
  const seen = new Set<string>()
  for (const { job } of jobsOf({ all: [pipeline], unread: [] })) {
    const place = `${job.at.file}:${job.at.line}:${job.at.column}`
    // The key is not allowed on a job that calls a reusable workflow, and nothing runs while somebody is asked.
    if (job.calls !== undefined || (job.approval !== undefined && job.steps.length === 0) || seen.has(place)) continue
    if (pipeline.system === 'jenkins' && job.steps.length > 0 && job.steps.every(endsByItself)) continue
    seen.add(place)
    const outcome = judge(pipeline.system, job)
    if (outcome === undefined) endless.push(job)
    else yield outcome
  }
  yield* judgeEndless(pipeline, limit, endless)
}

/** Steps of Jenkins's own library that limit what they run to an hour, unless they are told otherwise (its README). */
const LIMITED: ReadonlySet<string> = new Set(['jenkins:buildplugin', 'jenkins:buildpluginwithgradle'])

/** Whether a step of Jenkins runs no program that could hang, or ends it by itself. */
function endsByItself({ uses, commands, opaque, intents }: Step): boolean {
  if (uses === undefined) return false
  return LIMITED.has(uses.repository ?? '') || (commands.length === 0 && opaque.length === 0 && intents.length === 0)
}

/** What happens to jobs that set no limit themselves. */
function* judgeEndless(
  pipeline: Pipeline,
  { by, what, key = '', hours, forAll }: HostLimit,
  jobs: readonly Job[],
): Generator<CheckOutcome<Message>> {
  const [first] = jobs
  if (first === undefined) return
  const hidden = hiddenLimit(pipeline)
  if (hidden !== undefined) return yield opaque(hidden, 'set a time limit')
  if (by === 'setting') {
    const data = { file: pipeline.file }
    return yield { kind: 'unknown', origin: 'hosting', reason: `jobs of {file}: ${what}`, data, at: first.at }
  }
  if (by === 'late' && forAll === true && jobs.length > 1) {
    const data = { job: first.id, others: jobs.length - 1, key }
    return yield { kind: 'problem', message: 'all', data, at: first.at }
  }
  for (const { id, at } of jobs) {
    if (by === 'host') yield { kind: 'evidence', text: `job {job}: ${what}`, data: { job: id }, at }
    else if (hours === undefined) yield { kind: 'problem', message: 'never', data: { job: id, key }, at }
    else yield { kind: 'problem', message: 'missing', data: { job: id, hours, key }, at }
  }
}

/**
 * The step of a shared library with which a pipeline of Jenkins starts: it may be the whole pipeline, or stand around all
 * that follows, with a time limit of its own.
 */
function hiddenLimit({ system, jobs }: Pipeline): Unresolved | undefined {
  if (system !== 'jenkins') return undefined
  const [first] = jobs.flatMap(({ steps }) => steps)
  return first?.uses === undefined ? undefined : first.opaque[0]
}

/** A CodeBuild project of the tree sets no other limit than the default where it names none. */
function limitOf({ system, within }: Pipeline): HostLimit {
  const limit = HOST_LIMITS[system]
  return system === 'aws-codebuild' && within === undefined
    ? { ...limit, by: 'host', what: 'CodeBuild ends it after 1 hour' }
    : limit
}

/** Undefined where neither the job nor its steps say anything. */
function judge(system: CiSystem, { id: job, timeoutMinutes, steps, at }: Job): CheckOutcome<Message> | undefined {
  if (timeoutMinutes !== undefined) {
    const { value: minutes, at: there } = timeoutMinutes
    if (isSwitchedOff(system, minutes))
      return { kind: 'problem', message: 'off', data: { job, key: HOST_LIMITS[system].key ?? '' }, at: there }
    return { kind: 'evidence', text: 'job {job} ends after {minutes} minutes', data: { job, minutes }, at: there }
  }
  if (steps.length > 0 && steps.every((step) => step.timeoutMinutes !== undefined))
    return { kind: 'evidence', text: 'every step of job {job} has a time limit', data: { job }, at }
  return undefined
}
