import { expect, test } from '@jest/globals'
import check from '../../../checks/rollback/rollback-alarm-driven.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const ALARM = 'resource "aws_cloudwatch_metric_alarm" "errors" {\n  alarm_name = "errors"\n}\n'
const tf = (...blocks: string[]) => ({ 'infra/main.tf': ['provider "aws" {}', ...blocks].join('\n') })
const group = (body = '', marker = '', name = 'api') =>
  `resource "aws_codedeploy_deployment_group" "${name}" {${marker}\n  app_name = "shop"\n${body}\n}\n`
const LISTENING =
  '  alarm_configuration {\n    enabled = true\n    alarms  = [aws_cloudwatch_metric_alarm.errors.alarm_name]\n  }'
const service = (body: string, marker = '') =>
  `resource "aws_ecs_service" "api" {${marker}\n  name = "api"\n${body}\n}\n`
const BREAKER = '  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }'
const template = (preference: string, marker = '') => ({
  'template.yaml': [
    'Transform: AWS::Serverless-2016-10-31',
    'Resources:',
    '  Errors: { Type: AWS::CloudWatch::Alarm }',
    `  Api:${marker}`,
    '    Type: AWS::Serverless::Function',
    '    Properties:',
    '      AutoPublishAlias: live',
    `      ${preference}`,
    '',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'alarms alone', files: tf(ALARM) },
    { name: 'a hook that is not shifted', files: template('DeploymentPreference: { Enabled: false }') },
    { name: 'a service without any rollback and no alarm', files: tf(service('')) },
    {
      name: 'a service whose versions CodeDeploy brings out',
      files: tf(ALARM, service('  deployment_controller { type = "CODE_DEPLOY" }')),
    },
    {
      name: 'a group that nothing refreshes',
      files: tf(ALARM, 'resource "aws_autoscaling_group" "a" {\n  max_size = 2\n}'),
    },
    { name: 'an example', files: { 'examples/main.tf': ALARM + group() } },
  ],
  implied: [{ name: 'a service without any rollback', files: tf(ALARM, service('')) }],
  passes: [
    { name: 'a deployment group with alarms', files: tf(ALARM, group(LISTENING)) },
    {
      name: 'a service with alarms',
      files: tf(
        ALARM,
        service(
          `${BREAKER}\n  alarms {\n    enable      = true\n    rollback    = true\n    alarm_names = ["errors"]\n  }`,
        ),
      ),
    },
    {
      name: 'a refresh with alarms',
      files: tf(
        ALARM,
        'resource "aws_autoscaling_group" "a" {\n  instance_refresh {\n    strategy = "Rolling"\n    preferences {\n      alarm_specification {\n        alarms = ["errors"]\n      }\n    }\n  }\n}',
      ),
    },
    {
      name: 'a function with alarms',
      files: template('DeploymentPreference: { Type: Linear10PercentEvery1Minute, Alarms: [!Ref Errors] }'),
    },
    {
      name: 'an analysis of Argo Rollouts',
      files: {
        'k8s/a.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: errors }\nspec: { metrics: [] }\n',
      },
    },
  ],
  unknown: [
    { name: 'no alarm here', files: tf(group()) },
    { name: 'alarms of another module', files: { ...tf(group()), 'queue/main.tf': ALARM } },
    {
      name: 'alarms of another template',
      files: {
        'template.yaml': template('DeploymentPreference: { Type: Linear10PercentEvery1Minute }')[
          'template.yaml'
        ].replace('  Errors: { Type: AWS::CloudWatch::Alarm }\n', ''),
        'other/template.yaml': template('DeploymentPreference: { Enabled: false }')['template.yaml'],
      },
    },
    {
      name: 'alarms of a variable',
      files: tf(
        'variable "names" {}',
        ALARM,
        group('  alarm_configuration {\n    enabled = var.names\n    alarms = []\n  }'),
      ),
    },
  ],
  fails: [
    { name: 'a deployment group', files: tf(ALARM, group('', ' # ! deaf')) },
    {
      name: 'alarms that are switched off',
      files: tf(
        ALARM,
        group('  alarm_configuration {\n    enabled = false\n    alarms  = ["errors"]\n  }', ' # ! deaf'),
      ),
    },
    { name: 'a service with a circuit breaker', files: tf(ALARM, service(BREAKER, ' # ! deaf')) },
    {
      name: 'a function that shifts traffic',
      files: template('DeploymentPreference: { Type: Linear10PercentEvery1Minute }', ' # ! deaf'),
    },
  ],
})

test('groups of one file are one finding', () => {
  expect(run(check, { files: tf(ALARM, group('', '', 'a'), group('', '', 'b')) }).problems).toHaveLength(1)
})
