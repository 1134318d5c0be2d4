import {
  defineCheck,
  deployPaths,
  numberOf,
  opaque,
  rollbackOf,
  valueAt,
  z,
  type CheckOutcome,
  type Delivery,
  type Deployment,
  type Infrastructure,
} from '../../src/check-api/index.js'

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet']

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
    const deployments = deployPaths(delivery).filter((each) => each.tool === 'kubectl' && changesWorkloads(each))
    if (deployments.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline changes workloads with kubectl' }
    for (const deployment of deployments) yield judge(deployment, delivery)
    yield* withoutHistory(infrastructure, files.isExcluded)
  },
})

/** What a command names in the tree tells whether workloads are among it; a command that names nothing may change any. */
function changesWorkloads({ resources }: Deployment): boolean {
  return resources.length === 0 || resources.some(({ type }) => WORKLOADS.includes(type.split('/').at(-1) ?? ''))
}

function judge(deployment: Deployment, { gitops }: Delivery): CheckOutcome<Message> {
  const { job, step, intent, at } = deployment
  const because = intent?.because ?? []
  if (rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'job {job} undoes a rollout that fails', data: { job: job.id }, at, because }
  const strategy = step.with.get('strategy')
  if (intent?.command === undefined && strategy !== undefined && strategy.value !== 'basic') {
    return {
      kind: 'evidence',
      text: 'the action rolls out by {strategy}',
      data: { strategy: strategy.value },
      at: strategy.at,
    }
  }
  if (gitops.length > 0)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'a controller may own what job {job} applies',
      data: { job: job.id },
      at,
      because,
    }
  const hidden = job.steps.flatMap((each) => each.opaque)[0]
  if (hidden !== undefined) return opaque(hidden, 'undo the rollout')
  return { kind: 'problem', message: 'none', data: { job: job.id }, at, because }
}

function* withoutHistory(
  { resources }: Infrastructure,
  isExcluded: (path: string) => boolean,
): Generator<CheckOutcome<Message>> {
  for (const { type, name, file, properties } of resources) {
    const kind = type.split('/').at(-1) ?? ''
    const limit = valueAt(properties, 'spec.revisionHistoryLimit')
    if (WORKLOADS.includes(kind) && limit !== undefined && numberOf(limit) === 0 && !isExcluded(file)) {
      yield { kind: 'problem', message: 'noHistory', data: { kind, name }, at: limit.at }
    }
  }
}
