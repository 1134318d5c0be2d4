import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-encryption.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (type: string, body = '', marker = '') => ({
  'infra/main.tf': `resource "${type}" "data" {${marker}\n${body === '' ? '' : `  ${body}\n`}}\n`,
})
const template = (type: string, properties: string, marker = '') => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Data:${marker}\n    Type: ${type}\n    Properties:\n      ${properties}\n`,
})
const variable = (name: string) => ({ 'infra/v.tf': `variable "${name}" {\n}\n` })
const listener = (action: string, more = '', balancer = '', marker = '') => ({
  'infra/main.tf': `resource "aws_lb" "web" {
  ${balancer}
}
resource "aws_lb_listener" "http" {
  ${more}
  load_balancer_arn = aws_lb.web.arn
  protocol          = "HTTP"${marker}
  default_action {
    type = "${action}"
  }
}
`,
})

testCheck(check, {
  notApplicable: [
    {
      name: 'a module from elsewhere that makes a network',
      files: { 'main.tf': 'module "network" {\n  source = "git@github.com:acme/terraform-network"\n}' },
    },
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'a topic, which passes messages on', files: tf('aws_sns_topic', 'kms_master_key_id = "alias/aws/sns"') },
    { name: 'services that always encrypt', files: tf('aws_s3_bucket', 'bucket = "shop"') },
    { name: 'a test', files: { 'tests/main.tf': 'resource "aws_efs_file_system" "a" {\n}' } },
    { name: 'a replica', files: tf('aws_db_instance', 'replicate_source_db = aws_db_instance.main.id') },
    { name: 'a member of a cluster', files: template('AWS::RDS::DBInstance', 'DBClusterIdentifier: !Ref Cluster') },
    {
      name: 'a volume whose image decides',
      files: tf('aws_instance', 'root_block_device {\n    volume_size = 8\n  }'),
    },
    {
      name: 'other parameters',
      files: tf('aws_db_parameter_group', 'parameter {\n    name = "log"\n    value = "0"\n  }'),
    },
    { name: 'plain within the network', files: listener('forward', '', 'internal = true') },
    { name: 'nothing is passed on', files: listener('fixed-response') },
    {
      name: 'the certificate of CloudFront',
      files: tf(
        'aws_cloudfront_distribution',
        'viewer_certificate {\n    cloudfront_default_certificate = true\n    minimum_protocol_version = "TLSv1"\n  }',
      ),
    },
  ],
  passes: [
    { name: 'a queue with a key', files: tf('aws_sqs_queue', 'kms_master_key_id = "alias/aws/sqs"') },
    { name: 'a queue with a key of its own', files: tf('aws_sqs_queue', 'kms_master_key_id = aws_kms_key.own.arn') },
    {
      name: 'a queue with a key, in a template',
      files: template('AWS::SQS::Queue', 'KmsMasterKeyId: !Ref Key\n      SqsManagedSseEnabled: false'),
    },
    { name: 'a database', files: tf('aws_db_instance', 'storage_encrypted = true') },
    {
      name: 'a restored one',
      files: tf('aws_db_instance', 'storage_encrypted = true\n  snapshot_identifier = var.from'),
    },
    { name: 'Redshift by itself', files: tf('aws_redshift_cluster', 'node_type = "ra3.large"') },
    { name: 'Valkey by itself', files: tf('aws_elasticache_replication_group', 'engine = "valkey"') },
    { name: 'a template', files: template('AWS::EFS::FileSystem', 'Encrypted: true') },
    {
      name: 'a stream',
      files: template('AWS::Kinesis::Stream', 'StreamEncryption: { EncryptionType: KMS, KeyId: alias/aws/kinesis }'),
    },
    { name: 'Kafka by itself', files: tf('aws_msk_cluster', 'cluster_name = "a"') },
    { name: 'a redirect', files: listener('redirect') },
    { name: 'Azure by itself', files: tf('azurerm_storage_account', 'name = "shop"') },
    {
      name: 'a new policy',
      files: tf('aws_lb_listener', 'protocol = "HTTPS"\n  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"'),
    },
    {
      name: 'a storage class',
      files: {
        'k8s/sc.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nparameters: { encrypted: "true" }\n',
      },
    },
    {
      name: 'a module as it is called',
      files: {
        'main.tf': 'module "db" {\n  source    = "./db"\n  encrypted = true\n}\n',
        'db/main.tf':
          'variable "encrypted" {\n  default = false\n}\nresource "aws_db_instance" "a" {\n  storage_encrypted = var.encrypted\n}\n',
      },
    },
  ],
  unknown: [
    {
      name: 'a module from elsewhere that makes a database',
      files: { 'main.tf': 'module "orders" {\n  source = "git@github.com:acme/terraform-module-postgresql?ref=v1"\n}' },
      reason: 'comes from',
    },
    { name: 'a variable', files: { ...tf('aws_db_instance', 'storage_encrypted = var.safe'), ...variable('safe') } },
    {
      name: 'a default that may be replaced',
      files: {
        ...tf('aws_efs_file_system', 'encrypted = var.safe'),
        'infra/v.tf': 'variable "safe" {\n  default = false\n}\n',
      },
    },
    {
      name: 'a queue with a key, or without',
      files: { ...tf('aws_sqs_queue', 'kms_master_key_id = var.key'), ...variable('key') },
    },
    { name: 'an account decides', files: tf('aws_ebs_volume', 'size = 8'), reason: 'setting of the account' },
    { name: 'Aurora', files: tf('aws_rds_cluster', 'engine = "aurora-postgresql"'), reason: '18 February 2026' },
    {
      name: 'Aurora in a template',
      files: template('AWS::RDS::DBCluster', 'Engine: aurora-mysql\n      StorageEncrypted: false'),
    },
    {
      name: 'perhaps from a snapshot',
      files: { ...tf('aws_db_instance', 'snapshot_identifier = var.from'), ...variable('from') },
    },
    {
      name: 'perhaps by a dynamic block',
      files: tf(
        'aws_opensearch_domain',
        'dynamic "encrypt_at_rest" {\n    for_each = var.safe\n    content {\n      enabled = encrypt_at_rest.value\n    }\n  }\n  node_to_node_encryption {\n    enabled = true\n  }',
      ),
    },
  ],
  fails: [
    { name: 'nothing said', files: tf('aws_db_instance', '', ' # ! storedByDefault') },
    { name: 'switched off', files: tf('aws_db_instance', 'storage_encrypted = false # ! stored') },
    { name: 'a cluster that is not Aurora', files: tf('aws_rds_cluster', 'engine = "mysql"', ' # ! storedByDefault') },
    { name: 'Redshift switched off', files: tf('aws_redshift_cluster', 'encrypted = false # ! stored') },
    { name: 'a queue', files: tf('aws_sqs_queue', 'sqs_managed_sse_enabled = false # ! stored') },
    {
      name: 'a file system in a template',
      files: template('AWS::EFS::FileSystem', 'BackupPolicy: { Status: ENABLED }', ' # ! storedByDefault'),
    },
    {
      name: 'a stream in a template',
      files: template('AWS::Kinesis::Stream', 'ShardCount: 1', ' # ! storedByDefault'),
    },
    { name: 'a volume', files: tf('aws_instance', 'root_block_device {\n    encrypted = false # ! stored\n  }') },
    {
      name: 'Kafka',
      files: tf(
        'aws_msk_cluster',
        'encryption_info {\n    encryption_in_transit {\n      client_broker = "TLS_PLAINTEXT" # ! sent\n    }\n  }',
      ),
    },
    { name: 'a transfer over FTP', files: tf('aws_transfer_server', 'protocols = ["SFTP", "FTP"] # ! sent') },
    {
      name: 'a database that forces nobody',
      files: tf('aws_db_parameter_group', 'parameter {\n    name = "rds.force_ssl"\n    value = "0" # ! sent\n  }'),
    },
    {
      name: 'a site',
      files: template(
        'AWS::CloudFront::Distribution',
        'DistributionConfig:\n        DefaultCacheBehavior:\n          ViewerProtocolPolicy: allow-all # ! sent',
      ),
    },
    {
      name: 'an old policy',
      files: tf('aws_lb_listener', 'protocol = "HTTPS"\n  ssl_policy = "ELBSecurityPolicy-2016-08" # ! old'),
    },
    {
      name: 'the policy of the API',
      files: template('AWS::ElasticLoadBalancingV2::Listener', 'Protocol: HTTPS', ' # ! old'),
    },
    { name: 'a plain listener', files: listener('forward', '', '', ' # ! plainListener') },
    { name: 'Azure', files: tf('azurerm_storage_account', 'min_tls_version = "TLS1_0" # ! old') },
    {
      name: 'the old name of a setting',
      files: tf('azurerm_storage_account', 'enable_https_traffic_only = false # ! sent'),
    },
    { name: 'a web app', files: tf('azurerm_linux_web_app', 'name = "shop"', ' # ! sentByDefault') },
    {
      name: 'Google Cloud',
      files: tf(
        'google_sql_database_instance',
        'settings {\n    ip_configuration {\n      ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED" # ! sent\n    }\n  }',
      ),
    },
    {
      name: 'a storage class',
      files: {
        'k8s/sc.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nparameters:\n  encrypted: "false" # ! stored\n',
      },
    },
  ],
})

test.each([
  [
    'a rule redirects',
    listener('forward')['infra/main.tf'] +
      'resource "aws_lb_listener_rule" "r" {\n  listener_arn = aws_lb_listener.http.arn\n  action {\n    type = "redirect"\n  }\n}\n',
  ],
  ['it may not be made', listener('forward', 'count = var.plain ? 1 : 0')['infra/main.tf'] + 'variable "plain" {\n}\n'],
  [
    'the load balancer is elsewhere',
    'resource "aws_lb_listener" "a" {\n  load_balancer_arn = var.lb\n  protocol = "HTTP"\n  default_action {\n    type = "forward"\n  }\n}\n',
  ],
])('a plain listener is left alone: %s', (_, text) => {
  expect(run(check, { files: { 'infra/main.tf': text } }).problems).toEqual([])
})

test('a resource is one finding, those of one file are one, and what is worse is an error', () => {
  const caches = ['a', 'b'].map((name) => `resource "aws_elasticache_replication_group" "${name}" {\n}\n`).join('')
  const { result } = run(check, { files: { 'infra/main.tf': caches } })
  expect(result.outcomes).toMatchObject([
    {
      messageId: 'storedByDefault',
      severity: 'error',
      because: [{ text: 'transit_encryption_enabled, too' }, { line: 3 }],
    },
  ])
})

test('plain connections that are the default are a warning, and the call of a module is named', () => {
  const files = {
    'main.tf': 'module "cache" {\n  source = "./cache"\n}\n',
    'cache/main.tf': 'resource "google_redis_instance" "a" {\n}\n',
  }
  const { result } = run(check, { files })
  expect(result.outcomes).toMatchObject([{ severity: 'warning', because: [{ file: 'main.tf', line: 1 }] }])
})
