import {
  defineCheck,
  HOST_LIMITS,
  jobsOf,
  noPipeline,
  SETTING_LIMITS,
  unreadPipelines,
  z,
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
      text: 'Job {job} has no time limit; the host’s default is 6 hours.',
      remedy: 'Set timeout-minutes to a few times the usual duration.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline whose jobs could hang')
    if (none !== undefined) return yield none
    yield* unreadPipelines(pipelines)
    const bySettings = new Set<string>()
    for (const { pipeline, job } of jobsOf(pipelines)) {
      // The key is not allowed on a job that calls a reusable workflow.
      if (job.calls !== undefined) continue
      // Nothing runs while somebody is asked.
      if (job.approval !== undefined && job.steps.length === 0) continue
      const limit = HOST_LIMITS.get(pipeline.system)
      if (limit !== undefined) {
        yield { kind: 'evidence', text: `job {job}: ${limit}`, data: { job: job.id }, at: job.at }
        continue
      }
      const { timeoutMinutes } = job
      if (timeoutMinutes !== undefined) {
        yield {
          kind: 'evidence',
          text: 'job {job} ends after {minutes} minutes',
          data: { job: job.id, minutes: timeoutMinutes.value },
          at: timeoutMinutes.at,
        }
      } else if (job.steps.length > 0 && job.steps.every((step) => step.timeoutMinutes !== undefined)) {
        yield { kind: 'evidence', text: 'every step of job {job} has a time limit', data: { job: job.id }, at: job.at }
      } else if (SETTING_LIMITS.has(pipeline.system)) {
        bySettings.add(pipeline.file)
      } else {
        yield { kind: 'problem', message: 'missing', data: { job: job.id }, at: job.at }
      }
    }
    for (const { file, system } of pipelines.all) {
      const reason = SETTING_LIMITS.get(system)
      if (reason !== undefined && bySettings.has(file)) {
        yield { kind: 'unknown', origin: 'hosting', reason: `jobs of {file}: ${reason}`, data: { file } }
      }
    }
  },
})
