import {
  because,
  defineCheck,
  jobsOf,
  reachOf,
  runnersOf,
  unreadable,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Job,
  type JobInPipeline,
  type Pipelines,
  type Reach,
  type Trigger,
} from '../../src/check-api/index.js'

/** Events whose runs take the workflow and the code from the change itself. */
const BY_CHANGE = 'change-request'

/** Types of the event that only somebody with rights in the repository causes. */
const BY_MEMBERS: ReadonlySet<string> = new Set(['labeled', 'unlabeled', 'assigned', 'review_requested'])

interface Reached extends JobInPipeline {
  readonly trigger: Trigger
  readonly reach: Reach
}

export default defineCheck({
  id: 'pipeline-self-hosted-public',
  title: 'Public repository builds on self-hosted runners',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  systems: ['github-actions'],
  fixable: 'none',
  practices: ['AG.SAD.3', 'SEC06-BP03', 'SEC11-BP07'],
  needs: ['pipelines'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    reachable: {
      text: 'Anybody’s pull request can run code on {label}, where job {job} runs on {event}.',
      remedy: 'Run changes of outsiders on a hosted runner, or let the job run only for branches of this repository.',
    },
  },

  *run({ pipelines, repository }) {
    yield* unreadPipelines(pipelines, 'GitHub Actions')
    if (repository.known && repository.value.visibility !== 'public')
      return yield { kind: 'not-applicable', reason: 'the repository is not public' }
    const reached = reachedByForks(pipelines)
    if (reached.length === 0)
      return yield { kind: 'not-applicable', reason: 'no job runs for pull requests of outsiders' }
    const outcomes = reached.flatMap(judge)
    if (outcomes.length === 0)
      return yield { kind: 'evidence', text: 'jobs of pull requests run on machines that are made for them' }
    if (!repository.known && outcomes.some(({ kind }) => kind === 'problem'))
      return yield { ...unreadable(repository), remedy: 'Name the repository and give a token that may read it.' }
    yield* outcomes
  },
})

/** Jobs that a pull request of a fork gets to, each once. */
function reachedByForks(pipelines: Pipelines): Reached[] {
  const seen = new Set<string>()
  return jobsOf(pipelines, { inlined: true }).flatMap(({ pipeline, job }) => {
    const trigger = pipeline.triggers.find(({ kind }) => kind === BY_CHANGE)
    const place = `${job.at.file}:${job.at.line}`
    if (trigger === undefined || seen.has(place)) return []
    const reach = reachOf(trigger.event, pipeline, job, [])
    if (reach === 'closed') return []
    seen.add(place)
    return [{ pipeline, job, trigger, reach }]
  })
}

function judge({ job, trigger, reach }: Reached): CheckOutcome<'reachable'>[] {
  const [worst] = runnersOf(job)
  if (worst === undefined || worst.kind === 'hosted') return []
  const data = { label: worst.label, job: job.id, event: trigger.event }
  if (worst.kind !== 'own') {
    const reason =
      worst.kind === 'custom'
        ? 'whether {label} of job {job} is a hosted runner cannot be told from its name'
        : 'which runner job {job} gets hangs on {label}'
    return [{ kind: 'unknown', origin: 'files', reason, data, at: job.at }]
  }
  const vouched = reach === 'vouched' || isOfMembers(trigger)
  const severity = vouched || isOpenedByMembers(job) ? 'warning' : 'error'
  const started = [because(trigger.at, `on ${trigger.event}`)]
  return [{ kind: 'problem', message: 'reachable', data, at: job.at, because: started, severity }]
}

function isOfMembers({ types = [] }: Trigger): boolean {
  return types.length > 0 && types.every((type) => BY_MEMBERS.has(type))
}

/** An environment may ask somebody before the job starts. */
function isOpenedByMembers({ environment }: Job): boolean {
  return environment !== undefined
}
