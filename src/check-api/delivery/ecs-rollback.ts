import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { isOpen, textOf, truthOf, valueAt } from '../../models/value.js'

/** What an Amazon ECS service does with a deployment that fails. */
export type EcsRollback =
  /** Something else than Amazon ECS deploys it. */
  | { readonly how: 'elsewhere'; readonly by: string }
  /** Traffic moves to tasks of their own, and back. */
  | { readonly how: 'shifts'; readonly strategy: string; readonly at: Location }
  /** A circuit breaker or alarms take it back. */
  | { readonly how: 'returns'; readonly at: Location }
  /** It is stopped and left as it is. */
  | { readonly how: 'stops'; readonly at: Location }
  | { readonly how: 'none'; readonly at: Location }
  /** Decided outside of the code; `partly` where the code itself could not all be read. */
  | { readonly how: 'open' | 'partly'; readonly at: Location }

/** Strategies that move traffic to tasks of their own (Amazon ECS API Reference: DeploymentConfiguration). */
const NATIVE_STRATEGIES = new Set(['BLUE_GREEN', 'CANARY', 'LINEAR'])

/** The same settings under the two technologies' names. */
const PATHS = {
  terraform: {
    controller: 'deployment_controller.type',
    strategy: 'deployment_configuration.strategy',
    breaker: 'deployment_circuit_breaker',
    alarms: 'alarms',
    enable: 'enable',
    rollback: 'rollback',
  },
  cloudformation: {
    controller: 'DeploymentController.Type',
    strategy: 'DeploymentConfiguration.Strategy',
    breaker: 'DeploymentConfiguration.DeploymentCircuitBreaker',
    alarms: 'DeploymentConfiguration.Alarms',
    enable: 'Enable',
    rollback: 'Rollback',
  },
} as const

/** How a service of Terraform or CloudFormation takes a deployment back that fails. */
export function ecsRollbackOf({ properties, at, technology, complete }: Resource): EcsRollback {
  const paths = technology === 'cloudformation' ? PATHS.cloudformation : PATHS.terraform
  const controller = valueAt(properties, paths.controller)
  const strategy = valueAt(properties, paths.strategy)
  const breaker = valueAt(properties, paths.breaker)
  const alarms = valueAt(properties, paths.alarms)

  const by = textOf(controller) ?? 'ECS'
  if (by !== 'ECS') return { how: 'elsewhere', by }
  const name = textOf(strategy) ?? ''
  if (NATIVE_STRATEGIES.has(name)) return { how: 'shifts', strategy: name, at: strategy?.at ?? at }
  const guard = [breaker, alarms].find((each) => isOn(each, paths.enable) && isOn(each, paths.rollback))
  if (guard !== undefined) return { how: 'returns', at: guard.at }

  const switches = [breaker, alarms].flatMap((each) => [valueAt(each, paths.enable), valueAt(each, paths.rollback)])
  const open = [controller, strategy, breaker, alarms, ...switches].find(isOpen)
  if (open !== undefined) return { how: 'open', at: open.at }
  if (!complete) return { how: 'partly', at }
  return isOn(breaker, paths.enable) ? { how: 'stops', at: breaker?.at ?? at } : { how: 'none', at }
}

function isOn(value: Value | undefined, key: string): boolean {
  return truthOf(valueAt(value, key)) === true
}
