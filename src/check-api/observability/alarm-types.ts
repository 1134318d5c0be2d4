/** How a type of alarm says whom it tells, and what it is about. */
export interface AlarmType {
  /** Where actions or receivers stand; absent where a policy or a route elsewhere decides. */
  readonly actions?: string
  /** True if the place of actions is a text that names receivers with `@`. */
  readonly mentions?: true
  /** A switch that is on unless it is false. */
  readonly enabled?: string
  /** Any of these says what to do, or at least what it means. */
  readonly described: readonly string[]
}

const CLOUDWATCH = { actions: 'alarm_actions', enabled: 'actions_enabled', described: ['alarm_description'] }
const CLOUDWATCH_TEMPLATE = { actions: 'AlarmActions', enabled: 'ActionsEnabled', described: ['AlarmDescription'] }
const AZURE = { actions: 'action', enabled: 'enabled', described: ['description'] }

/** Alarms by type (the reference of each provider and of CloudFormation; both of CloudWatch's switches are on by default). */
export const ALARM_TYPES: ReadonlyMap<string, AlarmType> = new Map<string, AlarmType>([
  ['aws_cloudwatch_metric_alarm', CLOUDWATCH],
  ['aws_cloudwatch_composite_alarm', CLOUDWATCH],
  ['AWS::CloudWatch::Alarm', CLOUDWATCH_TEMPLATE],
  ['AWS::CloudWatch::CompositeAlarm', CLOUDWATCH_TEMPLATE],
  ['azurerm_monitor_metric_alert', AZURE],
  ['azurerm_monitor_scheduled_query_rules_alert', AZURE],
  ['azurerm_monitor_scheduled_query_rules_alert_v2', AZURE],
  ['azurerm_monitor_activity_log_alert', AZURE],
  [
    'google_monitoring_alert_policy',
    { actions: 'notification_channels', enabled: 'enabled', described: ['documentation'] },
  ],
  ['datadog_monitor', { actions: 'message', mentions: true, described: ['message'] }],
  ['newrelic_nrql_alert_condition', { enabled: 'enabled', described: ['description', 'runbook_url'] }],
  ['newrelic_alert_condition', { enabled: 'enabled', described: ['runbook_url'] }],
  ['newrelic_infra_alert_condition', { enabled: 'enabled', described: ['description', 'runbook_url'] }],
])

/** Objects that hold rules of Prometheus: groups of rules of which those with `alert` raise one. */
export const RULE_TYPES: ReadonlySet<string> = new Set([
  'monitoring.coreos.com/PrometheusRule',
  'operator.victoriametrics.com/VMRule',
])

/** Types that send what alarms raise to somebody, whatever the alarms say, by the beginning of the alarms' types. */
export const ROUTING_TYPES: ReadonlyMap<string, string> = new Map([
  ['azurerm_monitor_alert_processing_rule_action_group', 'azurerm_'],
  ['datadog_monitor_notification_rule', 'datadog_'],
])
