import {
  defineCheck,
  deployJobs,
  noDeployment,
  z,
  type Delivery,
  type Deployment,
  type Tier,
} from '../../src/check-api/index.js'

const NON_PRODUCTION: ReadonlySet<Tier> = new Set(['staging', 'test', 'development', 'preview'])

export default defineCheck({
  id: 'deploy-preprod-stage',
  title: 'Production is the first environment a change meets',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.ADS.1',
    'QA.TEM.1',
    'AG.DEP.3',
    'OPS05-BP08',
    'OPS06-BP02',
    'SEC01-BP01',
    'REL08-BP02',
    'hc.automate.cicd.staging-first',
    'hc.automate.deployments.promote',
    'hc.define.environment-promotion',
  ],
  needs: ['delivery', 'pipelines'],
  wants: ['protection'],
  options: z.strictObject({}),
  messages: {
    first: {
      text: 'Job {job} deploys to {environment}, and nothing is deployed to another environment before it.',
      remedy: 'Deploy the same artifact to a staging environment in a job that this one needs.',
    },
  },

  *run({ delivery, pipelines, protection }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const jobs = deployJobs(delivery)
    const production = jobs.filter(({ tier }) => tier === 'production')
    if (production.length === 0) {
      const unnamed = jobs.find(({ tier }) => tier === 'unknown')
      if (unnamed === undefined)
        return yield { kind: 'not-applicable', reason: 'nothing is deployed to production from here' }
      const { job, at } = unnamed
      return yield {
        kind: 'unknown',
        origin: 'files',
        reason: 'whether job {job} deploys to production cannot be told',
        data: { job: job.id },
        at,
        remedy: 'Give the job an environment, or map its name to a tier in pillarlint.yml.',
      }
    }
    const required = protection.known ? protection.value.requiredDeployments[0] : undefined
    for (const deployment of production) {
      const { job, environment } = deployment
      const before = earlierStage(deployment, delivery)
      if (before !== undefined) {
        const name = before.environment?.name ?? before.tier
        yield {
          kind: 'evidence',
          text: '{stage} is deployed before {job} deploys to production',
          data: { stage: name, job: job.id },
          at: before.at,
        }
      } else if (required !== undefined) {
        yield { kind: 'evidence', text: 'a merge requires a deployment to {stage}', data: { stage: required } }
      } else if (pipelines.all.some(({ unresolved }) => unresolved.length > 0) || pipelines.unread.length > 0) {
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: 'a pipeline that could not be read may deploy to staging before {job}',
          data: { job: job.id },
          at: deployment.at,
        }
      } else {
        yield {
          kind: 'problem',
          message: 'first',
          data: { job: job.id, environment: environment?.name ?? 'production' },
          at: environment?.at ?? job.at,
        }
      }
    }
  },
})

/**
 * A deployment of the same kind of thing to an environment that is not production. Its order against this one is
 * trusted where the two are in different workflows: a branch or a tag often stands between them.
 */
function earlierStage({ subject }: Deployment, { deployments }: Delivery): Deployment | undefined {
  return deployments.find(
    (each) => each.subject === subject && NON_PRODUCTION.has(each.tier) && !each.docsOnly && isRealStage(each),
  )
}

/** A cluster made for one test run is not a stage; a preview for a pull request is. */
function isRealStage({ environment, persistent, tier }: Deployment): boolean {
  return persistent || environment !== undefined || tier === 'preview'
}
