import {
  because,
  DEPLOY_KINDS,
  defineCheck,
  deployPaths,
  laterSteps,
  noDeployment,
  opaque,
  progressDeadlines,
  readsState,
  rolloutWait,
  startsRollout,
  VERIFYING_KINDS,
  workloadsOf,
  z,
  type CheckOutcome,
  type Command,
  type Deployment,
  type Intent,
  type Pipelines,
  type ProgressDeadline,
  type RolloutStart,
  type WorkloadKind,
} from '../../src/check-api/index.js'

/** Workloads that are replaced step by step; the others run once, or when they are asked to. */
const ROLLED_OUT: ReadonlySet<WorkloadKind> = new Set<WorkloadKind>([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
])

type Message = 'noWait' | 'deadlineRefused' | 'deadlineShort' | 'deadlineLong'

interface Start extends RolloutStart {
  readonly deployment: Deployment
  readonly intent: Intent
}

export default defineCheck({
  id: 'deploy-fire-and-forget',
  title: 'Deploy step returns before the outcome is known',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.3',
    'ops05-bp10.boundaries.post-checks',
    'ops05-bp10.boundaries.exception-handling',
    'OPS06-BP04',
    'hc.deploy.apps.health-gated',
    'ba.risk.faulty-automation',
  ],
  facets: {
    waits: [
      'DL.CD.3',
      'ops05-bp10.boundaries.post-checks',
      'OPS06-BP04',
      'hc.deploy.apps.health-gated',
      'ba.risk.faulty-automation',
    ],
    deadline: ['ops05-bp10.boundaries.exception-handling'],
  },
  needs: ['delivery', 'pipelines'],
  options: z.strictObject({}),
  messages: {
    noWait: {
      text: '{command} does not wait for the rollout, so a failed one leaves a green pipeline.',
      remedy: 'Wait for its end: {wait}.',
    },
    deadlineRefused: {
      text: 'Deployment {workload} sets progressDeadlineSeconds: {deadline}, which the API server refuses: it must be more than minReadySeconds ({ready}).',
      remedy: 'Set it to more seconds than a rollout takes, or leave it out: 600 is the default.',
    },
    deadlineShort: {
      text: 'Deployment {workload} counts a rollout as failed after {deadline} s, and its pods are asked after {ready} s for the first time whether they are ready: {command} fails although nothing is wrong.',
      remedy: 'Set progressDeadlineSeconds to more than initialDelaySeconds and the time that the slowest start takes.',
    },
    deadlineLong: {
      text: '{command} gives up after {wait} s, and Deployment {workload} goes on for {deadline} s (progressDeadlineSeconds): the pipeline ends before the outcome is known.',
      remedy: 'Let --timeout be longer than progressDeadlineSeconds, or set that to less.',
    },
  },

  *run({ delivery, pipelines }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const starts = lastStarts(deployPaths(delivery))
    const outcomes = [
      ...waiting(delivery.deployments),
      ...starts.flatMap(judged(pipelines)),
      ...starts.flatMap((start) => deadlines(start, pipelines)),
    ]
    if (outcomes.length === 0)
      yield { kind: 'not-applicable', reason: 'no step starts a rollout that goes on by itself' }
    yield* outcomes
  },
})

function startsOf(deployment: Deployment): (readonly [Intent, RolloutStart | 'waits'])[] {
  const { step, tool } = deployment
  return step.intents
    .filter((intent) => DEPLOY_KINDS.has(intent.kind) && intent.tool === tool)
    .flatMap((intent) => {
      const start = startsRollout(intent, step)
      return start === undefined ? [] : [[intent, start] as const]
    })
}

function waiting(deployments: readonly Deployment[]): CheckOutcome<Message>[] {
  return deployments.flatMap((deployment) =>
    startsOf(deployment)
      .filter(([, start]) => start === 'waits')
      .map(([{ tool, at, because }]) => ({
        kind: 'evidence',
        text: '{tool} waits for the rollout by itself',
        data: { tool },
        at,
        because,
      })),
  )
}

/** The last start of each job and tool: what waits for it waits for those before it. */
function lastStarts(deployments: readonly Deployment[]): Start[] {
  const last = new Map<string, Start>()
  for (const deployment of deployments) {
    const { pipeline, job, tool } = deployment
    for (const [intent, start] of startsOf(deployment)) {
      if (start !== 'waits') last.set(`${pipeline.file} ${job.id} ${tool}`, { ...start, deployment, intent })
    }
  }
  return [...last.values()]
}

function judged(pipelines: Pipelines): (start: Start) => CheckOutcome<Message>[] {
  return (start) => {
    const outcome = judge(start, pipelines)
    return outcome === undefined ? [] : [outcome]
  }
}

function judge(start: Start, pipelines: Pipelines): CheckOutcome<Message> | undefined {
  const { deployment, intent, wait } = start
  const { at, because, command, tool } = intent
  const { step, resources } = deployment
  const [own, ...later] = laterSteps(deployment, pipelines)
  const after = [
    ...(own?.intents ?? []).slice(step.intents.indexOf(intent) + 1),
    ...later.flatMap((each) => each.intents),
  ]
  const check = after.find(({ kind }) => VERIFYING_KINDS.has(kind))
  if (check !== undefined) {
    const text = '{check} looks at what {tool} rolled out'
    return { kind: 'evidence', text, data: { check: check.tool, tool }, at: check.at, because: check.because }
  }
  if (start.hangsOnContent) {
    if (resources.length === 0) return untold('whether what {tool} applies rolls anything out cannot be told', intent)
    if (!workloadsOf({ resources }).some(({ kind }) => ROLLED_OUT.has(kind))) return undefined
  }
  if (!start.certain) return untold('whether {tool} waits for the rollout is set in a variable', intent)
  const [hidden] = [step, ...later].flatMap((each) => each.opaque)
  if (hidden !== undefined) return opaque(hidden, 'wait for the rollout')
  const commands = [...step.commands.slice(command === undefined ? 0 : step.commands.indexOf(command) + 1)]
  if ([...commands, ...later.flatMap((each) => each.commands)].some(readsState))
    return untold('a script reads the state of what {tool} rolls out and may wait for it', intent)
  const shown = command?.argv.map(({ text }) => text).join(' ') ?? deployment.step.uses?.text ?? tool
  return { kind: 'problem', message: 'noWait', data: { command: shown, wait }, at, because }
}

function untold(reason: string, { tool, at, because }: Intent): CheckOutcome<Message> {
  return { kind: 'unknown', origin: 'files', reason, data: { tool }, at, because }
}

/** What the `kubectl rollout status` behind a start comes to, by the deadlines that the Deployments have. */
function deadlines({ deployment, intent }: Start, pipelines: Pipelines): CheckOutcome<Message>[] {
  const { resources, step } = deployment
  const after = [step, ...laterSteps(deployment, pipelines).slice(1)].flatMap(({ intents }) => intents)
  const commands = after.flatMap(({ tool, command }) => (tool === 'kubectl' && command ? [command] : []))
  return intent.tool === 'kubectl' ? progressDeadlines(resources).flatMap((each) => judgeDeadline(each, commands)) : []
}

function judgeDeadline(deadline: ProgressDeadline, commands: readonly Command[]): CheckOutcome<Message>[] {
  const { workload, seconds, minReady, firstAsked, at } = deadline
  const waits = commands.filter(({ argv }) => {
    const words = argv.map(({ text }) => text)
    return words.includes('rollout') && words.includes('status') && words.some((word) => namesIt(word, workload))
  })
  const [wait] = waits
  if (wait === undefined) return []
  const limit = rolloutWait(wait.argv)
  const command = wait.argv
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 100)
  const data = { workload, command, deadline: seconds ?? 0, ready: firstAsked, wait: limit ?? 0 }
  const problem = { kind: 'problem', at, severity: 'notice', facet: 'deadline' } as const
  const way = [because(wait.at, `${command} waits for it`)]
  if (seconds === undefined || minReady === undefined || limit === undefined) {
    const reason = 'whether {command} waits as long as Deployment {workload} may take is decided elsewhere'
    return [{ kind: 'unknown', origin: 'files', reason, data, at, facet: 'deadline' }]
  }
  if (seconds <= minReady)
    return [{ ...problem, message: 'deadlineRefused', data: { ...data, ready: minReady }, because: way }]
  if (seconds <= firstAsked) return [{ ...problem, message: 'deadlineShort', data, because: way }]
  if (seconds > limit) return [{ ...problem, message: 'deadlineLong', data, because: way }]
  const text = '{command} waits until Deployment {workload} succeeds or fails'
  return [{ kind: 'evidence', text, data, at, facet: 'deadline' }]
}

/** `deployment/api`, `deploy/api`, `deployment.apps/api`, `api`. */
function namesIt(word: string, workload: string): boolean {
  return word === workload || (/^deploy/.test(word) && word.endsWith(`/${workload}`))
}
