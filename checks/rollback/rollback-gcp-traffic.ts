import {
  DEPLOY_KINDS,
  defineCheck,
  deployPaths,
  hasUnresolved,
  isForUse,
  isOpen,
  itemsOf,
  laterSteps,
  mayHideOptions,
  onceForEachKey,
  resourcesOfType,
  rollbackOf,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Deployment,
  type FileIndex,
  type Infrastructure,
  type Intent,
  type Pipelines,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

type Message = 'command' | 'traffic' | 'pipeline'

/** Services of Cloud Run where they are declared, and their traffic. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['google_cloud_run_service', 'traffic'],
  ['google_cloud_run_v2_service', 'traffic'],
  ['serving.knative.dev/v1/Service', 'spec.traffic'],
])

/** Pipelines of Cloud Deploy, and their stages. */
const PIPELINES: ReadonlyMap<string, string> = new Map([
  ['google_clouddeploy_delivery_pipeline', 'serial_pipeline.stages'],
  ['deploy.cloud.google.com/v1/DeliveryPipeline', 'serialPipeline.stages'],
])

/** Words of `gcloud run` for what serves no requests. */
const WITHOUT_TRAFFIC: ReadonlySet<string> = new Set(['jobs', 'worker-pools', 'compose'])

export default defineCheck({
  id: 'rollback-gcp-traffic',
  title: 'Cloud Run or Cloud Deploy release takes all traffic at once',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.ADS.2', 'ops05-bp10.boundaries.rollback', 'OPS06-BP03', 'OPS06-BP04', 'hc.deploy.canary'],
  judgesExamples: false,
  needs: ['delivery', 'pipelines', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    command: {
      text: 'Job {job} sends all requests to the new revision the moment it starts, and nothing leads back if it is bad.',
      remedy:
        'Deploy with --no-traffic and a tag, probe the tagged address, then move the traffic with gcloud run services update-traffic; move it back if the probe fails.',
    },
    traffic: {
      text: 'Service {service} sends all requests to whatever revision is the latest.',
      remedy:
        'Name the revisions in its traffic, so that a share goes to the new one first and the old one stays in reach.',
    },
    pipeline: {
      text: 'Delivery pipeline {pipeline} brings a release to its last target at once and does not look at it there.',
      remedy: 'Give the last stage a canary strategy, or verify: true with an automation that rolls back.',
    },
  },

  *run({ delivery, pipelines, infrastructure, files }) {
    const deployments = deployPaths(delivery).filter(({ tier }) => tier === 'production' || tier === 'unknown')
    const own = deployments.filter(({ tool }) => tool === 'cloud-run')
    const outcomes = [
      ...own.flatMap((deployment) => byCommand(deployment, pipelines)),
      ...onceForEachKey(
        [...declaredServices(deployments, infrastructure, files), ...deliveryPipelines(infrastructure, files)],
        ({ message, at }) => [message, at?.file],
        ({ data }) => `${String(data?.['service'] ?? data?.['pipeline'])}, too`,
      ),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing is released with Cloud Run or Cloud Deploy' }
    yield* outcomes
  },
})

function byCommand(deployment: Deployment, pipelines: Pipelines): CheckOutcome<Message>[] {
  const { step, job, tool } = deployment
  return step.intents
    .filter((intent) => intent.tool === tool && DEPLOY_KINDS.has(intent.kind))
    .flatMap((intent) => judgeRelease(deployment, intent, pipelines) ?? [])
    .map((outcome) => ({ ...outcome, data: { job: job.id, ...('data' in outcome ? outcome.data : {}) } }))
}

function judgeRelease(
  deployment: Deployment,
  { kind, command, at, because }: Intent,
  pipelines: Pipelines,
): CheckOutcome<Message> | undefined {
  const words = command?.argv.map(({ text }) => text) ?? []
  // What is told by a file is judged by the file.
  if (words.includes('replace') || words.some((word) => WITHOUT_TRAFFIC.has(word))) return undefined
  if (kind === 'promote' || rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'job {job} moves the traffic of a service by itself', at, because }
  const held = isHeldBack(deployment, words)
  if (held === true) {
    const moves = laterSteps(deployment, pipelines).some(({ intents }) =>
      intents.some((each) => each.tool === 'cloud-run' && (each.kind === 'promote' || each.kind === 'rollback')),
    )
    return moves
      ? { kind: 'evidence', text: 'job {job} gives the new revision its traffic in a step of its own', at, because }
      : {
          kind: 'unknown',
          origin: 'files',
          reason: 'job {job} keeps requests from the new revision; what moves them is not here',
          at,
          because,
        }
  }
  if (held === undefined || (command !== undefined && mayHideOptions(command))) {
    const reason = 'whether job {job} keeps requests from the new revision is decided elsewhere'
    return { kind: 'unknown', origin: 'files', reason, at, because }
  }
  return { kind: 'problem', message: 'command', at, because }
}

/** Whether the new revision gets no requests yet, by an option or by an input of the action. */
function isHeldBack({ step }: Deployment, words: readonly string[]): boolean | undefined {
  if (words.length > 0) return words.includes('--no-traffic')
  const inputs = ['no_traffic', 'revision_traffic', 'tag_traffic', 'flags'].map((name) => step.with.get(name)?.value)
  const [without, revision, tag, flags] = inputs
  if (without === 'true' || flags?.includes('--no-traffic') === true) return true
  if ([revision, tag].some((text) => text !== undefined && text !== '')) return true
  return inputs.some((text) => text?.includes('$') === true) ? undefined : false
}

/** Services whose traffic is in code that a pipeline applies. */
function declaredServices(
  deployments: readonly Deployment[],
  { resources }: Infrastructure,
  files: FileIndex,
): CheckOutcome<Message>[] {
  const applied = new Set(deployments.flatMap((deployment) => deployment.resources))
  return resourcesOfType(resources, ...SERVICES.keys())
    .filter((resource) => applied.has(resource) && isForUse(resource.file, files))
    .map((resource) => {
      const { type, name, properties, complete, at } = resource
      const traffic = valueAt(properties, SERVICES.get(type) ?? '')
      const blocks = itemsOf(traffic)
      const data = { service: name }
      if (blocks.length > 1 || blocks.some(namesRevision))
        return {
          kind: 'evidence',
          text: 'the traffic of service {service} names revisions',
          data,
          at: traffic?.at ?? at,
        }
      if (isOpen(traffic) || hasUnresolved(traffic) || !complete || isLeftToOthers(properties))
        return {
          kind: 'unknown',
          origin: 'files',
          reason: 'the traffic of service {service} is decided elsewhere',
          data,
          at,
        }
      return { kind: 'problem', message: 'traffic', data, at: traffic?.at ?? at }
    })
}

function namesRevision(block: Value): boolean {
  return ['revision', 'revision_name', 'revisionName', 'tag'].some((key) => valueAt(block, key) !== undefined)
}

/** `lifecycle { ignore_changes = [traffic] }`: something else moves it. */
function isLeftToOthers(properties: Value): boolean {
  const ignored = itemsOf(valueAt(properties, 'lifecycle.ignore_changes'))
  return ignored.some((each) => /traffic|all/.test(each.kind === 'unresolved' ? each.text : (textOf(each) ?? '')))
}

function deliveryPipelines(infrastructure: Infrastructure, files: FileIndex): CheckOutcome<Message>[] {
  return resourcesOfType(infrastructure.resources, ...PIPELINES.keys())
    .filter(({ file }) => isForUse(file, files))
    .map((resource) => judgePipeline(resource))
}

function judgePipeline({ type, name, properties, complete, at }: Resource): CheckOutcome<Message> {
  const stages = valueAt(properties, PIPELINES.get(type) ?? '')
  const last = itemsOf(stages).at(-1)
  const data = { pipeline: name }
  const canary = valueAt(last, 'strategy.canary')
  const verify = valueAt(last, 'strategy.standard.verify')
  if (canary !== undefined || truthOf(verify) === true) {
    const how = canary === undefined ? 'verifies' : 'brings part by part'
    const text = `delivery pipeline {pipeline} ${how} what goes to its last target`
    return { kind: 'evidence', text, data, at: (canary ?? verify)?.at ?? at }
  }
  if (last === undefined || isOpen(verify) || last.kind === 'unresolved' || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the stages of delivery pipeline {pipeline} are decided elsewhere',
      data,
      at,
    }
  return { kind: 'problem', message: 'pipeline', data, at: last.at }
}
