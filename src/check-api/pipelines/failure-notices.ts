import type { Because, Location } from '../../core/location.js'
import type {
  Command,
  Infrastructure,
  Job,
  Pipeline,
  Pipelines,
  Resource,
  Step,
  Unresolved,
} from '../../models/index.js'
import { mayHideOptions, resourcesOfType } from '../delivery/rollback.js'
import { textsIn } from '../common/texts.js'

/** Programs by which scripts send a mail. */
const MAILING: ReadonlySet<string> = new Set(['mail', 'mailx', 'sendmail', 'swaks', 'send-mailmessage'])
/** Programs by which they call an address, and how each is told to send something there rather than to fetch it. */
const CALLING: ReadonlyMap<string, RegExp> = new Map([
  ['curl', /^(?:-[fksvLS]*X ?|--request[ =])P(?:OST|UT|ATCH)\b|^-[fksvLS]*[dFT]|^--(?:data|form|json|upload-file)/],
  ['wget', /^--(?:post-|body-|method[ =]P)/i],
  ['http', /^(?:POST|PUT|PATCH)\b|^[\w-]+:?=/],
  ['invoke-restmethod', /^-(?:Body|Form|Method P)/i],
  ['invoke-webrequest', /^-(?:Body|Form|Method P)/i],
])
/** Addresses to which a mere call says something: hooks, and switches of watchdogs. */
const TOLD = /hook|slack|discord|telegram|pagerduty|opsgenie|healthchecks|hc-ping|heartbeat|cronitor|ntfy|notif|alert/i

/** Actions that run a script of the file, which then says what it does. */
const SCRIPTED: ReadonlySet<string> = new Set(['actions/github-script'])
/** Calls in such a script that leave a message (Octokit: issues.create, issues.createComment). */
const LEAVING = /\bissues\.(?:create|createComment)\b|\bfetch\s*\(/

/** What looks at how earlier steps went, in conditions of GitHub Actions. */
const LOOKING = /\b(?:failure|outcome|conclusion|result)\b/

/** What tells somebody that a pipeline failed. */
export interface FailureNotice {
  readonly tool: string
  readonly at: Location
  readonly because?: readonly Because[]
}

/** What tells somebody when the pipeline fails: one of its own steps, or a pipeline that runs when it ends. */
export function failureNotice(pipeline: Pipeline, { all }: Pipelines): FailureNotice | undefined {
  const own = pipeline.jobs.flatMap((job) => job.steps.flatMap((step) => noticeIn(job, step) ?? []))[0]
  if (own !== undefined) return own
  const watching = all.filter(({ triggers }) =>
    triggers.some(({ upstream }) => upstream?.includes(pipeline.name) === true),
  )
  return watching.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps.flatMap((step) => messageIn(step) ?? [])))[0]
}

/** What runs after a failure and cannot be looked into: it may be a message. */
export function hiddenNotice({ jobs, unresolved }: Pipeline): Unresolved | undefined {
  const late = jobs.flatMap((job) => job.steps.filter((step) => runsAfterFailure(job, step)))
  return late.flatMap(({ opaque }) => opaque)[0] ?? unresolved[0]
}

function noticeIn(job: Job, step: Step): FailureNotice | undefined {
  return runsAfterFailure(job, step) || tellsByItself(step) ? messageIn(step) : undefined
}

function runsAfterFailure(job: Job, step: Step): boolean {
  if (job.after !== undefined || step.after !== undefined) return true
  return [job.condition, step.condition].some((condition) => condition !== undefined && LOOKING.test(condition.value))
}

/** The command `notify` of the Slack orb chooses when it runs by its input (CircleCI registry: circleci/slack, event). */
function tellsByItself({ uses, with: inputs }: Step): boolean {
  return (
    uses?.repository === 'circleci:circleci/slack' && uses.path === 'notify' && inputs.get('event')?.value !== 'pass'
  )
}

function messageIn({ intents, commands, uses, with: inputs, at }: Step): FailureNotice | undefined {
  const intent = intents.find(({ kind }) => kind === 'notify')
  if (intent !== undefined) return { tool: intent.tool, at: intent.at, because: intent.because }
  const command = commands.find(sends)
  if (command !== undefined) return { tool: command.argv[0]?.text ?? 'curl', at: command.at, because: command.because }
  const script = SCRIPTED.has(uses?.repository ?? '') ? (inputs.get('script')?.value ?? '') : ''
  return LEAVING.test(script) ? { tool: uses?.text ?? 'a script', at } : undefined
}

function sends(command: Command): boolean {
  const words = command.argv.map(({ text }) => text)
  const program = (words[0] ?? '').toLowerCase()
  const sending = CALLING.get(program)
  if (sending === undefined) return MAILING.has(program)
  return (
    mayHideOptions(command) ||
    words.some((word, index) => index > 0 && (TOLD.test(word) || sending.test(`${word} ${words[index + 1] ?? ''}`)))
  )
}

/** Types of resources that tell of builds and deployments in AWS (AWS CodeStar Notifications; AWS CodeDeploy, triggers). */
const RULES = ['AWS::CodeStarNotifications::NotificationRule', 'aws_codestarnotifications_notification_rule'] as const
const EVENT_RULES = ['AWS::Events::Rule', 'aws_cloudwatch_event_rule'] as const
const GROUPS = ['AWS::CodeDeploy::DeploymentGroup', 'aws_codedeploy_deployment_group'] as const

/** What tells somebody of the failures of AWS's own pipelines: an EventBridge rule is one if it waits for changes of their state. */
export function awsFailureNotice({ resources }: Infrastructure): FailureNotice | undefined {
  const found: Resource | undefined =
    resourcesOfType(resources, ...RULES)[0] ??
    resourcesOfType(resources, ...EVENT_RULES).find(({ properties }) => isOfStates(textsIn(properties).join(' '))) ??
    resourcesOfType(resources, ...GROUPS).find(({ properties: { entries } }) =>
      ['TriggerConfigurations', 'trigger_configuration'].some((key) => entries.has(key)),
    )
  return found && { tool: found.type, at: found.at }
}

function isOfStates(text: string): boolean {
  return /aws\.code(?:pipeline|build|deploy)/.test(text) && text.includes('State')
}
