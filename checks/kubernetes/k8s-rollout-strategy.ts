import {
  defineCheck,
  isForTrying,
  itemsOf,
  numberOf,
  textOf,
  valueAt,
  workloadsOf,
  z,
  type CheckOutcome,
  type Infrastructure,
  type Workload,
} from '../../src/check-api/index.js'

type Message = 'recreate' | 'unavailable'

export default defineCheck({
  id: 'k8s-rollout-strategy',
  title: 'Rollout takes all pods away at once',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.5',
    'DL.ADS.3',
    'OPS06-BP03',
    'REL08-BP05',
    'REL11-BP02',
    'hc.deploy.zero-downtime',
    'hc.deploy.rolling',
  ],
  needs: ['infrastructure', 'project', 'files'],
  options: z.strictObject({}),
  messages: {
    recreate: {
      text: 'Deployment {workload} stops all {replicas} pods before it starts the new ones.',
      remedy:
        'Use type RollingUpdate; if the old and the new version must not run together, say why in a pillarlint-ignore comment.',
    },
    unavailable: {
      text: '{kind} {workload} lets a rollout take away {value} of its pods at once.',
      remedy: 'Set maxUnavailable to a number below the replicas, such as 1 or 25%.',
    },
  },

  *run({ infrastructure, project, files }) {
    if (project.kind === 'examples')
      return yield { kind: 'not-applicable', reason: 'the repository holds examples to copy' }
    const workloads = workloadsOf(infrastructure).filter(
      ({ kind, resource }) =>
        (kind === 'Deployment' || kind === 'DaemonSet') &&
        !files.isExcluded(resource.file) &&
        !isForTrying(resource.file),
    )
    const outcomes = workloads.flatMap((workload) => judge(workload, infrastructure) ?? [])
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no workload with more than one pod' }
    yield* outcomes
  },
})

function judge(workload: Workload, infrastructure: Infrastructure): CheckOutcome<Message> | undefined {
  const { resource, kind } = workload
  const { properties, name, at } = resource
  const replicas = valueAt(properties, 'spec.replicas')
  const many = kind === 'DaemonSet' || (numberOf(replicas) ?? 1) > 1 || isScaled(workload, infrastructure)
  const strategy = valueAt(properties, kind === 'DaemonSet' ? 'spec.updateStrategy' : 'spec.strategy')
  const type = valueAt(strategy, 'type')
  const unavailable = valueAt(strategy, 'rollingUpdate.maxUnavailable')
  const data = { workload: name, kind, replicas: textOf(replicas) ?? 'its' }
  if (
    [strategy, type, unavailable].some((value) => value?.kind === 'unresolved') ||
    (replicas?.kind === 'unresolved' && textOf(type) === 'Recreate')
  ) {
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the rollout of {kind} {workload} hangs on an expression',
      data,
      at,
    }
  }
  if (!many) return undefined
  if (textOf(type) === 'Recreate') {
    // A volume that one node alone may mount cannot serve the old and the new pod together.
    if (mountsExclusively(workload, infrastructure))
      return {
        kind: 'evidence',
        text: 'Deployment {workload} must stop before it starts: its volume is ReadWriteOnce',
        data,
        at: type?.at ?? at,
      }
    return { kind: 'problem', message: 'recreate', data, at: type?.at ?? at }
  }
  if (unavailable !== undefined && takesAll(textOf(unavailable) ?? '', numberOf(replicas))) {
    return {
      kind: 'problem',
      message: 'unavailable',
      data: { ...data, value: textOf(unavailable) ?? '' },
      at: unavailable.at,
    }
  }
  return { kind: 'evidence', text: '{kind} {workload} is rolled out step by step', data, at: strategy?.at ?? at }
}

function takesAll(unavailable: string, replicas: number | undefined): boolean {
  if (unavailable.endsWith('%')) return Number(unavailable.slice(0, -1)) >= 100
  return replicas !== undefined && replicas > 0 && Number(unavailable) >= replicas
}

function isScaled({ resource }: Workload, { resources }: Infrastructure): boolean {
  return resources.some(
    ({ type, properties }) =>
      type.endsWith('/HorizontalPodAutoscaler') &&
      textOf(valueAt(properties, 'spec.scaleTargetRef.name')) === resource.name &&
      (numberOf(valueAt(properties, 'spec.maxReplicas')) ?? 0) > 1,
  )
}

function mountsExclusively({ podSpec }: Workload, { resources }: Infrastructure): boolean {
  const claims = itemsOf(valueAt(podSpec, 'volumes')).map((volume) =>
    textOf(valueAt(volume, 'persistentVolumeClaim.claimName')),
  )
  return resources.some(
    ({ type, name, properties }) =>
      type === 'v1/PersistentVolumeClaim' &&
      claims.includes(name) &&
      itemsOf(valueAt(properties, 'spec.accessModes')).some(
        (mode) => textOf(mode)?.startsWith('ReadWriteOnce') === true,
      ),
  )
}
