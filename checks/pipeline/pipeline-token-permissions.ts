import {
  type CheckOutcome,
  defineCheck,
  jobsOf,
  reachableOn,
  z,
  type JobInPipeline,
  type Permissions,
  type Pipeline,
  type TriggerKind,
} from '../../src/check-api/index.js'

/** Started from outside, with the rights of the base repository. */
const PRIVILEGED: readonly TriggerKind[] = ['change-request-privileged', 'comment', 'upstream']

export default defineCheck({
  id: 'pipeline-token-permissions',
  title: 'Job token has more rights than needed',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.SAD.3',
    'SEC03-BP02',
    'SEC11-BP07',
    'hc.secure.cicd-secrets.least-privilege',
    'ba.risk.secrets-access',
  ],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    missing: {
      text: 'Job {job} gets the repository’s default token rights, because neither it nor the workflow names permissions.',
      remedy: 'Add “permissions: {contents: read}” to the workflow and raise it in the jobs that need more.',
    },
    writeAll: {
      text: 'The token of this {scope} may write everything.',
      remedy: 'Replace write-all by the scopes that are used.',
    },
    workflowWrite: {
      text: 'Every job gets {right}: write, although the workflow has {count} jobs.',
      remedy: 'Move {right}: write to the job that needs it.',
    },
  },

  *run({ pipelines }) {
    for (const pipeline of pipelines.all.filter(({ kind }) => kind !== 'action')) {
      const jobs = jobsOf({ ...pipelines, all: [pipeline] })
      if (pipeline.permissions !== undefined) yield* judgeWorkflow(pipeline, pipeline.permissions, jobs)
      for (const { job } of jobs) {
        if (job.permissions?.all === 'write')
          yield {
            kind: 'problem',
            message: 'writeAll',
            data: { scope: 'job' },
            at: job.permissions.at,
            severity: writeAllSeverity(pipeline),
          }
        else if (job.permissions !== undefined)
          yield { kind: 'evidence', text: 'job {job} names its rights', data: { job: job.id }, at: job.permissions.at }
        // A called workflow can never have more than its caller; what matters is what the caller grants.
        else if (pipeline.permissions === undefined && pipeline.kind !== 'reusable')
          yield { kind: 'problem', message: 'missing', data: { job: job.id }, at: job.at, severity: 'warning' }
      }
    }
  },
})

function* judgeWorkflow(
  pipeline: Pipeline,
  permissions: Permissions,
  jobs: readonly JobInPipeline[],
): Generator<CheckOutcome<'missing' | 'writeAll' | 'workflowWrite'>> {
  if (permissions.all === 'write') {
    return yield {
      kind: 'problem',
      message: 'writeAll',
      data: { scope: 'workflow' },
      at: permissions.at,
      severity: writeAllSeverity(pipeline),
    }
  }
  // One job, or none without rights of its own: there is nobody to take the right away from.
  const inheriting = jobs.filter(({ job }) => job.permissions === undefined)
  const written = [...permissions.scopes].filter(([, { value }]) => value === 'write')
  if (written.length === 0 || inheriting.length < 2) {
    return yield { kind: 'evidence', text: 'the workflow names its rights', at: permissions.at }
  }
  for (const [right, { at }] of written) {
    yield {
      kind: 'problem',
      message: 'workflowWrite',
      data: { right, count: jobs.length },
      at,
      severity: 'warning',
    }
  }
}

function writeAllSeverity(pipeline: Pipeline): 'error' | 'warning' {
  return reachableOn(pipeline, PRIVILEGED) ? 'error' : 'warning'
}
