import { expect, test } from '@jest/globals'
import check from '../../../checks/data/data-deletion-protection.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (type: string, ...lines: string[]) => ({
  'infra/main.tf': [`resource "${type}" "orders" {`, ...lines.map((line) => `  ${line}`), '}'].join('\n'),
})
const cfn = (type: string, ...lines: string[]) => ({
  'infra/template.yaml': [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Resources:',
    '  Orders:',
    `    Type: ${type}`,
    ...lines.map((line) => `    ${line}`),
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'nothing that keeps data', files: tf('aws_instance', 'ami = "ami-1"') },
    { name: 'a sample', files: { 'examples/main.tf': tf('aws_dynamodb_table', 'name = "a"')['infra/main.tf'] } },
    { name: 'staging by its folder', files: { 'envs/staging/main.tf': tf('aws_dynamodb_table')['infra/main.tf'] } },
    { name: 'a development table by its name', files: tf('aws_dynamodb_table', 'name = "orders-dev"') },
    { name: 'locks of Terraform', files: tf('aws_dynamodb_table', 'name = "tf"', 'hash_key = "LockID"') },
    { name: 'items that expire', files: tf('aws_dynamodb_table', 'ttl {', '  attribute_name = "until"', '}') },
    { name: 'a cache', files: tf('aws_dynamodb_table', 'name = "orders-cache"') },
    {
      name: 'what a pipeline hands on',
      files: tf('aws_s3_bucket', 'bucket = "orders-codepipeline"', 'force_destroy = true'),
    },
    { name: 'a replica', files: tf('aws_db_instance', 'replicate_source_db = "a"', 'skip_final_snapshot = true') },
    {
      name: 'a module that only staging calls',
      files: {
        'modules/db/main.tf': tf('aws_dynamodb_table', 'name = "orders"')['infra/main.tf'],
        'envs/staging/main.tf': 'module "db" {\n  source = "../../modules/db"\n}',
      },
    },
  ],
  passes: [
    { name: 'deletion protection', files: tf('aws_dynamodb_table', 'deletion_protection_enabled = true') },
    { name: 'a lifecycle', files: tf('aws_dynamodb_table', 'lifecycle {', '  prevent_destroy = true', '}') },
    {
      name: 'a backup at the end',
      files: tf('aws_dynamodb_table', 'point_in_time_recovery {', '  enabled = true', '}'),
    },
    { name: 'a final snapshot, the default', files: tf('aws_db_instance', 'final_snapshot_identifier = "last"') },
    {
      name: 'protected without a snapshot',
      files: tf('aws_rds_cluster', 'skip_final_snapshot = true', 'deletion_protection = true'),
    },
    { name: 'a bucket that must be empty', files: tf('aws_s3_bucket', 'bucket = "orders"') },
    { name: 'Cloud SQL, the default', files: tf('google_sql_database_instance', 'database_version = "POSTGRES_16"') },
    { name: 'a kept table', files: cfn('AWS::DynamoDB::Table', 'DeletionPolicy: Retain') },
    { name: 'a snapshot, the default of RDS', files: cfn('AWS::RDS::DBInstance', 'Properties: { Engine: mysql }') },
    { name: 'users', files: cfn('AWS::Cognito::UserPool', 'Properties: { DeletionProtection: ACTIVE }') },
  ],
  unknown: [
    { name: 'a variable', files: tf('aws_dynamodb_table', 'deletion_protection_enabled = var.protect') },
    {
      name: 'a variable with a default',
      files: {
        ...tf('aws_db_instance', 'skip_final_snapshot = var.skip'),
        'infra/v.tf': 'variable "skip" {\n  default = true\n}',
      },
    },
    {
      name: 'a block that may be there',
      files: tf(
        'aws_dynamodb_table',
        'dynamic "point_in_time_recovery" {',
        '  for_each = var.pitr ? [1] : []',
        '  content {',
        '    enabled = true',
        '  }',
        '}',
      ),
    },
    {
      name: 'a parameter',
      files: cfn('AWS::Cognito::UserPool', 'Properties: { DeletionProtection: !Ref Protection }'),
    },
  ],
  fails: [
    {
      name: 'a table',
      files: { 'infra/main.tf': 'resource "aws_dynamodb_table" "orders" { # ! absent\n  name = "orders"\n}' },
    },
    {
      name: 'no snapshot',
      files: { 'infra/main.tf': 'resource "aws_db_instance" "a" {\n  skip_final_snapshot = true # ! switchedOff\n}' },
    },
    {
      name: 'a bucket that is emptied',
      files: { 'infra/main.tf': 'resource "google_storage_bucket" "a" {\n  force_destroy = true # ! switchedOff\n}' },
    },
    {
      name: 'Cloud SQL without',
      files: tf('google_sql_database_instance', 'deletion_protection = false # ! switchedOff'),
    },
    { name: 'a table of a template', files: cfn('AWS::DynamoDB::Table'), expect: ['infra/template.yaml:3 absent'] },
    { name: 'RDS that is deleted', files: cfn('AWS::RDS::DBInstance', 'DeletionPolicy: Delete # ! switchedOff') },
    {
      name: 'a volume that goes with its claim',
      files: {
        'k8s/pv.yaml':
          'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: orders }\nspec:\n  persistentVolumeReclaimPolicy: Delete # ! switchedOff\n',
      },
    },
    {
      name: 'one finding for the tables of a file',
      files: { 'infra/main.tf': ['a', 'b'].map((name) => `resource "aws_dynamodb_table" "${name}" {}`).join('\n') },
      expect: ['infra/main.tf:1 absent'],
    },
  ],
})

test.each([
  ['envs/production/main.tf', undefined],
  ['infra/main.tf', 'notice'],
])('%s is reported as %s', (file, severity) => {
  const { result } = run(check, { files: { [file]: 'resource "aws_dynamodb_table" "orders" {}' } })
  const [problem] = result.outcomes
  expect(problem).toMatchObject({ kind: 'problem', severity: severity ?? 'error' })
})
