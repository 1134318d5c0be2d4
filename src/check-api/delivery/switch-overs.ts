import type { Location } from '../../core/location.js'
import type { Infrastructure, Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, numberOf, referencesIn, textOf, valueAt } from '../../models/value.js'
import { AT_ONCE, type Strategy } from './switch-commands.js'

/** How a definition brings a new version to those who use it. */
export interface SwitchOver {
  readonly resource: Resource
  /**
   * `at-once`: everything that runs is replaced together. `standby`: all traffic moves together, and the old version
   * waits beside the new one. `gradual`: part by part. `open`: decided outside of what was read.
   */
  readonly how: 'at-once' | 'standby' | 'gradual' | 'open'
  /** By which of the usual strategies it does, as far as the setting tells; parts of servers or tasks are `rolling`. */
  readonly strategy: Strategy
  /** The setting as it is written, or a word for it. */
  readonly value: string
  readonly at: Location
}

type Judged = Omit<SwitchOver, 'resource' | 'strategy'> | undefined
type Judge = (resource: Resource, all: readonly Resource[]) => Judged

/** Every definition that says, or leaves open, how a new version takes over. Workloads of Kubernetes and functions are left out. */
export function switchOversOf({ resources }: Pick<Infrastructure, 'resources'>): SwitchOver[] {
  return resources.flatMap((resource) => {
    const judged = (JUDGES.get(resource.type) ?? judgeOfKind(resource.type))?.(resource, resources)
    return judged === undefined ? [] : [{ resource, strategy: strategyOf(resource, judged.value), ...judged }]
  })
}

/** Words of settings by which traffic moves in shares, and by which two versions stand side by side. */
const IN_SHARES = /canary|linear|traffic|weight|flagger/i
const SIDE_BY_SIDE = /blue.?green|slot/i

function strategyOf({ properties }: Resource, value: string): Strategy {
  if (IN_SHARES.test(value)) return 'canary'
  const type = ['deployment_style.deployment_type', 'DeploymentStyle.DeploymentType'].map((path) =>
    textOf(valueAt(properties, path)),
  )
  return SIDE_BY_SIDE.test(value) || type.includes('BLUE_GREEN') ? 'blue-green' : 'rolling'
}

const gradual = (value: string, at: Location): Judged => ({ how: 'gradual', value, at })

function ofCodeDeploy(group: Resource, all: readonly Resource[]): Judged {
  const { properties, at: line } = group
  const config = valueAt(properties, 'deployment_config_name') ?? valueAt(properties, 'DeploymentConfigName')
  if (config === undefined) return undefined
  const { at } = config
  const named = all.find((each) => isNamed(each, config))
  const value = textOf(config) ?? named?.name ?? ''
  if (named === undefined && isOpen(config)) return { how: 'open', value: '', at }
  if (!AT_ONCE.test(value) && (named === undefined || !leavesNothing(named))) return gradual(value, at)
  if (hasOneInstance(group, all)) return undefined
  const style = [
    valueAt(properties, 'deployment_style.deployment_type'),
    valueAt(properties, 'DeploymentStyle.DeploymentType'),
  ]
  const isBlueGreen = value.includes('ECS') || style.some((each) => textOf(each) === 'BLUE_GREEN')
  return { how: isBlueGreen ? 'standby' : 'at-once', value, at: named?.at ?? at ?? line }
}

/** Whether the resource is the deployment configuration that is named or referred to. */
function isNamed({ type, name, properties }: Resource, config: Value): boolean {
  if (type === 'aws_codedeploy_deployment_config')
    return (
      referencesIn(config).some((each) => each.startsWith(`${type}.${name}.`)) ||
      (textOf(config) !== undefined && textOf(valueAt(properties, 'deployment_config_name')) === textOf(config))
    )
  return type === 'AWS::CodeDeploy::DeploymentConfig' && referencesIn(config).some((each) => each === `Ref:${name}`)
}

function leavesNothing({ properties }: Resource): boolean {
  const types = ['traffic_routing_config.type', 'TrafficRoutingConfig.Type']
  const hosts = ['minimum_healthy_hosts.value', 'MinimumHealthyHosts.Value']
  return (
    types.some((path) => textOf(valueAt(properties, path)) === 'AllAtOnce') ||
    hosts.some((path) => numberOf(valueAt(properties, path)) === 0)
  )
}

/** Whether all groups of machines that a deployment group names hold one machine at most. */
function hasOneInstance({ properties }: Resource, all: readonly Resource[]): boolean {
  const references = [...referencesIn(valueAt(properties, 'autoscaling_groups'))]
  const groups = all.filter(
    ({ type, name }) =>
      type === 'aws_autoscaling_group' && references.some((each) => each.startsWith(`aws_autoscaling_group.${name}.`)),
  )
  return groups.length > 0 && groups.every((group) => numberOf(valueAt(group.properties, 'max_size')) === 1)
}

/** Strategies of Amazon ECS that move traffic to tasks of their own (Amazon ECS API Reference: DeploymentConfiguration). */
const SHIFTING = new Set(['BLUE_GREEN', 'CANARY', 'LINEAR'])

function ofEcs(service: Resource, all: readonly Resource[]): Judged {
  const { properties, at } = service
  const either = (hcl: string, cfn: string): Value | undefined => valueAt(properties, hcl) ?? valueAt(properties, cfn)
  const strategy = either('deployment_configuration.strategy', 'DeploymentConfiguration.Strategy')
  const controller = either('deployment_controller.type', 'DeploymentController.Type')
  if (SHIFTING.has(textOf(strategy) ?? '')) return gradual(textOf(strategy) ?? '', strategy?.at ?? at)
  const isDaemon = textOf(either('scheduling_strategy', 'SchedulingStrategy')) === 'DAEMON'
  if (isDaemon || (textOf(controller) ?? 'ECS') !== 'ECS') return undefined
  const healthy = either('deployment_minimum_healthy_percent', 'DeploymentConfiguration.MinimumHealthyPercent')
  const isElsewhere = [healthy, strategy, controller].some(isOpen)
  return ofTasks(tasksOf(service, all), isElsewhere ? undefined : (numberOf(healthy) ?? 100), healthy?.at ?? at)
}

/** By how many tasks run, and the share of them that stays; undefined for what is set elsewhere. */
function ofTasks(count: number | undefined, healthy: number | undefined, at: Location): Judged {
  if (count !== undefined && count <= 1) return undefined
  if (healthy === undefined) return { how: 'open', value: '', at }
  const value = `a minimum of ${healthy} % healthy tasks`
  if (healthy >= 50) return count === undefined ? undefined : gradual(value, at)
  if (healthy > 0) return undefined
  return { how: count === undefined ? 'open' : 'at-once', value, at }
}

/** How many tasks run at most, by the service and what scales it; undefined where that is set elsewhere. */
function tasksOf({ name, properties }: Resource, all: readonly Resource[]): number | undefined {
  const scaling = all.filter(
    (each) =>
      /^(?:aws_appautoscaling_target|AWS::ApplicationAutoScaling::ScalableTarget)$/.test(each.type) &&
      referencesIn(each.properties).some((one) => one.split(/[.:[]/).includes(name)),
  )
  const most = scaling.map(
    (each) => valueAt(each.properties, 'max_capacity') ?? valueAt(each.properties, 'MaxCapacity'),
  )
  const counts = [valueAt(properties, 'desired_count') ?? valueAt(properties, 'DesiredCount'), ...most]
  const known = counts.flatMap((each) => (each === undefined || isOpen(each) ? [] : (numberOf(each) ?? [])))
  const highest = Math.max(0, ...known)
  return highest > 1 || known.length === counts.length ? highest : undefined
}

/** AWS Elastic Beanstalk Developer Guide: General options, `aws:elasticbeanstalk:command`. */
function ofBeanstalk({ properties }: Resource): Judged {
  const options = [...itemsOf(valueAt(properties, 'setting')), ...itemsOf(valueAt(properties, 'OptionSettings'))].map(
    (each) => ({
      name: textOf(valueAt(each, 'name') ?? valueAt(each, 'OptionName')),
      value: valueAt(each, 'value') ?? valueAt(each, 'Value'),
    }),
  )
  const policy = options.find(({ name }) => name === 'DeploymentPolicy')?.value
  if (policy === undefined) return undefined
  if (options.some(({ name, value }) => name === 'EnvironmentType' && textOf(value) === 'SingleInstance'))
    return undefined
  const { at } = policy
  if (isOpen(policy)) return { how: 'open', value: '', at }
  const value = `DeploymentPolicy ${textOf(policy) ?? ''}`
  return textOf(policy) === 'AllAtOnce' ? { how: 'at-once', value, at } : gradual(value, at)
}

/** Amazon EC2 Auto Scaling User Guide: instance refresh, minimum healthy percentage. */
function ofInstanceRefresh({ properties }: Resource): Judged {
  const refresh = valueAt(properties, 'instance_refresh')
  if (refresh === undefined || numberOf(valueAt(properties, 'max_size')) === 1) return undefined
  const healthy = valueAt(refresh, 'preferences.min_healthy_percentage')
  if (isOpen(healthy)) return { how: 'open', value: '', at: healthy?.at ?? refresh.at }
  // Without a word 90 % stay.
  const percent = numberOf(healthy) ?? 90
  const value = `a minimum of ${percent} % healthy instances`
  return percent > 0 ? gradual(value, refresh.at) : { how: 'at-once', value, at: healthy?.at ?? refresh.at }
}

/** Google Cloud docs: Rolling out updates to MIGs, maxUnavailable. */
function ofInstanceGroup({ properties }: Resource): Judged {
  const unavailable = valueAt(properties, 'update_policy.max_unavailable_percent')
  if (unavailable === undefined || isOpen(unavailable)) return undefined
  const value = `max_unavailable_percent ${textOf(unavailable) ?? ''}`
  return numberOf(unavailable) === 100 ? { how: 'at-once', value, at: unavailable.at } : gradual(value, unavailable.at)
}

/** Amazon API Gateway Developer Guide: canary release deployments. All other requests get the version before. */
function ofGatewayStage({ properties }: Resource): Judged {
  const percent =
    valueAt(properties, 'canary_settings.percent_traffic') ??
    valueAt(properties, 'CanarySetting.PercentTraffic') ??
    valueAt(properties, 'DeploymentCanarySettings.PercentTraffic')
  if (percent === undefined) return undefined
  const { at } = percent
  if (isOpen(percent)) return { how: 'open', value: '', at }
  const value = `a canary of ${textOf(percent) ?? ''} %`
  return numberOf(percent) === 100 ? { how: 'standby', value, at } : gradual(value, at)
}

/** A list by which traffic is divided, where it has more than one part. */
function divided(...paths: readonly string[]): Judge {
  return ({ properties }) => {
    const parts = paths.map((path) => valueAt(properties, path)).find((each) => itemsOf(each).length > 1)
    return parts === undefined ? undefined : gradual('divided traffic', parts.at)
  }
}

function ofRollout({ properties, at }: Resource): Judged {
  const canary = valueAt(properties, 'spec.strategy.canary')
  const steps = valueAt(canary, 'steps')
  const blueGreen = valueAt(properties, 'spec.strategy.blueGreen')
  if (itemsOf(steps).length > 0) return gradual('canary steps', steps?.at ?? at)
  return blueGreen === undefined ? undefined : gradual('blue/green', blueGreen.at)
}

function ofVirtualService({ properties }: Resource): Judged {
  const routes = itemsOf(valueAt(properties, 'spec.http')).map((each) => valueAt(each, 'route'))
  const weighted = routes.find((each) => itemsOf(each).filter((one) => valueAt(one, 'weight') !== undefined).length > 1)
  return weighted === undefined ? undefined : gradual('weighted routes', weighted.at)
}

/** Nomad documentation: update Block. A canary, or all canaries at once beside the old version, come before the rest. */
function ofNomad({ properties }: Resource): Judged {
  const groups = itemsOf(properties.entries.get('group')).flatMap((each) =>
    each.kind === 'dict' ? [...each.entries.values()] : [],
  )
  const own = groups.flatMap((each) => itemsOf(valueAt(each, 'update')))
  const update = [...own, ...itemsOf(properties.entries.get('update'))][0]
  if (update === undefined || isOpen(update)) return undefined
  const canaries = valueAt(update, 'canary')
  if (isOpen(canaries)) return { how: 'open', value: '', at: update.at }
  const number = numberOf(canaries) ?? 0
  if (number === 0) {
    const most = numberOf(valueAt(update, 'max_parallel')) ?? 1
    return most > 0 ? gradual(`max_parallel ${most}`, update.at) : undefined
  }
  const count = Math.max(0, ...groups.map((each) => numberOf(valueAt(each, 'count')) ?? 1))
  return gradual(number >= count ? 'blue/green' : `canary ${number}`, canaries?.at ?? update.at)
}

const slot: Judge = ({ at }) => gradual('a deployment slot', at)

const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['aws_codedeploy_deployment_group', ofCodeDeploy],
  ['AWS::CodeDeploy::DeploymentGroup', ofCodeDeploy],
  ['aws_ecs_service', ofEcs],
  ['AWS::ECS::Service', ofEcs],
  ['aws_elastic_beanstalk_environment', ofBeanstalk],
  ['aws_elastic_beanstalk_configuration_template', ofBeanstalk],
  ['AWS::ElasticBeanstalk::Environment', ofBeanstalk],
  ['AWS::ElasticBeanstalk::ConfigurationTemplate', ofBeanstalk],
  ['aws_autoscaling_group', ofInstanceRefresh],
  ['aws_api_gateway_stage', ofGatewayStage],
  ['aws_api_gateway_deployment', ofGatewayStage],
  ['AWS::ApiGateway::Stage', ofGatewayStage],
  ['AWS::ApiGateway::Deployment', ofGatewayStage],
  ['nomad-job', ofNomad],
  ['google_compute_instance_group_manager', ofInstanceGroup],
  ['google_compute_region_instance_group_manager', ofInstanceGroup],
  ['google_cloud_run_service', divided('traffic')],
  ['google_cloud_run_v2_service', divided('traffic')],
  ['azurerm_container_app', divided('ingress.traffic_weight')],
  ['aws_lb_listener', divided('default_action.forward.target_group')],
  ['aws_lb_listener_rule', divided('action.forward.target_group')],
  ['azurerm_linux_web_app_slot', slot],
  ['azurerm_windows_web_app_slot', slot],
  ['azurerm_linux_function_app_slot', slot],
  ['azurerm_windows_function_app_slot', slot],
  ['azurerm_app_service_slot', slot],
])

/** Objects of controllers in Kubernetes, whatever version of their group. */
function judgeOfKind(type: string): Judge | undefined {
  const [group = '', , kind = ''] = type.split('/')
  if (group === 'argoproj.io' && kind === 'Rollout') return ofRollout
  if (group === 'flagger.app' && kind === 'Canary') return ({ at }) => gradual('Flagger', at)
  return group === 'networking.istio.io' && kind === 'VirtualService' ? ofVirtualService : undefined
}
