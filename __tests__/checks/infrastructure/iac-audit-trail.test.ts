import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-audit-trail.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (...blocks: string[]) => ({ 'infra/main.tf': blocks.join('\n') })
const resource = (type: string, body = '', marker = '') => `resource "${type}" "a" {${marker}\n${body}\n}\n`
const template = (type: string, properties: string, marker = '') => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A:${marker}\n    Type: ${type}\n    Properties:\n      ${properties}\n`,
})
const GOOD = 'is_multi_region_trail = true\nenable_log_file_validation = true'
const bucket = resource('aws_s3_bucket')
const inBucket = `${GOOD}\ns3_bucket_name = aws_s3_bucket.a.id`

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'a function', files: tf(resource('aws_lambda_function')) },
    { name: 'a test', files: { 'tests/main.tf': resource('aws_cloudtrail') } },
    { name: 'a load balancer of a network', files: tf(resource('aws_lb', 'load_balancer_type = "network"')) },
  ],
  passes: [
    { name: 'a trail', files: tf(resource('aws_cloudtrail', GOOD)) },
    {
      name: 'a trail in a template',
      files: template(
        'AWS::CloudTrail::Trail',
        'IsMultiRegionTrail: true\n      EnableLogFileValidation: true\n      IsLogging: true',
      ),
    },
    {
      name: 'a trail of data',
      files: tf(
        resource(
          'aws_cloudtrail',
          'enable_log_file_validation = true\nevent_selector {\n  include_management_events = false\n}',
        ),
      ),
    },
    {
      name: 'a bucket with versions',
      files: tf(
        bucket,
        resource('aws_s3_bucket_versioning', 'bucket = aws_s3_bucket.a.id'),
        resource('aws_cloudtrail', inBucket),
      ),
    },
    { name: 'a cluster', files: tf(resource('aws_eks_cluster', 'enabled_cluster_log_types = ["api", "audit"]')) },
    {
      name: 'a cluster in a template',
      files: template('AWS::EKS::Cluster', 'Logging: { ClusterLogging: { EnabledTypes: [{ Type: audit }] } }'),
    },
    { name: 'a load balancer', files: tf(resource('aws_lb', 'access_logs {\n  bucket = "logs"\n  enabled = true\n}')) },
    {
      name: 'a load balancer in a template',
      files: template(
        'AWS::ElasticLoadBalancingV2::LoadBalancer',
        "LoadBalancerAttributes: [{ Key: access_logs.s3.enabled, Value: 'true' }]",
      ),
    },
    { name: 'a flow log', files: tf(resource('aws_flow_log')) },
    { name: 'Azure', files: tf(resource('azurerm_monitor_diagnostic_setting')) },
    { name: 'Google Cloud', files: tf(resource('google_project_iam_audit_config')) },
    {
      name: 'a recorder that is started',
      files: tf(
        resource('aws_config_configuration_recorder'),
        resource('aws_config_configuration_recorder_status', 'is_enabled = true'),
      ),
    },
    { name: 'a recorder in a template', files: template('AWS::Config::ConfigurationRecorder', 'RoleARN: a') },
  ],
  unknown: [
    { name: 'a network alone', files: tf(resource('aws_vpc')), reason: 'recorded by others' },
    {
      name: 'a variable',
      files: tf('variable "types" {\n}\n', resource('aws_eks_cluster', 'enabled_cluster_log_types = var.types')),
    },
    {
      name: 'a dynamic block',
      files: tf(
        resource(
          'aws_lb',
          'dynamic "access_logs" {\n  for_each = var.buckets\n  content {\n    enabled = true\n  }\n}',
        ),
      ),
    },
    {
      name: 'a recorder by a variable',
      files: tf(
        'variable "on" {\n}\n',
        resource('aws_config_configuration_recorder'),
        resource('aws_config_configuration_recorder_status', 'is_enabled = var.on'),
      ),
    },
  ],
  fails: [
    {
      name: 'a trail of one region',
      files: tf(
        resource('aws_cloudtrail', 'enable_log_file_validation = true\nis_multi_region_trail = false # ! weak'),
      ),
    },
    { name: 'a trail that is as it comes', files: template('AWS::CloudTrail::Trail', 'IsLogging: true', ' # ! weak') },
    { name: 'a trail that is off', files: tf(resource('aws_cloudtrail', `${GOOD}\nenable_logging = false # ! none`)) },
    {
      name: 'a bucket whose objects can be replaced',
      files: tf(bucket, resource('aws_cloudtrail', inBucket, ' # ! weak')),
    },
    { name: 'a cluster', files: tf(resource('aws_eks_cluster', 'name = "a"', ' # ! none')) },
    {
      name: 'a cluster with other logs',
      files: tf(resource('aws_eks_cluster', 'enabled_cluster_log_types = ["api"] # ! none')),
    },
    { name: 'a load balancer', files: tf(resource('aws_lb', 'internal = true', ' # ! none')) },
    {
      name: 'a recorder that nobody starts',
      files: tf(resource('aws_config_configuration_recorder', '', ' # ! unstarted')),
    },
  ],
})

test('everything is a notice, and load balancers of one file are one finding', () => {
  const files = tf('resource "aws_lb" "a" {\n}\n', 'resource "aws_lb" "b" {\n}\n')
  const { result } = run(check, { files })
  expect(result.outcomes.filter(({ kind }) => kind === 'problem')).toMatchObject([
    { severity: 'notice', facet: 'trail', because: [{ text: 'aws_lb b: access_logs.enabled' }] },
  ])
})

test('changes of resources are a side of their own', () => {
  const { result } = run(check, { files: tf(resource('aws_cloudtrail', GOOD), resource('aws_vpc')) })
  expect(result.outcomes.map(({ kind, facet }) => [kind, facet])).toEqual([
    ['evidence', 'trail'],
    ['unknown', 'recorder'],
  ])
})
