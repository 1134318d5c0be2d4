import {
  buildsForUse,
  defineCheck,
  groupOf,
  isForUse,
  itemsOf,
  judgeBuilds,
  mostPods,
  numberOf,
  Overlays,
  scalersOf,
  textOf,
  valueAt,
  workloadsOf,
  z,
  type CheckOutcome,
  type Infrastructure,
  type Resource,
  type Value,
  type Workload,
} from '../../src/check-api/index.js'

type Message = 'recreate' | 'unavailable'

/** Volumes that one node at a time can mount (Kubernetes docs: Volumes, Persistent Volumes, "Access Modes"). */
const DISKS = ['awsElasticBlockStore', 'azureDisk', 'cinder', 'gcePersistentDisk', 'vsphereVolume']

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
    'hc.app.deploy',
    'hc.full.progressive-delivery',
    'hc.automate.deployments.progressive',
    'hc.deploy.zero-downtime',
    'hc.deploy.rolling',
  ],
  judgesExamples: false,
  definitions: ['kubernetes', 'helm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    recreate: {
      text: 'Deployment {workload} stops all of its pods before it starts the new ones.',
      remedy:
        'Use type RollingUpdate; if the old and the new version must not run together, say why in a pillarlint-ignore comment.',
    },
    unavailable: {
      text: '{kind} {workload} lets a rollout take away {value} of its pods at once.',
      remedy: 'Set maxUnavailable to a number below the replicas, such as 1 or 25%.',
    },
  },

  *run({ infrastructure, files }) {
    const overlays = new Overlays(infrastructure)
    const outcomes = workloadsOf(infrastructure)
      .filter(
        ({ kind, resource }) =>
          (kind === 'Deployment' || kind === 'DaemonSet') &&
          !overlays.isPatch(resource) &&
          isForUse(resource.file, files),
      )
      .flatMap(({ resource }) => {
        const builds = buildsForUse(resource, overlays, files)
        return (
          judgeBuilds(builds, (built) =>
            workloadsOf({ resources: [built] })
              .map((workload) => judge(workload, infrastructure))
              .at(0),
          ) ?? []
        )
      })
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no workload with more than one pod' }
    yield* outcomes
  },
})

function judge(workload: Workload, infrastructure: Infrastructure): CheckOutcome<Message> | undefined {
  const { resource, kind } = workload
  const { properties, name, type: kindWithGroup, at, complete } = resource
  const key = kind === 'DaemonSet' ? 'updateStrategy' : 'strategy'
  const strategy = valueAt(properties, `spec.${key}`)
  const data = { workload: name, kind }
  const unknown = { kind: 'unknown', origin: 'files', data, at: strategy?.at ?? at } as const
  const pods = podsOf(workload, infrastructure)
  const bad = problemOf(workload, pods, infrastructure)
  if (pods === 'one') return undefined
  if (isOpen(strategy)) return { ...unknown, reason: 'the rollout of {kind} {workload} hangs on an expression' }
  if (bad !== undefined) {
    if (!complete) return { ...unknown, reason: 'what changes the rollout of {workload} could only be read in part' }
    return pods === 'unknown' ? { ...unknown, reason: 'how many pods {workload} has is set elsewhere' } : bad
  }
  // What is updated when its pods are deleted is not rolled out; extensions/v1beta1 did that without a word.
  const updated = textOf(valueAt(strategy, 'type')) ?? (kindWithGroup.startsWith('extensions/') ? undefined : '')
  if (pods === 'unknown' || (kind === 'DaemonSet' && (updated === undefined || updated === 'OnDelete')))
    return undefined
  return { kind: 'evidence', text: '{kind} {workload} is rolled out step by step', data, at: strategy?.at ?? at }
}

function isOpen(strategy: Value | undefined): boolean {
  return [strategy, valueAt(strategy, 'type'), valueAt(strategy, 'rollingUpdate.maxUnavailable')].some(
    (value) => value?.kind === 'unresolved',
  )
}

/** How many pods run at once, by the object as it is built and by autoscalers. */
function podsOf({ resource, kind, replicas }: Workload, { resources }: Infrastructure): 'one' | 'many' | 'unknown' {
  if (kind === 'DaemonSet') return 'many'
  const all = [replicas, ...scalersOf(resource, resources).map(mostPods)]
  if (all.some((count) => (numberOf(count) ?? 1) > 1)) return 'many'
  return all.some((count) => count?.kind === 'unresolved') || !resource.complete ? 'unknown' : 'one'
}

function problemOf(
  workload: Workload,
  pods: 'one' | 'many' | 'unknown',
  infrastructure: Infrastructure,
): CheckOutcome<Message> | undefined {
  const { resource, kind, replicas } = workload
  const strategy = valueAt(resource.properties, kind === 'DaemonSet' ? 'spec.updateStrategy' : 'spec.strategy')
  const type = valueAt(strategy, 'type')
  const unavailable = valueAt(strategy, 'rollingUpdate.maxUnavailable')
  const data = { workload: resource.name, kind }
  const at = type?.at ?? resource.at
  if (textOf(type) === 'Recreate') {
    const mount = pods === 'many' ? mountOf(workload, infrastructure) : undefined
    if (mount === 'exclusive')
      return {
        kind: 'evidence',
        text: 'Deployment {workload} must stop before it starts: one node mounts its volume',
        data,
        at,
      }
    if (mount === 'unknown')
      return {
        kind: 'unknown',
        origin: 'files',
        reason: 'how the volume of {workload} may be mounted is not in this tree',
        data,
        at,
      }
    return { kind: 'problem', message: 'recreate', data, at }
  }
  const value = textOf(unavailable)
  return unavailable !== undefined && value !== undefined && takesAll(value, numberOf(replicas))
    ? { kind: 'problem', message: 'unavailable', data: { ...data, value }, at: unavailable.at }
    : undefined
}

function takesAll(unavailable: string, replicas: number | undefined): boolean {
  if (unavailable.endsWith('%')) return Number(unavailable.slice(0, -1)) >= 100
  return replicas !== undefined && replicas > 1 && Number(unavailable) >= replicas
}

function claimName({ type, name }: Resource): string | undefined {
  return type === 'v1/PersistentVolumeClaim' ? name : undefined
}

/** Whether a volume ties the pods to one node at a time. */
function mountOf({ podSpec, resource }: Workload, { resources }: Infrastructure): 'exclusive' | 'unknown' | undefined {
  const volumes = itemsOf(valueAt(podSpec, 'volumes'))
  if (volumes.some((volume) => DISKS.some((disk) => valueAt(volume, disk) !== undefined))) return 'exclusive'
  const names = volumes.flatMap((volume) => valueAt(volume, 'persistentVolumeClaim.claimName') ?? [])
  const modes = names.map((name) => {
    const written = name.kind === 'unresolved' ? name.text : textOf(name)
    const named = groupOf(resources, claimName, written ?? '')
    const claims = named.filter((each) => each.namespace === resource.namespace)
    return claims.flatMap(({ properties }) => itemsOf(valueAt(properties, 'spec.accessModes')).map(textOf))
  })
  if (modes.flat().some((mode) => mode?.startsWith('ReadWriteOnce') === true)) return 'exclusive'
  return modes.some((each) => each.length === 0) ? 'unknown' : undefined
}
