import check from '../../../checks/observability/obs-dashboards.js'
import { testCheck } from '../../helpers/check-tester.js'

const FUNCTION = 'resource "aws_lambda_function" "orders" {\n  function_name = "orders"\n}\n'
const tf = (...blocks: string[]) => ({ 'infra/main.tf': ['provider "aws" {}', FUNCTION, ...blocks].join('\n') })
const object = (kind: string, more = '') => ({
  'k8s/dashboard.yaml': `apiVersion: ${kind}\nmetadata: { name: shop${more} }\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing runs', files: { 'README.md': '# shop' } },
    { name: 'only a bucket', files: { 'infra/main.tf': 'provider "aws" {}\nresource "aws_s3_bucket" "a" {}\n' } },
  ],
  passes: [
    { name: 'CloudWatch', files: tf('resource "aws_cloudwatch_dashboard" "a" {\n  dashboard_name = "shop"\n}') },
    { name: 'Grafana', files: tf('resource "grafana_dashboard" "a" {\n  config_json = "{}"\n}') },
    { name: 'Datadog', files: tf('resource "datadog_dashboard_json" "a" {}') },
    {
      name: 'an object of an operator',
      files: { ...tf(), ...object('grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard') },
    },
    {
      name: 'a map with a dashboard',
      files: { ...tf(), ...object('v1\nkind: ConfigMap', ", labels: { grafana_dashboard: '1' }") },
    },
    {
      name: 'a file of Grafana',
      files: { ...tf(), 'ops/grafana/orders.json': '{ "panels": [], "schemaVersion": 39 }' },
    },
    { name: 'a file by its name', files: { ...tf(), 'monitoring/orders-dashboard.json': '{}' } },
    { name: 'a library of Grafana', files: { ...tf(), 'dashboards/orders.libsonnet': '{}' } },
    {
      name: 'a template',
      files: {
        'template.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Board: { Type: AWS::CloudWatch::Dashboard, Properties: { DashboardBody: '{}' } }\n",
      },
    },
  ],
  unknown: [
    { name: 'a function without any', files: tf() },
    {
      name: 'a page of the application',
      files: { ...tf(), 'src/dashboard/index.ts': 'export {}', 'src/pages/dashboard.tsx': '' },
    },
    { name: 'a dashboard in an example', files: { ...tf(), 'examples/grafana/a.json': '{}' } },
  ],
})
