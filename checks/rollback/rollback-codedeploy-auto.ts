import {
  defineCheck,
  definedElsewhere,
  hasUnresolved,
  isForUse,
  isOpen,
  itemsOf,
  mayHideOptions,
  resourcesOfType,
  stepsOf,
  subcommands,
  textOf,
  truthOf,
  valueAt,
  valuesOf,
  z,
  type CheckOutcome,
  type Command,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

const PATHS = {
  terraform: {
    rollback: 'auto_rollback_configuration',
    enabled: 'enabled',
    events: 'events',
    alarms: 'alarm_configuration.alarms',
    alarmsOn: 'alarm_configuration.enabled',
  },
  cloudformation: {
    rollback: 'AutoRollbackConfiguration',
    enabled: 'Enabled',
    events: 'Events',
    alarms: 'AlarmConfiguration.Alarms',
    alarmsOn: 'AlarmConfiguration.Enabled',
  },
} as const

/** The event of a deployment that fails (AWS CodeDeploy API Reference: AutoRollbackConfiguration). */
const FAILURE = 'DEPLOYMENT_FAILURE'

type Message = 'none' | 'disabled' | 'noFailure' | 'noAlarm' | 'command' | 'commandNone'

export default defineCheck({
  id: 'rollback-codedeploy-auto',
  title: 'CodeDeploy group without automatic rollback',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP04',
    'REL08-BP05',
    'hc.deploy.apps.auto-revert',
    'hc.automate.cicd.rollback-on-signal',
  ],
  judgesExamples: false,
  definitions: ['cloudformation', 'terraform'],
  needs: ['infrastructure', 'pipelines', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Deployment group {group} has no automatic rollback.',
      remedy: 'Enable it for DEPLOYMENT_FAILURE, and for DEPLOYMENT_STOP_ON_ALARM together with alarms.',
    },
    disabled: {
      text: 'Automatic rollback of deployment group {group} is not switched on.',
      remedy: 'Set enabled to true.',
    },
    noFailure: {
      text: 'Deployment group {group} does not roll back when a deployment fails.',
      remedy: 'Add DEPLOYMENT_FAILURE to the events.',
    },
    noAlarm: {
      text: 'Deployment group {group} has alarms that stop a deployment, but does not roll it back then.',
      remedy: 'Add DEPLOYMENT_STOP_ON_ALARM to the events.',
    },
    command: {
      text: 'This command switches automatic rollback off.',
      remedy: 'Pass enabled=true,events=DEPLOYMENT_FAILURE.',
    },
    commandNone: {
      text: 'This command makes a deployment group without automatic rollback.',
      remedy: 'Pass --auto-rollback-configuration enabled=true,events=DEPLOYMENT_FAILURE.',
    },
  },

  *run({ infrastructure, pipelines, delivery, files }) {
    const groups = resourcesOfType(
      infrastructure.resources,
      'aws_codedeploy_deployment_group',
      'AWS::CodeDeploy::DeploymentGroup',
    ).filter(({ file }) => isForUse(file, files))
    const commands = stepsOf(pipelines).flatMap(({ step }) =>
      step.commands.flatMap((command) => judgeCommand(command) ?? []),
    )
    const question = { tool: 'codedeploy', kind: 'deployment group', whether: 'it rolls back' } as const
    const outcomes = [...groups.map(judge), ...commands, ...definedElsewhere(delivery, question)]
    if (outcomes.length === 0) return yield { kind: 'not-applicable', reason: 'nothing is deployed with CodeDeploy' }
    yield* outcomes
  },
})

function judge({ technology, properties, name, at: line, complete }: Resource): CheckOutcome<Message> {
  const paths = technology === 'cloudformation' ? PATHS.cloudformation : PATHS.terraform
  const rollback = valueAt(properties, paths.rollback)
  const enabled = valueAt(rollback, paths.enabled)
  const events = valueAt(rollback, paths.events)
  const names = itemsOf(events).map(textOf)
  const at = rollback?.at ?? line
  const data = { group: name }
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  if (
    isOpen(rollback) ||
    (isOpen(enabled) && truthOf(enabled) !== true) ||
    (!names.includes(FAILURE) && isOpenList(events))
  )
    return { ...unknown, reason: 'the rollback of deployment group {group} is decided elsewhere' }
  if (rollback === undefined)
    return complete
      ? { kind: 'problem', message: 'none', data, at }
      : { ...unknown, reason: 'deployment group {group} could only be read in part' }
  if (truthOf(enabled) !== true) return { kind: 'problem', message: 'disabled', data, at }
  if (!names.includes(FAILURE)) return { kind: 'problem', message: 'noFailure', data, at: events?.at ?? at }
  if (hasAlarms(properties, paths) && !names.includes('DEPLOYMENT_STOP_ON_ALARM') && !isOpenList(events))
    return { kind: 'problem', message: 'noAlarm', data, at: events?.at ?? at, severity: 'warning' }
  return { kind: 'evidence', text: 'deployment group {group} rolls back by itself', data, at }
}

function hasAlarms(properties: Value, paths: (typeof PATHS)[keyof typeof PATHS]): boolean {
  return truthOf(valueAt(properties, paths.alarmsOn)) !== false && itemsOf(valueAt(properties, paths.alarms)).length > 0
}

function isOpenList(events: Value | undefined): boolean {
  return isOpen(events) || hasUnresolved(events)
}

/** `aws deploy` with an explicit word on rollback. Without one, the group decides, unless the command makes the group. */
function judgeCommand({ argv, at, because }: Command): CheckOutcome<Message> | undefined {
  const [service, action] = subcommands(argv)
  if (service !== 'deploy' || !/^(?:create|update)-deployment(?:-group)?$/.test(action ?? '')) return undefined
  const [value] = valuesOf(argv, '--auto-rollback-configuration')
  if (value === undefined)
    return action === 'create-deployment-group' && !mayHideOptions({ argv })
      ? { kind: 'problem', message: 'commandNone', at, because }
      : undefined
  if (/\benabled["']?\s*[=:]\s*["']?true\b/i.test(value.text))
    return { kind: 'evidence', text: 'the command switches automatic rollback on', at, because }
  if (/\benabled["']?\s*[=:]\s*["']?false\b/i.test(value.text) || value.literal)
    return { kind: 'problem', message: 'command', at, because }
  const reason = 'the rollback configuration of this command is a variable'
  return { kind: 'unknown', origin: 'files', reason, at, because }
}
