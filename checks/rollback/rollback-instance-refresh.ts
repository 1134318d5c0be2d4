import {
  authoredResources,
  defineCheck,
  isOpen,
  textOf,
  textsIn,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

type Message = 'noRollback' | 'noSignal' | 'noHealth'

export default defineCheck({
  id: 'rollback-instance-refresh',
  title: 'Instance replacement does not roll back',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP04',
    'REL08-BP04',
    'REL11-BP03',
    'hc.define.immutable.vm',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    noRollback: {
      text: 'The instance refresh of {group} stops when new instances fail, and leaves the group half replaced.',
      remedy: 'Set auto_rollback = true in its preferences, and name alarms that stop it.',
    },
    noSignal: {
      text: 'The rolling update of {group} does not wait for its instances to say that they work.',
      remedy: 'Set WaitOnResourceSignals: true, and send the signal with cfn-signal when the instance serves.',
    },
    noHealth: {
      text: 'The rolling update of {group} has no health check, so it goes on with instances that do not serve.',
      remedy: 'Name the health check that tells whether an instance serves.',
    },
  },

  *run({ infrastructure, files }) {
    const groups = authoredResources(infrastructure, files, ...JUDGES.keys())
    const outcomes = groups.flatMap((group) => JUDGES.get(group.type)?.(group) ?? [])
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no group of instances is replaced by an update' }
    yield* outcomes
  },
})

type Judge = (group: Resource) => CheckOutcome<Message> | undefined

/** Each type of group that replaces its instances, and how it is judged; undefined where it does not replace them. */
const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['aws_autoscaling_group', instanceRefresh],
  ['AWS::AutoScaling::AutoScalingGroup', updatePolicy],
  ['google_compute_instance_group_manager', managedGroup],
  ['google_compute_region_instance_group_manager', managedGroup],
  ['azurerm_linux_virtual_machine_scale_set', scaleSet],
  ['azurerm_windows_virtual_machine_scale_set', scaleSet],
  ['azurerm_orchestrated_virtual_machine_scale_set', scaleSet],
])

/** Terraform docs: aws_autoscaling_group, instance_refresh. */
function instanceRefresh(group: Resource): ReturnType<Judge> {
  const refresh = valueAt(group.properties, 'instance_refresh')
  if (refresh === undefined) return undefined
  const rollback = valueAt(refresh, 'preferences.auto_rollback')
  return outcome(group, {
    switches: [refresh, rollback],
    good: truthOf(rollback) === true,
    message: 'noRollback',
    at: refresh,
  })
}

/** CloudFormation docs: UpdatePolicy attribute. A scheduled action alone replaces nothing. */
function updatePolicy(group: Resource): ReturnType<Judge> {
  const policy = valueAt(group.properties, '@UpdatePolicy')
  const rolling = valueAt(policy, 'AutoScalingRollingUpdate')
  const replaces = valueAt(policy, 'AutoScalingReplacingUpdate.WillReplace')
  const waits = valueAt(rolling, 'WaitOnResourceSignals')
  if (policy === undefined || (rolling === undefined && replaces === undefined && !isOpen(policy))) return undefined
  const good = truthOf(waits) === true || truthOf(replaces) === true
  return outcome(group, {
    switches: [policy, rolling, waits, replaces],
    good,
    message: 'noSignal',
    at: rolling ?? policy,
  })
}

/** Terraform docs: google_compute_instance_group_manager, update_policy. */
function managedGroup(group: Resource): ReturnType<Judge> {
  const policy = valueAt(group.properties, 'update_policy')
  if (policy === undefined || textOf(valueAt(policy, 'type')) === 'OPPORTUNISTIC') return undefined
  const health = valueAt(group.properties, 'auto_healing_policies.health_check')
  const healing = valueAt(group.properties, 'auto_healing_policies')
  return outcome(group, { switches: [policy, healing], good: health !== undefined, message: 'noHealth', at: policy })
}

/** Terraform docs: azurerm_linux_virtual_machine_scale_set, upgrade_mode and health_probe_id. */
function scaleSet(group: Resource): ReturnType<Judge> {
  const mode = valueAt(group.properties, 'upgrade_mode')
  if (mode === undefined || textOf(mode) === 'Manual') return undefined
  const probe = valueAt(group.properties, 'health_probe_id')
  const extension = valueAt(group.properties, 'extension')
  const good = probe !== undefined || textsIn(extension).some((text) => text.includes('ApplicationHealth'))
  return outcome(group, { switches: [mode, extension], good, message: 'noHealth', at: mode })
}

interface Judged {
  /** What must be known for a problem. */
  readonly switches: readonly (Value | undefined)[]
  readonly good: boolean
  readonly message: Message
  readonly at: Value
}

function outcome({ name, complete }: Resource, { switches, good, message, at: { at } }: Judged): CheckOutcome<Message> {
  const data = { group: name }
  if (good) return { kind: 'evidence', text: 'an update of {group} that fails is noticed', data, at }
  if (switches.some(isOpen) || !complete)
    return { kind: 'unknown', origin: 'files', reason: 'how {group} is updated is decided elsewhere', data, at }
  return { kind: 'problem', message, data, at }
}
