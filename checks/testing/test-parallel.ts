import {
  ancestorsOf,
  concurrencyOf,
  defineCheck,
  descendantsOf,
  groupBy,
  noPipeline,
  reachedByItself,
  z,
  type CheckOutcome,
  type Intent,
  type IntentKind,
  type Job,
  type Location,
  type StepInJob,
  type TestSetting,
} from '../../src/check-api/index.js'

const TESTS: ReadonlySet<IntentKind> = new Set<IntentKind>(['unit-test', 'integration-test', 'acceptance-test'])

/** Runners by whose settings unit tests are slowed down. Browsers and databases are often shared on purpose. */
const JUDGED: ReadonlySet<string> = new Set(['jest', 'vitest', 'coverlet'])

/** Characters of a command that are looked at. */
const MAX_LENGTH = 500

interface Testing {
  readonly where: StepInJob
  readonly intent: Intent
}

export default defineCheck({
  id: 'test-parallel',
  title: 'Long test job runs on one machine',
  severity: 'notice',
  confidence: 'low',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CI.5', 'QA.TEM.5', 'ops05-bp10.hardening.execution-time'],
  needs: ['pipelines', 'tests'],
  options: z.strictObject({}),
  messages: {
    serial: {
      text: '{tool} would run unit tests at the same time, and {what} makes it run one after another.',
      remedy: 'Leave {what} out for the unit tests; let those that share something run in a job of their own.',
    },
  },

  *run({ pipelines, tests: { settings } }) {
    const testing = reachedByItself(pipelines, { schedule: true }).steps.flatMap((where): Testing[] =>
      where.step.intents.filter(({ kind }) => TESTS.has(kind)).map((intent) => ({ where, intent })),
    )
    const [first] = testing
    if (first === undefined) {
      const reason = 'no pipeline runs tests'
      return yield noPipeline(pipelines, reason) ?? { kind: 'implied', by: 'test-run-in-ci', reason }
    }
    const outcomes = oneForEachPlace([
      ...testing.flatMap((each) => judge(each, settings)),
      ...ofSettings(settings, testing),
      ...apart(testing),
    ])
    yield* outcomes
    if (outcomes.length > 0) return
    const { tool, at, because } = first.intent
    const reason = 'whether the tests that {tool} runs take long enough to be shared out is not known'
    yield { kind: 'unknown', origin: 'hosting', reason, data: { tool }, at, because }
  },
})

type Outcome = CheckOutcome<'serial'> & { readonly at: Location }

function judge({ where, intent }: Testing, settings: readonly TestSetting[]): Outcome[] {
  const { tool, at, because } = intent
  const found = concurrencyOf(where, intent)
  if (found === undefined) return []
  const data = { tool, what: found.what }
  switch (found.runs) {
    case 'together':
      return [{ kind: 'evidence', text: '{tool} runs tests at the same time: {what}', data, at, because }]
    case 'by-default':
      if (settings.some((each) => each.kind === 'serial' && each.tool === tool)) return []
      return [{ kind: 'evidence', text: '{tool} runs tests at the same time by itself', data, at, because }]
    case 'one-by-one':
      return isUnitTest(where, intent) ? [{ kind: 'problem', message: 'serial', data, at, because }] : []
  }
}

/** Words of commands, scripts and folders that say that tests share an interface, a browser or a data store. */
const SHARING =
  /(?:^|[^a-z])(?:api|e2e|end-to-end|integration|acceptance|functional|browser|db|database|smoke)(?:[^a-z]|$)/i

/** Whether nothing says that the tests share something: their words, or containers beside the job. */
function isUnitTest({ job }: StepInJob, { kind, command, because }: Intent): boolean {
  if (kind !== 'unit-test' || job.images?.some(({ service }) => service === true) === true) return false
  const texts = [
    ...(command?.argv.map(({ text }) => text) ?? []),
    ...because.map(({ text }) => text),
    command?.directory ?? '',
    job.name,
  ]
  return !texts.some((text) => SHARING.test(text.slice(0, MAX_LENGTH)))
}

/** Settings of runners that pipelines start. */
function ofSettings(settings: readonly TestSetting[], testing: readonly Testing[]): Outcome[] {
  return settings.flatMap(({ kind, tool, what, at }): Outcome[] => {
    const used = testing.filter(
      ({ intent }) => intent.tool === tool || (tool === 'surefire' && intent.tool === 'maven'),
    )
    if (used.length === 0) return []
    const data = { tool, what }
    if (kind === 'parallel') return [{ kind: 'evidence', text: '{tool} runs tests at the same time: {what}', data, at }]
    const isUnit = used.every(({ where, intent }) => isUnitTest(where, intent))
    return kind === 'serial' && JUDGED.has(tool) && isUnit ? [{ kind: 'problem', message: 'serial', data, at }] : []
  })
}

/** Two jobs of a pipeline that run other tests and wait for neither. */
function apart(testing: readonly Testing[]): Outcome[] {
  for (const [pipeline, tests] of groupBy(testing, ({ where }) => where.pipeline)) {
    const byJob = wordsByJob(tests)
    if (new Set([...byJob.values()].flatMap((words) => [...words])).size < 2) continue
    for (const [job, words] of byJob) {
      const inOrder = new Set([job, ...ancestorsOf(pipeline, job), ...descendantsOf(pipeline, job)])
      const other = [...byJob].find(([each, theirs]) => !inOrder.has(each) && differ(words, theirs))?.[0].name
      if (other === undefined) continue
      const data = { job: job.name, other }
      return [{ kind: 'evidence', text: 'jobs {job} and {other} run their tests at the same time', data, at: job.at }]
    }
  }
  return []
}

/** What each job runs of tests: as often as it likes, the same words count once. */
function wordsByJob(tests: readonly Testing[]): Map<Job, Set<string>> {
  const byJob = new Map<Job, Set<string>>()
  for (const [job, own] of groupBy(tests, ({ where }) => where.job)) {
    byJob.set(job, new Set(own.map(({ intent }) => wordsOf(intent))))
  }
  return byJob
}

/** Whether one of the sets has words that differ from some of the other. */
function differ(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size > 1 || other.size > 1 || [...one].some((words) => !other.has(words))
}

function wordsOf({ tool, command }: Intent): string {
  return command === undefined ? tool : command.argv.map(({ text }) => text).join(' ')
}

function oneForEachPlace(outcomes: readonly Outcome[]): Outcome[] {
  const key = ({ at }: Outcome): string => `${at.file}:${at.line}:${at.column}`
  return [...new Map(outcomes.map((each) => [key(each), each])).values()]
}
