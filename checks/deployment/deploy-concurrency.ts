import {
  defineCheck,
  deployJobs,
  isExpression,
  noDeployment,
  z,
  type CheckOutcome,
  type Concurrency,
  type Deployment,
} from '../../src/check-api/index.js'

/** Tools that queue, or refuse, a second run to the same target by themselves. */
const SERIALISED = new Set(['codedeploy', 'cloudformation', 'sam', 'argocd', 'flux', 'hcp-terraform'])

/** A group that holds one of these differs from run to run, so it locks nothing. */
const PER_RUN = ['github.run_id', 'github.run_number', 'github.sha', 'github.event.after', 'github.run_attempt']

type Message = 'noLock' | 'perRun' | 'cancels'

export default defineCheck({
  id: 'deploy-concurrency',
  title: 'Two deployments to one environment can overlap, or one can be cut off half-way',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['DL.CD.4', 'OPS05-BP10', 'ops05-bp10.workflows.safe-rerun', 'hc.full.concurrency-safe'],
  needs: ['delivery'],
  options: z.strictObject({}),
  messages: {
    noLock: {
      text: 'Nothing keeps two runs of job {job} from deploying to {environment} at the same time.',
      remedy: 'Add “concurrency: {group: deploy-…, cancel-in-progress: false}” to the job.',
    },
    perRun: {
      text: 'The concurrency group {group} of job {job} is different in every run, so it locks nothing.',
      remedy: 'Use one name for each environment, such as deploy-production.',
    },
    cancels: {
      text: 'A newer run cancels job {job} in the middle of its deployment to {environment}.',
      remedy: 'Set cancel-in-progress to false for deployments.',
    },
  },

  *run({ delivery }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    for (const deployment of deployJobs(delivery)) yield judge(deployment)
  },
})

function judge(deployment: Deployment): CheckOutcome<Message> {
  const { job, tool, at } = deployment
  const data = { job: job.id, environment: deployment.environment?.name ?? 'its target' }
  const locks = locksOf(deployment)
  const cancelling = locks.find(({ cancelInProgress }) => cancelInProgress?.value === true)
  if (cancelling !== undefined)
    return { kind: 'problem', message: 'cancels', data, at: cancelling.cancelInProgress?.at ?? cancelling.at }
  const [lock] = locks
  if (lock === undefined) {
    return SERIALISED.has(tool)
      ? { kind: 'evidence', text: '{tool} itself refuses a second deployment to the same target', data: { tool }, at }
      : { kind: 'problem', message: 'noLock', data, at: job.at }
  }
  const constant = locks.find(({ group }) => !PER_RUN.some((part) => group.value.includes(part)))
  if (constant === undefined)
    return { kind: 'problem', message: 'perRun', data: { ...data, group: lock.group.value }, at: lock.group.at }
  if (constant.cancelInProgress !== undefined && constant.cancelInProgress.value === undefined) {
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'whether job {job} is cancelled by a newer run hangs on an expression',
      data: { job: job.id },
      at: constant.at,
    }
  }
  const how = isExpression(constant.group.value) ? 'one at a time for each' : 'one at a time:'
  return {
    kind: 'evidence',
    text: 'job {job} runs {how} {group}',
    data: { job: job.id, how, group: constant.group.value },
    at: constant.at,
  }
}

/** The locks that hold while the job runs: its own, its caller's and the workflow's. */
function locksOf({ pipeline, job }: Deployment): Concurrency[] {
  const caller = pipeline.jobs.find(({ id }) => id === job.calledBy)
  return [job.concurrency, caller?.concurrency, pipeline.concurrency].filter((lock) => lock !== undefined)
}
