import check from '../../../checks/observability/obs-health-endpoint.js'
import { testCheck } from '../../helpers/check-tester.js'

const group = (lines: string, mark = '') =>
  `resource "aws_lb_target_group" "shop" {${mark}
  port     = 8080
  protocol = "HTTP"
${lines}
}
`
const healthCheck = (lines: string) => group(`  health_check {\n${lines}\n  }`)
const template = (lines: string, mark = '') =>
  `Resources:\n  Shop:${mark}\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n${lines}\n`
const pod = (probe: string, image = 'registry.example.com/shop:1') =>
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          image: ${image}
          ports: [{ name: http, containerPort: 8080 }]
          ${probe}
`
const BUILT = { 'shop/Dockerfile': 'FROM scratch\n' }
const compose = (service: string) => `services:\n  shop:\n${service}\n`
const task = (command: string) =>
  `resource "aws_ecs_task_definition" "shop" {
  container_definitions = jsonencode([{
    name  = "shop"
    image = "registry.example.com/shop:1"
    healthCheck = {
      command = ${command}
    }
  }])
}
`

testCheck(check, {
  notApplicable: [
    { name: 'nothing that is asked', files: { 'main.tf': 'resource "aws_s3_bucket" "files" {}' } },
    {
      name: 'a group of TCP',
      files: { 'main.tf': group('').replace('"HTTP"', '"TCP"') },
    },
    {
      name: 'a function behind a balancer',
      files: { 'main.tf': 'resource "aws_lb_target_group" "shop" {\n  target_type = "lambda"\n}' },
    },
    { name: 'a balancer that tries TCP', files: { 'main.tf': 'resource "aws_elb" "shop" {}' } },
    {
      name: 'an image of others that has no path of its own',
      files: { 'k8s/shop.yaml': pod('readinessProbe: { httpGet: { path: /, port: 8080 } }', 'nginx:1.29') },
    },
    {
      name: 'a probe of a database',
      files: { ...BUILT, 'k8s/shop.yaml': pod('readinessProbe: { tcpSocket: { port: 5432 } }') },
    },
    { name: 'no probe, of which another check speaks', files: { ...BUILT, 'k8s/shop.yaml': pod('') } },
    { name: 'a group that stands in', files: { 'main.tf': group('').replace('shop', 'dummy') } },
    {
      name: 'an image of others with a path of any kind',
      files: { 'k8s/shop.yaml': pod('readinessProbe: { httpGet: { path: /metrics, port: 8080 } }') },
    },
    {
      name: 'a developer’s machine',
      files: { 'compose.yaml': compose('    build: .\n    healthcheck: { test: curl -f http://localhost:8080 }') },
    },
    {
      name: 'what makes requests',
      files: {
        'loadgenerator/Dockerfile': 'FROM scratch\n',
        'k8s/load.yaml': pod(
          'readinessProbe: { httpGet: { path: /, port: 8080 } }',
          'registry.example.com/loadgenerator:1',
        ).replace('name: shop\n          image', 'name: loadgenerator\n          image'),
      },
    },
    { name: 'a test bed', files: { 'tests/main.tf': group('') } },
    {
      name: 'a health check of Compose that is switched off',
      files: { 'compose.yaml': compose('    build: .\n    healthcheck: { test: [NONE] }') },
    },
  ],
  passes: [
    { name: 'a path of its own', files: { 'main.tf': healthCheck('    path = "/healthz"') } },
    { name: 'a path among others', files: { 'main.tf': healthCheck('    path = "/api/v1/healthCheck?full=1"') } },
    { name: 'redirects for healthy', files: { 'main.tf': healthCheck('    path = "/up"\n    matcher = "200-399"') } },
    {
      name: 'a group of TCP that asks over HTTP',
      files: { 'main.tf': healthCheck('    protocol = "HTTP"\n    path = "/ready"').replace('"HTTP"', '"TCP"') },
    },
    {
      name: 'a classic balancer',
      files: { 'main.tf': 'resource "aws_elb" "shop" {\n  health_check {\n    target = "HTTP:8080/health"\n  }\n}' },
    },
    {
      name: 'the input of a call',
      files: {
        'main.tf': 'module "web" {\n  source = "./web"\n  path   = "/livez"\n}',
        'web/main.tf': `variable "path" {}\n${healthCheck('    path = var.path')}`,
      },
    },
    {
      name: 'a template',
      files: { 'stack.yaml': template('      Protocol: HTTP\n      HealthCheckPath: /actuator/health') },
    },
    {
      name: 'an app of Azure',
      files: {
        'main.tf':
          'resource "azurerm_linux_web_app" "shop" {\n  site_config {\n    health_check_path = "/status"\n  }\n}',
      },
    },
    {
      name: 'a health check of Google Cloud',
      files: {
        'main.tf':
          'resource "google_compute_health_check" "shop" {\n  http_health_check {\n    request_path = "/ready"\n  }\n}',
      },
    },
    {
      name: 'a probe',
      files: { ...BUILT, 'k8s/shop.yaml': pod('readinessProbe: { httpGet: { path: /readyz, port: 8080 } }') },
    },
    {
      name: 'a probe over gRPC',
      files: { ...BUILT, 'k8s/shop.yaml': pod('readinessProbe: { grpc: { port: 8080 } }') },
    },
    {
      name: 'a command',
      files: { ...BUILT, 'k8s/shop.yaml': pod('livenessProbe: { exec: { command: [cat, /tmp/alive] } }') },
    },
    {
      name: 'a service of Compose',
      files: {
        'compose.yaml': compose(
          '    build: .\n    healthcheck: { test: curl -f http://localhost:8080/health || exit 1 }',
        ),
      },
    },
    { name: 'a container of ECS', files: { 'main.tf': task('["CMD-SHELL", "wget -qO- http://127.0.0.1/healthz"]') } },
  ],
  unknown: [
    {
      name: 'a path that a variable decides',
      files: { 'main.tf': `variable "path" {\n  default = "/"\n}\n${healthCheck('    path = var.path')}` },
      reason: 'decided elsewhere',
    },
    {
      name: 'a protocol that a variable decides',
      files: { 'main.tf': `variable "protocol" {}\n${group('').replace('"HTTP"', 'var.protocol')}` },
      reason: 'decided elsewhere',
    },
    {
      name: 'a path for people',
      files: { 'main.tf': healthCheck('    path = "/login"') },
      reason: 'made to show its health',
    },
    {
      name: 'an address from the environment',
      files: {
        'compose.prod.yaml': compose(
          '    build: .\n    healthcheck: { test: "curl -f http://localhost:$${PORT}$${ROOT}" }',
        ),
      },
      reason: 'decided elsewhere',
    },
    {
      name: 'an overlay with another probe',
      files: {
        ...BUILT,
        'base/shop.yaml': pod('readinessProbe: { httpGet: { path: /, port: 8080 } }'),
        'prod/kustomization.yaml': 'resources: [../base/shop.yaml]\npatches: [{ path: probe.yaml }]',
        'prod/probe.yaml': pod('readinessProbe: { httpGet: { path: /readyz, port: 8080 } }').replace(
          '          image: registry.example.com/shop:1\n',
          '',
        ),
      },
    },
  ],
  fails: [
    { name: 'the root page', files: { 'main.tf': healthCheck('    path = "/" # ! root') } },
    {
      name: 'the input of a call',
      files: {
        'main.tf': 'module "web" {\n  source = "./web"\n  path   = "/"\n}',
        'web/main.tf': `variable "path" {}\n${healthCheck('    path = var.path # ! root')}`,
      },
    },
    { name: 'no health check', files: { 'main.tf': group('', ' # ! byDefault') } },
    {
      name: 'several of one file are one finding',
      files: { 'main.tf': `${group('', ' # ! byDefault')}${group('').replace('shop', 'admin')}` },
    },
    {
      name: 'failures for healthy',
      files: { 'main.tf': healthCheck('    path = "/api/status" # ! failures\n    matcher = "200-499"') },
    },
    {
      name: 'a template',
      files: { 'stack.yaml': template('      Protocol: HTTP\n      HealthCheckPath: / # ! root') },
    },
    { name: 'a template without one', files: { 'stack.yaml': template('      Protocol: HTTPS', ' # ! byDefault') } },
    {
      name: 'a service of App Runner',
      files: { 'main.tf': 'resource "aws_apprunner_service" "shop" { # ! port\n  service_name = "shop"\n}' },
    },
    {
      name: 'an app of Azure',
      files: { 'main.tf': 'resource "azurerm_linux_web_app" "shop" { # ! notAsked\n  site_config {}\n}' },
    },
    {
      name: 'a health check of Google Cloud',
      files: {
        'main.tf':
          'resource "google_compute_health_check" "shop" { # ! byDefault\n  https_health_check {\n    port = 443\n  }\n}',
      },
    },
    {
      name: 'a probe of the root page',
      files: { ...BUILT, 'k8s/shop.yaml': pod('readinessProbe: { httpGet: { path: /, port: 8080 } } # ! root') },
    },
    {
      name: 'a probe without path',
      files: { ...BUILT, 'k8s/shop.yaml': pod('readinessProbe: { httpGet: { port: 8080 } } # ! root') },
    },
    {
      name: 'a probe of a port of HTTP',
      files: { ...BUILT, 'k8s/shop.yaml': pod('readinessProbe: { tcpSocket: { port: http } } # ! port') },
    },
    {
      name: 'a service of Compose',
      files: {
        'compose.prod.yaml': compose(
          '    build: .\n    healthcheck: { test: [CMD, curl, -f, "http://localhost:8080"] } # ! root',
        ),
      },
    },
    {
      name: 'a container of ECS',
      files: { ...BUILT, 'main.tf': task('["CMD-SHELL", "curl -f http://localhost/ || exit 1"] # ! root') },
    },
  ],
})
