import check from '../../../checks/observability/obs-telemetry.js'
import { testCheck } from '../../helpers/check-tester.js'

const fn = (name: string, more = '', mark = '') =>
  `resource "aws_lambda_function" "${name}" {${mark}\n  function_name = "${name}"\n${more}}\n`
const traced = (mode: string) => `  tracing_config {\n    mode = ${mode}\n  }\n`
const ACTIVE = traced('"Active"')
const manifest = (...names: string[]) =>
  JSON.stringify({ private: true, dependencies: Object.fromEntries(['express', ...names].map((name) => [name, '1'])) })
const service = (folder: string, ...names: string[]) => ({
  [`${folder}/package.json`]: manifest(...names),
  [`${folder}/Dockerfile`]: 'FROM node:24\nEXPOSE 8080\n',
})
const deployment = (env: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers:
        - name: shop
          image: registry.example.com/shop:1
          env: ${env}
`

testCheck(check, {
  notApplicable: [
    { name: 'nothing that runs', files: { 'README.md': '# shop' } },
    { name: 'a bucket', files: { 'main.tf': 'resource "aws_s3_bucket" "files" {}' } },
  ],
  unknown: [
    { name: 'a service without any', files: { 'main.tf': fn('orders') }, reason: 'no metrics are seen here' },
    {
      name: 'an agent for development',
      files: {
        ...service('shop'),
        'shop/package.json':
          '{"private": true, "dependencies": {"express": "5"}, "devDependencies": {"dd-trace": "5"}}',
      },
    },
    { name: 'metrics alone', files: service('shop', 'prom-client'), reason: '"prom-client" shows "metrics"' },
    { name: 'a logger', files: service('shop', 'pino'), reason: '"pino" shows "records in a common format"' },
    {
      name: 'a monitor of services',
      files: {
        'k8s/shop.yaml': deployment('[]'),
        'k8s/monitor.yaml': 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: shop }\n',
      },
      reason: 'shows "metrics"',
    },
    {
      name: 'functions that are traced',
      files: {
        'template.yaml':
          'Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function: { Tracing: Active }\nResources:\n  Orders:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: a.b }\n',
      },
      reason: 'shows "traces"',
    },
    { name: 'every function', files: { 'main.tf': `${fn('orders', ACTIVE)}${fn('billing', ACTIVE)}` } },
    {
      name: 'a mode that a variable decides',
      files: { 'main.tf': `variable "mode" {}\n${fn('orders', ACTIVE)}${fn('billing', traced('var.mode'))}` },
    },
    { name: 'one function of two', files: { 'main.tf': `${fn('orders', ACTIVE)}${fn('billing')}` } },
    {
      name: 'a function that brings logs away',
      files: { 'main.tf': `${fn('orders', ACTIVE)}${fn('cart', ACTIVE)}${fn('log_forwarder')}` },
    },
    {
      name: 'a part whose image does not listen',
      files: { ...service('shop', 'prom-client'), ...service('load'), 'load/Dockerfile': 'FROM node:24\n' },
      reason: '"prom-client" shows "metrics"',
    },
    {
      name: 'traces of a vendor',
      files: { 'requirements.txt': 'flask\naws-xray-sdk', Dockerfile: 'FROM python:3\nEXPOSE 80\n' },
      reason: 'no records in a common format are seen',
    },
    { name: 'functions of another module', files: { 'a/main.tf': fn('orders', ACTIVE), 'b/main.tf': fn('billing') } },
    { name: 'all functions without', files: { 'main.tf': `${fn('orders')}${fn('billing', traced('"PassThrough"'))}` } },
  ],
  passes: [
    {
      name: 'Application Insights',
      files: {
        'main.tf': 'resource "azurerm_linux_web_app" "shop" {}\nresource "azurerm_application_insights" "shop" {}',
        'package.json': manifest('winston'),
      },
    },
    { name: 'an agent', files: service('shop', 'dd-trace', 'pino') },
    {
      name: 'an agent, by its settings',
      files: {
        'package.json': manifest('winston'),
        'k8s/shop.yaml': deployment('[{ name: DD_AGENT_HOST, value: agent }]'),
      },
    },
    {
      name: 'an SDK, by its settings',
      files: { 'k8s/shop.yaml': deployment('[{ name: OTEL_EXPORTER_OTLP_ENDPOINT, value: http://collector:4317 }]') },
    },
    {
      name: 'services of other ecosystems',
      files: {
        ...service('shop', 'dd-trace', 'pino'),
        'mail/requirements.txt': 'flask',
        'mail/Dockerfile': 'FROM python:3\nEXPOSE 80\n',
      },
    },
    {
      name: 'a part that is no service',
      files: {
        ...service('shop', 'dd-trace', 'pino'),
        'web/package.json': '{"dependencies": {"react-dom": "19"}}',
        'web/Dockerfile': 'FROM nginx\nEXPOSE 80\n',
      },
    },
    {
      name: 'agents that an operator puts in',
      files: {
        ...service('shop', 'prom-client', 'pino'),
        ...service('mail'),
        'k8s/i.yaml': 'apiVersion: opentelemetry.io/v1alpha1\nkind: Instrumentation\nmetadata: { name: all }\n',
      },
    },
    {
      name: 'agents by the environment',
      files: {
        ...service('shop', 'prom-client', 'pino'),
        ...service('mail'),
        'k8s/shop.yaml': deployment('[{ name: DD_AGENT_HOST, value: agent }]'),
      },
    },
  ],
  fails: [
    {
      name: 'one service of two',
      files: { ...service('shop', 'dd-trace'), ...service('mail') },
      expect: ['mail/package.json:1 silent'],
    },
    {
      name: 'several are one finding',
      files: { ...service('shop', 'dd-trace'), ...service('mail'), ...service('cart') },
      expect: ['cart/package.json:1 silent'],
    },
    {
      name: 'one function of two',
      files: { 'main.tf': `${fn('orders', ACTIVE)}${fn('cart', ACTIVE)}${fn('billing', '', ' # ! untraced')}` },
    },
    {
      name: 'a function with another mode',
      files: {
        'main.tf': `${fn('orders', ACTIVE)}${fn('cart', ACTIVE)}${fn('billing', traced('"PassThrough" # ! untraced'))}`,
      },
    },
    {
      name: 'a template',
      files: {
        'stack.yaml':
          'Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: { TracingConfig: { Mode: Active } }\n  Cart:\n    Type: AWS::Lambda::Function\n    Properties: { TracingConfig: { Mode: Active } }\n  Billing: # ! untraced\n    Type: AWS::Lambda::Function\n    Properties: { Handler: a.b }\n',
      },
    },
  ],
})
