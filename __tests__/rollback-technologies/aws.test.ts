import atOnce from '../../checks/deployment/deploy-all-at-once.js'
import fireAndForget from '../../checks/deployment/deploy-fire-and-forget.js'
import changeSet from '../../checks/infrastructure/cfn-change-set-review.js'
import cfnDisabled from '../../checks/rollback/rollback-cfn-disabled.js'
import codedeploy from '../../checks/rollback/rollback-codedeploy-auto.js'
import stage from '../../checks/rollback/rollback-codepipeline-stage.js'
import circuitBreaker from '../../checks/rollback/rollback-ecs-circuit-breaker.js'
import refresh from '../../checks/rollback/rollback-instance-refresh.js'
import lambda from '../../checks/rollback/rollback-lambda-gradual.js'
import { productionDeploy } from '../helpers/deploy-workflow.js'
import { fourCases, tree } from '../helpers/four-cases.js'

const hcl = (...lines: string[]) => tree({ 'infra/main.tf': ['provider "aws" {}', ...lines, ''].join('\n') })
const resource = (type: string, lines: readonly string[], mark = '') =>
  hcl(`resource "${type}" "api" {${mark}`, ...lines.map((line) => `  ${line}`), '}')
const nothing = hcl('resource "aws_vpc" "main" {}')
const step = (text: string) => tree(productionDeploy(text))

const SETTING = (value: string) => [
  'setting {',
  '  namespace = "aws:elasticbeanstalk:command"',
  '  name = "DeploymentPolicy"',
  `  value = ${value}`,
  '}',
]
const sam = (preference: string, mark = '') =>
  tree({
    ...productionDeploy('run: sam deploy'),
    'template.yaml': [
      "AWSTemplateFormatVersion: '2010-09-09'",
      'Transform: AWS::Serverless-2016-10-31',
      'Resources:',
      '  Api:',
      '    Type: AWS::Serverless::Function',
      '    Properties:',
      '      AutoPublishAlias: live',
      `      DeploymentPreference: ${preference}${mark}`,
      '      Events: { Get: { Type: HttpApi } }',
      '',
    ].join('\n'),
  })
const pipeline = (provider: string, failure = '', mark = '') =>
  tree({
    'pipeline.yaml': [
      "AWSTemplateFormatVersion: '2010-09-09'",
      'Resources:',
      '  Shop:',
      '    Type: AWS::CodePipeline::Pipeline',
      '    Properties:',
      '      PipelineType: V2',
      '      Stages:',
      '        - Name: Source',
      '          Actions:',
      "            - { Name: Source, ActionTypeId: { Category: Source, Owner: AWS, Provider: S3, Version: '1' } }",
      '        - Name: Production',
      '          Actions:',
      `            - Name: Deploy${mark}`,
      `              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${provider}, Version: '1' }`,
      '              Configuration: { ClusterName: shop, ServiceName: api }',
      failure,
      '',
    ].join('\n'),
  })

/** A statement that allows every update, and one with the effect. */
const policy = (effect: string) => {
  const statement = (Effect: string, Action: string, Resource: string) => ({ Effect, Action, Principal: '*', Resource })
  const second = statement(effect, 'Update:Replace', 'LogicalResourceId/Database')
  return JSON.stringify({ Statement: [statement('Allow', 'Update:*', '*'), second] })
}
const update = (option: string, value: string, mark = '') =>
  tree({
    ...productionDeploy(
      `run: |\n          aws cloudformation update-stack --stack-name shop --template-body file://shop.yml ${option} '${value}'${mark}\n          aws cloudformation wait stack-update-complete --stack-name shop`,
    ),
  })

fourCases({
  'CodeDeploy: automatic rollback': {
    check: codedeploy,
    safe: resource('aws_codedeploy_deployment_group', [
      'auto_rollback_configuration {',
      '  enabled = true',
      '  events = ["DEPLOYMENT_FAILURE"]',
      '}',
    ]),
    unsafe: resource('aws_codedeploy_deployment_group', ['app_name = "api"'], ' # ! none'),
    undecidable: step('run: aws deploy create-deployment --application-name shop --deployment-group-name web'),
    elsewhere: nothing,
  },
  'CodeDeploy: deployment configuration': {
    check: atOnce,
    safe: resource('aws_codedeploy_deployment_group', [
      'deployment_config_name = "CodeDeployDefault.ECSCanary10Percent5Minutes"',
    ]),
    unsafe: resource('aws_codedeploy_deployment_group', [
      'deployment_config_name = "CodeDeployDefault.AllAtOnce" # ! atOnce',
    ]),
    undecidable: resource('aws_codedeploy_deployment_group', ['deployment_config_name = var.config']),
    elsewhere: nothing,
  },
  'ECS: circuit breaker': {
    check: circuitBreaker,
    safe: resource('aws_ecs_service', ['deployment_circuit_breaker {', '  enable = true', '  rollback = true', '}']),
    unsafe: resource('aws_ecs_service', ['name = "api"'], ' # ! none'),
    undecidable: resource('aws_ecs_service', [
      'deployment_circuit_breaker {',
      '  enable = var.on',
      '  rollback = var.on',
      '}',
    ]),
    elsewhere: nothing,
  },
  'ECS: share of healthy tasks': {
    check: atOnce,
    safe: resource('aws_ecs_service', ['desired_count = 4', 'deployment_minimum_healthy_percent = 50']),
    unsafe: resource('aws_ecs_service', ['desired_count = 4', 'deployment_minimum_healthy_percent = 0 # ! atOnce']),
    undecidable: resource('aws_ecs_service', ['desired_count = 4', 'deployment_minimum_healthy_percent = var.healthy']),
    elsewhere: resource('aws_ecs_service', ['desired_count = 1', 'deployment_minimum_healthy_percent = 0']),
  },
  'ECS: the deploy action waits': {
    check: fireAndForget,
    safe: step(
      'uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n        with: { task-definition: t.json, service: api, wait-for-service-stability: true }',
    ),
    unsafe: step(
      'uses: aws-actions/amazon-ecs-deploy-task-definition@v2 # ! noWait\n        with: { task-definition: t.json, service: api }',
    ),
    undecidable: step(
      'uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n        with: { task-definition: t.json, service: api, wait-for-service-stability: "${{ vars.WAIT }}" }',
    ),
    elsewhere: step(
      'uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n        with: { task-definition: t.json }',
    ),
  },
  'Lambda and SAM: shifted aliases': {
    check: lambda,
    safe: sam('{ Type: Canary10Percent5Minutes, Alarms: [!Ref Errors] }'),
    unsafe: sam('{ Type: AllAtOnce, Alarms: [!Ref Errors] }', ' # ! allAtOnce'),
    undecidable: sam('{ Type: !Ref Shift, Alarms: [!Ref Errors] }'),
    elsewhere: step('run: sam deploy'),
  },
  'CloudFormation: rollback': {
    check: cfnDisabled,
    safe: step('run: aws cloudformation deploy --stack-name shop --template-file a.yaml'),
    unsafe: step(
      'run: aws cloudformation deploy --stack-name shop --template-file a.yaml --disable-rollback # ! command',
    ),
    undecidable: step('run: aws cloudformation deploy --stack-name shop --template-file a.yaml $EXTRA_ARGS'),
    elsewhere: step('run: helm upgrade --install api ./chart'),
  },
  'CloudFormation: on failure': {
    check: cfnDisabled,
    safe: step('run: aws cloudformation create-stack --stack-name shop --on-failure ROLLBACK'),
    unsafe: step('run: aws cloudformation create-stack --stack-name shop --on-failure DO_NOTHING # ! command'),
    undecidable: step(
      'uses: aws-actions/aws-cloudformation-github-deploy@v1\n        with: { name: shop, template: a.yaml, disable-rollback: "${{ vars.KEEP }}" }',
    ),
    elsewhere: nothing,
  },
  'CloudFormation: change sets': {
    check: changeSet,
    safe: tree({
      ...productionDeploy('run: cdk deploy --require-approval never'),
      '.github/workflows/review.yml':
        'on: pull_request\njobs:\n  diff:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npx cdk diff --all\n',
    }),
    unsafe: tree({
      '.github/workflows/deploy.yml':
        'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: aws cloudformation deploy --stack-name shop-prod --template-file a.yaml # ! none\n',
    }),
    undecidable: step('run: aws cloudformation deploy --stack-name shop-prod --template-file a.yaml'),
    elsewhere: step('run: helm upgrade --install api ./chart'),
  },
  'Elastic Beanstalk: deployment policy': {
    check: atOnce,
    safe: resource('aws_elastic_beanstalk_environment', SETTING('"RollingWithAdditionalBatch"')),
    unsafe: resource('aws_elastic_beanstalk_environment', SETTING('"AllAtOnce" # ! atOnce')),
    undecidable: resource('aws_elastic_beanstalk_environment', SETTING('var.policy')),
    elsewhere: resource('aws_elastic_beanstalk_environment', ['name = "api"']),
  },
  'Auto Scaling: instance refresh': {
    check: refresh,
    safe: resource('aws_autoscaling_group', ['instance_refresh {', '  preferences { auto_rollback = true }', '}']),
    unsafe: resource('aws_autoscaling_group', ['instance_refresh { # ! noRollback', '  strategy = "Rolling"', '}']),
    undecidable: resource('aws_autoscaling_group', [
      'instance_refresh {',
      '  preferences { auto_rollback = var.on }',
      '}',
    ]),
    elsewhere: resource('aws_autoscaling_group', ['max_size = 3']),
  },
  'API Gateway: canary': {
    check: atOnce,
    safe: resource('aws_api_gateway_stage', ['canary_settings {', '  percent_traffic = 10', '}']),
    unsafe: resource('aws_api_gateway_stage', ['canary_settings {', '  percent_traffic = 100 # ! standby', '}']),
    undecidable: resource('aws_api_gateway_stage', ['canary_settings {', '  percent_traffic = var.percent', '}']),
    elsewhere: resource('aws_api_gateway_stage', ['stage_name = "v1"']),
  },
  'CodePipeline: failed stages': {
    check: stage,
    safe: pipeline('ElasticBeanstalk', '          OnFailure: { Result: ROLLBACK }'),
    unsafe: pipeline('ElasticBeanstalk', '', ' # ! none'),
    undecidable: pipeline('ECS'),
    elsewhere: nothing,
  },
  'CloudFormation: a stack policy that is lifted for an update': {
    check: cfnDisabled,
    safe: update('--stack-policy-during-update-body', policy('Deny')),
    unsafe: update('--stack-policy-during-update-body', policy('Allow'), ' # ! policyLifted'),
    undecidable: update('--stack-policy-during-update-url', 'https://example.com/allow.json'),
    elsewhere: tree(productionDeploy('run: helm upgrade --install api ./chart')),
  },
  'CloudFormation: a stack policy that protects nothing': {
    check: cfnDisabled,
    safe: update('--stack-policy-body', policy('Deny')),
    unsafe: update('--stack-policy-body', policy('Allow'), ' # ! policyEmpty'),
    undecidable: update('--stack-policy-body', 'file://policy.json'),
    elsewhere: tree({ 'README.md': '# shop' }),
  },
})
