import type { YamlNode } from '../../readers/yaml/node.js'
import { routeOfKey } from '../../readers/yaml/route.js'
import { isRefused, refuse, together } from '../edits.js'
import { HCL } from '../kinds.js'
import type { Fixer, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { SHARED, type YamlSource } from '../yaml/source.js'
import { inYaml, OTHER_KIND } from './places.js'

/** Ten percent of the traffic for five minutes: the shortest canary that CodeDeploy has. */
const TYPE = 'Canary10Percent5Minutes'

/** Shifts the traffic of a function of AWS SAM step by step, watched by the alarms that the template has for it. */
export const samPreference: Fixer = {
  check: 'rollback-lambda-gradual',
  fixability: 'suggestion',
  does: `Adds \`DeploymentPreference\` of type \`${TYPE}\` with the template's own alarms on the function, and \`AutoPublishAlias: live\` where it has none`,
  leaves: 'Functions that no alarm of the template watches: a shift that nothing stops helps nobody',
  leadsTo: ['obs-alert-actionable', 'rollback-alarm-driven'],
  propose: (input) => (HCL.test(input.file) ? refuse(OTHER_KIND) : inYaml(input, shift)),
}

/** The finding stands at the function, or at its preference. */
function shift(source: YamlSource, route: string): Proposal {
  const [resource, name] = /^Resources\.([A-Za-z0-9]+)(?=$|\.)/.exec(route) ?? []
  const type = resource && textAt(source, routeOfKey(resource, 'Type'))
  if (resource === undefined || name === undefined || type !== 'AWS::Serverless::Function')
    return refuse('it is no function of AWS SAM')
  const alarms = alarmsOn(source, name)
  if (alarms === undefined) return refuse(SHARED)
  if (alarms.length === 0) return refuse(`no alarm of the template watches ${name}`)
  const properties = routeOfKey(resource, 'Properties')
  const watched = alarms.map((alarm) => ({ Ref: alarm }))
  const existing = routeOfKey(properties, 'DeploymentPreference')
  if (source.at(existing) !== undefined) {
    return source.at(routeOfKey(existing, 'Alarms')) === undefined
      ? insertKey(source, existing, 'Alarms', watched)
      : refuse('its DeploymentPreference is laid out in a way that is not changed')
  }
  const preference = { Type: TYPE, Alarms: watched }
  const added = insertKey(source, properties, 'DeploymentPreference', preference)
  if (isRefused(added) || source.at(routeOfKey(properties, 'AutoPublishAlias')) !== undefined) return added
  return withAlias(added, insertKey(source, properties, 'AutoPublishAlias', 'live'))
}

/** Both keys stand at one place: their texts become one. */
function withAlias(preference: Proposal, alias: Proposal): Proposal {
  if (isRefused(preference)) return preference
  if (isRefused(alias)) return alias
  const [one, other] = [alias.edits[0], preference.edits[0]]
  if (one === undefined || other === undefined) return refuse(SHARED)
  const { touches } = together([alias, preference])
  return { edits: [{ ...one, text: one.text + other.text }], touches }
}

function textAt(source: YamlSource, route: string): string | undefined {
  const node = source.at(route)?.node
  return node?.kind === 'scalar' ? node.text : undefined
}

/** The alarms of the template that refer to a resource; undefined if its resources cannot be told. */
function alarmsOn(source: YamlSource, name: string): string[] | undefined {
  const resources = source.at('Resources')?.node
  if (resources?.kind !== 'mapping') return undefined
  return resources.entries.flatMap(({ key, value }) => {
    const type = textAt(source, routeOfKey(routeOfKey('Resources', key.text), 'Type'))
    return type === 'AWS::CloudWatch::Alarm' && refersTo(value, name, 0) ? [key.text] : []
  })
}

function refersTo(node: YamlNode, name: string, depth: number): boolean {
  if (depth > 8) return false
  if (node.kind === 'scalar') return node.text === name && node.tag === '!Ref'
  if (node.kind === 'sequence') return node.items.some((item) => refersTo(item, name, depth + 1))
  return node.entries.some(
    ({ key, value }) =>
      (key.text === 'Ref' && value.kind === 'scalar' && value.text === name) || refersTo(value, name, depth + 1),
  )
}
