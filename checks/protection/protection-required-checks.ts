import {
  defineCheck,
  guardOf,
  jobsOf,
  reachableOn,
  TEST_KINDS,
  unreadable,
  z,
  type Job,
  type Pipeline,
  type Pipelines,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'protection-required-checks',
  title: 'Merging needs no passing check, or not the tests',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CI.3',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'SEC11-BP02',
    'hc.define.branch-protection.status-checks',
    'hc.define.vcs-config.pipeline-must-pass',
    'ba.test-before-deploy',
    'ba.step.4-tests-and-gates',
  ],
  needs: ['protection', 'pipelines'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Branch {branch} requires no passing check before a merge.',
      remedy: 'Require the check {name} in the branch’s ruleset.',
    },
    notRequired: {
      text: 'Test job {job} is not required on {branch}, and no required check waits for it.',
      remedy: 'Require the check {name}, or let a required job list {job} in its needs.',
    },
  },

  *run({ protection, pipelines }) {
    const tests = testJobs(pipelines)
    const first = tests[0]
    if (first === undefined) return yield { kind: 'not-applicable', reason: 'no pipeline tests pull requests' }
    if (!protection.protected) {
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    }
    const { branch, requiredChecks, requiredWorkflows } = protection
    if (!requiredChecks.known) return yield unreadable(requiredChecks)
    const required = requiredChecks.value
    if (required.length === 0 && requiredWorkflows.length === 0) {
      return yield {
        kind: 'problem',
        message: 'none',
        data: { branch, name: first.job.checkNames[0] ?? first.job.name },
      }
    }
    for (const { pipeline, job } of tests) {
      const name = job.checkNames[0] ?? job.name
      const by = guardOf({ pipeline, job }, required, requiredWorkflows)
      if (by !== undefined) {
        yield {
          kind: 'evidence',
          text: 'test job {job} must pass: {by} is required on {branch}',
          data: { job: job.id, by, branch },
          at: job.at,
        }
      } else if (!job.checkNamesComplete) {
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: 'the check names of job {job} hold expressions',
          data: { job: job.id },
          at: job.at,
        }
      } else {
        yield { kind: 'problem', message: 'notRequired', data: { job: job.id, branch, name }, at: job.at }
      }
    }
  },
})

/** Jobs that a pull request starts and that run tests; the pipeline of a called workflow counts where it is called. */
function testJobs(pipelines: Pipelines): { pipeline: Pipeline; job: Job }[] {
  return jobsOf(pipelines, { inlined: true }).filter(
    ({ pipeline, job }) =>
      reachableOn(pipeline, ['change-request']) &&
      job.allowFailure?.value !== true &&
      job.steps.some(({ intents }) => intents.some(({ kind }) => TEST_KINDS.has(kind))),
  )
}
