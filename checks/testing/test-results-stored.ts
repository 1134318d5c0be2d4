import {
  type CheckOutcome,
  defineCheck,
  type Intent,
  type IntentKind,
  type Job,
  noPipeline,
  type Pipeline,
  reachedByItself,
  type Step,
  type StepInJob,
  stepsFrom,
  z,
} from '../../src/check-api/index.js'

const TESTS: ReadonlySet<IntentKind> = new Set<IntentKind>(['unit-test', 'integration-test', 'acceptance-test'])

/** Ready-made code that keeps files of a job, with the inputs that name them. */
const KEEPERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['actions/upload-artifact', ['name', 'path']],
  ['circleci:store_artifacts', ['path', 'destination']],
  ['azure-pipelines:publishpipelineartifact', ['targetPath', 'artifact', 'path', 'artifactName']],
  ['azure-pipelines:publish', ['publish', 'artifact']],
  ['azure-pipelines:publishbuildartifacts', ['PathtoPublish', 'ArtifactName', 'pathToPublish', 'artifactName']],
  ['jenkins:archiveartifacts', ['artifacts']],
  ['buildkite:artifacts', ['upload']],
])

/** Names of the files and folders that test runners write their results to, and of artifacts that hold them. */
const RESULTS =
  /junit|(?:test|spec|e2e|cypress|playwright|jest|vitest|pytest|unit|integration)[\w ]{0,20}[-_ ./]?(?:results?|reports?|logs?|output|artifacts?)\b|test[-_]?results?|surefire|failsafe|\.trx\b|allure|nunit|xunit|blob-report|screenshots|mochawesome|rspec[\w-]{0,20}\.xml|(?:^|[/_-])(?:results?|reports?)\b/i
const COVERAGE = /cov(?:erage)?\b|lcov|jacoco|cobertura/i

/** Test runners whose results Bitbucket finds by their usual folders (Bitbucket docs: Test reporting in Pipelines). */
const FOUND_BY_BITBUCKET: ReadonlySet<string> = new Set(['maven', 'gradle'])

/**
 * Tasks of Azure Pipelines that publish the results of the tests they run, with the input that says so and what it is
 * without (Microsoft Learn: the reference of each task).
 */
const PUBLISHING: ReadonlyMap<string, readonly [input: string, byDefault: string]> = new Map([
  ['azure-pipelines:dotnetcorecli', ['publishtestresults', 'true']],
  ['azure-pipelines:vstest', ['publishrunattachments', 'true']],
  ['azure-pipelines:maven', ['publishjunitresults', 'true']],
  ['azure-pipelines:gradle', ['publishjunitresults', 'true']],
  ['azure-pipelines:ant', ['publishjunitresults', 'true']],
  ['azure-pipelines:xcode', ['publishjunitresults', 'false']],
])

/** Options by which a runner hands its results to a service of its own. */
const RECORDING: ReadonlySet<string> = new Set(['--record', '--key'])

type Message = 'some' | 'nowhere' | 'onSuccess'

/** A job that tests, and what becomes of its results. */
interface TestJob {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly test: Intent
  readonly kept: 'always' | 'success' | undefined
  readonly hidden: string | undefined
}

export default defineCheck({
  id: 'test-results-stored',
  title: 'Test results are not kept',
  severity: 'notice',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CI.4', 'QA.TEM.3', 'ops05-bp10.workflows.telemetry', 'OPS08-BP02'],
  judgesExamples: false,
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    some: {
      text: '{count} of {all} test jobs of {file} leave no machine-readable report; the first is {job}.',
      remedy: 'Write JUnit, TRX or JSON results, and keep them even if a test fails.',
    },
    nowhere: {
      text: 'None of the jobs that run tests ({count} in {files} files) leaves a machine-readable report; the first is {job}.',
      remedy: 'Write JUnit, TRX or JSON results, and keep them even if a test fails.',
    },
    onSuccess: {
      text: 'Job {job} keeps its test results only if everything went well.',
      remedy:
        'Let the step that keeps them run whatever happened before: the results of failed tests are those that somebody needs.',
    },
  },

  *run({ pipelines }) {
    const { steps } = reachedByItself(pipelines, { schedule: true })
    const jobs = testJobs(steps)
    if (jobs.length === 0) {
      const reason = 'no pipeline runs tests'
      return yield noPipeline(pipelines, reason) ?? { kind: 'implied', by: 'test-run-in-ci', reason }
    }
    const keeping = jobs.filter(({ kept }) => kept !== undefined)
    for (const { job, kept, test } of keeping) {
      const data = { job: job.name, tool: test.tool }
      if (kept === 'always') yield { kind: 'evidence', text: 'job {job} keeps the results of {tool}', data, at: job.at }
      else yield { kind: 'problem', message: 'onSuccess', data, at: job.at }
    }
    for (const { job, hidden, kept } of jobs) {
      if (kept !== undefined || hidden === undefined) continue
      const data = { hidden, job: job.name }
      yield { kind: 'unknown', origin: 'files', reason: '{hidden} may keep the results of job {job}', data, at: job.at }
    }
    const without = jobs.filter(({ kept, hidden }) => kept === undefined && hidden === undefined)
    if (keeping.length === 0) yield* keptElsewhere(jobs, steps) ?? nowhere(without)
    else for (const file of new Set(keeping.map(({ job }) => job.at.file))) yield* some(file, jobs, without)
  },
})

/**
 * Results may be brought together in a job without tests, or kept by pipelines of another system that cannot be looked into.
 * Undefined if nothing of the kind is there.
 */
function keptElsewhere(jobs: readonly TestJob[], steps: readonly StepInJob[]): CheckOutcome<Message>[] | undefined {
  const tested = new Set(jobs.map(({ job }) => job))
  const systems = new Set(jobs.map(({ pipeline }) => pipeline.system))
  const gathering = steps.find(({ job, step }) => !tested.has(job) && keptByStep(step).length > 0)
  if (gathering !== undefined) {
    const { job, step } = gathering
    return [{ kind: 'evidence', text: 'job {job} keeps results of tests', data: { job: job.name }, at: step.at }]
  }
  const hidden = steps.find(({ pipeline, step }) => !systems.has(pipeline.system) && step.opaque.length > 0)
  const [gap] = hidden?.step.opaque ?? []
  if (gap === undefined) return undefined
  const { what, at, because } = gap
  const reason = '{what} may run tests and keep their results, and cannot be looked into'
  return [{ kind: 'unknown', origin: 'files', reason, data: { what }, at, because }]
}

/** One finding for all, where nobody keeps results. */
function* nowhere(without: readonly TestJob[]): Generator<CheckOutcome<Message>> {
  const [first] = without
  if (first === undefined) return
  const files = new Set(without.map(({ job }) => job.at.file)).size
  const data = { job: first.job.name, count: without.length, files }
  yield { kind: 'problem', message: 'nowhere', data, at: first.job.at }
}

/** One finding for a file of which some jobs keep results. */
function* some(file: string, jobs: readonly TestJob[], without: readonly TestJob[]): Generator<CheckOutcome<Message>> {
  const own = without.filter(({ job }) => job.at.file === file)
  const [first] = own
  if (first === undefined) return
  const all = jobs.filter(({ job }) => job.at.file === file).length
  const data = { file, job: first.job.name, count: own.length, all }
  yield { kind: 'problem', message: 'some', data, at: first.job.at }
}

/** The jobs that run tests, each once however often it is called. */
function testJobs(steps: readonly StepInJob[]): TestJob[] {
  const byPlace = new Map<string, TestJob>()
  for (const { pipeline, job, step } of steps) {
    const test = step.intents.find(({ kind }) => TESTS.has(kind))
    const key = `${job.at.file}:${job.at.line}`
    if (test === undefined || byPlace.has(key)) continue
    const later = stepsFrom(job, step).filter(({ uses }) => uses !== undefined)
    // Ready-made code that tests may keep the results itself.
    const hidden =
      later.flatMap(({ opaque }) => opaque)[0]?.what ?? (test.command === undefined ? step.uses?.text : undefined)
    byPlace.set(key, { pipeline, job, test, kept: keptBy(pipeline, job, test), hidden })
  }
  return [...byPlace.values()]
}

function keptBy({ system }: Pipeline, job: Job, { tool }: Intent): TestJob['kept'] {
  if (system === 'bitbucket-pipelines' && FOUND_BY_BITBUCKET.has(tool)) return 'always'
  // Within it, results of Surefire and Failsafe are archived (Pipeline Maven Integration plugin: junitPublisher).
  if (tool === 'maven' && job.steps.some(({ uses }) => uses?.repository === 'jenkins:withmaven')) return 'always'
  const ways = [
    ...(job.keeps ?? []).flatMap(({ report, paths, when }) => {
      const holds = report === undefined ? paths.some(holdsResults) : report === 'junit'
      return holds ? [when === 'success' ? ('success' as const) : ('always' as const)] : []
    }),
    ...job.steps.flatMap(keptByStep),
  ]
  return ways.includes('always') ? 'always' : ways[0]
}

function keptByStep(step: Step): ('always' | 'success')[] {
  const { uses, with: inputs, intents, commands, after } = step
  if (commands.some(({ argv }) => argv.some(({ text }) => RECORDING.has(text)))) return ['always']
  if (inputs.get('record')?.value === 'true' || publishesItself(step)) return ['always']
  const names = KEEPERS.get(uses?.repository ?? '') ?? []
  const keeps =
    intents.some(({ kind }) => kind === 'test-report') ||
    names.some((name) => holdsResults(inputs.get(name)?.value ?? ''))
  return keeps ? [after === undefined ? 'success' : 'always'] : []
}

function publishesItself({ uses, with: inputs }: Step): boolean {
  const [input, byDefault] = PUBLISHING.get(uses?.repository ?? '') ?? []
  const given = [...inputs].find(([name]) => name.toLowerCase() === input)?.[1].value
  return (given ?? byDefault)?.toLowerCase() === 'true'
}

function holdsResults(name: string): boolean {
  return name.split('\n').some((line) => RESULTS.test(line) && !COVERAGE.test(line))
}
