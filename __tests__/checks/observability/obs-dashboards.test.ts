import check from '../../../checks/observability/obs-dashboards.js'
import { testCheck } from '../../helpers/check-tester.js'

const FUNCTION = 'resource "aws_lambda_function" "orders" {\n  function_name = "orders"\n}\n'
const MODEL = '{"panels": [], "schemaVersion": 39, "title": "shop"}'
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers: [{ name: shop, image: registry.example.com/shop:1 }]
`

testCheck(check, {
  notApplicable: [
    { name: 'nothing that runs', files: { 'README.md': '# shop' } },
    { name: 'only a bucket', files: { 'infra/main.tf': 'resource "aws_s3_bucket" "a" {}\n' } },
  ],
  unknown: [
    {
      name: 'a page of the application',
      files: { 'main.tf': FUNCTION, 'src/pages/dashboard.tsx': '', 'dashboard/package.json': '{"name": "dashboard"}' },
    },
    { name: 'a service without one', files: { 'main.tf': FUNCTION }, reason: 'no dashboards are seen here' },
    { name: 'one of an example', files: { 'main.tf': FUNCTION, 'examples/grafana/shop.json': MODEL } },
    {
      name: 'a map for everything',
      files: {
        'k8s/shop.yaml': DEPLOYMENT,
        'k8s/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\n',
      },
    },
  ],
  passes: [
    { name: 'a repository of dashboards', files: { 'main.tf': 'resource "aws_cloudwatch_dashboard" "shop" {}' } },
    { name: 'Datadog', files: { 'main.tf': `${FUNCTION}resource "datadog_dashboard_json" "a" {}` } },
    {
      name: 'a library of Grafana',
      files: {
        'main.tf': FUNCTION,
        'mixin/shop.libsonnet': "local g = import 'grafonnet/main.libsonnet';\n{ grafanaDashboards+:: {} }",
      },
    },
    { name: 'CloudWatch', files: { 'main.tf': `${FUNCTION}resource "aws_cloudwatch_dashboard" "shop" {}` } },
    {
      name: 'a template',
      files: {
        'stack.yaml':
          'Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: { Handler: a.b }\n  Board:\n    Type: AWS::CloudWatch::Dashboard\n    Properties: { DashboardBody: "{}" }\n',
      },
    },
    { name: 'a model of Grafana', files: { 'main.tf': FUNCTION, 'grafana/shop.json': MODEL } },
    {
      name: 'an operator',
      files: {
        'k8s/shop.yaml': DEPLOYMENT,
        'k8s/board.yaml':
          'apiVersion: grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard\nmetadata: { name: shop }\n',
      },
    },
    {
      name: 'a map with the label of Grafana',
      files: {
        'k8s/shop.yaml': DEPLOYMENT,
        'k8s/map.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  labels: { grafana_dashboard: "1" }\n',
      },
    },
    {
      name: 'values of a release',
      files: {
        'k8s/shop.yaml': DEPLOYMENT,
        'k8s/grafana.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: grafana }\nspec:\n  values:\n    dashboards: { default: {} }\n',
      },
    },
  ],
})
