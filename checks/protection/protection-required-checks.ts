import {
  addTo,
  because,
  branchRuleset,
  changeJobs,
  defineCheck,
  guardOf,
  jobsOf,
  mayReport,
  mergeBotOf,
  producersOf,
  runsTests,
  SCAN_KINDS,
  skippedFor,
  solvedBy,
  unreadable,
  vainGuardsOf,
  z,
  type ChangeJob,
  type CheckOutcome,
  type Job,
  type Known,
  type Pipelines,
  type Protection,
  type RepositoryFacts,
  type Step,
} from '../../src/check-api/index.js'

type Message = 'none' | 'notRequired' | 'skipped' | 'scan'
/** Test jobs that are named beside the first of a workflow. */
const MOST_NAMED = 20

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
  wants: ['repository', 'history'],
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
    skipped: {
      text: 'Required check {name} counts as passed without a test or scan for {of}: the condition of job {job} skips it there.',
      remedy: 'Take that out of the condition of {job}, or decide in a step and let the step fail.',
    },
    scan: {
      text: 'Job {job} looks for weaknesses with {tool}, and a merge into {branch} does not wait for it.',
      remedy: 'Require the check {name}, or let a required job list {job} in its needs and fail with it.',
    },
  },

  *run(subjects) {
    const { protection, pipelines, files, codeowners, repository } = subjects
    const ruleset = () =>
      branchRuleset({
        protection,
        repository,
        history: subjects.history,
        pipelines: { known: true, value: pipelines },
        codeowners: { known: true, value: codeowners },
      })
    const tests = changeJobs(pipelines, protection.branch, runsTests)
    const skips = protection.protected ? [...skippedChecks(protection, pipelines, repository)] : []
    yield* skips
    const [first] = tests
    if (first === undefined) {
      if (skips.length > 0) return
      return yield { kind: 'not-applicable', reason: 'no pipeline tests pull requests' }
    }
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
    if (decider === undefined && requiredChecks.value.length > 0) yield* openScans(pipelines, protection)
    if (open.length === 0) return
    if (decider !== undefined) {
      const reason = '{decider} may hold back what fails its tests'
      return yield { kind: 'unknown', origin: 'files', reason, data: { decider } }
    }
    if (requiredChecks.value.length === 0) {
      const name = first.job.checkNames[0] ?? first.job.name
      return yield { kind: 'problem', message: 'none', data: { branch, name }, ...solvedBy(ruleset()) }
    }
    for (const outcome of unguarded(open, protection, pipelines, guarded.length > 0))
      yield outcome.kind === 'problem' ? { ...outcome, ...solvedBy(ruleset()) } : outcome
  },
})

/** Required checks whose job is known to be left out for some pull requests: a skipped job counts as passed. */
function* skippedChecks(
  { requiredChecks }: Protection,
  pipelines: Pipelines,
  repository: Known<RepositoryFacts>,
): Generator<CheckOutcome<Message>> {
  for (const check of requiredChecks.known ? requiredChecks.value : []) {
    const producers = producersOf(check, pipelines)
    const [first] = producers.filter(({ job }) => job.steps.some((step) => runsTests(step) || scannerOf(step)))
    // The cells of a matrix have no names until it runs: a skipped one is not reported at all.
    if (first === undefined || first.job.matrix !== undefined) continue
    const left = producers.map(({ pipeline, job }) => skippedFor(pipeline, job, repository))
    const [of] = left
    if (of === undefined || left.includes(undefined)) continue
    const { id, condition, at } = first.job
    const data = { name: check.context, of, job: id }
    yield { kind: 'problem', message: 'skipped', data, at: condition?.at ?? at, severity: severityOf(of) }
  }
}

/** Changes from outside are often merged by those who ran the tests themselves. */
function severityOf(of: string): 'error' | 'warning' | 'notice' {
  if (of === 'every pull request') return 'error'
  return of.includes('fork') ? 'notice' : 'warning'
}

function scannerOf({ intents }: Step): string | undefined {
  return intents.find(({ kind }) => SCAN_KINDS.has(kind))?.tool
}

/** Scans of changes whose result no merge waits for; those that hand it to the host's code scanning are left to its own rules. */
function* openScans(pipelines: Pipelines, protection: Protection): Generator<CheckOutcome<Message>> {
  const { branch, requiredChecks, requiredWorkflows } = protection
  const required = requiredChecks.known ? requiredChecks.value : []
  const scans = changeJobs(pipelines, branch, (step) => scannerOf(step) !== undefined).filter(
    ({ job, filtered }) => !filtered && !isNameless(job) && !job.steps.some(runsTests) && !handsOver(job),
  )
  const files = new Set<string>()
  for (const scan of scans) {
    const { pipeline, job } = scan
    const tool = job.steps.map(scannerOf).find((each) => each !== undefined) ?? ''
    const isGuarded =
      guardOf(scan, required, requiredWorkflows) !== undefined ||
      vainGuardsOf(scan, required).length > 0 ||
      required.some(({ context }) => mayReport(job, context) || context.toLowerCase().includes(tool.toLowerCase()))
    if (isGuarded || files.size === files.add(pipeline.file).size) continue
    const data = { job: job.id, tool, branch, name: job.checkNames[0] ?? job.name }
    yield { kind: 'problem', message: 'scan', data, at: job.at, severity: 'notice' }
  }
}

function handsOver({ steps }: Job): boolean {
  return steps.some(({ uses }) => uses?.repository === 'github/codeql-action')
}

function sort(tests: readonly ChangeJob[], { requiredChecks, requiredWorkflows }: Protection) {
  const required = requiredChecks.known ? requiredChecks.value : []
  const judged = tests.map((test) => ({ ...test, by: guardOf(test, required, requiredWorkflows) }))
  return {
    guarded: judged.flatMap(({ by, ...test }) => (by === undefined ? [] : [{ ...test, by }])),
    open: judged.filter(({ by }) => by === undefined),
  }
}

/** One finding for the test jobs of each workflow, unless a required job waits for them in vain. */
function* unguarded(
  tests: readonly ChangeJob[],
  { branch, requiredChecks }: Protection,
  pipelines: Pipelines,
  others: boolean,
): Generator<CheckOutcome<Message>> {
  const required = requiredChecks.known ? requiredChecks.value : []
  const names = new Set(jobsOf(pipelines, { inlined: true }).flatMap(({ job }) => job.checkNames))
  const unclaimed = required.find(({ context }) => !names.has(context))?.context
  const vain = new Set<Job>()
  const missing = new Map<string, ChangeJob[]>()
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
    } else if (isNameless(job) && unclaimed !== undefined) {
      const reason = 'required check {name} may be what the pipeline of {file} reports'
      const data = { name: unclaimed, file: pipeline.file }
      yield { kind: 'unknown', origin: 'files', reason, data, at: job.at }
    } else {
      addTo(missing, pipeline.file, test)
    }
  }
  for (const each of missing.values()) yield* notRequired(each, branch, others)
}

/** Of some systems it cannot be told under which name they report a job. */
function isNameless({ checkNames, checkNamesComplete }: Job): boolean {
  return checkNames.length === 0 && checkNamesComplete
}

/** A lesser case beside tests that count, and for a filter of paths: what it leaves out never reports. */
function* notRequired(
  [first, ...rest]: readonly ChangeJob[],
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
