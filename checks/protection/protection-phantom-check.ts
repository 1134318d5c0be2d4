import { defineCheck, jobsOf, reachableOn, unreadable, z, type Pipelines } from '../../src/check-api/index.js'

/** GitHub’s own app, whose checks are the jobs of workflows. */
const GITHUB_ACTIONS_APP = 15368

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
    const { names, complete } = checkNames(pipelines)
    const reported = new Set(reportedChecks.known ? reportedChecks.value.map(({ name }) => name) : [])
    for (const { context: name, integrationId, source } of required) {
      if (names.has(name)) {
        yield { kind: 'evidence', text: 'required check {name} is a job', data: { name } }
      } else if (reported.has(name)) {
        yield { kind: 'evidence', text: 'required check {name} was reported on a merged pull request', data: { name } }
      } else if (!complete) {
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: 'job names hold expressions, so {name} may be one of them',
          data: { name },
        }
      } else if (!reportedChecks.known && integrationId !== GITHUB_ACTIONS_APP) {
        yield {
          ...unreadable(reportedChecks),
          reason: 'another app may report {name}, and what was reported could not be read',
          data: { name },
        }
      } else {
        const candidates = [...names].slice(0, 5).join(', ') || 'the jobs of your pull request workflow'
        yield { kind: 'problem', message: 'phantom', data: { name, source, candidates } }
      }
    }
  },
})

/** The check names that pull requests and merge groups yield, and whether they are all known. */
function checkNames(pipelines: Pipelines): { names: ReadonlySet<string>; complete: boolean } {
  const jobs = jobsOf(pipelines, { inlined: true }).filter(({ pipeline }) =>
    reachableOn(pipeline, ['change-request', 'change-request-privileged', 'merge-queue', 'push']),
  )
  return {
    names: new Set(jobs.flatMap(({ job }) => job.checkNames)),
    complete:
      pipelines.unread.length === 0 &&
      jobs.every(({ job }) => job.checkNamesComplete && (job.calls === undefined || job.calls.resolved)),
  }
}
