import type { Resource } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'
import { isForTrying } from './paths.js'

const NOT_PRODUCTION =
  /(?:^|[-_./])(?:dev|develop|development|sandbox|test|tests|testing|qa|uat|stg|stage|staging|preview|ephemeral|(?:non|pre)[-_]?prod(?:uction)?)(?:[-_./]|$)/i
const PRODUCTION = /(?:^|[-_./])(?:prod|production|prd|live)(?:[-_./]|$)/i

/** Whether a name or a path says that it is for an environment before production. */
export function namesNoProduction(text: string): boolean {
  return NOT_PRODUCTION.test(text)
}

/** Whether a name or a path says that it is for production. */
export function namesProduction(text: string): boolean {
  return PRODUCTION.test(text)
}

/** Properties that name a resource, by their usual names. */
const NAMES = [
  'name',
  'identifier',
  'cluster_identifier',
  'replication_group_id',
  'domain_name',
  'broker_name',
] as const

/** For what environment a resource is, by its names and the files that it stands in or is called from. */
export function environmentNamed(resource: Resource): 'production' | 'before' | 'unknown' {
  const { name, properties, namespace, file, calledFrom } = resource
  const names = [
    name.replace(/([a-z0-9])([A-Z])/g, '$1-$2'),
    namespace ?? '',
    ...NAMES.flatMap((key) => textOf(valueAt(properties, key)) ?? []),
  ]
  const places = calledFrom?.map((call) => call.file) ?? [file]
  const lasting = places.filter((place) => !namesNoProduction(place) && !isForTrying(place))
  if (names.some(namesNoProduction) || lasting.length === 0) return 'before'
  return [...names, ...lasting].some(namesProduction) ? 'production' : 'unknown'
}
