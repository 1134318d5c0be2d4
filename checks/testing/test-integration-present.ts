import {
  defineCheck,
  reachedByItself,
  searchGap,
  signsThatRun,
  TEST_KINDS,
  testBedOf,
  z,
  type CheckOutcome,
  type IntentKind,
  type Reached,
  type TraitKind,
} from '../../src/check-api/index.js'

/** What code depends on that only runs outside of it. */
const OTHERS: ReadonlySet<TraitKind> = new Set<TraitKind>(['data-store', 'queue'])

/** Kinds of test commands that exercise the parts together. */
const TOGETHER: readonly IntentKind[] = ['integration-test', 'acceptance-test', 'contract-test']

export default defineCheck({
  id: 'test-integration-present',
  title: 'No integration tests',
  severity: 'warning',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['QA.FT.2', 'OPS05-BP02', 'REL08-BP02', 'hc.app.test', 'ba.trap.test-coverage'],
  needs: ['pipelines', 'project', 'tests'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'No integration test runs in a pipeline, although the code depends on {dependency}.',
      remedy:
        'Test against the real thing, started for the run: a service container, Testcontainers, Compose or an emulator. Looked for were test commands, folders and names of that class, test libraries (Testcontainers, supertest, REST Assured, WebApplicationFactory …) and services of test jobs.',
    },
  },

  *run({ pipelines, project, tests, reportedChecks }) {
    const dependency = project.traits.find(({ kind }) => OTHERS.has(kind))
    if (project.kind !== 'application' || dependency === undefined) {
      const run = byCommand(reachedByItself(pipelines, { schedule: true }))
      if (run !== undefined) return yield run
      const reason = 'there is no application that depends on a data store or a queue'
      return yield { kind: 'not-applicable', reason }
    }
    if (project.languages.every(({ testFiles }) => testFiles.length === 0))
      return yield { kind: 'implied', by: 'test-suite-present', reason: 'there are no tests at all' }
    const reached = reachedByItself(pipelines, { schedule: true })
    const seen = byCommand(reached) ?? byBed(reached) ?? bySign(reached, tests)
    const gap = searchGap(reached, pipelines, reportedChecks, 'run integration tests')
    if (seen !== undefined) yield seen
    else if (gap !== undefined) yield gap
    else if (reached.steps.every(({ step }) => step.intents.every(({ kind }) => !TEST_KINDS.has(kind))))
      yield { kind: 'implied', by: 'test-run-in-ci', reason: 'no pipeline runs tests' }
    else if (!tests.complete)
      yield { kind: 'unknown', origin: 'files', reason: 'there are more test files than are read' }
    else yield { kind: 'problem', message: 'none', data: { dependency: dependency.what } }
  },
})

type Evidence = Extract<CheckOutcome<never>, { kind: 'evidence' }>

/** A test command whose words tell the level. */
function byCommand({ steps }: Reached): Evidence | undefined {
  const intents = steps.flatMap(({ step }) => step.intents)
  const seen = TOGETHER.flatMap((wanted) => intents.filter(({ kind }) => kind === wanted))[0]
  return (
    seen && {
      kind: 'evidence',
      text: '{tool} runs tests of the parts together',
      data: { tool: seen.tool },
      at: seen.at,
      because: seen.because,
    }
  )
}

/** A job that starts another system and runs tests. */
function byBed({ steps }: Reached): Evidence | undefined {
  for (const job of new Set(steps.map((each) => each.job))) {
    const test = job.steps.flatMap(({ intents }) => intents).find(({ kind }) => TEST_KINDS.has(kind))
    const bed = test && testBedOf(job)
    if (test === undefined || bed === undefined) continue
    const data = { tool: test.tool, bed: bed.what }
    return { kind: 'evidence', text: '{tool} runs beside {bed}', data, at: bed.at, because: test.because }
  }
  return undefined
}

/** Test code that needs other systems, run with the tests of its language. */
function bySign({ steps }: Reached, tests: Parameters<typeof signsThatRun>[1]): Evidence | undefined {
  const [seen] = [...signsThatRun(steps, tests, 'integration'), ...signsThatRun(steps, tests, 'end-to-end')]
  if (seen === undefined) return undefined
  const { sign, intent } = seen
  const data = { what: sign.what, tool: intent.tool }
  return { kind: 'evidence', text: 'tests with {what} run with {tool}', data, at: sign.at, because: intent.because }
}
