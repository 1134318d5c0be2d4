import { defineCheck, deployJobs, noDeployment, z, type Deployment, type Step } from '../../src/check-api/index.js'

/** Actions that record a deployment with the host by themselves. */
const RECORDING = new Set(['bobheadxi/deployments', 'chrnorm/deployment-action', 'actions/deploy-pages'])

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
      remedy: 'Add environment: with a name and the url of what is deployed.',
    },
    unrecorded: {
      text: 'Job {job} uses environment {environment} with deployment: false, so no deployment is recorded.',
      remedy: 'Remove deployment: false from the job that deploys.',
    },
  },

  *run({ delivery }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    for (const deployment of deployJobs(delivery)) {
      const { job, environment, tool } = deployment
      if (environment?.records === true) {
        yield {
          kind: 'evidence',
          text: 'job {job} deploys to environment {environment}',
          data: { job: job.id, environment: environment.name },
          at: environment.at,
        }
      } else if (recordsItself(deployment)) {
        yield {
          kind: 'evidence',
          text: 'job {job} records its deployment through the API',
          data: { job: job.id },
          at: job.at,
        }
      } else if (environment !== undefined) {
        yield {
          kind: 'problem',
          message: 'unrecorded',
          data: { job: job.id, environment: environment.name },
          at: environment.at,
        }
      } else {
        yield { kind: 'problem', message: 'missing', data: { job: job.id, tool }, at: job.at }
      }
    }
  },
})

function recordsItself({ pipeline }: Deployment): boolean {
  return pipeline.jobs.some(({ steps }) => steps.some(createsDeployment))
}

function createsDeployment({ uses, run, with: inputs }: Step): boolean {
  const scripts = [run?.value, inputs.get('script')?.value]
  return (
    RECORDING.has(uses?.repository ?? '') ||
    scripts.some((script) => script?.includes('createDeployment') || script?.includes('/deployments'))
  )
}
