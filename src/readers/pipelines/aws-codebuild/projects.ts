import type { Located, Location } from '../../../core/location.js'
import type { Infrastructure, Resource, Value } from '../../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../../models/value.js'
import type { AdapterReading } from '../reading.js'
import type { BuildVariables } from './environment.js'
import { names } from './resource-names.js'

/** A CodeBuild project as CloudFormation or Terraform defines it. */
export interface BuildProject {
  readonly resource: Resource
  /** The name that it gets, as far as it is written; else its logical name. */
  readonly name: string
  /** What names or holds the buildspec; absent where the project has the default, `buildspec.yml`. */
  readonly buildspec?: Value
  /** True if the code comes from a pipeline, so that nothing but a pipeline starts it. */
  readonly inPipeline: boolean
  readonly variables: BuildVariables
  readonly image?: Located<string>
  readonly windows: boolean
  readonly timeout?: Located<string>
  readonly retries?: Located<number>
  /** Groups of filters of its webhook; an empty group lets every event through. Absent where it has no webhook. */
  readonly webhook?: { readonly groups: readonly WebhookGroup[]; readonly at: Location }
}

export type WebhookGroup = readonly WebhookFilter[]

export interface WebhookFilter {
  readonly type: string
  readonly pattern: Located<string>
  readonly excludes: boolean
}

/** Where each technology has what is read. */
interface Keys {
  readonly name: string
  readonly source: string
  readonly buildspec: string
  readonly sourceType: string
  readonly environment: string
  readonly image: string
  readonly type: string
  readonly variables: string
  readonly variable: readonly [name: string, value: string, type: string]
  readonly timeout: string
  readonly retries: string
}

const CLOUDFORMATION: Keys = {
  name: 'Name',
  source: 'Source',
  buildspec: 'BuildSpec',
  sourceType: 'Type',
  environment: 'Environment',
  image: 'Image',
  type: 'Type',
  variables: 'EnvironmentVariables',
  variable: ['Name', 'Value', 'Type'],
  timeout: 'TimeoutInMinutes',
  retries: 'AutoRetryLimit',
}

const TERRAFORM: Keys = {
  name: 'name',
  source: 'source',
  buildspec: 'buildspec',
  sourceType: 'type',
  environment: 'environment',
  image: 'image',
  type: 'type',
  variables: 'environment_variable',
  variable: ['name', 'value', 'type'],
  timeout: 'build_timeout',
  retries: 'auto_retry_limit',
}

/** Every CodeBuild project that the tree's infrastructure defines. */
export function buildProjects(reading: Pick<AdapterReading, 'infrastructure' | 'isExcluded'>): BuildProject[] {
  const infrastructure = reading.infrastructure()
  return infrastructure.resources
    .filter(({ file }) => !reading.isExcluded(file))
    .flatMap((resource) => {
      if (resource.type === 'AWS::CodeBuild::Project') {
        return [projectOf(resource, CLOUDFORMATION, cloudFormationWebhook(resource))]
      }
      return resource.type === 'aws_codebuild_project'
        ? [projectOf(resource, TERRAFORM, terraformWebhook(resource, infrastructure))]
        : []
    })
}

function projectOf(resource: Resource, keys: Keys, webhook: BuildProject['webhook']): BuildProject {
  const { properties } = resource
  const source = valueAt(properties, keys.source)
  const environment = valueAt(properties, keys.environment)
  const buildspec = valueAt(source, keys.buildspec)
  const image = writtenText(valueAt(environment, keys.image))
  const timeout = writtenText(valueAt(properties, keys.timeout))
  const retries = Number(textOf(valueAt(properties, keys.retries)) ?? 0)
  return {
    resource,
    name: textOf(valueAt(properties, keys.name)) ?? resource.name,
    inPipeline: textOf(valueAt(source, keys.sourceType)) === 'CODEPIPELINE',
    variables: variablesOf(valueAt(environment, keys.variables), keys),
    windows: textOf(valueAt(environment, keys.type))?.startsWith('WINDOWS') === true,
    ...(buildspec !== undefined && !isEmpty(buildspec) && { buildspec }),
    ...(image !== undefined && { image }),
    ...(timeout !== undefined && { timeout }),
    ...(retries > 0 && { retries: { value: retries, at: valueAt(properties, keys.retries)?.at ?? resource.at } }),
    ...(webhook !== undefined && { webhook }),
  }
}

function isEmpty(value: Value): boolean {
  return value.kind === 'scalar' && (value.value === null || value.value === '')
}

/** A value as a text of the model: what it does not decide is an expression. */
export function writtenText(value: Value | undefined): Located<string> | undefined {
  if (value?.kind === 'unresolved')
    return { value: `\${{ ${value.text.replace(/[{}\s]+/g, ' ').trim()} }}`, at: value.at }
  const text = textOf(value)
  return value === undefined || text === undefined ? undefined : { value: text, at: value.at }
}

/** `PARAMETER_STORE` and `SECRETS_MANAGER` hold the name of what is read, `PLAINTEXT` the value. */
export function variablesOf(list: Value | undefined, { variable }: Pick<Keys, 'variable'>): BuildVariables {
  const variables = new Map<string, Located<string>>()
  const secrets: Located<string>[] = []
  for (const item of itemsOf(list)) {
    const [name, , type] = variable.map((key) => textOf(valueAt(item, key)))
    const value = writtenText(valueAt(item, variable[1]))
    if (name === undefined || value === undefined) continue
    if (type === undefined || type === 'PLAINTEXT') variables.set(name, value)
    else secrets.push(value)
  }
  return { variables, secrets }
}

function cloudFormationWebhook({ properties }: Resource): BuildProject['webhook'] {
  const triggers = valueAt(properties, 'Triggers')
  const webhook = valueAt(triggers, 'Webhook')
  if (triggers === undefined || textOf(webhook)?.toLowerCase() !== 'true') return undefined
  const groups = valueAt(triggers, 'FilterGroups')
  return {
    groups: itemsOf(groups).map((group) => filtersOf(itemsOf(group), ['Type', 'Pattern', 'ExcludeMatchedPattern'])),
    at: webhook?.at ?? triggers.at,
  }
}

function terraformWebhook(project: Resource, { resources }: Infrastructure): BuildProject['webhook'] {
  const webhook = resources.find(
    ({ type, module, properties }) =>
      type === 'aws_codebuild_webhook' &&
      module === project.module &&
      names(valueAt(properties, 'project_name'), project),
  )
  if (webhook === undefined) return undefined
  const groups = itemsOf(valueAt(webhook.properties, 'filter_group')).map((group) =>
    filtersOf(itemsOf(valueAt(group, 'filter')), ['type', 'pattern', 'exclude_matched_pattern']),
  )
  return { groups, at: webhook.at }
}

function filtersOf(
  filters: readonly Value[],
  [type, pattern, excludes]: readonly [string, string, string],
): WebhookGroup {
  return filters.flatMap((filter) => {
    const kind = textOf(valueAt(filter, type))
    const text = writtenText(valueAt(filter, pattern))
    if (kind === undefined || text === undefined) return []
    return [{ type: kind, pattern: text, excludes: textOf(valueAt(filter, excludes))?.toLowerCase() === 'true' }]
  })
}
