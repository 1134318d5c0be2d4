import type { Location } from '../../core/location.js'
import type { Resource } from '../../models/index.js'
import { isOpen, referencesIn, textOf, truthOf, valueAt } from '../../models/value.js'
import type { Neighbours } from './neighbours.js'
import { mayBeLeftOut } from '../common/open.js'
import { textsIn } from '../common/texts.js'

/** Something in the tree that watches environments, or mends what it finds. */
export interface Control {
  readonly resource: Resource
  readonly does: 'detect' | 'remediate'
  /** `open`: whether it is made or switched on is decided elsewhere. */
  readonly verdict: 'on' | 'off' | 'open'
  /** The setting that switches it off. */
  readonly setting?: string
  readonly at: Location
}

/** Types that look for what is wrong in an account or subscription; with the setting that may switch them off. */
const DETECTS: readonly (readonly [type: RegExp, setting?: string, on?: string])[] = [
  [
    /^aws_config_(?:config_rule|conformance_pack|organization_(?:managed_rule|custom_rule|custom_policy_rule|conformance_pack))$/,
  ],
  [/^AWS::Config::(?:ConfigRule|ConformancePack|OrganizationConfigRule|OrganizationConformancePack)$/],
  [/^aws_guardduty_detector$/, 'enable', 'true'],
  [/^AWS::GuardDuty::Detector$/, 'Enable', 'true'],
  [/^aws_guardduty_organization_configuration$/],
  [/^aws_securityhub_(?:account|standards_subscription|organization_configuration|configuration_policy)$/],
  [/^AWS::SecurityHub::(?:Hub|Standard|ConfigurationPolicy)$/],
  [/^aws_accessanalyzer_analyzer$|^AWS::AccessAnalyzer::Analyzer$/],
  [/^aws_inspector2_(?:enabler|organization_configuration)$|^AWS::InspectorV2::CisScanConfiguration$/],
  [/^aws_macie2_account$/, 'status', 'enabled'],
  [/^AWS::Macie::Session$/, 'Status', 'enabled'],
  [/^aws_controltower_control$|^AWS::ControlTower::EnabledControl$/],
  [/^azurerm_(?:(?:subscription|management_group|resource_group|resource)_)?policy_assignment$/],
  [/^azurerm_security_center_subscription_pricing$/, 'tier', 'standard'],
  [/^azurerm_(?:sentinel_alert_rule_\w+|security_center_assessment)$/],
  [/^google_scc_\w*(?:custom_module|event_threat_detection\w*|source)$/],
]
/** Rules of Security Hub that only change findings mend nothing. */
const REMEDIATES =
  /^(?:aws_config_remediation_configuration|AWS::Config::RemediationConfiguration|azurerm_(?:(?:subscription|management_group|resource_group|resource)_)?policy_remediation)$/
/** Rules for events, and whose events are findings. */
const EVENT_RULE = /^aws_cloudwatch_event_rule$|^AWS::Events::Rule$/
const FINDINGS = /"?aws\.(?:config|guardduty|securityhub|inspector2|macie|access-analyzer)"?/
/** Targets that do something about it, where a topic only tells somebody. */
const ACTING = /aws_(?:lambda_function|ssm_document|sfn_state_machine)\b|:automation-definition\/|:lambda:|:states:/

/** What accounts, subscriptions and organisations are made of: who declares them is who has to watch them. */
const LANDING_ZONE =
  /^(?:aws_(?:organizations_(?:organization|account|organizational_unit|policy)|controltower_landing_zone)|AWS::(?:Organizations|ControlTower)::\w+|azurerm_(?:management_group|subscription)|google_(?:folder|organization_policy|org_policy_policy))$/
/** Names of modules from elsewhere that may well hold detective controls. */
const MAY_DETECT = /secur|baseline|guard|config|audit|complian|detect|landing|control-?tower|polic|alz|caf/i

/** Whether the resource is an account, or a part of an organisation of accounts. */
export function isOfLandingZone({ type }: Resource): boolean {
  return LANDING_ZONE.test(type)
}

/** Whether a call of a module from elsewhere may bring detective controls along. */
export function mayBringControls({ type, name, properties }: Resource): boolean {
  if (type !== 'module') return false
  const source = textOf(valueAt(properties, 'source')) ?? ''
  return !/^\.{1,2}\//.test(source) && (MAY_DETECT.test(source) || MAY_DETECT.test(name))
}

/** What a resource watches or mends; undefined if nothing. */
export function controlOf(resource: Resource, neighbours: Neighbours): Control | undefined {
  const { type, properties, at } = resource
  const common = { resource, at } as const
  if (REMEDIATES.test(type)) return { ...common, does: 'remediate', verdict: mayBeLeftOut(resource) ? 'open' : 'on' }
  if (EVENT_RULE.test(type))
    return actsOnFindings(resource, neighbours) ? { ...common, does: 'remediate', verdict: 'on' } : undefined
  const found = DETECTS.find(([pattern]) => pattern.test(type))
  if (found === undefined) return undefined
  const [, setting, on] = found
  const value = setting === undefined ? undefined : valueAt(properties, setting)
  if (mayBeLeftOut(resource) || isOpen(value)) return { ...common, does: 'detect', verdict: 'open' }
  const isOff = value !== undefined && (on === 'true' ? truthOf(value) === false : textOf(value)?.toLowerCase() !== on)
  return {
    ...common,
    does: 'detect',
    verdict: isOff ? 'off' : 'on',
    ...(isOff && { setting: setting ?? '', at: value.at }),
  }
}

function actsOnFindings(rule: Resource, neighbours: Neighbours): boolean {
  const pattern = [rule.properties.entries.get('event_pattern'), rule.properties.entries.get('EventPattern')]
  if (!pattern.flatMap((value) => textsIn(value)).some((text) => FINDINGS.test(text))) return false
  const targets = rule.properties.entries.get('Targets')
  if (targets !== undefined)
    return [...textsIn(targets), ...actingNear(rule, neighbours)].some((text) => ACTING.test(text))
  return [...neighbours.of(rule)]
    .filter(({ type }) => type === 'aws_cloudwatch_event_target')
    .some(({ properties }) => {
      const arn = properties.entries.get('arn')
      return [...textsIn(arn), ...referencesIn(arn)].some((text) => ACTING.test(text))
    })
}

/** The functions and documents that a rule of a template names, in the words of Terraform. */
function actingNear(rule: Resource, neighbours: Neighbours): string[] {
  const named = neighbours.named(rule, referencesIn(rule.properties.entries.get('Targets')))
  return named.flatMap(({ type }) =>
    /^AWS::(?:Lambda::Function|Serverless::Function)$/.test(type) ? ['aws_lambda_function'] : [],
  )
}
