import {
  ancestorsOf,
  defineCheck,
  deployJobs,
  jobsOf,
  PUBLISH_KINDS,
  runsBefore,
  TEST_KINDS,
  z,
  type CheckOutcome,
  type Job,
  type JobInPipeline,
  type Known,
  type Pipeline,
  type Pipelines,
  type Protection,
  type Step,
} from '../../src/check-api/index.js'

type Message = 'unordered' | 'elsewhere'

export default defineCheck({
  id: 'deploy-needs-tests',
  title: 'Deployment does not wait for the tests',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.3',
    'DL.CD.7',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'OPS06-BP02',
    'REL08-BP02',
    'hc.integration.cicd',
    'hc.full.git-driven-cicd',
    'hc.automate.testing',
    'ba.test-before-deploy',
    'ba.step.4-tests-and-gates',
  ],
  needs: ['pipelines', 'delivery', 'project'],
  wants: ['protection'],
  options: z.strictObject({}),
  messages: {
    unordered: {
      text: 'Job {job} {does} without waiting for {tests}, which runs the tests in the same workflow.',
      remedy: 'Add needs: [{tests}] to the job.',
    },
    elsewhere: {
      text: 'Job {job} {does} on a push that no required test has passed; the tests run in {workflow}.',
      remedy: 'Run the tests in a job that this one needs, or require them on the branch before a merge.',
    },
  },

  *run({ pipelines, delivery, project, protection }) {
    const deploying = deployJobs(delivery).filter(({ subject }) => subject === 'application')
    const judged = [
      ...deploying.map(({ pipeline, job }) => ({ pipeline, job, does: 'deploys' })),
      ...publishJobs(pipelines, deploying).map((where) => ({ ...where, does: 'publishes' })),
    ]
    if (judged.length === 0) return yield { kind: 'not-applicable', reason: 'no pipeline deploys or publishes' }
    const tests = jobsOf(pipelines, { inlined: true }).filter(({ job }) => hasTests(job.steps))
    const exist = tests.length > 0 || project.languages.some(({ testFiles }) => testFiles.length > 0)
    for (const each of judged) {
      if (tests.length === 0 && exist && !hidesTests(each)) {
        yield { kind: 'implied', by: 'test-run-in-ci', reason: 'no pipeline runs the tests', at: each.job.at }
      } else if (tests.length > 0 || hidesTests(each)) {
        yield judge(each, tests, protection)
      }
    }
  },
})

/** Jobs that hand an artifact to a registry and deploy nothing. */
function publishJobs(pipelines: Pipelines, deploying: readonly JobInPipeline[]): JobInPipeline[] {
  const deployJobs = new Set(deploying.map(({ job }) => job))
  return jobsOf(pipelines, { inlined: true }).filter(
    ({ pipeline, job }) =>
      pipeline.kind === 'workflow' &&
      !pipeline.triggers.every(({ kind }) => kind.startsWith('change-request')) &&
      !deployJobs.has(job) &&
      job.steps.some(({ intents }) => intents.some(({ kind }) => PUBLISH_KINDS.has(kind))),
  )
}

function hasTests(steps: readonly Step[]): boolean {
  return steps.some(({ intents }) => intents.some(({ kind }) => TEST_KINDS.has(kind)))
}

/** The steps that run before the job's last deploying or publishing one. */
function stepsBefore({ pipeline, job }: JobInPipeline): Step[] {
  const step = job.steps.at(-1)
  return step === undefined
    ? ancestorsOf(pipeline, job).flatMap(({ steps }) => steps)
    : [...runsBefore({ pipeline, job, step }), step]
}

function hidesTests(where: JobInPipeline): boolean {
  return (
    stepsBefore(where).some(({ opaque }) => opaque.length > 0) ||
    ancestorsOf(where.pipeline, where.job).some(({ calls }) => calls !== undefined && !calls.resolved)
  )
}

function judge(
  where: JobInPipeline & { does: string },
  tests: readonly JobInPipeline[],
  protection: Known<Protection>,
): CheckOutcome<Message> {
  const { pipeline, job, does } = where
  const data = { job: job.id, does }
  const at = job.at
  if (hasTests(stepsBefore(where))) return { kind: 'evidence', text: 'the tests run before job {job} {does}', data, at }
  if (followsSuccess(pipeline, job))
    return {
      kind: 'evidence',
      text: 'job {job} {does} after a successful run of {workflow}',
      data: { ...data, workflow: pipeline.triggers.flatMap(({ upstream }) => upstream ?? []).join(', ') },
      at,
    }
  const unordered = tests.find(
    (test) => test.pipeline === pipeline && test.job !== job && !ancestorsOf(pipeline, test.job).includes(job),
  )
  if (hidesTests(where))
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'something before job {job} cannot be looked into and may run the tests',
      data,
      at,
    }
  if (unordered !== undefined)
    return { kind: 'problem', message: 'unordered', data: { ...data, tests: unordered.job.id }, at }
  return elsewhere(data, at, tests, protection)
}

/** The tests run in another workflow: only the protection of the branch can make the deployment wait for them. */
function elsewhere(
  data: { job: string; does: string },
  at: Job['at'],
  tests: readonly JobInPipeline[],
  protection: Known<Protection>,
): CheckOutcome<Message> {
  const workflow = tests[0]?.pipeline.file ?? ''
  if (!protection.known)
    return {
      kind: 'unknown',
      origin: 'hosting',
      reason: 'the tests run in {workflow}; whether they are required before a merge is not known',
      data: { workflow },
      at,
      ...(protection.permission !== undefined && { permission: protection.permission }),
    }
  const { requiredChecks, branch } = protection.value
  if (!requiredChecks.known)
    return {
      kind: 'unknown',
      origin: 'hosting',
      reason: 'the tests run in {workflow}; {why}',
      data: { workflow, why: requiredChecks.reason },
      at,
      ...(requiredChecks.permission !== undefined && { permission: requiredChecks.permission }),
    }
  const required = new Set(requiredChecks.value.map(({ context }) => context))
  const guarded = tests.some(({ pipeline, job }) =>
    [job, ...pipeline.jobs.filter((each) => ancestorsOf(pipeline, each).includes(job))].some(({ checkNames }) =>
      checkNames.some((name) => required.has(name)),
    ),
  )
  if (guarded)
    return {
      kind: 'evidence',
      text: 'the tests are required before a merge into {branch}, from which job {job} {does}',
      data: { ...data, branch },
      at,
    }
  return { kind: 'problem', message: 'elsewhere', data: { ...data, workflow }, at }
}

/** A workflow that another starts, and a condition that this other one succeeded. */
function followsSuccess(pipeline: Pipeline, job: Job): boolean {
  const conditions = [job, ...ancestorsOf(pipeline, job)].map(({ condition }) => condition?.value ?? '')
  return (
    pipeline.triggers.some(({ kind }) => kind === 'upstream') &&
    conditions.some((text) => /workflow_run\.conclusion\s*==\s*'success'/.test(text))
  )
}
