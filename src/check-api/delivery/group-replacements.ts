import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { isOpen, textOf, truthOf, valueAt } from '../../models/value.js'
import { textsIn } from '../common/texts.js'

/** Whether an update that replaces the instances of a group notices, or takes back, one that fails. */
export type Replacement =
  | { readonly how: 'guarded'; readonly at: Location }
  /** Decided outside of the code that is read. */
  | { readonly how: 'open'; readonly at: Location }
  | { readonly how: 'unguarded'; readonly lacks: 'noRollback' | 'noSignal' | 'noHealth'; readonly at: Location }

type Judge = (group: Resource) => Replacement | undefined

/** Each type of group that replaces its instances, and how it is judged. */
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
    lacks: 'noRollback',
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
    lacks: 'noSignal',
    at: rolling ?? policy,
  })
}

/** Terraform docs: google_compute_instance_group_manager, update_policy. */
function managedGroup(group: Resource): ReturnType<Judge> {
  const policy = valueAt(group.properties, 'update_policy')
  if (policy === undefined || textOf(valueAt(policy, 'type')) === 'OPPORTUNISTIC') return undefined
  const health = valueAt(group.properties, 'auto_healing_policies.health_check')
  const healing = valueAt(group.properties, 'auto_healing_policies')
  return outcome(group, { switches: [policy, healing], good: health !== undefined, lacks: 'noHealth', at: policy })
}

/** Terraform docs: azurerm_linux_virtual_machine_scale_set, upgrade_mode and health_probe_id. */
function scaleSet(group: Resource): ReturnType<Judge> {
  const mode = valueAt(group.properties, 'upgrade_mode')
  if (mode === undefined || textOf(mode) === 'Manual') return undefined
  const probe = valueAt(group.properties, 'health_probe_id')
  const extension = valueAt(group.properties, 'extension')
  const good = probe !== undefined || textsIn(extension).some((text) => text.includes('ApplicationHealth'))
  return outcome(group, { switches: [mode, extension], good, lacks: 'noHealth', at: mode })
}

interface Judged {
  /** What must be known before it counts as unguarded. */
  readonly switches: readonly (Value | undefined)[]
  readonly good: boolean
  readonly lacks: Extract<Replacement, { how: 'unguarded' }>['lacks']
  readonly at: Value
}

function outcome({ complete }: Resource, { switches, good, lacks, at: { at } }: Judged): Replacement {
  if (good) return { how: 'guarded', at }
  return switches.some(isOpen) || !complete ? { how: 'open', at } : { how: 'unguarded', lacks, at }
}

/** The types of groups that {@link replacementOf} knows. */
export const REPLACED_GROUPS: readonly string[] = [...JUDGES.keys()]

/** How a group of machines replaces them; undefined where no update does. */
export function replacementOf(group: Resource): Replacement | undefined {
  return JUDGES.get(group.type)?.(group)
}
