import {
  ancestorsOf,
  because,
  definitionOf,
  defineCheck,
  executedAfter,
  fetchOf,
  holdsSecrets,
  jobsOf,
  Origins,
  privilegedTriggers,
  reachOf,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Fetch,
  type Job,
  type Permissions,
  type Pipeline,
  type Pipelines,
  type Reach,
  type Severity,
  type Trigger,
} from '../../src/check-api/index.js'

/** A job that an outsider can start with the rights of the base repository. */
interface PrivilegedJob {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly trigger: Trigger
  readonly reach: Reach
}

export default defineCheck({
  id: 'pipeline-untrusted-checkout',
  title: 'Privileged run executes code or artifacts of a pull request',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'none',
  practices: ['AG.SAD.3', 'SEC03-BP02', 'SEC11-BP07', 'ba.misuse.no-review'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    executed: {
      text: 'On {event} this fetches {what} with the rights of the base repository, and {tool} then runs it.',
      remedy: 'Build and test on pull_request; hand results to a privileged workflow as data.',
    },
  },

  *run({ pipelines }) {
    yield* unreadPipelines(pipelines, 'GitHub Actions')
    const origins = new Origins(pipelines)
    const privileged = pipelines.all.flatMap((pipeline) => privilegedTriggers(pipeline, pipelines))
    if (privileged.length === 0)
      return yield { kind: 'not-applicable', reason: 'no workflow runs with secrets on behalf of outsiders' }
    for (const { pipeline, job } of jobsOf(pipelines, { inlined: true })) {
      // Its jobs stand beside it.
      if (job.calls?.resolved === true) continue
      for (const trigger of privilegedTriggers(pipeline, pipelines)) {
        yield judge({ pipeline, job, trigger, reach: reachOf(trigger.event, pipeline, job, []) }, pipelines, origins)
      }
    }
  },
})

function judge(where: PrivilegedJob, pipelines: Pipelines, origins: Origins): CheckOutcome<'executed'> {
  const { pipeline, job, trigger } = where
  const data = { job: job.id, event: trigger.event }
  if (where.reach === 'closed')
    return {
      kind: 'evidence',
      text: 'job {job} is skipped for outsiders on {event}',
      data,
      at: job.condition?.at ?? job.at,
    }
  if (job.calls?.resolved === false) return remoteCall(job)
  const place = { pipeline: definitionOf(job, pipelines) ?? pipeline, job }
  const fetches = job.steps.flatMap((step) => fetchOf(step, place, pipeline, trigger.event, origins) ?? [])
  for (const fetch of fetches) {
    const tool = executedAfter(job, fetch)
    const reach = reachOf(trigger.event, pipeline, job, [fetch.step])
    if (tool === undefined || reach === 'closed' || isApproved(trigger, fetch) || isPowerless(where)) continue
    const { what, at } = fetch
    const severity = severityOf({ ...where, reach }, fetch)
    const started = [because(trigger.at, `on ${trigger.event}`)]
    return {
      kind: 'problem',
      message: 'executed',
      data: { event: trigger.event, what, tool },
      at,
      because: started,
      severity,
    }
  }
  const [fetch] = fetches
  return fetch === undefined
    ? { kind: 'evidence', text: 'job {job} fetches no code of a pull request', data, at: job.at }
    : {
        kind: 'evidence',
        text: 'job {job} only reads {what}, or runs it approved or without rights',
        data: { ...data, what: fetch.what },
        at: fetch.at,
      }
}

function remoteCall(job: Job): CheckOutcome<'executed'> {
  const what = job.calls?.target.text ?? job.id
  return {
    kind: 'unknown',
    origin: 'files',
    reason: '{what} may run code of a pull request and cannot be looked into',
    data: { what },
    at: job.calls?.target.at ?? job.at,
  }
}

/** Who may set a label has looked at this very commit. */
function isApproved({ types = [] }: Trigger, { fixed }: Fetch): boolean {
  return fixed && types.length > 0 && types.every((type) => type === 'labeled')
}

function severityOf({ pipeline, job, reach }: PrivilegedJob, { refused }: Fetch): Severity {
  const rights = job.permissions ?? pipeline.permissions
  const readsOnly = rights !== undefined && rights.all !== 'write' && !writes(rights) && !holdsSecrets(pipeline, job)
  // An environment may ask for a reviewer.
  const waits = [job, ...ancestorsOf(pipeline, job)].some(({ environment }) => environment !== undefined)
  return refused || reach === 'vouched' || readsOnly || waits ? 'warning' : 'error'
}

function isPowerless({ pipeline, job }: PrivilegedJob): boolean {
  const rights = job.permissions ?? pipeline.permissions
  if (rights === undefined || rights.all !== undefined || holdsSecrets(pipeline, job)) return false
  return [...rights.scopes.values()].every(({ value }) => value === 'none')
}

function writes({ scopes }: Permissions): boolean {
  return [...scopes.values()].some(({ value }) => value === 'write')
}
