import type { Location } from '../../core/location.js'
import type { Infrastructure, Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, referencesIn, textOf, truthOf, valueAt } from '../../models/value.js'

/** How a new version of a function gets its callers. */
export type LambdaRelease =
  /** Its code is replaced. */
  | { readonly how: 'latest'; readonly at: Location }
  /** An alias moves to it at once. */
  | { readonly how: 'at-once'; readonly at: Location }
  /** An alias moves to it step by step; `guarded` if something stops it. */
  | { readonly how: 'shift'; readonly type: string; readonly guarded: boolean; readonly at: Location }
  /** Decided outside of the code that is read. */
  | { readonly how: 'open'; readonly at: Location }

/** A Lambda function that something calls. */
export interface InvokedFunction {
  readonly name: string
  readonly file: string
  /** Whether callers wait for its answer: an API, a URL, a load balancer. Events are delivered again if it fails. */
  readonly answers: boolean
  readonly release: LambdaRelease
  readonly at: Location
}

/** The functions of SAM, the Serverless Framework and Terraform that something in the same code calls. */
export function invokedFunctions({ resources }: Pick<Infrastructure, 'resources'>): InvokedFunction[] {
  const byShift = resources.some(
    ({ type, properties }) =>
      type === 'aws_codedeploy_app' && textOf(valueAt(properties, 'compute_platform')) === 'Lambda',
  )
  const near = groupedBy(resources, ({ module, file }) => module ?? file)
  return resources.flatMap((resource) => {
    const beside = near.get(resource.module ?? resource.file) ?? []
    switch (resource.type) {
      case 'AWS::Serverless::Function':
        return ofSam(resource, beside)
      case 'serverless-framework':
        return ofServerless(resource)
      case 'aws_lambda_function':
        return ofTerraform(resource, beside, byShift)
      default:
        return []
    }
  })
}

function groupedBy(resources: readonly Resource[], keyOf: (resource: Resource) => string): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>()
  for (const resource of resources) {
    const group = groups.get(keyOf(resource))
    if (group === undefined) groups.set(keyOf(resource), [resource])
    else group.push(resource)
  }
  return groups
}

/** Events of SAM and the Serverless Framework whose sender waits. */
const ANSWERED = new Set([
  'Api',
  'HttpApi',
  'AlexaSkill',
  'Cognito',
  'http',
  'httpApi',
  'websocket',
  'alb',
  'alexaSkill',
])

/** Names of conditions that hold outside of production. */
const NOT_IN_PRODUCTION = /(?:not|non)[-_]?(?:is)?[-_]?prod|^(?:is)?(?:dev|test|sandbox|local)/i

function ofSam({ name, file, properties, at }: Resource, beside: readonly Resource[]): InvokedFunction[] {
  if (NOT_IN_PRODUCTION.test(textOf(valueAt(properties, '@Condition')) ?? '')) return []
  const events = valueAt(properties, 'Events')
  const kinds =
    events?.kind === 'dict' ? [...events.entries.values()].map((each) => textOf(valueAt(each, 'Type')) ?? '') : []
  const url = valueAt(properties, 'FunctionUrlConfig') !== undefined
  const invoked = beside.some(
    (each) =>
      (each.type === 'AWS::Lambda::Permission' || each.type === 'AWS::Lambda::EventSourceMapping') &&
      referencesIn(valueAt(each.properties, 'FunctionName')).some((reference) =>
        reference.split(/[:.]/).includes(name),
      ),
  )
  if (kinds.length === 0 && !isOpen(events) && !url && !invoked) return []
  const answers = url || kinds.some((kind) => ANSWERED.has(kind))
  return [{ name, file, answers, release: releaseOfSam(properties, at), at }]
}

function releaseOfSam(properties: Value, at: Location): LambdaRelease {
  const preference = valueAt(properties, 'DeploymentPreference')
  const enabled = valueAt(preference, 'Enabled')
  const type = valueAt(preference, 'Type')
  const place = preference?.at ?? at
  if (valueAt(properties, 'AutoPublishAlias') === undefined) return { how: 'latest', at }
  if ([preference, enabled, type].some((value) => value?.kind === 'unresolved')) return { how: 'open', at: place }
  return truthOf(enabled) === false
    ? { how: 'at-once', at: place }
    : shift(
        textOf(type),
        ['Alarms', 'Hooks'].map((key) => valueAt(preference, key)),
        place,
      )
}

/** `AllAtOnce`, or no type at all, is no shift. */
function shift(type: string | undefined, guards: readonly (Value | undefined)[], at: Location): LambdaRelease {
  if (type === undefined || type === 'AllAtOnce') return { how: 'at-once', at }
  const guarded = guards.some((guard) => guard?.kind === 'unresolved' || hasContent(guard))
  return { how: 'shift', type, guarded, at }
}

function hasContent(value: Value | undefined): boolean {
  return value?.kind === 'dict' ? value.entries.size > 0 : itemsOf(value).length > 0
}

function ofServerless({ file, properties }: Resource): InvokedFunction[] {
  const functions = valueAt(properties, 'functions')
  const plugins = itemsOf(valueAt(properties, 'plugins')).map(textOf)
  const shifts = plugins.includes('serverless-plugin-canary-deployments')
  return (functions?.kind === 'dict' ? [...functions.entries] : []).flatMap(
    ([name, properties_]): InvokedFunction[] => {
      const kinds = itemsOf(valueAt(properties_, 'events')).flatMap((event) =>
        event.kind === 'dict' ? [...event.entries.keys()] : (textOf(event) ?? []),
      )
      const url = valueAt(properties_, 'url') !== undefined
      if (kinds.length === 0 && !url) return []
      const { at } = properties_
      const settings = valueAt(properties_, 'deploymentSettings')
      const shared = valueAt(properties, 'custom.deploymentSettings')
      const setting = (key: string) => valueAt(settings, key) ?? valueAt(shared, key)
      const type = setting('type')
      const release: LambdaRelease =
        !shifts || settings === undefined
          ? { how: 'latest', at }
          : type?.kind === 'unresolved'
            ? { how: 'open', at: type.at }
            : shift(textOf(type), ['alarms', 'preTrafficHook', 'postTrafficHook'].map(setting), settings.at)
      return [{ name, file, answers: url || kinds.some((kind) => ANSWERED.has(kind)), release, at }]
    },
  )
}

/** What calls a function in Terraform, and whether it waits for the answer. */
const INVOKERS: ReadonlyMap<string, boolean> = new Map([
  ['aws_api_gateway_integration', true],
  ['aws_apigatewayv2_integration', true],
  ['aws_appsync_datasource', true],
  ['aws_lambda_function_url', true],
  ['aws_lb_target_group_attachment', true],
  ['aws_cloudwatch_event_target', false],
  ['aws_lambda_event_source_mapping', false],
  ['aws_lambda_permission', false],
  ['aws_s3_bucket_notification', false],
  ['aws_scheduler_schedule', false],
  ['aws_sns_topic_subscription', false],
])

/** Services that call a function and wait, as a permission names them. */
const WAITING = /^(?:apigateway|appsync|cognito-idp|elasticloadbalancing)\./

function ofTerraform(resource: Resource, beside: readonly Resource[], byShift: boolean): InvokedFunction[] {
  const { name, file, at, complete } = resource
  const aliases = beside.filter(
    (each) => each.type === 'aws_lambda_alias' && refersTo(each, `aws_lambda_function.${name}`),
  )
  const targets = [`aws_lambda_function.${name}`, ...aliases.map((alias) => `aws_lambda_alias.${alias.name}`)]
  const invokers = beside.filter((each) => INVOKERS.has(each.type) && targets.some((target) => refersTo(each, target)))
  if (invokers.length === 0) return []
  const answers = invokers.some(
    ({ type, properties }) =>
      INVOKERS.get(type) === true || WAITING.test(textOf(valueAt(properties, 'principal')) ?? ''),
  )
  const release = complete ? releaseOfAliases(aliases, byShift, at) : ({ how: 'open', at } as const)
  return [{ name, file, answers, release, at }]
}

function refersTo({ properties }: Resource, address: string): boolean {
  return referencesIn(properties).some(
    (reference) => reference === address || reference.startsWith(`${address}.`) || reference.startsWith(`${address}[`),
  )
}

function releaseOfAliases(aliases: readonly Resource[], byShift: boolean, at: Location): LambdaRelease {
  const [alias] = aliases
  if (alias === undefined) return { how: 'latest', at }
  const weighted = aliases.find(({ properties }) => properties.entries.has('routing_config'))
  if (weighted !== undefined) return { how: 'shift', type: 'weight', guarded: true, at: weighted.at }
  return byShift ? { how: 'shift', type: 'CodeDeploy', guarded: true, at: alias.at } : { how: 'at-once', at: alias.at }
}
