import {
  defineCheck,
  GITHUB_ACTIONS_APP,
  isOfActions,
  jobsOf,
  likelyNames,
  mayReport,
  reachableOn,
  unreadable,
  z,
  type CheckOutcome,
  type Job,
  type Pipelines,
  type RequiredCheck,
} from '../../src/check-api/index.js'

/** Jobs of workflows that GitHub makes without a file: code scanning by default setup. */
const WITHOUT_FILE = /^Analyze(?: \(.+\))?$/

/** Names that a finding offers. */
const MOST_NAMED = 5

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
    renamed: {
      text: 'Required check {name} ({source}) is produced by no job and was not reported on the last merged pull requests; jobs report {likely}.',
      remedy: 'Require {likely} in place of {name}, or give the job its old name back.',
    },
  },

  *run({ protection, pipelines, reportedChecks }) {
    if (!protection.protected) return yield { kind: 'not-applicable', reason: 'the default branch requires no checks' }
    if (!protection.requiredChecks.known) return yield unreadable(protection.requiredChecks)
    const required = protection.requiredChecks.value
    if (required.length === 0) return yield { kind: 'not-applicable', reason: 'the default branch requires no checks' }
    const jobs = reportingJobs(pipelines)
    const names = new Set(jobs.flatMap(({ checkNames }) => checkNames))
    const reported = new Set(reportedChecks.known ? reportedChecks.value.map(({ name }) => name) : [])
    const others = pipelines.unread.map(({ file }) => file)
    for (const check of required) {
      const { context: name, integrationId } = check
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
        yield phantom(check, names)
      }
    }
  },
})

function phantom(check: RequiredCheck, names: ReadonlySet<string>): CheckOutcome<'phantom' | 'renamed'> {
  const { context: name, source } = check
  const likely = isOfActions(check) ? likelyNames(name, names).slice(0, MOST_NAMED).join(', ') : ''
  if (likely !== '') return { kind: 'problem', message: 'renamed', data: { name, source, likely } }
  const candidates = [...names].slice(0, MOST_NAMED).join(', ') || 'the jobs of your pull request workflow'
  return { kind: 'problem', message: 'phantom', data: { name, source, candidates } }
}

/** The jobs whose checks a change gets, those of called workflows included. */
function reportingJobs(pipelines: Pipelines): Job[] {
  return jobsOf(pipelines, { inlined: true })
    .filter(({ pipeline }) =>
      reachableOn(pipeline, ['change-request', 'change-request-privileged', 'merge-queue', 'push']),
    )
    .map(({ job }) => job)
}
