import check from '../../../checks/observability/obs-alert-actionable.js'
import { testCheck } from '../../helpers/check-tester.js'

const alarm = (lines: string, mark = '', label = 'errors') =>
  `resource "aws_cloudwatch_metric_alarm" "${label}" {${mark}
  alarm_name  = "${label}"
  namespace   = "AWS/Lambda"
  metric_name = "Errors"
${lines}
}
`
const TELLS = '  alarm_actions = [aws_sns_topic.oncall.arn]'
const SAYS = '  alarm_description = "Orders fail: docs/runbooks/orders.md"'
const GOOD = alarm(`${TELLS}\n${SAYS}`)
const template = (lines: string, mark = '', more = '') =>
  `Resources:
  Errors:${mark}
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
${lines}
${more}`
const rules = (...lines: string[]) =>
  [
    'apiVersion: monitoring.coreos.com/v1',
    'kind: PrometheusRule',
    'metadata: { name: shop }',
    'spec:',
    '  groups:',
    '    - name: shop',
    '      rules:',
    '        - record: shop:errors:rate5m',
    '          expr: sum(rate(errors[5m]))',
    ...lines.map((line) => `        ${line}`),
  ].join('\n')
const ANNOTATED = '  annotations: { summary: Orders fail, runbook_url: "https://example.com/orders" }'
const LABELLED = '  labels: { severity: page }'
const monitor = (message: string, mark = '') =>
  `resource "datadog_monitor" "errors" {${mark}\n  name = "errors"\n  type = "metric alert"\n${message}}\n`

testCheck(check, {
  notApplicable: [
    { name: 'no alarm', files: { 'main.tf': 'resource "aws_s3_bucket" "files" {}' } },
    { name: 'an alarm for tests', files: { 'tests/main.tf': alarm('') } },
    { name: 'rules that only record', files: { 'k8s/rules.yaml': rules() } },
  ],
  passes: [
    { name: 'an alarm that tells and says', files: { 'main.tf': GOOD } },
    {
      name: 'a template',
      files: { 'stack.yaml': template('      AlarmActions: [!Ref Topic]\n      AlarmDescription: Orders fail') },
    },
    {
      name: 'an alarm for a rollback',
      files: {
        'main.tf': `${alarm('')}resource "aws_codedeploy_deployment_group" "shop" {\n  alarm_configuration {\n    alarms = [aws_cloudwatch_metric_alarm.errors.alarm_name]\n  }\n}`,
      },
    },
    {
      name: 'a part of a composite alarm',
      files: {
        'main.tf': `${alarm('')}resource "aws_cloudwatch_composite_alarm" "shop" {\n  alarm_rule        = "ALARM(errors)"\n${TELLS}\n${SAYS}\n}`,
      },
    },
    {
      name: 'an alarm for a rollback in a template',
      files: {
        'stack.yaml': template(
          '',
          '',
          '  Shop:\n    Type: AWS::Serverless::Function\n    Properties:\n      DeploymentPreference: { Type: Canary10Percent5Minutes, Alarms: [!Ref Errors] }\n',
        ),
      },
    },
    {
      name: 'an alarm that scales',
      files: { 'main.tf': alarm(`  alarm_actions = [aws_autoscaling_policy.up.arn]\n${SAYS}`) },
    },
    {
      name: 'a switch that a variable decides',
      files: {
        'main.tf': `variable "on" {\n  default = false\n}\n${alarm(`${TELLS}\n${SAYS}\n  actions_enabled = var.on`)}`,
      },
    },
    {
      name: 'a part of a composite alarm that tells nobody by itself',
      files: {
        'main.tf': `${alarm(`${TELLS}\n${SAYS}\n  actions_enabled = false`)}resource "aws_cloudwatch_composite_alarm" "shop" {\n  alarm_rule        = "ALARM(errors)"\n${TELLS}\n${SAYS}\n}`,
      },
    },
    {
      name: 'an alarm that one of two environments does without',
      files: {
        'main.tf':
          'module "prod" {\n  source = "./watch"\n  on     = true\n}\nmodule "dev" {\n  source = "./watch"\n  on     = false\n}',
        'watch/main.tf': `variable "on" {}\n${alarm(`${TELLS}\n${SAYS}\n  actions_enabled = var.on`)}`,
      },
    },
    {
      name: 'an alert of Azure',
      files: {
        'main.tf':
          'resource "azurerm_monitor_metric_alert" "errors" {\n  description = "Orders fail"\n  action {\n    action_group_id = azurerm_monitor_action_group.oncall.id\n  }\n}',
      },
    },
    {
      name: 'a policy of Google Cloud',
      files: {
        'main.tf':
          'resource "google_monitoring_alert_policy" "errors" {\n  notification_channels = [google_monitoring_notification_channel.oncall.id]\n  documentation {\n    content = "Orders fail"\n  }\n}',
      },
    },
    { name: 'a monitor of Datadog', files: { 'main.tf': monitor('  message = "Orders fail @pagerduty-shop"\n') } },
    {
      name: 'a rule of Prometheus',
      files: { 'k8s/rules.yaml': rules('- alert: OrdersFail', '  expr: shop:errors:rate5m > 1', LABELLED, ANNOTATED) },
    },
  ],
  unknown: [
    {
      name: 'actions that a variable decides',
      files: {
        'main.tf': `variable "actions" {\n  default = []\n}\n${alarm(`  alarm_actions = var.actions\n${SAYS}`)}`,
      },
      reason: 'decided elsewhere',
    },
    {
      name: 'somebody who listens to all alarms',
      files: {
        'main.tf': `${alarm(SAYS)}resource "aws_cloudwatch_event_rule" "alarms" {\n  event_pattern = jsonencode({ "detail-type" = ["CloudWatch Alarm State Change"] })\n}`,
      },
      reason: 'decided elsewhere',
    },
    {
      name: 'an alarm that an output hands on',
      files: { 'main.tf': `${alarm(SAYS)}output "alarm" {\n  value = aws_cloudwatch_metric_alarm.errors.arn\n}` },
      reason: 'decided elsewhere',
    },
    {
      name: 'a policy of New Relic',
      files: { 'main.tf': 'resource "newrelic_nrql_alert_condition" "errors" {\n  description = "Orders fail"\n}' },
      reason: 'decided elsewhere',
    },
    {
      name: 'a rule that notifies for all monitors',
      files: {
        'main.tf': `${monitor('  message = "Orders fail"\n')}resource "datadog_monitor_notification_rule" "all" {}`,
      },
      reason: 'decided elsewhere',
    },
  ],
  fails: [
    { name: 'an alarm that tells nobody', files: { 'main.tf': alarm(SAYS, ' # ! tellsNobody') } },
    {
      name: 'no actions in the list',
      files: { 'main.tf': alarm(`${SAYS}\n  alarm_actions = []`, ' # ! tellsNobody') },
    },
    {
      name: 'one that only shows on a dashboard',
      files: {
        'main.tf': `${alarm(SAYS, ' # ! tellsNobody')}resource "aws_cloudwatch_dashboard" "shop" {\n  dashboard_body = aws_cloudwatch_metric_alarm.errors.arn\n}`,
      },
    },
    {
      name: 'several of one file are one finding',
      files: { 'main.tf': `${alarm('', ' # ! tellsNobody')}${alarm('', '', 'slow')}` },
    },
    { name: 'switched off', files: { 'main.tf': alarm(`${TELLS}\n${SAYS}\n  actions_enabled = false # ! off`) } },
    { name: 'without a description', files: { 'main.tf': alarm(TELLS, ' # ! undescribed') } },
    {
      name: 'a template that tells nobody',
      files: { 'stack.yaml': template('      AlarmDescription: Orders fail', ' # ! tellsNobody') },
    },
    {
      name: 'a template that is switched off',
      files: { 'stack.yaml': template('      AlarmActions: [!Ref Topic]\n      ActionsEnabled: false # ! off') },
    },
    {
      name: 'an alert of Azure',
      files: {
        'main.tf':
          'resource "azurerm_monitor_metric_alert" "errors" { # ! tellsNobody\n  description = "Orders fail"\n}',
      },
    },
    {
      name: 'a policy of Google Cloud',
      files: {
        'main.tf':
          'resource "google_monitoring_alert_policy" "errors" { # ! undescribed\n  notification_channels = [google_monitoring_notification_channel.oncall.id]\n}',
      },
    },
    { name: 'a monitor of Datadog', files: { 'main.tf': monitor('  message = "Orders fail"\n', ' # ! tellsNobody') } },
    {
      name: 'a rule that says nothing',
      files: { 'k8s/rules.yaml': rules('- alert: OrdersFail # ! ruleUndescribed', '  expr: shop:errors:rate5m > 1') },
    },
    {
      name: 'a rule for everybody',
      files: {
        'k8s/rules.yaml': rules('- alert: OrdersFail # ! unlabelled', '  expr: shop:errors:rate5m > 1', ANNOTATED),
      },
    },
  ],
})
