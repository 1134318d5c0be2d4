import {
  defineCheck,
  noPipeline,
  reachedByItself,
  retryOf,
  systemWords,
  TEST_KINDS,
  z,
  type CheckOutcome,
  type Intent,
  type Location,
  type StepInJob,
  type TestSetting,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'test-retry-masks-failure',
  title: 'Blanket retries hide unstable tests',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['QA.FT.1', 'ops05-bp10.boundaries.exception-handling', 'OPS05-BP02'],
  needs: ['pipelines', 'tests'],
  options: z.strictObject({}),
  messages: {
    job: {
      text: 'Job {job} runs its tests again if they fail, up to {count} times, and succeeds if they pass once.',
      remedy: 'Retry only what fails for other reasons than the tests: {way}.',
    },
    tests: {
      text: '{what} runs failing {tool} tests again, and the job succeeds if they pass then.',
      remedy:
        'Leave it out, or retry named tests for a named reason; count tests that needed it as failed, or list them.',
    },
  },

  *run({ pipelines, tests: { settings } }) {
    const testing = reachedByItself(pipelines, { schedule: true }).steps.flatMap((where) => {
      const intent = where.step.intents.find(({ kind }) => TEST_KINDS.has(kind))
      return intent === undefined ? [] : [{ where, intent }]
    })
    if (testing.length === 0) {
      const reason = 'no pipeline runs tests'
      return yield noPipeline(pipelines, reason) ?? { kind: 'implied', by: 'test-run-in-ci', reason }
    }
    const outcomes = [
      ...oneForEachPlace(testing.flatMap(({ where, intent }) => [...ofSystem(where), ...ofStep(where, intent)])),
      ...ofSettings(settings, new Set(testing.flatMap(({ where }) => where.step.intents.map(({ tool }) => tool)))),
    ]
    yield* outcomes
    if (outcomes.length === 0) yield { kind: 'not-applicable', reason: 'nothing runs failing tests again' }
  },
})

type Outcome = CheckOutcome<'job' | 'tests'> & { readonly at: Location }

/** What the CI system is told about the step, or about the whole job. */
function ofSystem({ pipeline, job, step }: StepInJob): Outcome[] {
  const retries = step.retries ?? job.retries
  if (retries === undefined || retries.value < 1) return []
  const data = { job: job.name, count: retries.value, way: systemWords(pipeline.system).retry }
  return [{ kind: 'problem', message: 'job', data, at: retries.at }]
}

function ofStep(where: StepInJob, intent: Intent): Outcome[] {
  const retry = retryOf(where, intent)
  if (retry === undefined) return []
  const { tool, because } = intent
  const at = retry.at ?? intent.at
  const data = { what: retry.what, tool }
  if (retry.kind === 'blanket') return [{ kind: 'problem', message: 'tests', data, at, because }]
  return [{ kind: 'evidence', text: '{tool} runs some tests again by {what}, and does not hide it', data, at, because }]
}

/** Settings of the runners that pipelines start. */
function ofSettings(settings: readonly TestSetting[], run: ReadonlySet<string>): Outcome[] {
  return settings.flatMap(({ kind, tool, what, at }): Outcome[] => {
    if (!isRun(tool, run)) return []
    const data = { what, tool }
    const limits = settings.some(
      (each) => each.kind === 'retry-limited' && each.tool === tool && each.at.file === at.file,
    )
    if (kind === 'retry' && !limits) return [{ kind: 'problem', message: 'tests', data, at }]
    if (kind !== 'retry-named' && kind !== 'retry-limited') return []
    return [{ kind: 'evidence', text: '{tool} runs some tests again by {what}, and does not hide it', data, at }]
  })
}

/** The tools by whose commands others run. */
const RUN_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['surefire', ['maven']],
  ['nextest', ['cargo', 'cargo-nextest']],
  ['webdriverio', ['wdio']],
  ['jest', ['react-scripts']],
])

function isRun(tool: string, run: ReadonlySet<string>): boolean {
  return [tool, ...(RUN_BY.get(tool) ?? [])].some((name) => run.has(name))
}

function oneForEachPlace(outcomes: readonly Outcome[]): Outcome[] {
  return [...new Map(outcomes.map((each) => [`${each.at.file}:${each.at.line}:${each.at.column}`, each])).values()]
}
