import {
  defineCheck,
  LINT_KINDS,
  stepsOf,
  TEST_KINDS,
  z,
  type Intent,
  type IntentKind,
  type Job,
  type Location,
  type Step,
  type StepInJob,
} from '../../src/check-api/index.js'

const VERIFY: ReadonlySet<IntentKind> = new Set<IntentKind>(['verify-deployment'])
const OTHER: ReadonlySet<IntentKind> = new Set<IntentKind>(['build', 'iac-plan'])

/** Options by which a tool itself reports success whatever it found. */
const FORGIVING: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'maven',
    [
      '-fn',
      '--fail-never',
      '-Dmaven.test.failure.ignore=true',
      '-Dmaven.test.failure.ignore',
      '-DtestFailureIgnore=true',
    ],
  ],
  ['flake8', ['--exit-zero']],
  ['ruff', ['--exit-zero']],
  ['pylint', ['--exit-zero']],
])

export default defineCheck({
  id: 'ci-test-cannot-fail',
  title: 'Test or check step that cannot fail the build',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CR.1',
    'DL.CI.3',
    'DL.CD.3',
    'QA.FT.1',
    'QA.NT.1',
    'QA.DT.1',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'REL08-BP02',
    'ba.test-before-deploy',
    'ba.step.4-tests-and-gates',
  ],
  facets: { test: ['DL.CI.3', 'QA.FT.1', 'QA.DT.1'], lint: ['DL.CR.1', 'QA.NT.1'], verify: ['DL.CD.3'] },
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    discarded: {
      text: 'The failure of {tool} is discarded by {construct}, so this step is green whatever it finds.',
      remedy: 'Remove {construct}; if the step is known to be flaky, fix or quarantine the single test.',
    },
  },

  *run({ pipelines }) {
    const judged = stepsOf(pipelines, { inlined: true }).flatMap((where) =>
      where.step.intents.flatMap((intent) => {
        const facet = facetOf(intent.kind)
        return facet === undefined ? [] : [{ where, intent, facet, construct: discardedBy(where, intent) }]
      }),
    )
    // A second, forgiving run of a tool that also runs strictly hides nothing: experimental versions, reports.
    const strict = new Set(
      judged.filter(({ construct }) => construct === undefined).map(({ intent }) => `${intent.kind} ${intent.tool}`),
    )
    for (const { where, intent, facet, construct } of judged) {
      const { tool, because } = intent
      if (construct === undefined)
        yield {
          kind: 'evidence',
          text: 'a failure of {tool} fails the job',
          data: { tool },
          at: intent.at,
          because,
          facet,
        }
      else if (!strict.has(`${intent.kind} ${tool}`) && stops(where)) {
        yield {
          kind: 'problem',
          message: 'discarded',
          data: { tool, construct: construct.text },
          at: construct.at,
          because,
          facet,
        }
      }
    }
  },
})

function facetOf(kind: IntentKind): string | undefined {
  if (TEST_KINDS.has(kind)) return 'test'
  if (LINT_KINDS.has(kind)) return 'lint'
  if (VERIFY.has(kind)) return 'verify'
  return OTHER.has(kind) ? 'other' : undefined
}

/** Whether a failure there would stop somebody: a bot that updates files on a schedule may well go on. */
function stops({ pipeline }: StepInJob): boolean {
  return (
    pipeline.kind !== 'workflow' || !pipeline.triggers.every(({ kind }) => kind === 'schedule' || kind === 'manual')
  )
}

/** What keeps the intent's failure from failing the job, with its place. */
function discardedBy({ job, step }: StepInJob, intent: Intent): { text: string; at: Location } | undefined {
  const { command } = intent
  if (command?.ignoredFailure !== undefined) return { text: command.ignoredFailure, at: command.at }
  const option = command?.argv.find(({ text }) => FORGIVING.get(intent.tool)?.includes(text))
  if (command !== undefined && option !== undefined) return { text: option.text, at: command.at }
  if (step.allowFailure?.value === true && !isReadLater(job, step))
    return { text: 'continue-on-error on the step', at: step.allowFailure.at }
  if (job.allowFailure?.value === true) return { text: 'continue-on-error on the job', at: job.allowFailure.at }
  return undefined
}

/** Whether a later step looks at the step's outcome, to fail the job itself or to report. */
function isReadLater({ steps }: Job, { id }: Step): boolean {
  if (id === undefined) return false
  const mention = `steps.${id}.outcome`
  return steps.some((step) =>
    [step.condition, step.run, ...step.env.values(), ...step.with.values()].some((text) =>
      text?.value.includes(mention),
    ),
  )
}
