import type { FileIndex, Infrastructure, Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, referencesIn, textOf, truthOf, valueAt } from '../../models/value.js'
import { ALARM_TYPES, ROUTING_TYPES, type AlarmType } from './alarm-types.js'
import { neighboursIn, placeOf } from '../cloud/neighbours.js'
import { isForUse } from '../common/paths.js'
import { textsIn } from '../common/texts.js'

/** What an alarm that is declared does when it is raised. */
export interface Alarm {
  readonly resource: Resource
  /** `used`: something else acts on it (a deployment that goes back, another alarm); `open`: it is decided elsewhere. */
  readonly tells: 'somebody' | 'nobody' | 'used' | 'open'
  /** Where it is switched off. */
  readonly off?: Value
  /** The property that should say what to do, if nothing does. */
  readonly undescribed?: string
  /** The property of actions. */
  readonly property: string
}

/** Events that CloudWatch sends of every alarm to whoever listens (EventBridge: events from CloudWatch). */
const STATE_CHANGE = 'CloudWatch Alarm State Change'
const LISTENERS: ReadonlySet<string> = new Set(['aws_cloudwatch_event_rule', 'AWS::Events::Rule'])

/** What refers to alarms without acting on them. */
const SHOWS = /dashboard|^(?:variable|locals)$/i

/** The alarms that are meant to be run, but for those of Prometheus, which routes elsewhere. */
export function alarmsOf({ resources }: Pick<Infrastructure, 'resources'>, files: FileIndex): Alarm[] {
  const used = resources.filter(({ file }) => isForUse(file, files))
  const found = used.flatMap((resource) => {
    const type = ALARM_TYPES.get(resource.type)
    return type === undefined ? [] : [{ resource, type }]
  })
  if (found.length === 0) return []
  const users = usersOf(used)
  const routed = [...ROUTING_TYPES].flatMap(([type, prefix]) => (used.some((each) => each.type === type) ? prefix : []))
  const listens = used.some(
    ({ type, properties }) => LISTENERS.has(type) && textsIn(properties).some((text) => text.includes(STATE_CHANGE)),
  )
  if (listens) routed.push('aws_cloudwatch_', 'AWS::CloudWatch::')
  const isOff = ({ properties }: Resource, { enabled }: AlarmType): boolean => {
    const value = enabled === undefined ? undefined : valueAt(properties, enabled)
    return value !== undefined && !isOpen(value) && truthOf(value) === false
  }
  // A module that is called for several environments may be silent in some.
  const heard = new Set(found.flatMap(({ resource, type }) => (isOff(resource, type) ? [] : placeIn(resource))))
  const silent = found.flatMap(({ resource, type }) => (isOff(resource, type) ? resource : []))
  const switchedOff = new Set(silent.filter((each) => !heard.has(placeIn(each)) && users.get(each) !== 'used'))
  return found.map(({ resource, type }) => {
    const elsewhere = !resource.complete || routed.some((prefix) => resource.type.startsWith(prefix))
    const tells = whomIn(resource, type)
    const off = type.enabled === undefined ? undefined : valueAt(resource.properties, type.enabled)
    const described = type.described.some((path) => isSaid(valueAt(resource.properties, path)))
    return {
      resource,
      property: type.actions ?? '',
      tells: tells === 'nobody' ? (users.get(resource) ?? (elsewhere ? 'open' : tells)) : tells,
      ...(off !== undefined && switchedOff.has(resource) && { off }),
      ...(!described && resource.complete && { undescribed: type.described[0] ?? '' }),
    }
  })
}

function placeIn({ at }: Resource): string {
  return `${at.file}:${at.line}`
}

/** Whom the alarm itself tells. */
function whomIn({ properties }: Resource, { actions, mentions }: AlarmType): 'somebody' | 'nobody' | 'open' {
  if (actions === undefined) return 'open'
  const value = valueAt(properties, actions)
  if (mentions === true) {
    if (textsIn(value).some((text) => text.includes('@'))) return 'somebody'
    return isOpen(value) ? 'open' : 'nobody'
  }
  if (itemsOf(value).length > 0 && !isNull(value)) return 'somebody'
  return isOpen(value) ? 'open' : 'nobody'
}

function isNull(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && (value.value === null || value.value === '')
}

/** A value that is there, or may be. */
function isSaid(value: Value | undefined): boolean {
  return value !== undefined && (value.kind !== 'scalar' || (textOf(value) ?? '').trim() !== '' || isOpen(value))
}

/** Alarms that other resources of their module or template refer to; what an output hands on is open. */
function usersOf(resources: readonly Resource[]): ReadonlyMap<Resource, 'used' | 'open'> {
  const neighbours = neighboursIn(resources)
  const users = new Map<Resource, 'used' | 'open'>()
  const byName = new Map(
    resources.flatMap((resource) => {
      const name = textOf(valueAt(resource.properties, 'alarm_name') ?? valueAt(resource.properties, 'AlarmName'))
      return name === undefined || !ALARM_TYPES.has(resource.type) ? [] : [[`${placeOf(resource)} ${name}`, resource]]
    }),
  )
  for (const resource of resources) {
    if (SHOWS.test(resource.type)) continue
    const how = resource.type === 'output' || resource.type === 'module' ? 'open' : 'used'
    const named = NAMING.has(resource.type) ? namesIn(resource) : []
    for (const other of [
      ...neighbours.named(resource, referencesIn(resource.properties)),
      ...named.flatMap((name) => byName.get(`${placeOf(resource)} ${name}`) ?? []),
    ])
      if (other !== resource && users.get(other) !== 'used') users.set(other, how)
  }
  return users
}

/** Types that name alarms in plain text. */
const NAMING: ReadonlySet<string> = new Set([
  'aws_cloudwatch_composite_alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'aws_codedeploy_deployment_group',
  'AWS::CodeDeploy::DeploymentGroup',
  'aws_ecs_service',
  'AWS::ECS::Service',
  'aws_route53_health_check',
])

function namesIn({ properties }: Resource): string[] {
  return textsIn(properties).flatMap((text) => [text, ...text.split(/["'()\s]+/)])
}
