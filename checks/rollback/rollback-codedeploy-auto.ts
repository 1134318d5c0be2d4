import {
  defineCheck,
  hasUnresolved,
  itemsOf,
  resourcesOfType,
  stepsOf,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Command,
  type Resource,
} from '../../src/check-api/index.js'

const PATHS = {
  terraform: {
    rollback: 'auto_rollback_configuration',
    enabled: 'enabled',
    events: 'events',
    alarms: 'alarm_configuration.alarms',
  },
  cloudformation: {
    rollback: 'AutoRollbackConfiguration',
    enabled: 'Enabled',
    events: 'Events',
    alarms: 'AlarmConfiguration.Alarms',
  },
} as const

type Message = 'none' | 'disabled' | 'noFailure' | 'noAlarm' | 'command'

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
    'hc.automate.cicd.rollback-on-signal',
  ],
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Deployment group {group} has no automatic rollback.',
      remedy: 'Enable it for DEPLOYMENT_FAILURE, and for DEPLOYMENT_STOP_ON_ALARM together with alarms.',
    },
    disabled: {
      text: 'Automatic rollback of deployment group {group} is switched off.',
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
  },

  *run({ infrastructure, pipelines, files }) {
    const groups = resourcesOfType(
      infrastructure.resources,
      'aws_codedeploy_deployment_group',
      'AWS::CodeDeploy::DeploymentGroup',
    ).filter(({ file }) => !files.isExcluded(file))
    const commands = stepsOf(pipelines).flatMap(({ step }) =>
      step.commands.flatMap((command) => judgeCommand(command) ?? []),
    )
    if (groups.length + commands.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing is deployed with CodeDeploy' }
    for (const group of groups) yield judge(group)
    yield* commands
  },
})

function judge(group: Resource): CheckOutcome<Message> {
  const paths = group.technology === 'terraform' ? PATHS.terraform : PATHS.cloudformation
  const rollback = valueAt(group.properties, paths.rollback)
  const at = rollback?.at ?? group.at
  const data = { group: group.name }
  if (rollback === undefined) return { kind: 'problem', message: 'none', data, at }
  const events = valueAt(rollback, paths.events)
  if (rollback.kind === 'unresolved' || hasUnresolved(events) || hasUnresolved(valueAt(rollback, paths.enabled))) {
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the rollback of deployment group {group} hangs on an expression',
      data,
      at,
    }
  }
  const names = itemsOf(events).map(textOf)
  const alarms = itemsOf(valueAt(group.properties, paths.alarms))
  if (truthOf(valueAt(rollback, paths.enabled)) !== true) return { kind: 'problem', message: 'disabled', data, at }
  if (!names.includes('DEPLOYMENT_FAILURE'))
    return { kind: 'problem', message: 'noFailure', data, at: events?.at ?? at }
  if (alarms.length > 0 && !names.includes('DEPLOYMENT_STOP_ON_ALARM'))
    return { kind: 'problem', message: 'noAlarm', data, at: events?.at ?? at, severity: 'warning' }
  return { kind: 'evidence', text: 'deployment group {group} rolls back by itself', data, at }
}

/** `aws deploy` with an explicit word on rollback; without one the group decides. */
function judgeCommand({ argv, at, because }: Command): CheckOutcome<Message> | undefined {
  const words = argv.map(({ text }) => text)
  if (words[0] !== 'aws' || words[1] !== 'deploy') return undefined
  const index = words.indexOf('--auto-rollback-configuration')
  const value = words[index + 1]
  if (index < 0 || value === undefined) return undefined
  if (argv[index + 1]?.literal !== true)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the rollback configuration of this command is a variable',
      at,
      because,
    }
  return value.includes('enabled=true')
    ? { kind: 'evidence', text: 'the command switches automatic rollback on', at, because }
    : { kind: 'problem', message: 'command', at, because }
}
