import check from '../../../checks/rollback/rollback-ecs-circuit-breaker.js'
import { testCheck } from '../../helpers/check-tester.js'
import { productionDeploy } from '../../helpers/deploy-workflow.js'

const service = (lines: readonly string[], { marker = '', file = 'infra/service.tf' } = {}) => ({
  [file]: [
    `resource "aws_ecs_service" "api" {${marker}`,
    '  name = "api"',
    ...lines.map((line) => `  ${line}`),
    '}',
  ].join('\n'),
})
const BREAKER = ['deployment_circuit_breaker {', '  enable   = true', '  rollback = true', '}']
const root = { 'infra/providers.tf': 'provider "aws" {}\n' }
const variable = (value: string) => ({ 'infra/variables.tf': `variable "on" {\n  default = ${value}\n}\n` })
const FROM_VARIABLE = ['deployment_circuit_breaker {', '  enable   = var.on', '  rollback = var.on', '}']
const template = (...lines: string[]) => ({
  'stack.yaml': [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Resources:',
    '  Api:',
    '    Type: AWS::ECS::Service',
    '    Properties:',
    '      Cluster: main',
    ...lines.map((line) => `      ${line}`),
  ].join('\n'),
})
const module = (source: string, ...lines: string[]) => ({
  'infra/main.tf': ['module "api" {', `  source = "${source}"`, ...lines.map((line) => `  ${line}`), '}'].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'CodeDeploy deploys it', files: service(['deployment_controller {', '  type = "CODE_DEPLOY"', '}']) },
    { name: 'something else deploys it', files: template('DeploymentController:', '  Type: EXTERNAL') },
    { name: 'a service that is only looked up', files: { 'main.tf': 'data "aws_ecs_service" "api" {}' } },
    { name: 'a test', files: service([], { file: 'tests/fargate/service.tf' }) },
    { name: 'a sample', files: service([], { file: 'docs/quickstart/service.tf' }) },
    { name: 'an example', files: service([], { file: 'examples/fargate/service.tf' }) },
    { name: 'a service that is never made', files: service(['count = 0']) },
    {
      name: 'a collection of templates to copy',
      files: {
        'README.md': '# Sample templates',
        'ecs/service.yaml': template()['stack.yaml'] ?? '',
        'a/main.tf': '',
        'b/main.tf': '',
      },
    },
    { name: 'a module for a cluster', files: module('terraform-aws-modules/ecs/aws//modules/cluster') },
    { name: 'a module for something else', files: module('terraform-aws-modules/vpc/aws') },
  ],
  unknown: [
    {
      name: 'a service that is defined in another repository',
      files: productionDeploy('run: aws ecs update-service --cluster main --service shop'),
    },
    {
      name: 'a service whose name is decided elsewhere',
      files: productionDeploy('run: aws ecs update-service --cluster main --service $SERVICE'),
    },
    {
      name: 'a block that hangs on a variable',
      files: service(['dynamic "deployment_circuit_breaker" {', '  for_each = var.on', '  content {}', '}']),
    },
    { name: 'a variable without default', files: { ...root, ...service(FROM_VARIABLE) } },
    { name: 'a default that may be replaced', files: { ...root, ...variable('false'), ...service(FROM_VARIABLE) } },
    {
      name: 'a controller that is chosen elsewhere',
      files: service(['deployment_controller {', '  type = var.controller', '}']),
    },
    {
      name: 'a condition',
      files: template(
        'DeploymentConfiguration: !If [Safe, { DeploymentCircuitBreaker: { Enable: true, Rollback: true } }, !Ref AWS::NoValue]',
      ),
    },
    {
      name: 'a parameter',
      files: template('DeploymentConfiguration:', '  DeploymentCircuitBreaker: { Enable: true, Rollback: !Ref Safe }'),
    },
    {
      name: 'a module whose default is not seen',
      files: module('terraform-aws-modules/ecs/aws//modules/service'),
      reason: 'module "api"',
    },
    { name: 'a module from git', files: module('github.com/acme/terraform-modules//ecs?ref=v1') },
    {
      name: 'a file that is not whole',
      files: { 'main.tf': 'resource "aws_ecs_service" "api" {\n  name = = "api"\n}\n' },
    },
  ],
  passes: [
    { name: 'a circuit breaker', files: service(BREAKER) },
    {
      name: 'alarms',
      files: service(['alarms {', '  enable   = true', '  rollback = true', '  alarm_names = ["api"]', '}']),
    },
    {
      name: 'a circuit breaker in a template',
      files: template('DeploymentConfiguration:', '  DeploymentCircuitBreaker: { Enable: true, Rollback: true }'),
    },
    {
      name: 'alarms in a template',
      files: template('DeploymentConfiguration:', '  Alarms: { Enable: true, Rollback: true, AlarmNames: [api] }'),
    },
    ...['BLUE_GREEN', 'CANARY', 'LINEAR'].map((strategy) => ({
      name: `the strategy ${strategy}`,
      files: service(['deployment_configuration {', `  strategy = "${strategy}"`, '}']),
    })),
    {
      name: 'a controller that says what is the default',
      files: service([...BREAKER, 'deployment_controller {', '  type = "ECS"', '}']),
    },
    { name: 'a default that switches it on', files: { ...root, ...variable('true'), ...service(FROM_VARIABLE) } },
    {
      name: 'a module that is told',
      files: module(
        'terraform-aws-modules/ecs/aws//modules/service',
        'deployment_circuit_breaker = {',
        '  enable = true',
        '  rollback = true',
        '}',
      ),
    },
  ],
  fails: [
    { name: 'neither', files: service([], { marker: ' # ! none' }) },
    { name: 'neither in a template', files: template('DesiredCount: 3'), expect: ['stack.yaml:3 none'] },
    {
      name: 'a circuit breaker that is off',
      files: service(['deployment_circuit_breaker {', '  enable   = false', '  rollback = true', '}'], {
        marker: ' # ! none',
      }),
    },
    {
      name: 'a circuit breaker that only stops',
      files: service(['deployment_circuit_breaker { # ! noRollback', '  enable   = true', '  rollback = false', '}']),
    },
    {
      name: 'alarms that only stop',
      files: service(['alarms {', '  enable      = true', '  rollback    = false', '  alarm_names = ["api"]', '}'], {
        marker: ' # ! none',
      }),
    },
    {
      name: 'the rolling strategy',
      files: service(['deployment_configuration {', '  strategy = "ROLLING"', '}'], { marker: ' # ! none' }),
    },
  ],
})
