import {
  defineCheck,
  firstGap,
  LINT_KINDS,
  noPipeline,
  ownName,
  reachedByItself,
  stepsOf,
  systemWords,
  TEST_KINDS,
  z,
  type IntentKind,
  type JobStart,
  type Pipeline,
  type Step,
  type StepInJob,
  type Trigger,
  type TriggerKind,
} from '../../src/check-api/index.js'

/** Before a change is merged. */
const REVIEWED: ReadonlySet<TriggerKind> = new Set(['change-request', 'change-request-privileged', 'merge-queue'])
const OTHERWISE: ReadonlySet<TriggerKind> = new Set(['push', 'tag', 'schedule', 'manual'])
const JUDGING: ReadonlySet<IntentKind> = new Set<IntentKind>([...TEST_KINDS, ...LINT_KINDS])

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
      text: 'The only pipeline that runs {tool} starts on {events}, not on changes.',
      remedy: 'Start it for {change}, and for pushes to the default branch.',
    },
    skipped: {
      text: 'The only job that runs {tool} is skipped for changes by its condition.',
      remedy: 'Remove the condition, or run the tests in another job for {change} and pushes.',
    },
    merged: {
      text: '{workflow} runs {tool} only after a merge, when it starts on pushes to {branches}.',
      remedy: 'Start it for {change} too, so that the author hears of it before the merge.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline that a change could start')
    if (none !== undefined) return yield none
    const reached = reachedByItself(pipelines, { schedule: false })
    const working = reached.steps.filter(({ step }) => (toolOf(step) ?? builderOf(step)) !== undefined)
    const early = working.find((where) => beforeMerge(startsOf(where, 'certain')) !== undefined)
    if (early !== undefined) return yield beforeMerged(early)
    const perhaps = working.find((where) => beforeMerge(startsOf(where)) !== undefined)
    if (perhaps !== undefined) return yield uncertain(perhaps)
    const steps = reached.steps.map(({ step }) => step)
    const gap = firstGap(steps, { all: reached.pipelines, unread: pipelines.unread }, 'test each change')
    if (gap !== undefined) return yield gap
    const late = reached.steps.find(
      (where) => toolOf(where.step) !== undefined && pushOf(startsOf(where)) !== undefined,
    )
    if (late !== undefined) return yield afterMerge(late)
    yield judgeOthers(stepsOf(pipelines, { inlined: true }).filter(({ step }) => toolOf(step) !== undefined))
  },
})

/** Tests that no change starts. A release that is built by a button or a tag tests nothing, and is not among them. */
function judgeOthers(judging: readonly StepInJob[]) {
  const elsewhere = judging.find(({ pipeline }) => pipeline.kind === 'workflow')
  if (elsewhere === undefined) {
    return judging.length === 0
      ? ({ kind: 'not-applicable', reason: 'no pipeline lints or tests' } as const)
      : ({ kind: 'unknown', origin: 'files', reason: 'the tests are in workflows that others call' } as const)
  }
  const { pipeline, job, step } = elsewhere
  const tool = toolOf(step) ?? 'tests'
  const { change } = systemWords(pipeline.system)
  const condition = job.condition ?? step.condition
  if (condition !== undefined && beforeMerge(pipeline) !== undefined)
    return { kind: 'problem', message: 'skipped', data: { tool, change }, at: condition.at } as const
  const events = [...new Set(pipeline.triggers.map(({ event }) => event))].join(', ')
  const at = pipeline.triggers[0]?.at ?? pipeline.at
  return { kind: 'problem', message: 'otherwise', data: { tool, events, change }, at } as const
}

function beforeMerged(where: StepInJob) {
  const trigger = beforeMerge(startsOf(where, 'certain'))
  const data = { workflow: where.pipeline.name, event: trigger?.event ?? '' }
  return { kind: 'evidence', text: '{workflow} starts on {event}', data, at: trigger?.at ?? where.pipeline.at } as const
}

/** A server's settings, or a rule that hangs on something that is not known, may let changes in or keep them out. */
function uncertain({ pipeline, job, step }: StepInJob) {
  return {
    kind: 'unknown',
    origin: 'files',
    reason: 'whether a change starts {tool} in job {job} of {workflow} cannot be told from its files',
    data: { workflow: pipeline.name, job: ownName(job), tool: toolOf(step) ?? builderOf(step) ?? '' },
    at: job.at,
  } as const
}

function afterMerge(where: StepInJob) {
  const { pipeline, step } = where
  const push = pushOf(startsOf(where))
  const branches = push?.branches?.map(({ value }) => value).join(', ') ?? ''
  const { change } = systemWords(pipeline.system)
  const data = { workflow: pipeline.name, tool: toolOf(step) ?? 'tests', branches, change }
  return { kind: 'problem', message: 'merged', data, at: push?.at ?? pipeline.at, severity: 'warning' } as const
}

function toolOf({ intents }: Step): string | undefined {
  return intents.find(({ kind }) => JUDGING.has(kind))?.tool
}

/** CodeQL's build is part of a scan. */
function builderOf({ intents }: Step): string | undefined {
  return intents.find(({ kind, tool }) => kind === 'build' && tool !== 'codeql')?.tool
}

/** What starts a step by itself: where jobs and steps have rules of their own, what these let in. */
function startsOf({ pipeline, job, step }: StepInJob, which?: 'certain'): Pick<Pipeline, 'triggers'> {
  const starts = step.starts ?? job.starts
  if (starts === undefined) return pipeline
  const own = starts.filter((start) => !start.manual && (which === undefined || isSaid(pipeline, start)))
  return { triggers: own.map(({ trigger }) => trigger) }
}

/**
 * Whether the files say that such runs happen. What starts a job of Jenkins is set on its server, unless the file polls or
 * asks for the branch or the change that is built.
 */
function isSaid({ system, file }: Pipeline, { trigger: { kind, at }, certain }: JobStart): boolean {
  const isPlace = at.file !== file || at.line !== 1 || at.column !== 1
  return certain && (system !== 'jenkins' || kind !== 'push' || isPlace)
}

/** What starts the pipeline for a change that is not merged yet: a review, a push of any branch, another pipeline. */
function beforeMerge({ triggers }: Pick<Pipeline, 'triggers'>): Trigger | undefined {
  return triggers.find(
    (trigger) =>
      REVIEWED.has(trigger.kind) ||
      !OTHERWISE.has(trigger.kind) ||
      (trigger.kind === 'push' && !isForSomeBranches(trigger)),
  )
}

function pushOf({ triggers }: Pick<Pipeline, 'triggers'>): Trigger | undefined {
  return triggers.find(({ kind }) => kind === 'push')
}

/** Whether the push must go to branches with certain names, as the ones that are merged into. */
function isForSomeBranches({ branches }: Trigger): boolean {
  return branches !== undefined && !branches.some(({ value }) => isForWork(value))
}

/** Beginnings of names of branches that releases are made from. */
const RELEASED = /^(?:release|rel[/_-]|stable|support|maint|version|v?[\d*])/i

/** Whether a pattern fits branches that people work on: any, or `feature/*`, but not `release/*` or `2.*`. */
function isForWork(pattern: string): boolean {
  if (/^\*\*?$/.test(pattern) || pattern.endsWith('/**')) return true
  return /[*+]/.test(pattern) && !RELEASED.test(pattern.replace(/^\/?\^?\(?/, ''))
}
