import {
  authoredResources,
  DEPLOY_KINDS,
  defineCheck,
  deployPaths,
  isOpen,
  laterSteps,
  mayHideOptions,
  rollbackOf,
  textOf,
  valueAt,
  valuesOf,
  z,
  type CheckOutcome,
  type Deployment,
  type FileIndex,
  type Infrastructure,
  type Intent,
  type Pipelines,
} from '../../src/check-api/index.js'

type Message = 'slot' | 'revision'

const APPS: ReadonlySet<string> = new Set(['azure-webapp', 'azure-functions'])
const PRODUCTION = 'production'

/** Plans, and those of their tiers that have no slots (Azure App Service limits; Azure Functions: Flex Consumption). */
const PLANS: ReadonlyMap<string, string> = new Map([
  ['azurerm_service_plan', 'sku_name'],
  ['azurerm_app_service_plan', 'sku.size'],
])
const WITHOUT_SLOTS = /^(?:F1|D1|B[123]|FC1)$/i

export default defineCheck({
  id: 'rollback-azure-slots',
  title: 'Azure app is deployed straight into its production slot',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.ADS.2', 'ops05-bp10.boundaries.rollback', 'OPS06-BP03', 'OPS06-BP04', 'hc.deploy.blue-green'],
  judgesExamples: false,
  needs: ['delivery', 'pipelines', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    slot: {
      text: 'Job {job} deploys into the production slot, so there is nothing to swap back to.',
      remedy: 'Deploy to a slot of its own, probe it, then swap; swapping again brings the old version back.',
    },
    revision: {
      text: 'Container app {app}, to which job {job} deploys, keeps a single revision in service: the new one replaces it.',
      remedy: 'Set revision_mode to Multiple, and move the traffic once the new revision answers.',
    },
  },

  *run({ delivery, pipelines, infrastructure, files }) {
    const deployments = deployPaths(delivery).filter(({ tier }) => tier === 'production' || tier === 'unknown')
    const apps = deployments.filter(({ tool }) => APPS.has(tool))
    const containers = deployments.filter(({ tool }) => tool === 'azure-containerapp')
    if (apps.length + containers.length === 0)
      return yield { kind: 'not-applicable', reason: 'no Azure app is deployed to production' }
    if (apps.length > 0 && plansWithoutSlots(infrastructure, files))
      yield { kind: 'not-applicable', reason: 'the plan that is declared here has no slots' }
    else for (const deployment of apps) yield judgeApp(deployment, pipelines)
    for (const deployment of containers) yield judgeContainer(deployment, pipelines)
  },
})

function plansWithoutSlots(infrastructure: Infrastructure, files: FileIndex): boolean {
  const plans = authoredResources(infrastructure, files, ...PLANS.keys())
  return (
    plans.length > 0 &&
    plans.every(({ type, properties }) => WITHOUT_SLOTS.test(textOf(valueAt(properties, PLANS.get(type) ?? '')) ?? ''))
  )
}

function judgeApp(deployment: Deployment, pipelines: Pipelines): CheckOutcome<Message> {
  const { step, job, tool, at, intent } = deployment
  const own = step.intents.filter((each) => each.tool === tool && DEPLOY_KINDS.has(each.kind))
  const shared = { data: { job: job.id }, at, because: intent?.because ?? [] }
  if (own.some(({ kind }) => kind === 'promote'))
    return { kind: 'evidence', text: 'job {job} swaps slots or moves traffic between them', ...shared }
  if (rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'job {job} takes a failed deployment back', ...shared }
  const slots = own.flatMap((each) => slotOf(each, deployment))
  const slot = slots.find((text) => text.toLowerCase() !== PRODUCTION)
  const unknown = { kind: 'unknown', origin: 'files', ...shared } as const
  if (slot?.includes('$') === true || own.some(({ command }) => command !== undefined && mayHideOptions(command)))
    return { ...unknown, reason: 'the slot to which job {job} deploys is decided elsewhere' }
  if (slot === undefined) return { kind: 'problem', message: 'slot', ...shared }
  if (movesLater(deployment, pipelines))
    return { kind: 'evidence', text: 'job {job} deploys to a slot that is swapped afterwards', ...shared }
  return { ...unknown, reason: 'job {job} deploys to a slot; what swaps it is not here' }
}

/** The slot that a command or an action names. */
function slotOf({ command }: Intent, { step }: Deployment): string[] {
  if (command !== undefined) return valuesOf(command.argv, '--slot', '-s').map(({ text }) => text)
  return ['slot-name', 'slotName', 'SlotName', 'slot'].flatMap((name) => step.with.get(name)?.value ?? [])
}

function movesLater(deployment: Deployment, pipelines: Pipelines): boolean {
  return laterSteps(deployment, pipelines).some(({ intents }) =>
    intents.some(({ kind, tool }) => kind === 'promote' && tool.startsWith('azure-')),
  )
}

function judgeContainer(deployment: Deployment, pipelines: Pipelines): CheckOutcome<Message> {
  const { job, at, intent, resources } = deployment
  const because = intent?.because ?? []
  const data = { job: job.id }
  if (intent?.kind === 'promote' || movesLater(deployment, pipelines) || rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'job {job} moves the traffic of a container app by itself', data, at, because }
  const [app] = resources
  const mode = valueAt(app?.properties, 'revision_mode')
  if (app === undefined || isOpen(mode) || textOf(mode) === undefined) {
    const reason = 'how many revisions of the container app that job {job} deploys are in service is not declared here'
    return { kind: 'unknown', origin: 'files', reason, data, at, because }
  }
  if (textOf(mode)?.toLowerCase() !== 'single') {
    const text = 'container app {app} keeps several revisions in service'
    return { kind: 'evidence', text, data: { app: app.name }, at: mode?.at ?? app.at }
  }
  return { kind: 'problem', message: 'revision', data: { ...data, app: app.name }, at, because }
}
