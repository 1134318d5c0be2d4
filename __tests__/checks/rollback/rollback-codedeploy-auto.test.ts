import check from '../../../checks/rollback/rollback-codedeploy-auto.js'
import { testCheck } from '../../helpers/check-tester.js'
import { productionDeploy } from '../../helpers/deploy-workflow.js'

const group = (lines: readonly string[], { marker = '', file = 'infra/deploy.tf' } = {}) => ({
  [file]: [
    `resource "aws_codedeploy_deployment_group" "api" {${marker}`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ].join('\n'),
})
const rollback = (enabled: string, events: string, marker = '') => [
  `auto_rollback_configuration {${marker}`,
  `  enabled = ${enabled}`,
  `  events  = ${events}`,
  '}',
]
const ON = '["DEPLOYMENT_FAILURE"]'
const ALARMS = (enabled = 'true') => [
  'alarm_configuration {',
  `  enabled = ${enabled}`,
  '  alarms  = [aws_cloudwatch_metric_alarm.errors.alarm_name]',
  '}',
]
const template = (...lines: string[]) => ({
  'stack.yaml': [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Resources:',
    '  Group:',
    '    Type: AWS::CodeDeploy::DeploymentGroup',
    '    Properties:',
    '      ApplicationName: api',
    ...lines.map((line) => `      ${line}`),
  ].join('\n'),
})
const command = (text: string) => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${text}\n`,
})
const root = {
  'infra/providers.tf': 'provider "aws" {}\n',
  'infra/variables.tf': 'variable "on" {\n  default = false\n}\n',
}

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'a group that only tests use', files: group([], { file: 'tests/setup/deploy.tf' }) },
    { name: 'an example', files: group([], { file: 'examples/api/deploy.tf' }) },
    {
      name: 'a command that leaves it to the group',
      files: command('aws deploy create-deployment --application-name api'),
    },
    { name: 'another service', files: command('aws ecs deploy --auto-rollback-configuration enabled=false') },
    {
      name: 'samples to copy',
      files: {
        'README.md': '# CodeDeploy samples',
        ...group([], { file: 'a/main.tf' }),
        'b/main.tf': '',
        'c/main.tf': '',
      },
    },
  ],
  unknown: [
    {
      name: 'a deployment group that is defined in another repository',
      files: productionDeploy('run: aws deploy create-deployment --application-name shop --deployment-group-name web'),
    },
    {
      name: 'a block that hangs on a variable',
      files: group(['dynamic "auto_rollback_configuration" {', '  for_each = var.on', '  content {}', '}']),
    },
    { name: 'a variable', files: group(rollback('var.on', ON)) },
    { name: 'a default that may be replaced', files: { ...root, ...group(rollback('var.on', ON)) } },
    { name: 'events that come from elsewhere', files: group(rollback('true', 'var.events')) },
    {
      name: 'a condition',
      files: template('AutoRollbackConfiguration: !If [Safe, { Enabled: true }, !Ref AWS::NoValue]'),
    },
    {
      name: 'a variable in a command',
      files: command('aws deploy create-deployment --auto-rollback-configuration "$ROLLBACK"'),
      reason: 'is a variable',
    },
    {
      name: 'a file that is not whole',
      files: { 'main.tf': 'resource "aws_codedeploy_deployment_group" "api" {\n  app_name = = 1\n}\n' },
    },
  ],
  passes: [
    { name: 'failures', files: group(rollback('true', ON)) },
    {
      name: 'failures and alarms',
      files: group([...rollback('true', '["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]'), ...ALARMS()]),
    },
    { name: 'alarms that are switched off', files: group([...rollback('true', ON), ...ALARMS('false')]) },
    {
      name: 'failures and what comes from elsewhere',
      files: group([...rollback('true', '["DEPLOYMENT_FAILURE", var.event]'), ...ALARMS()]),
    },
    {
      name: 'a template',
      files: template('AutoRollbackConfiguration:', '  Enabled: true', '  Events: [DEPLOYMENT_FAILURE]'),
    },
    {
      name: 'a command',
      files: command(
        'aws deploy create-deployment --auto-rollback-configuration enabled=true,events=DEPLOYMENT_FAILURE',
      ),
    },
    {
      name: 'a command in JSON, behind a global option',
      files: command(
        `aws --region eu-west-1 deploy create-deployment-group --auto-rollback-configuration='{"enabled":true,"events":["DEPLOYMENT_FAILURE"]}'`,
      ),
    },
    {
      name: 'a command whose events are a variable',
      files: command('aws deploy create-deployment --auto-rollback-configuration "enabled=true,events=$EVENTS"'),
    },
  ],
  fails: [
    { name: 'nothing', files: group(['deployment_group_name = "production"'], { marker: ' # ! none' }) },
    { name: 'nothing in a template', files: template(), expect: ['stack.yaml:3 none'] },
    { name: 'switched off', files: group(rollback('false', ON, ' # ! disabled')) },
    {
      name: 'not switched on',
      files: group(['auto_rollback_configuration { # ! disabled', '  events = ["DEPLOYMENT_FAILURE"]', '}']),
    },
    {
      name: 'alarms only',
      files: group([...rollback('true', '["DEPLOYMENT_STOP_ON_ALARM"] # ! noFailure'), ...ALARMS()]),
    },
    { name: 'alarms that nobody listens to', files: group([...rollback('true', `${ON} # ! noAlarm`), ...ALARMS()]) },
    {
      name: 'a command that switches it off',
      files: command('aws deploy create-deployment --auto-rollback-configuration enabled=false # ! command'),
    },
    {
      name: 'a command that makes a group without',
      files: command('aws deploy create-deployment-group --application-name api # ! commandNone'),
    },
  ],
})
