import {
  ancestorsOf,
  builtBy,
  defineCheck,
  firstGap,
  LINT_KINDS,
  noPipeline,
  ownName,
  stepsOf,
  z,
  type CheckOutcome,
  type CiSystem,
  type Intent,
  type IntentKind,
  type Job,
  type Pipeline,
} from '../../src/check-api/index.js'

const LINTING: ReadonlySet<IntentKind> = LINT_KINDS
const SLOW: ReadonlySet<IntentKind> = new Set<IntentKind>(['acceptance-test', 'performance-test'])
const DEPLOYING: ReadonlySet<IntentKind> = new Set<IntentKind>(['deploy', 'iac-apply'])

/** Systems whose jobs have machines of their own: elsewhere stages follow one another in one workspace, as steps do. */
const INDEPENDENT: ReadonlySet<CiSystem> = new Set<CiSystem>([
  'github-actions',
  'gitlab-ci',
  'azure-pipelines',
  'circleci',
  'bitbucket-pipelines',
  'travis-ci',
  'buildkite',
  'drone',
  'woodpecker',
])

/** Systems that hand the files a job keeps to every later job, unasked (GitLab docs: Job artifacts; Atlassian support: Use artifacts in steps). */
const HANDING_ON: ReadonlySet<CiSystem> = new Set<CiSystem>(['gitlab-ci', 'bitbucket-pipelines'])

/** Ready-made steps that fetch what an earlier job made, by a part of their names. */
const FETCHING = /download|artifact|attach_workspace|unstash|restore|cache/

export default defineCheck({
  id: 'ci-feedback-order',
  title: 'Slow job runs before the quick check, or blocks it',
  severity: 'notice',
  confidence: 'low',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CI.5', 'OPS05-BP02', 'hc.automate.cicd.ci-every-commit'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    waits: {
      text: 'Job {quick} runs {tool}, which takes little time, and waits for {slow} although it uses nothing from it.',
      remedy: 'Let {quick} start first or at the same time, so that its findings are there in minutes.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline whose jobs could be in order')
    if (none !== undefined) return yield none
    const outcomes = pipelines.all
      .filter(({ kind, system }) => kind === 'workflow' && INDEPENDENT.has(system))
      .flatMap((pipeline) => judge(pipeline))
    if (outcomes.length > 0) return yield* outcomes
    const steps = stepsOf(pipelines).map(({ step }) => step)
    const reason = 'no pipeline has a quick check in one job and something slow in another'
    yield firstGap(steps, pipelines, 'be quick or slow') ?? { kind: 'not-applicable', reason }
  },
})

interface Quick {
  readonly job: Job
  readonly intent: Intent
}

function judge(pipeline: Pipeline): CheckOutcome<'waits'>[] {
  const slow = new Map(pipeline.jobs.flatMap((job) => (isSlow(job) ? [[job.id, job]] : [])))
  const quick = pipeline.jobs.filter(({ id }) => !slow.has(id)).flatMap((job) => quickIn(job) ?? [])
  const [first] = quick
  if (first === undefined || slow.size === 0) return []
  const outcomes = quick.flatMap((each): CheckOutcome<'waits'>[] => {
    const blocker = blockerOf(pipeline, each, [...slow.values()])
    if (blocker === undefined || isEarlier(pipeline, each, quick, slow)) return []
    const data = { quick: ownName(each.job), tool: each.intent.tool, slow: ownName(blocker) }
    return [{ kind: 'problem', message: 'waits', data, at: each.job.at, because: each.intent.because }]
  })
  if (outcomes.length > 0) return outcomes
  const [job = first.job] = slow.values()
  const data = { quick: ownName(first.job), tool: first.intent.tool, slow: ownName(job) }
  return [{ kind: 'evidence', text: '{quick} runs {tool} without waiting for {slow}', data, at: first.job.at }]
}

/** A job that drives a running application, builds an image or deploys. */
function isSlow({ steps }: Job): boolean {
  return steps.some(
    (step) =>
      step.intents.some(({ kind }) => SLOW.has(kind) || DEPLOYING.has(kind)) ||
      builtBy(step).some(({ key }) => key.startsWith('image ')),
  )
}

function quickIn(job: Job): Quick | undefined {
  const intent = job.steps
    .flatMap(({ intents }) => intents)
    .find(({ kind }) => LINTING.has(kind) || kind === 'unit-test')
  return intent && { job, intent }
}

/** The slow job that the quick one waits for, where nothing of it can be of use. After a deployment, tests may be of what was deployed. */
function blockerOf(pipeline: Pipeline, { job, intent }: Quick, slow: readonly Job[]): Job | undefined {
  const before = new Set(ancestorsOf(pipeline, job))
  if (job.after !== undefined || [...before].some((each) => mayBeUsed(pipeline, each, job))) return undefined
  const waits = slow.filter((each) => before.has(each))
  const deploys = waits.some(({ steps }) =>
    steps.some(({ intents }) => intents.some(({ kind }) => DEPLOYING.has(kind))),
  )
  return deploys && intent.kind === 'unit-test' ? undefined : waits[0]
}

/** Whether the same check runs in another job too that waits for nothing slow: in another kind of run, or once more. */
function isEarlier(
  pipeline: Pipeline,
  { job, intent }: Quick,
  quick: readonly Quick[],
  slow: ReadonlyMap<string, Job>,
) {
  return quick.some(
    (other) =>
      other.job !== job &&
      other.intent.tool === intent.tool &&
      !ancestorsOf(pipeline, other.job).some(({ id }) => slow.has(id)),
  )
}

/** Whether something of an earlier job reaches a later one: files, outputs, an image that it made, what it deployed. */
function mayBeUsed({ system }: Pipeline, before: Job, job: Job): boolean {
  if (HANDING_ON.has(system) && (before.keeps?.length ?? 0) > 0) return true
  const texts = job.steps.flatMap(({ run, with: inputs, env }) => [run, ...inputs.values(), ...env.values()])
  return (
    job.calls !== undefined ||
    job.images?.some(({ value }) => value.includes('$')) === true ||
    job.steps.some(({ uses, opaque }) => opaque.length > 0 || FETCHING.test(uses?.repository ?? '')) ||
    [...texts, job.condition].some((text) => text !== undefined && /\bneeds\.|\bdependencies\./.test(text.value)) ||
    job.steps.some(({ run }) => run !== undefined && /\b(?:docker|podman|kubectl|artifact)\b/.test(run.value))
  )
}
