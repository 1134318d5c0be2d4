import {
  defineCheck,
  LINT_KINDS,
  opaque,
  reachableOn,
  stepsOf,
  TEST_KINDS,
  z,
  type IntentKind,
  type Trigger,
  type TriggerKind,
} from '../../src/check-api/index.js'

const CHANGE: readonly TriggerKind[] = ['change-request', 'change-request-privileged', 'push', 'merge-queue']
const CHECKING: ReadonlySet<IntentKind> = new Set<IntentKind>([...TEST_KINDS, ...LINT_KINDS, 'build'])

export default defineCheck({
  id: 'ci-trigger-on-change',
  title: 'Tests are not started by code changes',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CI.2',
    'OPS05-BP10',
    'ops05-bp10.official.end-to-end',
    'hc.maturity.l3.git-triggered',
    'hc.automate.cicd.ci-every-commit',
  ],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    otherwise: {
      text: 'The only workflow that runs {tool} starts on {events}, not on changes.',
      remedy: 'Add pull_request, and push to the default branch, to its triggers.',
    },
  },

  *run({ pipelines }) {
    const steps = stepsOf(pipelines, { inlined: true }).filter(({ step }) =>
      step.intents.some(({ kind }) => CHECKING.has(kind)),
    )
    if (pipelines.all.length === 0 && pipelines.unread.length === 0) {
      return yield {
        kind: 'implied',
        by: 'ci-pipeline-present',
        reason: 'there is no pipeline that a change could start',
      }
    }
    const onChange = steps.find(({ pipeline }) => reachableOn(pipeline, CHANGE))
    if (onChange !== undefined) {
      const trigger = onChange.pipeline.triggers.find(({ kind }) => CHANGE.includes(kind)) as Trigger
      return yield {
        kind: 'evidence',
        text: '{workflow} starts on {event}',
        data: { workflow: onChange.pipeline.name, event: trigger.event },
        at: trigger.at,
      }
    }
    const unread = pipelines.unread[0]
    if (unread !== undefined) {
      return yield { kind: 'unknown', origin: 'files', reason: '{file} ({system}) is not read', data: { ...unread } }
    }
    const hidden =
      stepsOf(pipelines, { inlined: true })
        .filter(({ pipeline }) => reachableOn(pipeline, CHANGE))
        .flatMap(({ step }) => step.opaque)[0] ?? pipelines.all.flatMap(({ unresolved }) => unresolved)[0]
    if (hidden !== undefined && steps.length > 0) return yield opaque(hidden, 'run the tests')
    // A release that is built by a button or a tag tests nothing: only tests and linters belong to changes.
    const judging = steps.filter(({ step }) => step.intents.some(({ kind }) => kind !== 'build' && CHECKING.has(kind)))
    const elsewhere = judging.find(
      ({ pipeline }) => pipeline.kind !== 'reusable' && !reachableOn(pipeline, ['upstream', 'call']),
    )
    if (elsewhere === undefined) {
      return yield judging.length === 0
        ? { kind: 'not-applicable', reason: 'no pipeline lints or tests' }
        : { kind: 'unknown', origin: 'files', reason: 'the tests are in workflows that others call' }
    }
    const { pipeline, step } = elsewhere
    const tool = step.intents.find(({ kind }) => kind !== 'build' && CHECKING.has(kind))?.tool ?? 'tests'
    const events = pipeline.triggers.map(({ event }) => event).join(', ')
    yield { kind: 'problem', message: 'otherwise', data: { tool, events }, at: pipeline.triggers[0]?.at ?? pipeline.at }
  },
})
