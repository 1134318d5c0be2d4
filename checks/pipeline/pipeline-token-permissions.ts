import {
  defineCheck,
  reachableOn,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Job,
  type Permissions,
  type Pipeline,
  type Severity,
  type TriggerKind,
} from '../../src/check-api/index.js'

/** Started from outside, with the rights of the base repository. */
const PRIVILEGED: readonly TriggerKind[] = ['change-request-privileged', 'comment', 'upstream']

/** Actions that ask the host for a token that says which job this is (id-token: write). */
const IDENTITY: ReadonlySet<string> = new Set([
  'actions/attest',
  'actions/attest-build-provenance',
  'actions/attest-sbom',
  'actions/deploy-pages',
  'aws-actions/configure-aws-credentials',
  'azure/login',
  'google-github-actions/auth',
  'hashicorp/vault-action',
  'pypa/gh-action-pypi-publish',
  'rust-lang/crates-io-auth-action',
  'sigstore/cosign-installer',
])

export default defineCheck({
  id: 'pipeline-token-permissions',
  title: 'Job token has more rights than needed',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
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
      text: 'Nothing limits the token of {jobs}, so it has the default rights of the repository.',
      remedy: 'Add “permissions: {contents: read}” to the workflow and raise it in the jobs that need more.',
    },
    writeAll: {
      text: 'The token of this {scope} may write everything.',
      remedy: 'Replace write-all by the scopes that are used.',
    },
    workflowWrite: {
      text: 'The workflow gives {right}: write to {count} jobs that name no rights of their own.',
      remedy: 'Move {right}: write to the job that needs it.',
    },
  },

  *run({ pipelines }) {
    yield* unreadPipelines(pipelines, 'GitHub Actions')
    for (const pipeline of pipelines.all.filter(({ kind }) => kind !== 'action')) {
      const jobs = pipeline.jobs.filter(({ calledBy }) => calledBy === undefined)
      yield* judgeWorkflow(
        pipeline,
        jobs.filter((job) => inherits(job, pipeline)),
      )
      for (const { id, permissions } of jobs) {
        if (permissions?.all === 'write') yield mayWriteAll('job', permissions, pipeline)
        else if (permissions !== undefined)
          yield { kind: 'evidence', text: 'job {job} names its rights', data: { job: id }, at: permissions.at }
      }
    }
  },
})

type Outcome = CheckOutcome<'missing' | 'writeAll' | 'workflowWrite'>

/** Whether the job's token has the rights of the workflow: not if it, or every job that it calls, names its own. */
function inherits(job: Job, { jobs }: Pipeline): boolean {
  const called = jobs.filter(({ id, calls }) => id.startsWith(`${job.id}/`) && calls === undefined)
  return job.permissions === undefined && (called.length === 0 || called.some(({ permissions }) => !permissions))
}

function* judgeWorkflow(pipeline: Pipeline, inheriting: readonly Job[]): Generator<Outcome> {
  const { permissions } = pipeline
  if (permissions === undefined) return yield* judgeDefault(pipeline, inheriting)
  if (permissions.all === 'write' && inheriting.length > 0) {
    return yield mayWriteAll('workflow', permissions, pipeline)
  }
  const surplus = [...permissions.scopes].filter(
    ([right, { value }]) =>
      value === 'write' && !(right === 'id-token' && inheriting.every((job) => signsIn(job, pipeline))),
  )
  // One job, or none without rights of its own: there is nobody to take the right away from.
  if (surplus.length === 0 || inheriting.length < 2) {
    return yield { kind: 'evidence', text: 'the workflow names its rights', at: permissions.at }
  }
  for (const [right, { at }] of surplus) {
    const data = { right, count: inheriting.length }
    yield { kind: 'problem', message: 'workflowWrite', data, at, severity: 'warning' }
  }
}

/** Whether a step of the job, or of those that it calls, proves the job's identity to another service. */
function signsIn({ id }: Job, { jobs }: Pipeline): boolean {
  const steps = jobs.filter((job) => job.id === id || job.id.startsWith(`${id}/`)).flatMap((job) => job.steps)
  return steps.flatMap((step) => [step, ...step.inner]).some(({ uses }) => IDENTITY.has(uses?.repository ?? ''))
}

function* judgeDefault({ kind }: Pipeline, inheriting: readonly Job[]): Generator<Outcome> {
  // A called workflow never has more rights than its caller; what matters is what the caller grants.
  if (kind === 'reusable') return
  const [first, ...others] = inheriting.filter(({ calls }) => calls?.resolved !== false)
  if (first !== undefined) {
    const names = [first, ...others].map(({ id }) => id)
    const jobs = names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    return yield { kind: 'problem', message: 'missing', data: { jobs }, at: first.at, severity: 'warning' }
  }
  for (const { calls, at } of inheriting) {
    const data = { what: calls?.target.text ?? '' }
    yield { kind: 'unknown', origin: 'files', reason: 'whether {what} limits its rights is not seen here', data, at }
  }
}

function mayWriteAll(scope: string, { at }: Permissions, pipeline: Pipeline): Outcome {
  const severity: Severity = reachableOn(pipeline, PRIVILEGED) ? 'error' : 'warning'
  return { kind: 'problem', message: 'writeAll', data: { scope }, at, severity }
}
