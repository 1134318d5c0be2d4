import {
  awsFailureNotice,
  defineCheck,
  failureNotice,
  hiddenNotice,
  noPipeline,
  opaque,
  unreadPipelines,
  z,
  type CheckOutcome,
  type CiSystem,
  type Delivery,
  type FailureNotice,
  type IntentKind,
  type Pipeline,
  type TriggerKind,
} from '../../src/check-api/index.js'

const UNASKED: ReadonlySet<TriggerKind> = new Set<TriggerKind>(['schedule', 'manual', 'call'])
const CHANGED: ReadonlySet<TriggerKind> = new Set<TriggerKind>(['push', 'tag', 'schedule', 'upstream'])

/** What nobody misses when it did not run. */
const INCIDENTAL: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'checkout',
  'setup',
  'restore-cache',
  'cleanup',
  'notify',
  'docs',
])

/** AWS's services, whose failures resources tell of. */
const AWS: ReadonlySet<CiSystem> = new Set<CiSystem>(['aws-codepipeline', 'aws-codebuild', 'aws-codedeploy'])
/** Systems whose files say that a pipeline runs by the clock, and that tell nobody of it who would look. */
const BY_CLOCK: ReadonlySet<CiSystem> = new Set<CiSystem>([
  'github-actions',
  'azure-pipelines',
  'circleci',
  'argo-workflows',
])

export default defineCheck({
  id: 'ci-failure-notify',
  title: 'Nobody is told when an unattended pipeline fails',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CI.4', 'AG.ACG.10', 'ops05-bp10.workflows.alerting', 'OPS10-BP02', 'REL06-BP03'],
  needs: ['pipelines', 'delivery', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    untold: {
      text: '{workflow} runs by the clock, and nothing in it tells anybody that it failed.',
      remedy: 'Add a step that runs after a failure and posts to a chat, pages somebody or opens an issue.',
    },
  },

  *run({ pipelines, delivery, infrastructure }) {
    const none = noPipeline(pipelines, 'there is no pipeline that could fail')
    if (none !== undefined) return yield none
    yield* unreadPipelines(pipelines)
    const inAws = awsFailureNotice(infrastructure)
    const unattended = pipelines.all.filter((each) => isByClock(each) || deploys(each, delivery))
    for (const pipeline of unattended) {
      const notice = failureNotice(pipeline, pipelines) ?? (AWS.has(pipeline.system) ? inAws : undefined)
      yield notice === undefined ? withoutNotice(pipeline) : told(pipeline, notice)
    }
    if (unattended.length === 0) yield { kind: 'not-applicable', reason: 'no pipeline runs unattended' }
  },
})

/** Whether only the clock starts it, apart from people, and it does something that somebody would miss. */
function isByClock({ kind, triggers, jobs }: Pipeline): boolean {
  if (kind !== 'workflow' || !triggers.some((trigger) => trigger.kind === 'schedule')) return false
  const steps = jobs.flatMap((job) => job.steps)
  return (
    triggers.every((trigger) => UNASKED.has(trigger.kind)) &&
    (jobs.some(({ calls }) => calls !== undefined) ||
      steps.some(({ run, intents }) => run !== undefined || intents.some((intent) => !INCIDENTAL.has(intent.kind))))
  )
}

function deploys(pipeline: Pipeline, { deployments }: Delivery): boolean {
  return deployments.some(
    (each) =>
      each.pipeline === pipeline &&
      each.persistent &&
      !each.docsOnly &&
      each.triggers.some(({ kind }) => CHANGED.has(kind)),
  )
}

function told({ name }: Pipeline, { tool, at, because }: FailureNotice): CheckOutcome<'untold'> {
  const text = '{tool} tells of failures of {workflow}'
  return { kind: 'evidence', text, data: { tool, workflow: name }, at, ...(because !== undefined && { because }) }
}

function withoutNotice(pipeline: Pipeline): CheckOutcome<'untold'> {
  const hidden = hiddenNotice(pipeline)
  if (hidden !== undefined) return opaque(hidden, 'tell of failures')
  const schedule = pipeline.triggers.find(({ kind }) => kind === 'schedule')
  const data = { workflow: pipeline.name }
  if (isByClock(pipeline) && BY_CLOCK.has(pipeline.system))
    return { kind: 'problem', message: 'untold', data, at: schedule?.at ?? pipeline.at }
  const reason = 'an integration of the CI system with a chat or mail may tell of failures of {workflow}'
  return { kind: 'unknown', origin: 'hosting', reason, data }
}
