import check from '../../../checks/data/data-backups.js'
import { testCheck } from '../../helpers/check-tester.js'

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
const postgres = (...lines: string[]) => ({
  'k8s/db.yaml': [
    'apiVersion: postgresql.cnpg.io/v1',
    'kind: Cluster',
    'metadata: { name: orders }',
    'spec:',
    '  instances: 3',
    ...lines.map((line) => `  ${line}`),
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'nothing that keeps data', files: tf('aws_instance', 'ami = "ami-1"') },
    { name: 'a test', files: { 'test/main.tf': tf('aws_dynamodb_table')['infra/main.tf'] } },
    { name: 'QA by its folder', files: { 'envs/qa/main.tf': tf('aws_dynamodb_table')['infra/main.tf'] } },
    { name: 'locks of Terraform', files: tf('aws_dynamodb_table', 'hash_key = "LockID"') },
    { name: 'sessions', files: tf('aws_dynamodb_table', 'name = "user-sessions"') },
    { name: 'a replica', files: tf('google_sql_database_instance', 'master_instance_name = "orders"') },
    { name: 'an instance of a cluster', files: cfn('AWS::RDS::DBInstance', 'Properties: { DBClusterIdentifier: a }') },
  ],
  passes: [
    { name: 'days', files: tf('aws_db_instance', 'backup_retention_period = 14') },
    { name: 'a cluster, the default', files: tf('aws_rds_cluster', 'engine = "aurora-mysql"') },
    {
      name: 'point-in-time recovery',
      files: tf('aws_dynamodb_table', 'point_in_time_recovery {', '  enabled = true', '}'),
    },
    {
      name: 'Cloud SQL',
      files: tf(
        'google_sql_database_instance',
        'settings {',
        '  backup_configuration {',
        '    enabled = true',
        '  }',
        '}',
      ),
    },
    { name: 'RDS, the default of a template', files: cfn('AWS::RDS::DBInstance', 'Properties: { Engine: mysql }') },
    { name: 'a file system', files: cfn('AWS::EFS::FileSystem', 'Properties: { BackupPolicy: { Status: ENABLED } }') },
    {
      name: 'PostgreSQL of an operator',
      files: postgres('backup: { barmanObjectStore: { destinationPath: s3://a } }'),
    },
  ],
  unknown: [
    { name: 'a variable', files: tf('aws_db_instance', 'backup_retention_period = var.days') },
    { name: 'a restored snapshot', files: tf('aws_db_instance', 'snapshot_identifier = "shop-before"') },
    { name: 'a tag for a plan elsewhere', files: tf('aws_dynamodb_table', 'tags = { Backup = "daily" }') },
    {
      name: 'a tag of a template',
      files: cfn('AWS::DynamoDB::Table', 'Properties:', '  Tags: [{ Key: aws-backup, Value: "true" }]'),
    },
    {
      name: 'a plan that may choose it',
      files: {
        ...tf('aws_dynamodb_table', 'name = "orders"'),
        'infra/b.tf': 'resource "aws_backup_selection" "all" {\n  resources = ["*"]\n}',
      },
    },
    {
      name: 'Velero',
      files: {
        ...postgres(),
        'k8s/velero.yaml':
          'apiVersion: velero.io/v1\nkind: Schedule\nmetadata: { name: daily }\nspec: { schedule: "0 1 * * *" }',
      },
    },
  ],
  fails: [
    {
      name: 'no days',
      files: { 'infra/main.tf': 'resource "aws_db_instance" "a" {\n  backup_retention_period = 0 # ! switchedOff\n}' },
    },
    {
      name: 'tags of other things, in a file named for backups',
      files: { 'infra/backup.tf': 'resource "aws_dynamodb_table" "a" { # ! absent\n  tags = { Team = "orders" }\n}' },
    },
    { name: 'RDS in Terraform, the default', files: tf('aws_db_instance'), expect: ['infra/main.tf:1 absent'] },
    { name: 'a table', files: tf('aws_dynamodb_table', 'name = "orders"'), expect: ['infra/main.tf:1 absent'] },
    {
      name: 'Cloud SQL, switched off',
      files: tf(
        'google_sql_database_instance',
        'settings {',
        '  backup_configuration {',
        '    enabled = false # ! switchedOff',
        '  }',
        '}',
      ),
    },
    { name: 'a table of a template', files: cfn('AWS::DynamoDB::Table'), expect: ['infra/template.yaml:3 absent'] },
    { name: 'PostgreSQL of an operator', files: postgres(), expect: ['k8s/db.yaml:3 absent'] },
  ],
})
