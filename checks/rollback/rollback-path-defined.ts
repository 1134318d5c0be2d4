import {
  defineCheck,
  deployJobs,
  noDeployment,
  opaque,
  rollbackOf,
  z,
  type CheckOutcome,
  type Deployment,
  type Pipelines,
  type Project,
} from '../../src/check-api/index.js'

/** Tools whose own check says more: this one follows it. */
const JUDGED_BY: ReadonlyMap<string, string> = new Map([
  ['helm', 'rollback-helm-atomic'],
  ['kubectl', 'rollback-kubectl-undo'],
  ['codedeploy', 'rollback-codedeploy-auto'],
  ['aws-ecs', 'rollback-ecs-circuit-breaker'],
  ['cloudformation', 'rollback-cfn-disabled'],
  ['sam', 'rollback-cfn-disabled'],
  ['cdk', 'rollback-cfn-disabled'],
  ['serverless', 'rollback-cfn-disabled'],
])

/** Platforms that keep every earlier version and bring it back on request; no file shows whether anybody would. */
const KEEPS_VERSIONS = new Set([
  'vercel',
  'netlify',
  'heroku',
  'fly',
  'wrangler',
  'firebase',
  'gcloud-run',
  'gcloud-app',
  'gcloud-functions',
  'gcloud-deploy',
  'azure-webapp',
  'azure-functions',
  'azure-containerapp',
  'aws-lambda',
  'elastic-beanstalk',
  'copilot',
  'railway',
  'render',
  'kamal',
  'nomad',
  'argocd',
  'flux',
])

export default defineCheck({
  id: 'rollback-path-defined',
  title: 'Deployment without any way back',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CD.7',
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'waf.opex.small-reversible-changes',
    'waf.rel.auto-recover',
    'OPS06-BP01',
    'OPS06-BP04',
    'REL08-BP05',
    'hc.maturity.l3.rapid-rollback',
    'hc.deploy.apps.auto-revert',
    'ba.step.5-gradual-rollout',
  ],
  needs: ['delivery', 'pipelines', 'project'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Job {job} deploys with {tool}, and no rollback step, rollback workflow or runbook leads back to the earlier version.',
      remedy:
        'Add a step with “if: failure()” that deploys the previous version, or a workflow that deploys a version somebody chooses.',
    },
    onlyDocument: {
      text: 'The way back from job {job} is a document that people follow.',
      remedy: 'Turn its steps into a workflow that takes the version as input.',
    },
  },

  *run({ delivery, pipelines, project }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    for (const deployment of deployJobs(delivery)) yield judge(deployment, pipelines, project)
  },
})

function judge(
  deployment: Deployment,
  pipelines: Pipelines,
  { rollbackDocuments }: Project,
): CheckOutcome<'none' | 'onlyDocument'> {
  const { job, tool, at, subject } = deployment
  const data = { job: job.id, tool }
  if (rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'a failed run of job {job} is taken back', data, at }
  const workflow = rollbackWorkflow(pipelines)
  if (workflow !== undefined)
    return {
      kind: 'evidence',
      text: 'the workflow {name} brings an earlier version back',
      data: { name: workflow.name },
      at: workflow.at,
    }
  const judge = JUDGED_BY.get(tool)
  if (judge !== undefined) return { kind: 'implied', by: judge, reason: 'a failed deployment stays in place', at }
  if (subject === 'infrastructure') {
    return {
      kind: 'unknown',
      origin: 'files',
      reason: '{tool} has no rollback of its own; whether the previous commit can be applied again is not visible',
      data,
      at,
    }
  }
  if (KEEPS_VERSIONS.has(tool))
    return {
      kind: 'unknown',
      origin: 'files',
      reason: '{tool} keeps earlier versions; how they are brought back is not visible',
      data,
      at,
    }
  const hidden = deployment.step.opaque[0] ?? job.steps.flatMap((step) => step.opaque)[0]
  if (hidden !== undefined || tool === 'opaque')
    return hidden === undefined
      ? { kind: 'unknown', origin: 'files', reason: 'how job {job} deploys is not visible', data, at }
      : opaque(hidden, 'take a failed deployment back')
  const document = rollbackDocuments[0]
  if (document !== undefined)
    return { kind: 'problem', message: 'onlyDocument', data: { job: job.id }, at: document.at, severity: 'warning' }
  return { kind: 'problem', message: 'none', data, at: job.at }
}

/** A workflow that people start with a version, or that only rolls back. */
function rollbackWorkflow({ all }: Pipelines) {
  return all.find(
    ({ kind, triggers, jobs, name, file }) =>
      kind === 'workflow' &&
      triggers.some((trigger) => trigger.kind === 'manual') &&
      (/roll-?back|revert/i.test(`${name} ${file}`) ||
        jobs.some(({ steps }) => steps.some(({ intents }) => intents.some((intent) => intent.kind === 'rollback')))),
  )
}
