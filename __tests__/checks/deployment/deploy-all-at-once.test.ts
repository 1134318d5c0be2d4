import check from '../../../checks/deployment/deploy-all-at-once.js'
import { testCheck } from '../../helpers/check-tester.js'

const terraform = (type: string, lines: readonly string[], { file = 'infra/main.tf', more = '' } = {}) => ({
  'infra/providers.tf': 'provider "aws" {}\n',
  [file]: [`resource "${type}" "api" {`, ...lines.map((line) => `  ${line}`), '}', more].join('\n'),
})
const group = (config: string, ...lines: string[]) =>
  terraform('aws_codedeploy_deployment_group', [`deployment_config_name = ${config}`, ...lines])
const ecs = (...lines: string[]) => terraform('aws_ecs_service', lines)
const beanstalk = (policy: string, ...more: string[]) =>
  terraform('aws_elastic_beanstalk_environment', [
    ...more,
    'setting {',
    '  namespace = "aws:elasticbeanstalk:command"',
    '  name      = "DeploymentPolicy"',
    `  value     = ${policy}`,
    '}',
  ])
const template = (type: string, ...lines: string[]) => ({
  'stack.yaml': [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Resources:',
    '  Api:',
    `    Type: ${type}`,
    '    Properties:',
    ...lines.map((line) => `      ${line}`),
  ].join('\n'),
})
const sam = (type: string) => ({
  'template.yaml': [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Transform: AWS::Serverless-2016-10-31',
    'Resources:',
    '  Api:',
    '    Type: AWS::Serverless::Function',
    '    Properties:',
    '      Handler: app.handler',
    '      Runtime: nodejs24.x',
    '      AutoPublishAlias: live',
    '      DeploymentPreference:',
    `        Type: ${type}`,
    '        Alarms: [!Ref Errors]',
    '      Events:',
    '        Get:',
    '          Type: HttpApi',
  ].join('\n'),
  '.github/workflows/deploy.yml':
    'on: { push: { branches: [main] } }\njobs:\n  deploy: { runs-on: ubuntu-24.04, steps: [{ run: sam deploy }] }\n',
})
const command = (text: string) => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${text}\n`,
})
const regions = (strategy: readonly string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    strategy:',
    ...strategy.map((line) => `      ${line}`),
    '    environment: ${{ matrix.env }}',
    '    steps:',
    '      - run: aws s3 sync dist s3://shop-www',
  ].join('\n'),
})
const azure = (strategy: string) => ({
  'azure-pipelines.yml': [
    'trigger: [main]',
    'jobs:',
    '  - deployment: api',
    '    environment: production',
    '    strategy:',
    `      ${strategy}:`,
    '        deploy:',
    '          steps:',
    '            - script: aws s3 sync dist s3://shop-www',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'a site that is copied', files: command('aws s3 sync dist s3://shop-www --delete') },
    { name: 'a service of one task', files: ecs('desired_count = 1', 'deployment_minimum_healthy_percent = 0') },
    {
      name: 'one task on each machine',
      files: ecs('scheduling_strategy = "DAEMON"', 'deployment_minimum_healthy_percent = 0'),
    },
    { name: 'little that stays', files: ecs('desired_count = 4', 'deployment_minimum_healthy_percent = 25') },
    {
      name: 'CodeDeploy decides',
      files: ecs('desired_count = 4', 'deployment_controller {', '  type = "CODE_DEPLOY"', '}'),
    },
    {
      name: 'a group of one machine',
      files: terraform(
        'aws_codedeploy_deployment_group',
        [
          'deployment_config_name = "CodeDeployDefault.AllAtOnce"',
          'autoscaling_groups     = [aws_autoscaling_group.api.name]',
        ],
        { more: 'resource "aws_autoscaling_group" "api" {\n  max_size = 1\n}' },
      ),
    },
    {
      name: 'one instance of Elastic Beanstalk',
      files: beanstalk(
        '"AllAtOnce"',
        'setting {',
        '  namespace = "aws:elasticbeanstalk:environment"',
        '  name      = "EnvironmentType"',
        '  value     = "SingleInstance"',
        '}',
      ),
    },
    {
      name: 'staging',
      files: terraform('aws_codedeploy_deployment_group', ['deployment_config_name = "CodeDeployDefault.AllAtOnce"'], {
        file: 'infra/staging/main.tf',
      }),
    },
    { name: 'runOnce is what a deployment job has', files: azure('runOnce') },
    { name: 'staging and production', files: regions(['matrix: { env: [staging, production] }']) },
    { name: 'production alone', files: regions(['matrix: { env: [production] }']) },
  ],
  passes: [
    {
      name: 'a job of Nomad with a canary',
      files: {
        'shop.nomad.hcl':
          'job "shop" {\n  group "web" {\n    count = 4\n    update {\n      max_parallel = 1\n      canary       = 1\n    }\n    task "server" {\n      driver = "docker"\n    }\n  }\n}\n',
      },
    },
    { name: 'half at a time', files: group('"CodeDeployDefault.HalfAtATime"') },
    {
      name: 'a configuration of its own',
      files: {
        ...group('aws_codedeploy_deployment_config.slow.id'),
        'infra/config.tf':
          'resource "aws_codedeploy_deployment_config" "slow" {\n  minimum_healthy_hosts {\n    type = "FLEET_PERCENT"\n    value = 75\n  }\n}',
      },
    },
    { name: 'cf push that rolls', files: command('cf push api -f manifest.yml --strategy rolling') },
    {
      name: 'the same by an action',
      files: command(
        'true\n      - { uses: cloud-gov/cg-cli-tools@main, with: { cf_command: push api --strategy rolling } }',
      ),
    },
    { name: 'half of the tasks stay', files: ecs('desired_count = 4', 'deployment_minimum_healthy_percent = 50') },
    { name: 'all tasks stay without a word', files: ecs('desired_count = 2') },
    {
      name: 'blue/green by ECS',
      files: template('AWS::ECS::Service', 'DesiredCount: 3', 'DeploymentConfiguration:', '  Strategy: BLUE_GREEN'),
    },
    { name: 'immutable environments', files: beanstalk('"Immutable"') },
    { name: 'a function that shifts', files: sam('Canary10Percent5Minutes') },
    {
      name: 'a canary that a controller leads',
      files: {
        'k8s/rollout.yaml': [
          'apiVersion: argoproj.io/v1alpha1',
          'kind: Rollout',
          'metadata: { name: api }',
          'spec:',
          '  replicas: 4',
          '  strategy:',
          '    canary:',
          '      steps:',
          '        - setWeight: 20',
          '        - pause: { duration: 10m }',
          '  template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api, image: "acme/api:1.4" }] } }',
        ].join('\n'),
      },
    },
    {
      name: 'machines that are refreshed in parts',
      files: terraform('aws_autoscaling_group', ['max_size = 6', 'instance_refresh {', '  strategy = "Rolling"', '}']),
    },
    { name: 'traffic apart from deploying', files: command('gcloud run deploy api --image acme/api:1 --no-traffic') },
    { name: 'a slot that is swapped', files: command('az webapp deployment slot swap -g shop -n api --slot staging') },
    { name: 'rolling in Azure Pipelines', files: azure('rolling') },
    {
      name: 'a command that names a configuration',
      files: command('aws deploy create-deployment --deployment-config-name CodeDeployDefault.OneAtATime'),
    },
  ],
  unknown: [
    { name: 'a chart that is not here', files: command('helm upgrade --install api acme/api'), reason: 'outside' },
    { name: 'a platform', files: command('heroku container:release web --app shop'), reason: 'outside' },
    {
      name: 'a chart that a controller pulls',
      files: {
        'clusters/production/shop.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec: { chart: { spec: { chart: shop, version: 1.2.3, sourceRef: { kind: HelmRepository, name: acme } } } }\n',
      },
      reason: 'not in this tree',
    },
    { name: 'a variable', files: { ...group('var.config'), 'infra/variables.tf': 'variable "config" {}' } },
    {
      name: 'how many tasks there are',
      files: ecs('desired_count = var.tasks', 'deployment_minimum_healthy_percent = 0'),
    },
    {
      name: 'a choice of CloudFormation',
      files: template(
        'AWS::CodeDeploy::DeploymentGroup',
        'DeploymentConfigName: !If [Prod, CodeDeployDefault.OneAtATime, CodeDeployDefault.AllAtOnce]',
      ),
    },
  ],
  implied: [{ name: 'a function that has a check of its own', files: sam('AllAtOnce') }],
  fails: [
    { name: 'all machines', files: group('"CodeDeployDefault.AllAtOnce" # ! atOnce') },
    {
      name: 'all machines, in CloudFormation',
      files: template(
        'AWS::CodeDeploy::DeploymentGroup',
        'DeploymentConfigName: CodeDeployDefault.AllAtOnce # ! atOnce',
      ),
    },
    { name: 'all traffic of ECS', files: group('"CodeDeployDefault.ECSAllAtOnce" # ! standby') },
    {
      name: 'blue/green without steps',
      files: group(
        '"CodeDeployDefault.AllAtOnce" # ! standby',
        'deployment_style {',
        '  deployment_type = "BLUE_GREEN"',
        '}',
      ),
    },
    {
      name: 'a configuration that leaves nothing',
      files: {
        ...group('aws_codedeploy_deployment_config.fast.id'),
        'infra/config.tf':
          'resource "aws_codedeploy_deployment_config" "fast" { # ! atOnce\n  minimum_healthy_hosts {\n    type = "HOST_COUNT"\n    value = 0\n  }\n}',
      },
    },
    { name: 'no task stays', files: ecs('desired_count = 4', 'deployment_minimum_healthy_percent = 0 # ! atOnce') },
    {
      name: 'no task of a scaled service stays',
      files: terraform('aws_ecs_service', ['desired_count = 1', 'deployment_minimum_healthy_percent = 0 # ! atOnce'], {
        more: 'resource "aws_appautoscaling_target" "api" {\n  max_capacity = 8\n  resource_id  = "service/shop/${aws_ecs_service.api.name}"\n}',
      }),
    },
    { name: 'Elastic Beanstalk', files: beanstalk('"AllAtOnce" # ! atOnce') },
    {
      name: 'no machine stays',
      files: terraform('aws_autoscaling_group', [
        'max_size = 6',
        'instance_refresh {',
        '  strategy = "Rolling"',
        '  preferences {',
        '    min_healthy_percentage = 0 # ! atOnce',
        '  }',
        '}',
      ]),
    },
    {
      name: 'a command',
      files: command('aws deploy create-deployment --deployment-config-name CodeDeployDefault.AllAtOnce # ! command'),
    },
    {
      name: 'a parameter of an orb',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'orbs: { aws-code-deploy: circleci/aws-code-deploy@4.0.0 }',
          'workflows:',
          '  main:',
          '    jobs:',
          '      - aws-code-deploy/deploy:',
          '          application-name: api',
          '          deployment-config: CodeDeployDefault.AllAtOnce # ! command',
        ].join('\n'),
      },
    },
    {
      name: 'regions side by side',
      files: regions(['matrix: { env: [prod-eu, prod-us] } # ! sideBySide']),
    },
  ],
})
