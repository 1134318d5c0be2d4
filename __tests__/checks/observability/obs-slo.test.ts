import check from '../../../checks/observability/obs-slo.js'
import { testCheck } from '../../helpers/check-tester.js'

const FUNCTION = 'resource "aws_lambda_function" "orders" {\n  function_name = "orders"\n}\n'
const datadog = (target: string) =>
  `${FUNCTION}resource "datadog_service_level_objective" "orders" {
  type = "metric"
  thresholds {
    timeframe = "30d"
    target    = ${target}
  }
}
`
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers: [{ name: shop, image: registry.example.com/shop:1 }]
`
const pyrra = (target: string) =>
  `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: shop-errors }
spec:
  target: ${target}
  window: 4w
`

testCheck(check, {
  notApplicable: [
    { name: 'nothing that runs', files: { 'README.md': '# shop' } },
    {
      name: 'a library',
      files: { 'package.json': '{"name": "shop", "main": "index.js"}', 'index.js': '' },
      settings: { kind: 'library' },
    },
    { name: 'a test bed', files: { 'tests/main.tf': FUNCTION } },
    { name: 'a bucket', files: { 'main.tf': 'resource "aws_s3_bucket" "files" {}' } },
  ],
  unknown: [
    { name: 'a service without one', files: { 'main.tf': FUNCTION }, reason: 'another repository or in a vendor' },
    {
      name: 'an alarm, which is none',
      files: {
        'main.tf': `${FUNCTION}resource "aws_cloudwatch_metric_alarm" "errors" {\n  namespace = "AWS/Lambda"\n}`,
      },
    },
    { name: 'one for tests', files: { 'main.tf': FUNCTION, 'tests/main.tf': datadog('99.9') } },
  ],
  passes: [
    { name: 'Datadog', files: { 'main.tf': datadog('99.9') } },
    {
      name: 'a target that a variable decides',
      files: { 'main.tf': `variable "target" {\n  default = 100\n}\n${datadog('var.target')}` },
    },
    { name: 'an operator', files: { 'k8s/shop.yaml': DEPLOYMENT, 'k8s/slo.yaml': pyrra('"99.5"') } },
    {
      name: 'OpenSLO',
      files: {
        'k8s/shop.yaml': DEPLOYMENT,
        'slo/shop.yaml': 'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: shop }\n',
      },
    },
    {
      name: 'Sloth',
      files: { 'k8s/shop.yaml': DEPLOYMENT, 'slos/shop.yaml': 'version: prometheus/v1\nservice: shop\nslos: []\n' },
    },
    {
      name: 'a template',
      files: {
        'stack.yaml':
          'Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: { Handler: a.b }\n  Objective:\n    Type: AWS::ApplicationSignals::ServiceLevelObjective\n    Properties:\n      Name: orders\n      Goal: { AttainmentGoal: 99.9 }\n',
      },
    },
  ],
  fails: [
    { name: 'no budget', files: { 'main.tf': datadog('100 # ! noBudget') } },
    {
      name: 'no budget in Kubernetes',
      files: { 'k8s/shop.yaml': DEPLOYMENT, 'k8s/slo.yaml': pyrra('"100" # ! noBudget') },
    },
    {
      name: 'one of several',
      files: {
        'k8s/shop.yaml': DEPLOYMENT,
        'k8s/slo.yaml':
          'apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nmetadata: { name: shop }\nspec:\n  service: shop\n  slos:\n    - { name: latency, objective: 99 }\n    - name: errors\n      objective: 100 # ! noBudget\n',
      },
    },
    {
      name: 'a fraction',
      files: {
        'main.tf': `${FUNCTION}resource "grafana_slo" "orders" {\n  objectives {\n    value  = 1 # ! noBudget\n    window = "28d"\n  }\n}`,
      },
    },
  ],
})
