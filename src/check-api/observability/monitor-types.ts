import type { Platform } from './service-types.js'

/** A type of resource that raises an alarm, and whose services it can watch. */
export interface MonitorType {
  /** Absent: a product that watches services of any platform. */
  readonly platform?: Platform
  /** Whether it learns what is usual by itself. */
  readonly anomaly?: boolean
}

/** Alarms by type (the providers', CloudFormation's and the operators' resource references). */
export const MONITOR_TYPES: ReadonlyMap<string, MonitorType> = new Map<string, MonitorType>([
  ['aws_cloudwatch_metric_alarm', { platform: 'AWS' }],
  ['aws_cloudwatch_composite_alarm', { platform: 'AWS' }],
  ['AWS::CloudWatch::Alarm', { platform: 'AWS' }],
  ['AWS::CloudWatch::CompositeAlarm', { platform: 'AWS' }],
  ['AWS::CloudWatch::AnomalyDetector', { platform: 'AWS', anomaly: true }],
  ['azurerm_monitor_metric_alert', { platform: 'Azure' }],
  ['azurerm_monitor_scheduled_query_rules_alert', { platform: 'Azure' }],
  ['azurerm_monitor_scheduled_query_rules_alert_v2', { platform: 'Azure' }],
  ['azurerm_monitor_smart_detector_alert_rule', { platform: 'Azure', anomaly: true }],
  ['azurerm_application_insights_web_test', { platform: 'Azure' }],
  ['azurerm_application_insights_standard_web_test', { platform: 'Azure' }],
  ['google_monitoring_alert_policy', { platform: 'Google Cloud' }],
  ['monitoring.coreos.com/v1/PrometheusRule', { platform: 'Kubernetes' }],
  ['operator.victoriametrics.com/v1beta1/VMRule', { platform: 'Kubernetes' }],
  ['datadog_monitor', {}],
  ['datadog_monitor_json', {}],
  ['datadog_synthetics_test', {}],
  ['datadoghq.com/v1alpha1/DatadogMonitor', {}],
  ['newrelic_alert_condition', {}],
  ['newrelic_nrql_alert_condition', {}],
  ['newrelic_infra_alert_condition', {}],
  ['grafana_rule_group', {}],
  ['dynatrace_metric_events', { anomaly: true }],
  ['dynatrace_service_anomalies', { anomaly: true }],
  ['dynatrace_service_anomalies_v2', { anomaly: true }],
  ['elasticstack_elasticsearch_watch', {}],
  ['elasticstack_kibana_alerting_rule', {}],
  ['sentry_issue_alert', {}],
  ['sentry_metric_alert', {}],
  ['honeycombio_trigger', {}],
  ['signalfx_detector', {}],
  ['pingdom_check', {}],
  ['statuscake_uptime_check', {}],
  ['checkly_check', {}],
])

/** Words in texts of a monitor by which it learns what is usual by itself (CloudWatch metric math, Datadog queries, NRQL). */
export const ANOMALY_WORDS = ['ANOMALY_DETECTION_BAND', 'anomalies(', 'outliers(', 'baseline_direction']

/** What a monitor says of whom it tells, and of itself: it names no service that is watched. */
export const NOT_WATCHED: ReadonlySet<string> = new Set([
  'alarm_actions',
  'ok_actions',
  'insufficient_data_actions',
  'depends_on',
  'tags',
  'count',
  'for_each',
  'provider',
  'lifecycle',
  'action',
  'notification_channels',
  'resource_group_name',
  'providers',
  'source',
  'version',
  'AlarmActions',
  'OKActions',
  'InsufficientDataActions',
  'Tags',
])

/** Namespaces of CloudWatch whose metrics never speak of a service that runs code (CloudWatch: services that publish metrics). */
export const OTHER_NAMESPACES: ReadonlySet<string> = new Set([
  'AWS/Backup',
  'AWS/Billing',
  'AWS/CertificateManager',
  'AWS/DocDB',
  'AWS/DynamoDB',
  'AWS/EBS',
  'AWS/EC2',
  'AWS/EFS',
  'AWS/ElastiCache',
  'AWS/ES',
  'AWS/NATGateway',
  'AWS/Neptune',
  'AWS/RDS',
  'AWS/Redshift',
  'AWS/S3',
  'AWS/SES',
  'AWS/VPN',
  'AWS/WAFV2',
])
