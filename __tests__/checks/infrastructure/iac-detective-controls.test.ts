import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-detective-controls.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (...blocks: string[]) => ({ 'infra/main.tf': blocks.join('') })
const resource = (type: string, body = '', marker = '') => `resource "${type}" "a" {${marker}\n${body}\n}\n`
const template = (...resources: string[]) => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${resources.join('')}`,
})
const INFRASTRUCTURE = { settings: { kind: 'infrastructure' as const } }
const APPLICATION = { settings: { kind: 'application' as const } }
const ACCOUNT = resource('aws_organizations_account')
const RULE = resource('aws_config_config_rule')
const FINDINGS = 'event_pattern = jsonencode({ source = ["aws.securityhub"] })'
const variable = 'variable "on" {\n}\n'

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'no accounts', files: tf(resource('aws_vpc')), ...INFRASTRUCTURE },
    { name: 'accounts of a test', files: { 'tests/main.tf': ACCOUNT }, ...INFRASTRUCTURE },
  ],
  passes: [
    {
      name: 'rules that mend',
      files: tf(ACCOUNT, RULE, resource('aws_config_remediation_configuration')),
      ...INFRASTRUCTURE,
    },
    {
      name: 'findings that start a function',
      files: tf(
        RULE,
        resource('aws_cloudwatch_event_rule', FINDINGS),
        resource(
          'aws_cloudwatch_event_target',
          'rule = aws_cloudwatch_event_rule.a.name\narn = aws_lambda_function.mend.arn',
        ),
      ),
    },
    {
      name: 'a template',
      files: template(
        '  Rule:\n    Type: AWS::Config::ConfigRule\n',
        '  Mend:\n    Type: AWS::Config::RemediationConfiguration\n',
      ),
    },
    {
      name: 'Azure',
      files: tf(
        resource('azurerm_management_group_policy_assignment'),
        resource('azurerm_management_group_policy_remediation'),
      ),
    },
  ],
  unknown: [
    { name: 'an application', files: tf(ACCOUNT), ...APPLICATION, reason: 'elsewhere' },
    { name: 'rules, and nothing that mends', files: tf(ACCOUNT, RULE), ...INFRASTRUCTURE, reason: 'mended' },
    {
      name: 'findings that are only told',
      files: tf(
        RULE,
        resource('aws_cloudwatch_event_rule', FINDINGS),
        resource('aws_cloudwatch_event_target', 'rule = aws_cloudwatch_event_rule.a.name\narn = aws_sns_topic.a.arn'),
      ),
      reason: 'mended',
    },
    {
      name: 'rules that only change findings',
      files: tf(RULE, resource('aws_securityhub_automation_rule')),
      reason: 'mended',
    },
    {
      name: 'a module from elsewhere',
      files: tf(ACCOUNT, 'module "baseline" {\n  source = "acme/security-baseline/aws"\n}\n'),
      ...INFRASTRUCTURE,
      reason: 'decided elsewhere',
    },
    {
      name: 'a switch',
      files: tf(variable, resource('aws_guardduty_detector', 'enable = var.on')),
      reason: 'decided elsewhere',
    },
    {
      name: 'rules that may not be made',
      files: tf(variable, resource('aws_config_config_rule', 'count = var.on ? 1 : 0')),
    },
  ],
  fails: [
    { name: 'accounts alone', files: tf(resource('aws_organizations_account', '', ' # ! none')), ...INFRASTRUCTURE },
    {
      name: 'management groups alone',
      files: tf(resource('azurerm_management_group', '', ' # ! none')),
      ...INFRASTRUCTURE,
    },
    { name: 'folders alone', files: tf(resource('google_folder', '', ' # ! none')), ...INFRASTRUCTURE },
    {
      name: 'accounts of a template alone',
      files: template('  Prod: # ! none\n    Type: AWS::Organizations::Account\n'),
      ...INFRASTRUCTURE,
    },
    { name: 'a detector that is off', files: tf(resource('aws_guardduty_detector', 'enable = false # ! off')) },
    {
      name: 'a detector that is off, beside rules',
      files: tf(RULE, 'resource "aws_guardduty_detector" "b" {\n  enable = false # ! off\n}\n'),
    },
    {
      name: 'the free tier',
      files: tf(resource('azurerm_security_center_subscription_pricing', 'tier = "Free" # ! off')),
    },
  ],
})

test('what watches and what mends are two sides', () => {
  const { result } = run(check, { files: tf(ACCOUNT, RULE), ...INFRASTRUCTURE })
  expect(result.outcomes.map(({ kind, facet }) => [kind, facet])).toEqual([
    ['evidence', 'detect'],
    ['unknown', 'remediate'],
  ])
})
