import {
  defineCheck,
  firstGap,
  jobsOf,
  LINT_KINDS,
  neverRuns,
  noPipeline,
  SCAN_KINDS,
  stepsOf,
  TEST_KINDS,
  z,
  type CheckOutcome,
  type Intent,
  type IntentKind,
  type Job,
  type JobInPipeline,
  type Never,
  type Step,
} from '../../src/check-api/index.js'

const QUALITY: ReadonlySet<IntentKind> = new Set<IntentKind>([...TEST_KINDS, ...LINT_KINDS, ...SCAN_KINDS])

const WHY: Readonly<Record<Never, string>> = {
  constant: 'its condition is always false',
  event: 'no run of the pipeline satisfies its condition',
  need: 'it waits for a job that there is not',
}

export default defineCheck({
  id: 'ci-quality-job-disabled',
  title: 'Quality job present but switched off',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CI.3', 'QA.FT.2', 'ops05-bp10.boundaries.pre-checks', 'OPS05-BP02', 'ba.trap.test-coverage'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    job: {
      text: 'Job {name} runs {tool} and can never start: {why}.',
      remedy: 'Let it run again, or delete it: what is switched off protects nothing and looks as if it did.',
    },
    step: {
      text: '{tool} in job {name} never runs: {why}.',
      remedy: 'Let the step run again, or delete it: what is switched off protects nothing and looks as if it did.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline whose jobs could be switched off')
    if (none !== undefined) return yield none
    const outcomes = jobsOf(pipelines).flatMap((where) => judge(where))
    if (outcomes.length > 0) return yield* outcomes
    const steps = stepsOf(pipelines).map(({ step }) => step)
    yield firstGap(steps, pipelines, 'test') ?? { kind: 'not-applicable', reason: 'no pipeline tests, lints or scans' }
  },
})

function judge({ pipeline, job }: JobInPipeline): CheckOutcome<'job' | 'step'>[] {
  const quality = job.steps.flatMap((step) => {
    const intent = qualityOf(step)
    return intent === undefined ? [] : [{ step, tool: intent.tool }]
  })
  const [first] = quality
  if (first === undefined) return []
  const name = job.id
  const never = neverRuns(pipeline, job)
  if (never !== undefined) {
    return [
      { kind: 'problem', message: 'job', data: { name, tool: first.tool, why: WHY[never] }, at: placeOf(job, never) },
    ]
  }
  return quality.map(({ step, tool }) => {
    const why = neverRuns(pipeline, step)
    return why === undefined
      ? { kind: 'evidence', text: '{tool} in job {name} is switched on', data: { tool, name }, at: step.at }
      : { kind: 'problem', message: 'step', data: { tool, name, why: WHY[why] }, at: step.condition?.at ?? step.at }
  })
}

function qualityOf({ intents }: Step): Intent | undefined {
  return intents.find(({ kind }) => QUALITY.has(kind))
}

function placeOf({ at, condition }: Job, never: Never): Job['at'] {
  return never === 'need' ? at : (condition?.at ?? at)
}
