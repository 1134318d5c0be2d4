import {
  type CheckOutcome,
  checksCoverage,
  collectsCoverage,
  defineCheck,
  type Intent,
  type Job,
  type Location,
  noPipeline,
  reachedByItself,
  type Step,
  type StepInJob,
  stepsFrom,
  TEST_KINDS,
  type TestSetting,
  z,
} from '../../src/check-api/index.js'

/** Languages whose usual tools hold coverage against a minimum. */
const JUDGED: ReadonlySet<string> = new Set(['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'dotnet', 'php'])

/** Tools that hand coverage to a service, whose own settings hold it against a minimum. */
const SERVICES =
  /^(?:codecov|codecov-action|codecovcli|coveralls|coverallsapp|coveralls-lcov|goveralls|codacy|codeclimate|cc-test-reporter|qlty|qltysh|deepsource|deepsourcelabs|codescene|undercover|paambaati|gitlab-coverage|sonarqube|sonar)\b/

export default defineCheck({
  id: 'test-coverage-threshold',
  title: 'Coverage is not measured or has no floor',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['QA.FT.1', 'ops05-bp10.guidance.outcomes', 'OPS05-BP02', 'ba.trap.test-coverage'],
  judgesExamples: false,
  needs: ['pipelines', 'project', 'tests'],
  options: z.strictObject({
    minShare: z._default(z.number().check(z.gte(0), z.lte(1)), 0.2),
  }),
  messages: {
    noFloor: {
      text: '{tool} measures coverage, and nothing fails if it falls.',
      remedy: 'Set the least that you accept, at today’s value: {how}.',
    },
    unmeasured: {
      text: 'The tests of {language} run in pipelines without measuring how much of the code they reach.',
      remedy: 'Measure coverage, and set the least that you accept at today’s value: {how}.',
    },
  },

  *run({ pipelines, project, tests: { settings } }, { minShare }) {
    const [main] = project.languages.filter(
      ({ language, share, testFiles }) => JUDGED.has(language) && share >= minShare && testFiles.length > 0,
    )
    if (main === undefined) {
      const reason = 'there are no tests whose coverage common tools measure'
      return yield { kind: 'not-applicable', reason }
    }
    const { steps } = reachedByItself(pipelines, { schedule: true })
    const floors = [...floorsIn(steps), ...settings.filter(({ kind }) => kind === 'coverage-floor').map(floorOf)]
    if (floors.length > 0) return yield* oneForEachPlace(floors)
    const testing = steps.filter(({ step }) => step.intents.some(({ kind }) => TEST_KINDS.has(kind)))
    const open = serviceIn(steps) ?? gapIn(testing)
    if (open !== undefined) return yield open
    if (testing.length === 0) {
      const reason = 'no pipeline runs tests'
      return yield noPipeline(pipelines, reason) ?? { kind: 'implied', by: 'test-run-in-ci', reason }
    }
    yield problemOf(main.language, testing, settings)
  },
})

/** How the usual tool of a language is told the minimum. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['javascript', 'coverageThreshold (Jest), coverage.thresholds (Vitest) or check-coverage (nyc, c8)'],
  ['python', 'fail_under in [tool.coverage.report] or --cov-fail-under'],
  ['go', 'go-test-coverage with a threshold'],
  ['rust', 'cargo llvm-cov --fail-under-lines'],
  ['java', 'the check goal of jacoco-maven-plugin, or jacocoTestCoverageVerification as a part of check'],
  ['ruby', 'SimpleCov.minimum_coverage'],
  ['dotnet', '/p:Threshold of coverlet'],
  ['php', 'a coverage check behind PHPUnit'],
])

type Outcome = CheckOutcome<'noFloor' | 'unmeasured'>
type Floor = Outcome & { readonly at: Location }

/** A script that several pipelines run holds coverage in one place. */
function oneForEachPlace(floors: readonly Floor[]): Floor[] {
  return [...new Map(floors.map((each) => [`${each.at.file}:${each.at.line}:${each.at.column}`, each])).values()]
}

function floorsIn(steps: readonly StepInJob[]): Floor[] {
  const intents = steps.flatMap(({ step }) => step.intents)
  return intents.flatMap(({ kind, tool, command, at, because }): Floor[] => {
    const wrapped = command !== undefined && checksCoverage(command)
    if (!wrapped && (kind !== 'coverage' || SERVICES.test(tool))) return []
    const text = '{tool} holds coverage against a minimum'
    return [{ kind: 'evidence', text, data: { tool: wrapped ? 'nyc or c8' : tool }, at, because }]
  })
}

function floorOf({ tool, what, at }: TestSetting): Floor {
  return { kind: 'evidence', text: '{tool} has a minimum of coverage: {what}', data: { tool, what }, at }
}

function coverageIn(steps: readonly StepInJob[]): Intent[] {
  return steps.flatMap(({ step }) => step.intents).filter(({ kind }) => kind === 'coverage')
}

/** A service that gets coverage, or analyses the code: a quality gate there may ask for a minimum. */
function serviceIn(steps: readonly StepInJob[]): Outcome | undefined {
  const [found] = [...coverageIn(steps), ...steps.flatMap(({ step }) => step.intents)].filter(
    ({ kind, tool }) => (kind === 'coverage' || kind === 'sast') && SERVICES.test(tool),
  )
  if (found === undefined) return undefined
  const { tool, at, because } = found
  const reason = 'whether {tool} holds coverage against a minimum is set there'
  return { kind: 'unknown', origin: 'hosting', reason, data: { tool }, at, because }
}

/** What cannot be looked into in a job that tests: only there are the data that a minimum is held against. */
function gapIn(testing: readonly StepInJob[]): Outcome | undefined {
  const jobs = new Map<Job, Step>()
  for (const { job, step } of testing) if (!jobs.has(job)) jobs.set(job, step)
  const [gap] = [...jobs].flatMap(([job, first]) => stepsFrom(job, first).flatMap((each) => each.opaque))
  if (gap === undefined) return undefined
  const reason = '{what} may hold coverage against a minimum and cannot be looked into'
  return { kind: 'unknown', origin: 'files', reason, data: { what: gap.what }, at: gap.at, because: gap.because }
}

function problemOf(language: string, testing: readonly StepInJob[], settings: readonly TestSetting[]): Outcome {
  const how = WAYS.get(language) ?? ''
  const commands = testing
    .flatMap(({ step }) => step.intents)
    .flatMap(({ command, tool }) => (command ? [{ command, tool }] : []))
  const measured = commands.find(({ command }) => collectsCoverage(command))
  if (measured !== undefined) {
    const { command, tool } = measured
    return { kind: 'problem', message: 'noFloor', data: { tool, how }, at: command.at, because: command.because }
  }
  const setting = settings.find(({ kind }) => kind === 'coverage')
  if (setting === undefined) return { kind: 'problem', message: 'unmeasured', data: { language, how } }
  return { kind: 'problem', message: 'noFloor', data: { tool: setting.tool, how }, at: setting.at }
}
