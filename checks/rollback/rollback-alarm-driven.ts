import {
  authoredResources,
  because,
  defineCheck,
  folderOf,
  hasUnresolved,
  isForUse,
  isOpen,
  itemsOf,
  onceForEachKey,
  textOf,
  truthOf,
  valueAt,
  valuesOf,
  z,
  deployPaths,
  type CheckOutcome,
  type Delivery,
  type FileIndex,
  type Infrastructure,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

/** A mechanism that brings new versions out and can stop on a signal, where it is declared. */
interface Mechanism {
  readonly noun: string
  /** What must be written for it to bring versions out by itself; absent: it always does. */
  readonly used?: string
  /** The check that reports where that is missing, although the mechanism brings versions out. */
  readonly judgedBy?: string
  /** The list of alarms that it listens to … */
  readonly alarms: string
  /** … and a switch that must not be off, nor missing where it is off by default. */
  readonly switch?: { readonly path: string; readonly byDefault: boolean }
}

/** From the reference of each type in Terraform's AWS provider and in CloudFormation. */
const MECHANISMS: ReadonlyMap<string, Mechanism> = new Map<string, Mechanism>([
  [
    'aws_codedeploy_deployment_group',
    {
      noun: 'deployment group',
      alarms: 'alarm_configuration.alarms',
      switch: { path: 'alarm_configuration.enabled', byDefault: false },
    },
  ],
  [
    'AWS::CodeDeploy::DeploymentGroup',
    {
      noun: 'deployment group',
      alarms: 'AlarmConfiguration.Alarms',
      switch: { path: 'AlarmConfiguration.Enabled', byDefault: true },
    },
  ],
  [
    'aws_ecs_service',
    {
      noun: 'ECS service',
      used: 'deployment_circuit_breaker',
      judgedBy: 'rollback-ecs-circuit-breaker',
      alarms: 'alarms.alarm_names',
      switch: { path: 'alarms.rollback', byDefault: false },
    },
  ],
  [
    'AWS::ECS::Service',
    {
      noun: 'ECS service',
      used: 'DeploymentConfiguration.DeploymentCircuitBreaker',
      judgedBy: 'rollback-ecs-circuit-breaker',
      alarms: 'DeploymentConfiguration.Alarms.AlarmNames',
      switch: { path: 'DeploymentConfiguration.Alarms.Rollback', byDefault: false },
    },
  ],
  [
    'aws_autoscaling_group',
    {
      noun: 'Auto Scaling group',
      used: 'instance_refresh',
      alarms: 'instance_refresh.preferences.alarm_specification.alarms',
    },
  ],
  [
    'AWS::Serverless::Function',
    { noun: 'function', used: 'DeploymentPreference', alarms: 'DeploymentPreference.Alarms' },
  ],
])

const ALARMS = [
  'aws_cloudwatch_metric_alarm',
  'aws_cloudwatch_composite_alarm',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
] as const

/** Objects whose own description says by which measurements they go back. */
const ANALYSED = /^(?:argoproj\.io\/.*\/(?:Cluster)?AnalysisTemplate|flagger\.app\/.*\/(?:Canary|MetricTemplate))$/

export default defineCheck({
  id: 'rollback-alarm-driven',
  title: 'Alarms exist but no rollback listens to them',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'waf.rel.auto-recover',
    'OPS06-BP04',
    'OPS10-BP07',
    'REL06-BP04',
    'REL11-BP01',
    'hc.automate.cicd.rollback-on-signal',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    deaf: {
      text: '{noun} {name} goes back only when a deployment fails by itself, although alarms are declared here that would tell of a bad version.',
      remedy:
        'Name the alarms of what it deploys in {property}, so that a version that users suffer from is taken back.',
    },
  },

  *run({ infrastructure, delivery, files }) {
    const alarms = authoredResources(infrastructure, files, ...ALARMS)
    const mechanisms = authoredResources(infrastructure, files, ...MECHANISMS.keys())
    const outcomes = [
      ...mechanisms.flatMap((each) => judge(each, alarms) ?? []),
      ...analysed(infrastructure, files),
      ...triggers(delivery),
    ]
    if (outcomes.length === 0)
      return yield {
        kind: 'not-applicable',
        reason: 'nothing is declared that brings versions out and could stop on a signal',
      }
    yield* onceForEachKey(
      outcomes,
      ({ at, data }) => [at?.file, data?.['noun']],
      ({ data }) => `${String(data?.['name'])}, too`,
    )
  },
})

function judge(resource: Resource, alarms: readonly Resource[]): CheckOutcome<'deaf'> | undefined {
  const { type, name, properties, complete, at } = resource
  const mechanism = MECHANISMS.get(type)
  if (mechanism === undefined) return undefined
  const { noun, used, alarms: property } = mechanism
  const use = used === undefined ? undefined : valueAt(properties, used)
  if (used !== undefined && (use === undefined || truthOf(valueAt(use, 'Enabled')) === false))
    return alarms.length === 0 ? undefined : unused(resource, mechanism)
  const data = { noun: noun.charAt(0).toUpperCase() + noun.slice(1), name, property }
  const listed = valueAt(properties, property)
  const on = mechanism.switch && valueAt(properties, mechanism.switch.path)
  const isOn = switchedOn(mechanism, on)
  if (listed !== undefined && isOn && (itemsOf(listed).length > 0 || hasUnresolved(listed)))
    return { kind: 'evidence', text: '{noun} {name} goes back on alarms', data, at: listed.at }
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  if (isOpen(use) || isOpen(listed) || isOpen(on) || !complete || (use !== undefined && hasUnresolved(use)))
    return { ...unknown, reason: 'whether {noun} {name} listens to alarms is decided elsewhere' }
  const alarm = alarms.find((each) => isBeside(each, resource))
  if (alarm === undefined)
    return { ...unknown, reason: 'alarms that {noun} {name} could listen to may be kept elsewhere' }
  return { kind: 'problem', message: 'deaf', data, at, because: [because(alarm.at, 'an alarm')] }
}

/** Alarms of another template or module may be about something else. */
function isBeside(alarm: Resource, { technology, file }: Resource): boolean {
  if (alarm.technology !== technology) return false
  return technology === 'terraform' ? folderOf(alarm.file) === folderOf(file) : alarm.file === file
}

function switchedOn({ switch: given }: Mechanism, on: Value | undefined): boolean {
  return given === undefined || (on === undefined ? given.byDefault : truthOf(on) !== false)
}

/** Where nothing takes a version back, although alarms are declared: the check of the mechanism itself has more to say. */
function unused(resource: Resource, { noun, judgedBy }: Mechanism): CheckOutcome<'deaf'> | undefined {
  if (judgedBy === undefined || isHandedOver(resource)) return undefined
  return { kind: 'implied', by: judgedBy, reason: `${noun} ${resource.name} takes no version back`, at: resource.at }
}

/** Whether another controller than Amazon ECS brings the service's versions out. */
function isHandedOver({ properties }: Resource): boolean {
  const controller =
    valueAt(properties, 'deployment_controller.type') ?? valueAt(properties, 'DeploymentController.Type')
  return controller !== undefined && textOf(controller) !== 'ECS'
}

function analysed({ resources }: Infrastructure, files: FileIndex): CheckOutcome<never>[] {
  const found = resources.filter(({ type, file }) => ANALYSED.test(type) && isForUse(file, files))
  return found.map(({ name, at }) => ({
    kind: 'evidence',
    text: '{name} measures a new version and takes it back',
    data: { name },
    at,
  }))
}

/** Alarms that a stack's update is told to listen to (AWS CLI reference: create-change-set, `--rollback-configuration`). */
function triggers(delivery: Delivery): CheckOutcome<never>[] {
  return deployPaths(delivery).flatMap(({ step, job }) =>
    step.commands
      .filter(({ argv }) => valuesOf(argv, '--rollback-configuration', '--rollback-triggers').length > 0)
      .map(({ at, because: chain }) => ({
        kind: 'evidence',
        text: 'job {job} names alarms that take the stack back',
        data: { job: job.id },
        at,
        because: chain,
      })),
  )
}
