import {
  type CheckOutcome,
  type Command,
  defineCheck,
  type Delivery,
  DEPLOY_KINDS,
  type Deployment,
  deployPaths,
  type FileIndex,
  type Infrastructure,
  isForUse,
  type Job,
  numberOf,
  oncePer,
  opaque,
  rollbackOf,
  type Step,
  stepsAfter,
  valueAt,
  z,
} from '../../src/check-api/index.js'

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/** The same as words of a command, with their short names. */
const WORKLOAD_WORD = /^(?:deployments?|deploy|statefulsets?|sts|daemonsets?|ds)(?:[./].*)?$/i

/** Sub-commands that change what the named workload runs, and those that change only how many of it there are. */
const CHANGING: ReadonlySet<string> = new Set(['set', 'rollout', 'patch', 'edit'])
const NOT_CHANGING: ReadonlySet<string> = new Set(['scale', 'autoscale'])

type Message = 'none' | 'noHistory'

export default defineCheck({
  id: 'rollback-kubectl-undo',
  title: 'kubectl deployment is not undone on failure',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'ops05-bp10.boundaries.exception-handling',
    'OPS06-BP04',
    'REL08-BP05',
  ],
  needs: ['delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Job {job} deploys with kubectl, and nothing undoes a rollout that fails.',
      remedy: 'Add “kubectl rollout status … --timeout=5m || { kubectl rollout undo …; exit 1; }” behind it.',
    },
    noHistory: {
      text: '{kind} {name} keeps no earlier revision, so there is nothing to undo to.',
      remedy: 'Remove revisionHistoryLimit or set it above 0.',
    },
  },

  *run({ delivery, infrastructure, files }) {
    const all = deployPaths(delivery).filter(({ tool }) => tool === 'kubectl')
    const jobs = new Set<Job>()
    const deployments = all
      .filter((each) => changesWorkloads(each) !== false)
      .filter(({ job }) => !jobs.has(job) && jobs.add(job))
    if (deployments.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline changes workloads with kubectl' }
    for (const deployment of deployments) yield judge(deployment, delivery)
    yield* withoutHistory(infrastructure, files)
  },
})

/** By what the tree says that the step applies, else by the words of its commands or of one that waits for them. */
function changesWorkloads(deployment: Deployment): boolean | undefined {
  const { resources, step, tool } = deployment
  if (resources.some(({ type }) => WORKLOADS.has(type.split('/').at(-1) ?? ''))) return true
  const intents = step.intents.filter((each) => each.tool === tool && DEPLOY_KINDS.has(each.kind))
  const changes = intents.map(({ command }) => changedBy(command, deployment))
  if (changes.includes(true)) return true
  return changes.includes(undefined) ? undefined : false
}

/** Undefined where what the command applies is not in the tree, and nothing waits for it as for a workload. */
function changedBy(command: Command | undefined, deployment: Deployment): boolean | undefined {
  const { resources, step } = deployment
  if (command === undefined) return resources.length === 0
  const words = command.argv.map(({ text }) => text)
  if (words.some((word) => CHANGING.has(word))) return namesWorkload(command)
  if (words.some((word) => NOT_CHANGING.has(word) || /^https?:\/\//.test(word)) || resources.length > 0) return false
  return [step, ...stepsAfter(deployment)].some(waitsForWorkload) || undefined
}

/** Every deployment before the step asks. */
const waitsForWorkload = oncePer(({ commands }: Step): boolean =>
  commands.some((each) => each.argv.some(({ text }) => text === 'rollout' || text === 'wait') && namesWorkload(each)),
)

function namesWorkload({ argv }: Command): boolean {
  return argv.some(({ text }) => WORKLOAD_WORD.test(text))
}

function judge(deployment: Deployment, { pulls }: Delivery): CheckOutcome<Message> {
  const { job, step, intent, at } = deployment
  const because = intent?.because ?? []
  const data = { job: job.id }
  if (rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'job {job} undoes a rollout that fails', data, at, because }
  const strategy = step.with.get('strategy')
  if (intent?.command === undefined && strategy !== undefined && strategy.value !== 'basic') {
    return {
      kind: 'evidence',
      text: 'the action rolls out by {strategy}',
      data: { strategy: strategy.value },
      at: strategy.at,
    }
  }
  if (pulls.length > 0) {
    const reason = 'a controller may own what job {job} applies'
    return { kind: 'unknown', origin: 'files', reason, data, at, because }
  }
  const [hidden] = [step, ...stepsAfter(deployment)].flatMap((each) => each.opaque)
  if (hidden !== undefined) return opaque(hidden, 'undo the rollout')
  if (changesWorkloads(deployment) === undefined) {
    const reason = 'what job {job} applies is not in the tree'
    return { kind: 'unknown', origin: 'files', reason, data, at, because }
  }
  return { kind: 'problem', message: 'none', data, at, because }
}

function* withoutHistory({ resources }: Infrastructure, files: FileIndex): Generator<CheckOutcome<Message>> {
  for (const { technology, type, name, file, properties } of resources) {
    const kind = type.split('/').at(-1) ?? ''
    const limit = valueAt(properties, 'spec.revisionHistoryLimit')
    if (technology !== 'kubernetes' || !WORKLOADS.has(kind) || !isForUse(file, files)) continue
    if (limit !== undefined && numberOf(limit) === 0)
      yield { kind: 'problem', message: 'noHistory', data: { kind, name }, at: limit.at }
  }
}
