import {
  defineCheck,
  deployPaths,
  invokedFunctions,
  isForUse,
  numberOf,
  switchingsOf,
  switchOversOf,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type Delivery,
  type InvokedFunction,
  type Project,
  type Resource,
} from '../../src/check-api/index.js'

/** Parts of the names of packages by which an application asks for flags, of any ecosystem. */
const PACKAGES: readonly RegExp[] = [
  /(?:^|[/@._-])(?:openfeature|open-feature|launchdarkly|unleash|flagsmith|growthbook|statsig|configcat|flipt|posthog|togglz|optimizely|devcycle|eppo|featbit|flagd|splitio|kameleoon|harness-ff|prefab-cloud)(?:$|[/@.:_-])/,
  /^(?:@happykit\/flags|@vercel\/flags|flags|@splitsoftware\/.*|ld-.*-sdk|ldclient.*|unleashclient|flipper|flipper-.*|rollout|django-waffle|django-flags|flask-featureflags|gargoyle|laravel\/pennant|flag|fun_with_flags|ff4j.*|org\.ff4j:.*|io\.split\..*|@azure\/app-configuration|microsoft\.featuremanagement.*|@firebase\/remote-config|firebase-remote-config|com\.google\.firebase:firebase-config.*|@aws-sdk\/client-(?:appconfigdata|evidently))$/,
]

/** Resources of services that serve flags, whatever the technology. */
const RESOURCES =
  /^(?:aws_appconfig_|AWS::AppConfig::|aws_evidently_|AWS::Evidently::|azurerm_app_configuration_feature$|launchdarkly_|unleash_|flagsmith_|configcat_|google_firebase_remote_config|statsig_|splitio_|core\.openfeature\.dev\/)/

/** Kinds of repositories without users who would meet a feature. */
const WITHOUT_USERS: ReadonlySet<Project['kind']> = new Set([
  'library',
  'pipeline-library',
  'examples',
  'docs-only',
  'infrastructure',
])

export default defineCheck({
  id: 'deploy-feature-flags',
  title: 'No means to release a feature apart from a deployment',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.EAC.4', 'DL.ADS.4', 'OPS06-BP03', 'hc.automate.cicd.gradual-rollout'],
  // That no flags are seen says nothing about how versions are brought out.
  facets: { absence: ['DL.EAC.4', 'DL.ADS.4', 'hc.automate.cicd.gradual-rollout'], strategy: ['OPS06-BP03'] },
  needs: ['project', 'infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    atOnce: {
      text: '{resource} gives a flag or a setting to everybody at once.',
      remedy:
        'Use a strategy that grows, such as AppConfig.Linear50PercentEvery30Seconds, with an alarm that stops it.',
    },
  },

  *run({ project, infrastructure, delivery, files }) {
    const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
    const flags = resources.filter(({ type }) => RESOURCES.test(type))
    const gradual = gradualOf(resources)
    const deploys = deployPaths(delivery).some(({ subject }) => subject === 'application')
    const isForUsers = !WITHOUT_USERS.has(project.kind) && (project.kind === 'application' || deploys)
    if (flags.length === 0 && gradual === undefined && !isForUsers)
      return yield { kind: 'not-applicable', reason: 'no application with users is deployed from here' }
    for (const each of flags) if (isAtOnce(each)) yield atOnce(each)
    const seen =
      packageOf(project) ?? resourceOf(flags.filter((each) => !isAtOnce(each))) ?? gradual ?? sharedBy(delivery)
    if (seen !== undefined) yield seen
    else if (!flags.some(isAtOnce))
      yield {
        kind: 'unknown',
        origin: 'hosting',
        facet: 'absence',
        reason: 'no library for feature flags is named; a service of your own may serve them',
      }
  },
})

function packageOf({ dependencies }: Project): CheckOutcome<never> | undefined {
  const found = dependencies.find(
    ({ name, development }) => !development && PACKAGES.some((pattern) => pattern.test(name)),
  )
  return found && { kind: 'evidence', text: '{name} asks for feature flags', data: { name: found.name }, at: found.at }
}

function resourceOf([first]: readonly Resource[]): CheckOutcome<never> | undefined {
  return (
    first && { kind: 'evidence', text: '{name} serves flags or settings', data: { name: first.name }, at: first.at }
  )
}

/** Bringing a version to a part of the users is another way to the same end. */
function gradualOf(resources: readonly Resource[]): CheckOutcome<never> | undefined {
  const found = switchOversOf({ resources }).find(({ resource, how, value }) => {
    const isByTraffic = /canary|linear|traffic|weight|flagger/i.test(value)
    return how === 'gradual' && isByTraffic && resource.type !== 'aws_lb_listener'
  })
  const shifting = invokedFunctions({ resources }).find(({ release }) => release.how === 'shift')
  if (found === undefined) return shifting && shiftedBy(shifting)
  const data = { name: found.resource.name, value: found.value }
  return { kind: 'evidence', text: '{name} gives a version to a part of the users first: {value}', data, at: found.at }
}

function shiftedBy({ name, release: { at } }: InvokedFunction): CheckOutcome<never> {
  return { kind: 'evidence', text: 'function {name} gives a version to a part of the users first', data: { name }, at }
}

/** Commands that give a new version a share of the requests. */
function sharedBy(delivery: Delivery): CheckOutcome<never> | undefined {
  const jobs = new Set(deployPaths(delivery).map(({ job }) => job))
  const found = [...jobs]
    .flatMap(({ steps }) => steps.flatMap(switchingsOf))
    .find(({ percent }) => percent !== undefined)
  if (found?.percent === undefined) return undefined
  const text = 'a new version gets {percent} percent of the requests first'
  return { kind: 'evidence', text, data: { percent: found.percent }, at: found.at }
}

/** AWS AppConfig User Guide: Deployment strategies. */
function isAtOnce({ type, properties }: Resource): boolean {
  const text = (key: string): string | undefined => textOf(valueAt(properties, key))
  switch (type) {
    case 'aws_appconfig_deployment':
      return text('deployment_strategy_id') === 'AppConfig.AllAtOnce'
    case 'AWS::AppConfig::Deployment':
      return text('DeploymentStrategyId') === 'AppConfig.AllAtOnce'
    case 'aws_appconfig_deployment_strategy':
      return isWhole(properties, 'growth_factor', 'deployment_duration_in_minutes')
    case 'AWS::AppConfig::DeploymentStrategy':
      return isWhole(properties, 'GrowthFactor', 'DeploymentDurationInMinutes')
    default:
      return false
  }
}

/** Whether all targets are reached in one step, or in no time. */
function isWhole(properties: Resource['properties'], growth: string, duration: string): boolean {
  return numberOf(valueAt(properties, growth)) === 100 || numberOf(valueAt(properties, duration)) === 0
}

function atOnce({ name, at }: Resource): CheckOutcome<'atOnce'> {
  return { kind: 'problem', message: 'atOnce', data: { resource: name }, at }
}
