import {
  defineCheck,
  opaque,
  reachableOn,
  stepsOf,
  TEST_KINDS,
  z,
  type Intent,
  type StepInJob,
  type TriggerKind,
} from '../../src/check-api/index.js'

/** Languages whose test runners the lexicon names. */
const RUN_BY_TOOLS = new Set(['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'dotnet', 'php'])
const STARTS: readonly TriggerKind[] = [
  'change-request',
  'change-request-privileged',
  'push',
  'merge-queue',
  'tag',
  'upstream',
  'call',
]

export default defineCheck({
  id: 'test-run-in-ci',
  title: 'Tests exist but no pipeline runs them',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CI.3',
    'QA.FT.1',
    'QA.FT.2',
    'QA.DT.3',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'REL08-BP02',
    'hc.infra.test',
    'hc.automate.cicd.ci-every-commit',
    'hc.automate.testing',
    'ba.automated-testing',
    'ba.test-before-deploy',
  ],
  needs: ['pipelines', 'project'],
  options: z.strictObject({
    minShare: z._default(z.number().check(z.gte(0), z.lte(1)), 0.2),
  }),
  messages: {
    never: {
      text: '{count} test files of {language} are never run by a pipeline.',
      remedy: 'Run the test command in a workflow that pull requests start.',
    },
  },

  *run({ pipelines, project }, { minShare }) {
    const tested = project.languages.filter(
      ({ language, share, testFiles }) => RUN_BY_TOOLS.has(language) && share >= minShare && testFiles.length > 0,
    )
    if (tested.length === 0)
      return yield { kind: 'implied', by: 'test-suite-present', reason: 'there are no tests that a pipeline could run' }
    if (pipelines.all.length === 0 && pipelines.unread.length === 0) {
      return yield {
        kind: 'implied',
        by: 'ci-pipeline-present',
        reason: 'there is no pipeline that could run the tests',
      }
    }
    const steps = stepsOf(pipelines, { inlined: true }).filter(
      ({ pipeline }) => pipeline.kind === 'reusable' || reachableOn(pipeline, STARTS),
    )
    for (const { language, testFiles } of tested) {
      const seen = steps.flatMap(({ step }) => step.intents).find((intent) => runsTestsOf(intent, language))
      const hidden = mayHide(steps)
      const unread = pipelines.unread[0]
      if (seen !== undefined) {
        yield {
          kind: 'evidence',
          text: '{tool} runs the tests of {language}',
          data: { tool: seen.tool, language },
          at: seen.at,
          because: seen.because,
        }
      } else if (hidden !== undefined) {
        yield opaque(hidden, 'run the tests')
      } else if (unread !== undefined) {
        yield { kind: 'unknown', origin: 'files', reason: '{file} ({system}) is not read', data: { ...unread } }
      } else if (pipelines.all.some(({ unresolved }) => unresolved.length > 0)) {
        yield { kind: 'unknown', origin: 'files', reason: 'a workflow of another repository may run the tests' }
      } else {
        yield { kind: 'problem', message: 'never', data: { language, count: testFiles.length } }
      }
    }
  },
})

function runsTestsOf({ kind, covers }: Intent, language: string): boolean {
  return TEST_KINDS.has(kind) && (covers.length === 0 || covers.includes(language))
}

function mayHide(steps: readonly StepInJob[]) {
  return steps.flatMap(({ step }) => step.opaque)[0]
}
