import check from '../../../checks/observability/obs-alarms.js'
import { testCheck } from '../../helpers/check-tester.js'

const fn = (label: string, name = `"${label}"`, mark = '') =>
  `resource "aws_lambda_function" "${label}" {${mark}\n  function_name = ${name}\n}\n`
const alarm = (label: string, value: string, namespace = 'AWS/Lambda') =>
  `resource "aws_cloudwatch_metric_alarm" "${label}" {
  alarm_name  = "${label}"
  namespace   = "${namespace}"
  metric_name = "Errors"
  dimensions  = { FunctionName = ${value} }
}
`
const BILLING = fn('billing', '"billing"', ' # ! noAlarm')
const ORDERS = `${fn('orders')}${alarm('errors', 'aws_lambda_function.orders.function_name')}`
const template = (...resources: string[]) =>
  ["AWSTemplateFormatVersion: '2010-09-09'", 'Resources:', ...resources].join('\n')
const stackFn = (name: string, mark = '') =>
  `  ${name}:${mark}\n    Type: AWS::Lambda::Function\n    Properties: { Handler: index.handler }`
const stackAlarm = (name: string, value: string) =>
  `  ${name}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{ Name: FunctionName, Value: ${value} }]`
const workload = (name: string, mark = '') =>
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}${mark}
spec:
  template:
    spec:
      containers: [{ name: app, image: registry.example.com/app:1 }]
`
const rule = (expr: string) =>
  `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: rules
spec:
  groups:
    - name: shop
      rules:
        - alert: Failing
          expr: ${expr}
`

testCheck(check, {
  notApplicable: [
    { name: 'nothing that runs', files: { 'README.md': '# shop' } },
    { name: 'a bucket', files: { 'main.tf': 'resource "aws_s3_bucket" "files" {}' } },
    { name: 'a test bed', files: { 'tests/main.tf': `${ORDERS}${fn('billing')}` } },
    {
      name: 'a Job',
      files: { 'k8s/job.yaml': workload('migrate').replace('apps/v1', 'batch/v1').replace('Deployment', 'Job') },
    },
  ],
  passes: [
    { name: 'an alarm that refers to the function', files: { 'main.tf': ORDERS } },
    { name: 'an alarm that names it', files: { 'main.tf': `${fn('orders')}${alarm('errors', '"orders"')}` } },
    {
      name: 'an alarm that names it by the same expression',
      files: { 'main.tf': `${fn('this', 'var.name')}${alarm('errors', 'var.name')}` },
    },
    {
      name: 'an alarm on all functions',
      files: {
        'main.tf': `${ORDERS}${fn('billing')}resource "aws_cloudwatch_metric_alarm" "all" {
          namespace   = "AWS/Lambda"
          metric_name = "Errors"
        }`,
      },
    },
    {
      name: 'an alarm on the target group of a service',
      files: {
        'main.tf': `resource "aws_lb_target_group" "web" {}
resource "aws_ecs_service" "shop" {
  name = "shop"
  load_balancer { target_group_arn = aws_lb_target_group.web.arn }
}
resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  namespace  = "AWS/ApplicationELB"
  dimensions = { TargetGroup = aws_lb_target_group.web.arn_suffix }
}`,
      },
    },
    {
      name: 'an alarm on a metric of its log',
      files: {
        'main.tf': `${fn('orders')}${fn('billing')}${alarm('errors', 'aws_lambda_function.orders.function_name')}
resource "aws_cloudwatch_log_metric_filter" "failed" {
  log_group_name = "/aws/lambda/\${aws_lambda_function.billing.function_name}"
  metric_transformation {
    name      = "FailedBills"
    namespace = "Shop"
  }
}
resource "aws_cloudwatch_metric_alarm" "failed" {
  namespace   = "Shop"
  metric_name = "FailedBills"
}`,
      },
    },
    {
      name: 'alarms of a module that is called for each',
      files: {
        'main.tf': `${ORDERS}${fn('billing')}module "watch" {
  source = "./watch"
  name   = aws_lambda_function.billing.function_name
}`,
        'watch/main.tf': `variable "name" {}\n${alarm('errors', 'var.name')}`,
      },
    },
    {
      name: 'a monitor of Datadog',
      files: {
        'main.tf': `${fn('orders')}resource "datadog_monitor" "errors" {
  query = "sum(last_5m):sum:aws.lambda.errors{functionname:orders} > 1"
}`,
      },
    },
    { name: 'a template', files: { 'stack.yaml': template(stackFn('Orders'), stackAlarm('Errors', '!Ref Orders')) } },
    {
      name: 'the function of a custom resource',
      files: {
        'stack.yaml': template(
          stackFn('Orders'),
          stackFn('Setup'),
          stackAlarm('Errors', '!Ref Orders'),
          '  Made:\n    Type: Custom::Made\n    Properties: { ServiceToken: !GetAtt Setup.Arn }',
        ),
      },
    },
    {
      name: 'the hook of a deployment',
      files: {
        'stack.yaml': template(
          `  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      DeploymentPreference: { Type: Canary10Percent5Minutes, Hooks: { PreTraffic: !Ref Trial } }`,
          stackFn('Trial').replace('AWS::Lambda', 'AWS::Serverless'),
          stackAlarm('Errors', '!Ref Orders'),
        ),
      },
    },
    {
      name: 'a hook by its name',
      files: { 'main.tf': `${ORDERS}${fn('trial', '"CodeDeployHook_trial"')}` },
    },
    {
      name: 'a rule of Prometheus that names the workload',
      files: { 'k8s/api.yaml': workload('orders'), 'k8s/rules.yaml': rule(`absent(up{job="orders"})`) },
    },
  ],
  unknown: [
    { name: 'no alarm at all', files: { 'main.tf': fn('orders') }, reason: 'kept elsewhere' },
    {
      name: 'an alarm that a variable decides',
      files: { 'main.tf': `${ORDERS}${fn('billing')}${alarm('more', 'each.value')}` },
      reason: 'decided elsewhere',
    },
    {
      name: 'alarms in another module',
      files: { 'a/main.tf': ORDERS, 'b/main.tf': fn('billing') },
      reason: 'kept elsewhere',
    },
    {
      name: 'an alarm of another folder that names a neighbour',
      files: {
        'k8s/api.yaml': workload('orders'),
        'k8s/web.yaml': workload('billing'),
        'extras/rules.yaml': rule(`absent(up{job="orders"})`),
      },
      reason: 'kept elsewhere',
    },
    {
      name: 'an alarm on a function that is called like a service',
      files: {
        'main.tf': `resource "aws_ecs_service" "orders" {\n  name = "orders"\n}\n${alarm('errors', '"orders"')}`,
      },
      reason: 'kept elsewhere',
    },
    {
      name: 'a module from elsewhere that raises alarms',
      files: {
        'main.tf': `${ORDERS}${fn('billing')}module "alarms" {\n  source = "acme/cloudwatch-alarms/aws"\n  names = var.names\n}`,
      },
      reason: 'decided elsewhere',
    },
    {
      name: 'an alarm for a function of another module',
      files: { 'main.tf': `${ORDERS}${fn('billing')}${alarm('more', 'module.jobs.name')}` },
      reason: 'decided elsewhere',
    },
    {
      name: 'an alarm on a metric of its own',
      files: {
        'main.tf': `${ORDERS}${fn('billing')}resource "aws_cloudwatch_metric_alarm" "failed" {
  namespace   = "Shop"
  metric_name = "Failed"
}`,
      },
      reason: 'decided elsewhere',
    },
    {
      name: 'rules for whatever runs',
      files: {
        'k8s/api.yaml': workload('orders'),
        'k8s/web.yaml': workload('billing'),
        'k8s/rules.yaml': rule(`absent(up{job="orders"})`),
        'k8s/all.yaml': rule('kube_pod_container_status_restarts_total > 5'),
      },
      reason: 'decided elsewhere',
    },
  ],
  fails: [
    { name: 'one function of two', files: { 'main.tf': `${ORDERS}${BILLING}` } },
    {
      name: 'an alarm on a database beside it',
      files: {
        'main.tf': `${ORDERS}${BILLING}${alarm('full', 'var.database', 'AWS/RDS')}`,
      },
    },
    {
      name: 'several of one file are one finding',
      files: { 'main.tf': `${ORDERS}${BILLING}${fn('refunds')}` },
    },
    {
      name: 'a template',
      files: {
        'stack.yaml': template(
          stackFn('Orders'),
          stackFn('Billing', ' # ! noAlarm'),
          stackAlarm('Errors', '!Ref Orders'),
        ),
      },
    },
    {
      name: 'an alarm whose name holds the name of another function, with metric math',
      files: {
        'main.tf': `${fn('fetch_orders')}${fn('orders', '"orders"', ' # ! noAlarm')}
resource "aws_cloudwatch_metric_alarm" "fetch_orders_errors" {
  metric_query {
    id = "errors"
    metric {
      namespace  = "AWS/Lambda"
      dimensions = { FunctionName = aws_lambda_function.fetch_orders.function_name }
    }
  }
}`,
      },
    },
    {
      name: 'a service of ECS',
      files: {
        'main.tf': `resource "aws_ecs_service" "orders" {\n  name = "orders"\n}
resource "aws_ecs_service" "billing" { # ! noAlarm\n  name = "billing"\n}
resource "aws_cloudwatch_metric_alarm" "busy" {
  namespace  = "AWS/ECS"
  dimensions = { ServiceName = aws_ecs_service.orders.name }
}`,
      },
    },
    {
      name: 'an app of Azure',
      files: {
        'main.tf': `resource "azurerm_linux_web_app" "orders" {\n  name = "orders"\n}
resource "azurerm_linux_web_app" "billing" { # ! noAlarm\n  name = "billing"\n}
resource "azurerm_monitor_metric_alert" "errors" {
  scopes = [azurerm_linux_web_app.orders.id]
}`,
      },
    },
    {
      name: 'a workload',
      files: {
        'k8s/api.yaml': workload('orders'),
        'k8s/web.yaml': workload('billing', ' # ! noAlarm'),
        'k8s/rules.yaml': rule(`absent(up{job="orders"})`),
      },
    },
  ],
})
