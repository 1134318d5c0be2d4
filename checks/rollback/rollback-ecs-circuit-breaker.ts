import {
  defineCheck,
  resourcesOfType,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

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

export default defineCheck({
  id: 'rollback-ecs-circuit-breaker',
  title: 'ECS service does not roll back a failed deployment',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP04',
    'REL08-BP05',
    'REL11-BP03',
    'hc.deploy.apps.auto-revert',
  ],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'ECS service {service} keeps trying a deployment that fails, because nothing rolls it back.',
      remedy: 'Add a deployment circuit breaker with enable and rollback set to true.',
    },
    noRollback: {
      text: 'ECS service {service} stops a deployment that fails, but does not roll it back.',
      remedy: 'Set rollback to true beside enable.',
    },
  },

  *run({ infrastructure, files }) {
    const services = resourcesOfType(infrastructure.resources, 'aws_ecs_service', 'AWS::ECS::Service').filter(
      ({ file }) => !files.isExcluded(file),
    )
    if (services.length === 0) return yield { kind: 'not-applicable', reason: 'there is no ECS service' }
    for (const service of services) yield judge(service)
  },
})

function judge(service: Resource): CheckOutcome<'none' | 'noRollback'> {
  const { properties, name, at } = service
  const paths = service.technology === 'terraform' ? PATHS.terraform : PATHS.cloudformation
  const controller = valueAt(properties, paths.controller)
  const strategy = valueAt(properties, paths.strategy)
  const breaker = valueAt(properties, paths.breaker)
  const alarms = valueAt(properties, paths.alarms)
  const isOn = (value: Value | undefined, key: string) => truthOf(valueAt(value, key))
  const data = { service: name }

  const other = textOf(controller)
  if (other !== undefined && other !== 'ECS')
    return {
      kind: 'not-applicable',
      reason: 'service {service} is deployed by {controller}',
      data: { ...data, controller: other },
    }
  if (NATIVE_STRATEGIES.has(textOf(strategy) ?? ''))
    return {
      kind: 'evidence',
      text: 'service {service} shifts traffic by {strategy}',
      data: { ...data, strategy: textOf(strategy) ?? '' },
      at: strategy?.at ?? at,
    }
  for (const guard of [breaker, alarms]) {
    if (guard !== undefined && isOn(guard, paths.enable) === true && isOn(guard, paths.rollback) === true) {
      return { kind: 'evidence', text: 'service {service} rolls back a deployment that fails', data, at: guard.at }
    }
  }
  const open = [
    controller,
    strategy,
    breaker,
    alarms,
    valueAt(breaker, paths.enable),
    valueAt(breaker, paths.rollback),
    valueAt(alarms, paths.rollback),
  ]
  const unresolved = open.find((value) => value?.kind === 'unresolved')
  if (unresolved !== undefined)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'whether service {service} rolls back hangs on an expression',
      data,
      at: unresolved.at,
    }
  if (!service.complete)
    return { kind: 'unknown', origin: 'files', reason: 'service {service} could only be read in part', data, at }
  if (isOn(breaker, paths.enable) === true)
    return { kind: 'problem', message: 'noRollback', data, at: breaker?.at ?? at }
  return { kind: 'problem', message: 'none', data, at }
}
