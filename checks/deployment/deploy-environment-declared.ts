import {
  defineCheck,
  deployJobs,
  noDeployment,
  ownName,
  systemWords,
  z,
  type CheckOutcome,
  type CiSystem,
  type Deployment,
  type Step,
} from '../../src/check-api/index.js'

/** Actions that record a deployment with the host by themselves. */
const RECORDING: ReadonlySet<string> = new Set(['bobheadxi/deployments', 'chrnorm/deployment-action'])

/** Calls of the API that make the record (GitHub REST API: Create a deployment). */
const CREATES = /\bcreateDeployment\b|\brepos\/\S{1,200}\/deployments(?![\w/])/

/** Systems whose jobs can name an environment; Drone's and Woodpecker's runs are told one by who promotes. */
const WITH_ENVIRONMENTS: ReadonlySet<CiSystem> = new Set<CiSystem>([
  'github-actions',
  'gitlab-ci',
  'azure-pipelines',
  'bitbucket-pipelines',
])

export default defineCheck({
  id: 'deploy-environment-declared',
  title: 'Deploy job declares no environment',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.4',
    'AG.CA.1',
    'ops05-bp10.boundaries.approvals',
    'ops05-bp10.workflows.telemetry',
    'ops05-bp10.workflows.audit-trail',
    'OPS05-BP08',
  ],
  needs: ['delivery'],
  options: z.strictObject({}),
  messages: {
    missing: {
      text: 'Job {job} deploys with {tool} and names no environment, so no record, lock or approval applies.',
      remedy: 'Name the environment in the job: {key}.',
    },
    unrecorded: {
      text: 'Job {job} uses environment {environment} with {unrecorded}, so no deployment is recorded.',
      remedy: 'Remove {unrecorded} from the job that deploys.',
    },
  },

  *run({ delivery }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const deployments = deployJobs(delivery)
    const judged = deployments.filter(
      ({ pipeline, environment }) => WITH_ENVIRONMENTS.has(pipeline.system) || environment !== undefined,
    )
    if (judged.length === 0)
      return yield { kind: 'not-applicable', reason: 'the CI systems that deploy from here know no environments' }
    for (const deployment of judged) yield judge(deployment)
  },
})

function judge(deployment: Deployment): CheckOutcome<'missing' | 'unrecorded'> {
  const { job, environment, tool } = deployment
  if (environment?.records === true) {
    const text = 'job {job} deploys to environment {environment}'
    return { kind: 'evidence', text, data: { job: job.id, environment: environment.name }, at: environment.at }
  }
  if (deployment.pipeline.jobs.some(({ steps }) => steps.some(createsDeployment)))
    return { kind: 'evidence', text: 'job {job} records its deployment', data: { job: job.id }, at: job.at }
  const { unrecorded, environment: key } = systemWords(deployment.pipeline.system)
  if (environment !== undefined) {
    const data = { job: ownName(job), environment: environment.name, unrecorded }
    return { kind: 'problem', message: 'unrecorded', data, at: environment.at }
  }
  return { kind: 'problem', message: 'missing', data: { job: ownName(job), tool, key }, at: job.at }
}

function createsDeployment({ uses, run, with: inputs, inner }: Step): boolean {
  const scripts = [run?.value, inputs.get('script')?.value]
  return (
    RECORDING.has(uses?.repository ?? '') ||
    scripts.some((script) => script !== undefined && CREATES.test(script)) ||
    inner.some(createsDeployment)
  )
}
