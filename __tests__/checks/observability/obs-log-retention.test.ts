import { expect, test } from '@jest/globals'
import check from '../../../checks/observability/obs-log-retention.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (body: string, marker = '', type = 'aws_cloudwatch_log_group') => ({
  'infra/main.tf': `resource "${type}" "api" {${marker}\n  ${body}\n}\n`,
})
const template = (properties: string, marker = '') => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Days:\n    Type: Number\nResources:\n  Api:${marker}\n    Type: AWS::Logs::LogGroup\n    Properties: ${properties}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'no logs', files: tf('bucket = "a"', '', 'aws_s3_bucket') },
    { name: 'a test', files: { 'tests/main.tf': 'resource "aws_cloudwatch_log_group" "a" {\n}' } },
    { name: 'an example', files: { 'examples/main.tf': 'resource "aws_cloudwatch_log_group" "a" {\n}' } },
  ],
  passes: [
    { name: 'days', files: tf('retention_in_days = 30') },
    {
      name: 'days of a local',
      files: { ...tf('retention_in_days = local.days'), 'infra/l.tf': 'locals {\n  days = 90\n}' },
    },
    { name: 'events for delivery', files: tf('log_group_class = "DELIVERY"') },
    { name: 'a template', files: template('{ RetentionInDays: 14 }') },
    { name: 'a workspace of Azure', files: tf('sku = "PerGB2018"', '', 'azurerm_log_analytics_workspace') },
  ],
  unknown: [
    { name: 'a variable', files: { ...tf('retention_in_days = var.days'), 'infra/v.tf': 'variable "days" {\n}' } },
    {
      name: 'a default that may be replaced',
      files: { ...tf('retention_in_days = var.days'), 'infra/v.tf': 'variable "days" {\n  default = 0\n}' },
    },
    { name: 'a parameter', files: template('{ RetentionInDays: !Ref Days }') },
  ],
  fails: [
    { name: 'no retention', files: tf('name = "/ecs/api"', ' # ! forever') },
    { name: 'a retention of nothing', files: tf('retention_in_days = 0 # ! forever') },
    { name: 'a template without it', files: template('{ LogGroupName: /ecs/api }', ' # ! forever') },
  ],
})

test('groups of one file are one finding', () => {
  const groups = ['a', 'b', 'c'].map((name) => `resource "aws_cloudwatch_log_group" "${name}" {\n}\n`).join('')
  const { result } = run(check, { files: { 'infra/main.tf': groups } })
  expect(result.outcomes.map((outcome) => 'because' in outcome && outcome.because.length)).toEqual([2])
})
