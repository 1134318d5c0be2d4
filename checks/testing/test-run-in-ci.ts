import {
  defineCheck,
  reachedByItself,
  searchGap,
  stepsOf,
  TEST_KINDS,
  z,
  type Intent,
  type IntentKind,
  type StepInJob,
} from '../../src/check-api/index.js'

/** Languages whose test runners the lexicon names. */
const RUN_BY_TOOLS = new Set(['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'dotnet', 'php'])

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
  judgesExamples: false,
  needs: ['pipelines', 'project'],
  wants: ['reportedChecks'],
  options: z.strictObject({
    minShare: z._default(z.number().check(z.gte(0), z.lte(1)), 0.2),
  }),
  messages: {
    never: {
      text: '{count} test files of {language} are never run by a pipeline.',
      remedy:
        'Run the test command in a workflow that pull requests start. Looked for were the usual test commands of the language, in the scripts, make targets and actions that workflows call.',
    },
    notOnChange: {
      text: 'The tests of {language} run only on {events}, not on changes.',
      remedy: 'Let pull requests start them too, or a quick part of them.',
    },
  },

  *run({ pipelines, project, reportedChecks }, { minShare }) {
    const tested = project.languages.filter(
      ({ language, share, testFiles }) => RUN_BY_TOOLS.has(language) && share >= minShare && testFiles.length > 0,
    )
    if (tested.length === 0)
      return yield { kind: 'implied', by: 'test-suite-present', reason: 'there are no tests that a pipeline could run' }
    const none = pipelines.all.every(({ kind }) => kind === 'action') && pipelines.unread.length === 0
    if (none) {
      const reason = 'there is no pipeline that could run the tests'
      return yield { kind: 'implied', by: 'ci-pipeline-present', reason }
    }
    const reached = reachedByItself(pipelines, { schedule: false })
    for (const { language, testFiles } of tested) {
      const seen = testsIn(reached.steps, language)[0]
      const gap = searchGap(reached, pipelines, reportedChecks, 'run the tests')
      const elsewhere = testsIn(stepsOf(pipelines, { inlined: true }), language)
      const late = elsewhere[0]
      if (seen !== undefined) {
        const { tool, at, because } = seen.intent
        yield { kind: 'evidence', text: '{tool} runs the tests of {language}', data: { tool, language }, at, because }
      } else if (gap !== undefined) {
        yield gap
      } else if (late !== undefined) {
        const { at, because } = late.intent
        const events = [...new Set(elsewhere.flatMap(({ events: all }) => all))].sort().join(', ')
        yield { kind: 'problem', message: 'notOnChange', data: { language, events }, severity: 'warning', at, because }
      } else {
        yield { kind: 'problem', message: 'never', data: { language, count: testFiles.length } }
      }
    }
  },
})

/** Kinds by which tests are told that belong to the sources, whatever the tool is made for. */
const OF_ANY_LANGUAGE: readonly IntentKind[] = ['unit-test', 'integration-test', 'acceptance-test']

/** Where tests run that may be those of the language, and which events start the pipeline; the surest first. */
function testsIn(steps: readonly StepInJob[], language: string): { intent: Intent; events: string[] }[] {
  const fits = ({ kind, covers }: Intent): boolean =>
    TEST_KINDS.has(kind) && (covers.length === 0 ? OF_ANY_LANGUAGE.includes(kind) : covers.includes(language))
  const rank = ({ kind, covers }: Intent): number =>
    (covers.length === 0 ? 10 : 0) + (OF_ANY_LANGUAGE.includes(kind) ? OF_ANY_LANGUAGE.indexOf(kind) : 5)
  return steps
    .flatMap(({ pipeline, step }) =>
      step.intents.filter(fits).map((intent) => ({ intent, events: pipeline.triggers.map(({ event }) => event) })),
    )
    .sort((a, b) => rank(a.intent) - rank(b.intent))
}
