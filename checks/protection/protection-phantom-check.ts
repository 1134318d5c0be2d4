import {
  defineCheck,
  jobsOf,
  mayReport,
  reachableOn,
  unreadable,
  z,
  type Job,
  type Pipelines,
  type RequiredCheck,
} from '../../src/check-api/index.js'

/** GitHub’s own app, whose checks are the jobs of workflows. */
const GITHUB_ACTIONS_APP = 15368

/** Jobs of workflows that GitHub makes without a file: code scanning by default setup. */
const WITHOUT_FILE = /^Analyze(?: \(.+\))?$/

export default defineCheck({
  id: 'protection-phantom-check',
  title: 'Required check is produced by nothing',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CI.3', 'OPS05-BP02', 'hc.define.branch-protection.status-checks'],
  needs: ['protection', 'pipelines'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    phantom: {
      text: 'Required check {name} ({source}) is produced by no job and was not reported on the last merged pull requests.',
      remedy: 'Rename the job, or require one of: {candidates}.',
    },
  },

  *run({ protection, pipelines, reportedChecks }) {
    if (!protection.protected) return yield { kind: 'not-applicable', reason: 'the default branch requires no checks' }
    if (!protection.requiredChecks.known) return yield unreadable(protection.requiredChecks)
    const required = protection.requiredChecks.value
    if (required.length === 0) return yield { kind: 'not-applicable', reason: 'the default branch requires no checks' }
    const jobs = changeJobs(pipelines)
    const names = new Set(jobs.flatMap(({ checkNames }) => checkNames))
    const reported = new Set(reportedChecks.known ? reportedChecks.value.map(({ name }) => name) : [])
    const others = pipelines.unread.map(({ file }) => file)
    for (const check of required) {
      const { context: name, source, integrationId } = check
      const [hidden] = [...(integrationId === GITHUB_ACTIONS_APP ? [] : others), ...protection.requiredWorkflows]
      const unknown = { kind: 'unknown', origin: 'files' } as const
      if (names.has(name) && isOfActions(check)) {
        yield { kind: 'evidence', text: 'required check {name} is a job', data: { name } }
      } else if (reported.has(name)) {
        yield { kind: 'evidence', text: 'required check {name} was reported on a merged pull request', data: { name } }
      } else if (isOfActions(check) && jobs.some((job) => mayReport(job, name))) {
        yield { ...unknown, reason: 'a name that is only known at run time may be {name}', data: { name } }
      } else if (hidden !== undefined) {
        yield { ...unknown, reason: '{hidden} may report {name}', data: { hidden, name } }
      } else if (!reportedChecks.known && (integrationId !== GITHUB_ACTIONS_APP || WITHOUT_FILE.test(name))) {
        const reason = 'another app may report {name}, and what was reported could not be read'
        yield { ...unreadable(reportedChecks), reason, data: { name } }
      } else {
        const candidates = [...names].slice(0, 5).join(', ') || 'the jobs of your pull request workflow'
        yield { kind: 'problem', message: 'phantom', data: { name, source, candidates } }
      }
    }
  },
})

/** Whether a job can be what is required: no app is named, or GitHub's own. */
function isOfActions({ integrationId }: RequiredCheck): boolean {
  return integrationId === undefined || integrationId === GITHUB_ACTIONS_APP
}

/** The jobs whose checks a change gets, those of called workflows included. */
function changeJobs(pipelines: Pipelines): Job[] {
  return jobsOf(pipelines, { inlined: true })
    .filter(({ pipeline }) =>
      reachableOn(pipeline, ['change-request', 'change-request-privileged', 'merge-queue', 'push']),
    )
    .map(({ job }) => job)
}
