import {
  addTo,
  because,
  type CheckOutcome,
  defineCheck,
  guardOf,
  type IntentKind,
  type Job,
  mayReport,
  mergeBotOf,
  type Pipelines,
  type Protection,
  type StepInJob,
  stepsRun,
  TEST_KINDS,
  type Trigger,
  unreadable,
  vainGuardsOf,
  z,
} from '../../src/check-api/index.js'

type Message = 'none' | 'notRequired'
type TestJob = Pick<StepInJob, 'pipeline' | 'job'> & { readonly filtered: boolean }

/** Test jobs that are named beside the first of a workflow. */
const MOST_NAMED = 20

/** Measurements and experiments need not stop a merge. */
const NOT_DEMANDED: ReadonlySet<IntentKind> = new Set<IntentKind>(['performance-test', 'resilience-test'])

export default defineCheck({
  id: 'protection-required-checks',
  title: 'Merging needs no passing check, or not the tests',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CI.3',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'SEC11-BP02',
    'hc.define.branch-protection.status-checks',
    'hc.define.vcs-config.pipeline-must-pass',
    'ba.test-before-deploy',
    'ba.step.4-tests-and-gates',
  ],
  needs: ['protection', 'pipelines', 'files', 'codeowners'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Branch {branch} requires no passing check before a merge.',
      remedy: 'Require the check {name} in the branch’s ruleset.',
    },
    notRequired: {
      text: 'Test job {job} is not required on {branch}, and no required check fails with it.',
      remedy: 'Require the check {name}, or let a required job list {job} in its needs and fail with it.',
    },
  },

  *run({ protection, pipelines, files, codeowners }) {
    const tests = testJobs(pipelines, protection.branch)
    const [first] = tests
    if (first === undefined) return yield { kind: 'not-applicable', reason: 'no pipeline tests pull requests' }
    if (!protection.protected) {
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    }
    const { branch, requiredChecks, requiredWorkflows } = protection
    if (!requiredChecks.known) return yield unreadable(requiredChecks)
    const decider = mergeBotOf(files, codeowners) ?? requiredWorkflows[0]
    const { guarded, open } = sort(tests, protection)
    for (const { job, by } of guarded) {
      const data = { job: job.id, by, branch }
      yield { kind: 'evidence', text: 'test job {job} must pass: {by} is required on {branch}', data, at: job.at }
    }
    if (open.length === 0) return
    if (decider !== undefined) {
      const reason = '{decider} may hold back what fails its tests'
      return yield { kind: 'unknown', origin: 'files', reason, data: { decider } }
    }
    if (requiredChecks.value.length === 0) {
      const name = first.job.checkNames[0] ?? first.job.name
      return yield { kind: 'problem', message: 'none', data: { branch, name } }
    }
    yield* unguarded(open, protection, guarded.length > 0)
  },
})

function sort(tests: readonly TestJob[], { requiredChecks, requiredWorkflows }: Protection) {
  const required = requiredChecks.known ? requiredChecks.value : []
  const judged = tests.map((test) => ({ ...test, by: guardOf(test, required, requiredWorkflows) }))
  return {
    guarded: judged.flatMap(({ by, ...test }) => (by === undefined ? [] : [{ ...test, by }])),
    open: judged.filter(({ by }) => by === undefined),
  }
}

/** One finding for the test jobs of each workflow, unless a required job waits for them in vain. */
function* unguarded(
  tests: readonly TestJob[],
  { branch, requiredChecks }: Protection,
  others: boolean,
): Generator<CheckOutcome<Message>> {
  const required = requiredChecks.known ? requiredChecks.value : []
  const vain = new Set<Job>()
  const missing = new Map<string, TestJob[]>()
  for (const test of tests) {
    const { pipeline, job } = test
    const guards = vainGuardsOf(test, required)
    if (guards.length > 0) {
      for (const guard of guards) if (vain.size < vain.add(guard).size) yield inVain(guard)
    } else if (required.some(({ context }) => mayReport(job, context))) {
      const data = { job: job.id }
      yield {
        kind: 'unknown',
        origin: 'files',
        reason: 'the check names of job {job} hold expressions',
        data,
        at: job.at,
      }
    } else {
      addTo(missing, pipeline.file, test)
    }
  }
  for (const each of missing.values()) yield* notRequired(each, branch, others)
}

/** A lesser case beside tests that count, and for a filter of paths: what it leaves out never reports. */
function* notRequired(
  [first, ...rest]: readonly TestJob[],
  branch: string,
  others: boolean,
): Generator<CheckOutcome<Message>> {
  if (first === undefined) return
  const { job, filtered } = first
  const data = { job: job.id, branch, name: job.checkNames[0] ?? job.name }
  const more = rest.map((each) => because(each.job.at, `test job ${each.job.id} is not required either`))
  const severity = others || filtered ? 'warning' : 'error'
  yield { kind: 'problem', message: 'notRequired', data, at: job.at, because: more.slice(0, MOST_NAMED), severity }
}

function inVain({ at }: Job): CheckOutcome<Message> {
  const reason = 'the required job does not fail with the tests'
  return { kind: 'implied', by: 'ci-gate-job-skippable', reason, severity: 'error', at }
}

/** Jobs that run tests for a pull request to the branch; the pipeline of a called workflow counts where it is called. */
function testJobs({ all }: Pipelines, branch: string): TestJob[] {
  return all
    .filter(({ kind }) => kind === 'workflow')
    .flatMap((pipeline) => {
      const triggers = pipeline.triggers.filter((trigger) => isForChange(trigger, branch))
      const filtered = triggers.every(({ paths, pathsIgnored }) => paths !== undefined || pathsIgnored !== undefined)
      const jobs = new Set(
        stepsRun(pipeline, triggers)
          .filter(runsTests)
          .map(({ job }) => job),
      )
      return [...jobs].map((job) => ({ pipeline, job, filtered }))
    })
    .filter(({ job }) => job.allowFailure?.value !== true)
}

function runsTests({ step }: StepInJob): boolean {
  return step.intents.some(({ kind }) => TEST_KINDS.has(kind) && !NOT_DEMANDED.has(kind))
}

/** A list of plain names that lacks the branch is for others. */
function isForChange({ kind, branches = [] }: Trigger, branch: string): boolean {
  if (kind !== 'change-request' && kind !== 'merge-queue') return false
  const names = branches.map(({ value }) => value)
  return names.length === 0 || names.includes(branch) || names.some((name) => /[*?!+[]|\$\{\{/.test(name))
}
