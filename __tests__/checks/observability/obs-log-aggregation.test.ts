import check from '../../../checks/observability/obs-log-aggregation.js'
import { testCheck } from '../../helpers/check-tester.js'

const container = (log: string, name = 'shop', mark = '') =>
  `    {${mark}
      name  = "${name}"
      image = "registry.example.com/${name}:1"
${log}
    },
`
const task = (compatibility: string, ...containers: string[]) =>
  `resource "aws_ecs_task_definition" "shop" {
  requires_compatibilities = ${compatibility}
  container_definitions = jsonencode([
${containers.join('')}  ])
}
`
const driver = (name: string, mark = '') => `      logConfiguration = {${mark}\n        logDriver = ${name}\n      }`
const FARGATE = '["FARGATE"]'
const template = (log: string, mark = '') =>
  `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: shop${mark}
          Image: registry.example.com/shop:1
${log}
`
const workload = (kind: string, image: string) =>
  `apiVersion: apps/v1
kind: ${kind}
metadata: { name: shop }
spec:
  template:
    spec:
      containers: [{ name: shop, image: "${image}" }]
`
const compose = (name: string, mark = '') =>
  `services:\n  shop:\n    image: registry.example.com/shop:1\n    logging:\n      driver: ${name}${mark}\n`

testCheck(check, {
  notApplicable: [
    { name: 'nothing that writes', files: { 'main.tf': 'resource "aws_s3_bucket" "files" {}' } },
    { name: 'a test bed', files: { 'tests/main.tf': task(FARGATE, container('')) } },
    { name: 'a developer’s machine', files: { 'docker-compose.yml': compose('none') } },
  ],
  passes: [
    { name: 'a driver that brings lines away', files: { 'main.tf': task(FARGATE, container(driver('"awslogs"'))) } },
    { name: 'a template', files: { 'stack.yaml': template('          LogConfiguration: { LogDriver: awsfirelens }') } },
    { name: 'a function', files: { 'main.tf': 'resource "aws_lambda_function" "orders" {}' } },
    { name: 'a service of Cloud Run', files: { 'main.tf': 'resource "google_cloud_run_v2_service" "shop" {}' } },
    { name: 'a cluster of Google', files: { 'main.tf': 'resource "google_container_cluster" "shop" {}' } },
    {
      name: 'an agent in the cluster',
      files: {
        'k8s/shop.yaml': workload('Deployment', 'registry.example.com/shop:1'),
        'k8s/agent.yaml': workload('DaemonSet', 'cr.fluentbit.io/fluent/fluent-bit:4.1'),
      },
    },
    { name: 'a chart of an agent', files: { 'main.tf': 'resource "helm_release" "logs" {\n  chart = "promtail"\n}' } },
    {
      name: 'a release of Flux',
      files: {
        'k8s/logs.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: logs }\nspec:\n  chart: { spec: { chart: vector } }\n',
      },
    },
    {
      name: 'an add-on',
      files: { 'main.tf': 'resource "aws_eks_addon" "logs" {\n  addon_name = "amazon-cloudwatch-observability"\n}' },
    },
    {
      name: 'a filter that hands lines on',
      files: { 'main.tf': 'resource "aws_cloudwatch_log_subscription_filter" "all" {}' },
    },
    {
      name: 'a machine with an agent',
      files: {
        'main.tf': 'resource "aws_instance" "shop" {\n  user_data = "yum install -y amazon-cloudwatch-agent"\n}',
      },
    },
    {
      name: 'a role',
      files: {
        'site.yml': '- hosts: all\n  roles: [filebeat]\n',
        'roles/filebeat/tasks/main.yml': '- name: Install\n  ansible.builtin.package: { name: filebeat }\n',
      },
    },
    { name: 'Compose on servers', files: { 'compose.prod.yaml': compose('gelf') } },
  ],
  unknown: [
    {
      name: 'a chart from elsewhere that Flux installs',
      files: {
        'apps/shop.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec: { chart: { spec: { chart: shop, sourceRef: { kind: HelmRepository, name: acme } } } }',
      },
      reason: 'chart "shop"',
    },
    {
      name: 'a chart that only has a dependency',
      files: {
        'charts/shop/Chart.yaml':
          'name: shop\nversion: 1.0.0\ndependencies: [{ name: java, version: 5.2.0, repository: "oci://acme.com/helm" }]',
        'charts/shop/values.prod.yaml': 'a: 1',
        'charts/shop/values.staging.yaml': 'a: 1',
        'src/a.java': 'class A {}',
      },
      reason: 'chart "java"',
    },
    {
      name: 'a collector, of which it is not known what it collects',
      files: { 'k8s/agent.yaml': workload('DaemonSet', 'otel/opentelemetry-collector-contrib:0.138.0') },
    },
    {
      name: 'a workload',
      files: { 'k8s/shop.yaml': workload('Deployment', 'registry.example.com/shop:1') },
      reason: 'an agent of the platform may',
    },
    {
      name: 'a container on a host',
      files: { 'main.tf': task('["EC2"]', container('')) },
      reason: 'an agent of the platform may',
    },
    { name: 'a driver of the host', files: { 'main.tf': task('["EC2"]', container(driver('"json-file"'))) } },
    {
      name: 'a driver that a variable decides',
      files: {
        'main.tf': `variable "driver" {\n  default = "none"\n}\n${task(FARGATE, container(driver('var.driver')))}`,
      },
    },
    {
      name: 'containers from a file',
      files: {
        'main.tf':
          'resource "aws_ecs_task_definition" "shop" {\n  requires_compatibilities = ["FARGATE"]\n  container_definitions = templatefile("shop.json", {})\n}',
      },
    },
    {
      name: 'a configuration that an expression decides',
      files: { 'main.tf': `variable "log" {}\n${task(FARGATE, container('      logConfiguration = var.log'))}` },
    },
  ],
  fails: [
    { name: 'no driver on Fargate', files: { 'main.tf': task(FARGATE, container('', 'shop', ' # ! lost')) } },
    {
      name: 'several of one file are one finding',
      files: { 'main.tf': task(FARGATE, container('', 'shop', ' # ! lost'), container('', 'mail')) },
    },
    {
      name: 'one beside another',
      files: { 'main.tf': task(FARGATE, container(driver('"awslogs"'), 'shop'), container('', 'mail', ' # ! lost')) },
    },
    {
      name: 'a driver that throws away',
      files: { 'main.tf': task('["EC2"]', container(driver('"none"', ' # ! thrownAway'))) },
    },
    { name: 'a template', files: { 'stack.yaml': template('', ' # ! lost') } },
    {
      name: 'a template that throws away',
      files: { 'stack.yaml': template('          LogConfiguration: { LogDriver: none } # ! thrownAway') },
    },
    {
      name: 'a cluster of Google without',
      files: {
        'main.tf': 'resource "google_container_cluster" "shop" {\n  logging_service = "none" # ! thrownAway\n}',
      },
    },
    {
      name: 'a cluster of Google with nothing to collect',
      files: {
        'main.tf':
          'resource "google_container_cluster" "shop" {\n  logging_config {\n    enable_components = [] # ! thrownAway\n  }\n}',
      },
    },
    { name: 'Compose on servers', files: { 'compose.prod.yaml': compose('none', ' # ! thrownAway') } },
  ],
})
