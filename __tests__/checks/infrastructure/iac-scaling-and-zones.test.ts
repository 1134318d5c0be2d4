import { testCheck } from '../../helpers/check-tester.js'
import check from '../../../checks/infrastructure/iac-scaling-and-zones.js'

const PROVIDER = 'provider "aws" {}\n'
const terraform = (
  type: string,
  lines: readonly string[],
  { path = 'prod/main.tf', name = 'shop', mark = '' } = {},
) => ({
  [path]: [PROVIDER, `resource "${type}" "${name}" {${mark}`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n'),
})
const template = (type: string, lines: readonly string[], { path = 'prod/stack.yaml', mark = '' } = {}) => ({
  [path]: [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Resources:',
    `  Shop:${mark}`,
    `    Type: ${type}`,
    '    Properties:',
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n'),
})
const more = (files: Readonly<Record<string, string>>, text: string) =>
  Object.fromEntries(Object.entries(files).map(([path, before]) => [path, `${before}${text}`]))
const SCALED = (target = 'service/shop/${aws_ecs_service.shop.name}') =>
  `resource "aws_appautoscaling_target" "t" {\n  min_capacity = 2\n  max_capacity = 9\n  resource_id  = "${target}"\n}\n`
const deployment = (replicas: string, more = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec:\n${replicas === '' ? '' : `  replicas: ${replicas}\n`}  template: { metadata: { labels: { app: api } }, spec: { ${more}containers: [{ name: api, ports: [{ containerPort: 80 }] }] } }\n`
const EXPOSED = {
  'k8s/route.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: front }\nspec: { selector: { app: api }, ports: [{ port: 80 }] }\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: front }\nspec: { defaultBackend: { service: { name: front, port: { number: 80 } } } }\n',
}
const BALANCED = {
  'k8s/front.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: front }\nspec: { type: LoadBalancer, selector: { app: api }, ports: [{ port: 80 }] }\n',
}
const overlay = (environment: string, lines = '') => ({
  [`overlays/${environment}/kustomization.yaml`]: `resources: [../../base/api.yaml]\n${lines}`,
})
const ONE = ' # ! one'

testCheck(check, {
  notApplicable: [
    { name: 'nothing declared', files: { 'README.md': '# shop' } },
    { name: 'serverless', files: terraform('aws_lambda_function', ['function_name = "shop"']) },
    { name: 'for development', files: terraform('aws_db_instance', ['multi_az = false'], { path: 'dev/main.tf' }) },
    { name: 'for staging', files: terraform('aws_db_instance', [], { path: 'staging/main.tf' }) },
    { name: 'for a test by its name', files: terraform('aws_db_instance', ['identifier = "shop-test"']) },
    { name: 'a copy', files: terraform('aws_db_instance', ['replicate_source_db = "shop"']) },
    {
      name: 'one on each machine',
      files: terraform('aws_ecs_service', ['scheduling_strategy = "DAEMON"', 'desired_count = 1']),
    },
    { name: 'switched off', files: terraform('aws_ecs_service', ['desired_count = 0']) },
    {
      name: 'a machine for operators',
      files: terraform('aws_autoscaling_group', ['min_size = 1', 'max_size = 1'], { name: 'bastion' }),
    },
    {
      name: 'a plan that scales by itself',
      files: terraform('azurerm_service_plan', ['sku_name = "Y1"', 'worker_count = 1']),
    },
    {
      name: 'a controller, whose port nobody from outside reaches',
      files: { 'prod/api.yaml': deployment('1') },
    },
    {
      name: 'pods with data of their own',
      files: {
        ...EXPOSED,
        'prod/api.yaml': deployment('1', 'volumes: [{ name: d, persistentVolumeClaim: { claimName: d } }], '),
      },
    },
  ],
  unknown: [
    {
      name: 'a setting without a default',
      files: more(terraform('aws_db_instance', ['multi_az = var.multi_az']), 'variable "multi_az" {}\n'),
      reason: 'decided elsewhere',
    },
    {
      name: 'a setting with a default',
      files: more(
        terraform('aws_db_instance', ['multi_az = var.multi_az']),
        'variable "multi_az" { default = false }\n',
      ),
      reason: 'decided elsewhere',
    },
    {
      name: 'an environment that nothing names',
      files: terraform('aws_db_instance', ['multi_az = false'], { path: 'infra/main.tf' }),
      reason: 'nothing tells',
    },
    {
      name: 'a number that is not written',
      files: terraform('aws_ecs_service', ['name = "shop"']),
      reason: 'decided elsewhere',
    },
    {
      name: 'a number that Terraform leaves alone',
      files: terraform('aws_ecs_service', [
        'desired_count = 1',
        'lifecycle {',
        '  ignore_changes = [desired_count]',
        '}',
      ]),
      reason: 'decided elsewhere',
    },
    {
      name: 'a target that may be for it',
      files: more(terraform('aws_ecs_service', ['desired_count = 1']), SCALED('service/${var.cluster}/${var.service}')),
      reason: 'decided elsewhere',
    },
    { name: 'pods in no environment', files: { ...EXPOSED, 'k8s/api.yaml': deployment('1') }, reason: 'nothing tells' },
    {
      name: 'pods without a number',
      files: { ...EXPOSED, 'prod/api.yaml': deployment('') },
      reason: 'decided elsewhere',
    },
    {
      name: 'a parameter of a template',
      files: template('AWS::RDS::DBInstance', ['MultiAZ: !Ref MultiAZ']),
      reason: 'decided elsewhere',
    },
  ],
  passes: [
    { name: 'a database in several zones', files: terraform('aws_db_instance', ['multi_az = true']) },
    {
      name: 'one with a copy',
      files: more(
        terraform('aws_db_instance', ['multi_az = false']),
        'resource "aws_db_instance" "copy" {\n  replicate_source_db = aws_db_instance.shop.identifier\n}\n',
      ),
    },
    {
      name: 'a cache with failover',
      files: terraform('aws_elasticache_replication_group', ['automatic_failover_enabled = true']),
    },
    {
      name: 'a search domain in several zones',
      files: terraform('aws_opensearch_domain', ['cluster_config {', '  zone_awareness_enabled = true', '}']),
    },
    {
      name: 'a broker with a standby',
      files: template('AWS::AmazonMQ::Broker', ['DeploymentMode: ACTIVE_STANDBY_MULTI_AZ']),
    },
    {
      name: 'a regional database',
      files: terraform('google_sql_database_instance', ['settings {', '  availability_type = "REGIONAL"', '}']),
    },
    {
      name: 'a server with a standby',
      files: terraform('azurerm_postgresql_flexible_server', ['high_availability {', '  mode = "ZoneRedundant"', '}']),
    },
    {
      name: 'a service that follows its load',
      files: more(terraform('aws_ecs_service', ['desired_count = 1']), SCALED()),
    },
    {
      name: 'machines between two numbers',
      files: terraform('aws_autoscaling_group', [
        'min_size = 2',
        'max_size = 6',
        'vpc_zone_identifier = [aws_subnet.a.id, aws_subnet.b.id]',
      ]),
    },
    { name: 'a template in several zones', files: template('AWS::RDS::DBInstance', ['MultiAZ: true']) },
    {
      name: 'pods that follow their load',
      files: {
        ...EXPOSED,
        'prod/api.yaml': deployment('1'),
        'prod/hpa.yaml':
          'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: api }\nspec: { scaleTargetRef: { kind: Deployment, name: api }, minReplicas: 2, maxReplicas: 5 }\n',
      },
    },
  ],
  fails: [
    { name: 'a database', files: terraform('aws_db_instance', ['multi_az = false # ! one']) },
    { name: 'a database by default', files: terraform('aws_db_instance', ['engine = "postgres"'], { mark: ONE }) },
    {
      name: 'a database of production by its name',
      files: terraform('aws_db_instance', ['identifier = "shop-prod"'], { path: 'infra/main.tf', mark: ONE }),
    },
    { name: 'a template', files: template('AWS::RDS::DBInstance', ['MultiAZ: false # ! one']) },
    { name: 'a cache', files: terraform('aws_elasticache_replication_group', [], { mark: ONE }) },
    { name: 'a broker', files: terraform('aws_mq_broker', ['deployment_mode = "SINGLE_INSTANCE" # ! one']) },
    {
      name: 'Google Cloud',
      files: terraform('google_sql_database_instance', ['settings {', '  availability_type = "ZONAL" # ! one', '}']),
    },
    { name: 'Azure', files: terraform('azurerm_postgresql_flexible_server', [], { mark: ONE }) },
    { name: 'a service', files: terraform('aws_ecs_service', ['desired_count = 1 # ! one']) },
    { name: 'a service of a template', files: template('AWS::ECS::Service', ['DesiredCount: 1 # ! one']) },
    { name: 'a service of a fixed size', files: terraform('aws_ecs_service', ['desired_count = 4 # ! fixed']) },
    {
      name: 'a service in one subnet',
      files: terraform('aws_ecs_service', [
        'desired_count = 2',
        'network_configuration {',
        '  subnets = [aws_subnet.a.id] # ! zone',
        '}',
      ]),
    },
    { name: 'one machine', files: terraform('aws_autoscaling_group', ['min_size = 1', 'max_size = 1 # ! one']) },
    {
      name: 'machines in one zone',
      files: terraform('aws_autoscaling_group', [
        'min_size = 2',
        'max_size = 6',
        'availability_zones = ["eu-west-1a"] # ! zone',
      ]),
    },
    {
      name: 'a plan of one worker',
      files: terraform('azurerm_service_plan', ['sku_name = "P1v3"', 'worker_count = 1 # ! one']),
    },
    {
      name: 'a module that production calls',
      files: {
        'modules/db/main.tf': 'variable "ha" {}\nresource "aws_db_instance" "shop" {\n  multi_az = var.ha # ! one\n}\n',
        'environments/prod/main.tf': `${PROVIDER}module "db" {\n  source = "../../modules/db"\n  ha     = false\n}\n`,
        'environments/dev/main.tf': `${PROVIDER}module "db" {\n  source = "../../modules/db"\n  ha     = false\n}\n`,
      },
    },
    {
      name: 'a search domain in one zone',
      files: terraform('aws_opensearch_domain', ['cluster_config {', '  zone_awareness_enabled = false # ! zone', '}']),
    },
    { name: 'pods', files: { ...EXPOSED, 'prod/api.yaml': deployment('1 # ! one') } },
    { name: 'pods of a fixed size', files: { ...EXPOSED, 'prod/api.yaml': deployment('3 # ! fixed') } },
    {
      name: 'pods as production builds them',
      files: {
        ...BALANCED,
        'base/api.yaml': deployment('1 # ! one'),
        ...overlay('production'),
        ...overlay('staging', 'replicas: [{ name: api, count: 2 }]\n'),
      },
    },
  ],
})
