import check from '../../../checks/data/data-retention.js'
import { testCheck } from '../../helpers/check-tester.js'

const tf = (...blocks: string[]) => ({ 'infra/main.tf': ['provider "aws" {}', ...blocks].join('\n') })
const bucket = (name: string, body = '', marker = '') =>
  `resource "aws_s3_bucket" "${name}" {${marker}\n  bucket = "acme-${name}"\n${body}\n}\n`
const lifecycle = (of: string) =>
  `resource "aws_s3_bucket_lifecycle_configuration" "l" {\n  bucket = ${of}\n  rule {\n    id = "a"\n    expiration {\n      days = 90\n    }\n  }\n}\n`
const template = (properties: string, marker = '') => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nParameters: { Rules: { Type: String } }\nResources:\n  Logs:${marker}\n    Type: AWS::S3::Bucket\n    Properties: ${properties}\n`,
})
const topic = (config: string) =>
  `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata: { name: orders }\nspec:\n  config:\n    ${config}\n`

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'a bucket for what stays', files: tf(bucket('documents')) },
    {
      name: 'a table without an end',
      files: tf('resource "aws_dynamodb_table" "customers" {\n  name = "customers"\n}'),
    },
    { name: 'an example', files: { 'examples/main.tf': bucket('logs') } },
    { name: 'a bucket that is kept on purpose', files: tf(bucket('access-logs')), options: { keep: ['access-logs'] } },
    { name: 'a word in another word', files: tf(bucket('catalogs'), bucket('blogs')) },
  ],
  passes: [
    { name: 'a lifecycle by reference', files: tf(bucket('logs'), lifecycle('aws_s3_bucket.logs.id')) },
    { name: 'a lifecycle by name', files: tf(bucket('logs'), lifecycle('"acme-logs"')) },
    { name: 'a lifecycle of the bucket', files: tf(bucket('logs', '  lifecycle_rule {\n    enabled = true\n  }')) },
    {
      name: 'a bucket of Google Cloud',
      files: tf(
        'resource "google_storage_bucket" "exports" {\n  name = "exports"\n  lifecycle_rule {\n    condition {\n      age = 30\n    }\n  }\n}',
      ),
    },
    {
      name: 'records of a table that end',
      files: tf(
        'resource "aws_dynamodb_table" "s" {\n  ttl {\n    attribute_name = "until"\n    enabled        = true\n  }\n}',
      ),
    },
    { name: 'a topic with a time', files: { 'k8s/topic.yaml': topic('retention.ms: 604800000') } },
    {
      name: 'a topic that is compacted',
      files: { 'k8s/topic.yaml': topic('{ retention.ms: -1, cleanup.policy: compact }') },
    },
    {
      name: 'a template',
      files: template('{ LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 9 }] } }'),
    },
  ],
  unknown: [
    { name: 'a lifecycle for what an expression names', files: tf(bucket('logs'), lifecycle('each.value')) },
    {
      name: 'a topic of a variable',
      files: tf('variable "ms" {}\nresource "kafka_topic" "o" {\n  config = {\n    "retention.ms" = var.ms\n  }\n}'),
    },
    { name: 'rules of a parameter', files: template('{ LifecycleConfiguration: !Ref Rules }') },
  ],
  fails: [
    { name: 'logs', files: tf(bucket('access-logs', '', ' # ! bucket')) },
    {
      name: 'exports, beside a lifecycle of another',
      files: tf(bucket('exports', '', ' # ! bucket'), bucket('docs'), lifecycle('aws_s3_bucket.docs.id')),
    },
    {
      name: 'a bucket with a longer name',
      files: tf(bucket('logs', '', ' # ! bucket'), bucket('logs2'), lifecycle('aws_s3_bucket.logs2.id')),
    },
    {
      name: 'a bucket of Google Cloud',
      files: tf('resource "google_storage_bucket" "tmp" { # ! bucket\n  name = "acme-tmp"\n}'),
    },
    { name: 'a template', files: template('{ BucketName: acme-logs }', ' # ! bucket') },
    { name: 'a topic for ever', files: { 'k8s/topic.yaml': topic('retention.ms: -1 # ! topic') } },
  ],
})
