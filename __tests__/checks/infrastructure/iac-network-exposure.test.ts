import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-network-exposure.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (type: string, body: string) => ({ 'infra/main.tf': `resource "${type}" "web" {\n${body}\n}\n` })
const ingress = (ports: string, source: string) =>
  tf('aws_security_group', `  ingress {\n    ${ports}\n    protocol = "tcp"\n    ${source}\n  }`)
const SSH = 'from_port = 22\n    to_port = 22'
const WORLD = 'cidr_blocks = ["0.0.0.0/0"]'
const template = (type: string, properties: string) => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Web:\n    Type: ${type}\n    Properties:\n      ${properties}\n`,
})
const azure = (more: string) => `  direction = "Inbound"\n  access = "Allow"\n  protocol = "Tcp"\n  ${more}`
const bucket = 'resource "aws_s3_bucket" "site" {\n}\n'

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'a sample', files: { 'samples/main.tf': ingress(SSH, WORLD)['infra/main.tf'] ?? '' } },
    { name: 'what goes out', files: tf('aws_security_group', `  egress {\n    ${SSH}\n    ${WORLD}\n  }`) },
    {
      name: 'a rule for what goes out',
      files: tf('aws_security_group_rule', `  type = "egress"\n  ${SSH}\n  ${WORLD}`),
    },
    { name: 'a database that says nothing', files: tf('aws_db_instance', '  engine = "postgres"') },
    {
      name: 'a rule that refuses',
      files: tf(
        'azurerm_network_security_rule',
        '  direction = "Inbound"\n  access = "Deny"\n  source_address_prefix = "*"\n  destination_port_range = "*"',
      ),
    },
    {
      name: 'the bucket of a site',
      files: {
        'infra/main.tf': `${bucket}resource "aws_s3_bucket_website_configuration" "w" {\n  bucket = aws_s3_bucket.site.id\n}\nresource "aws_s3_bucket_acl" "a" {\n  bucket = aws_s3_bucket.site.id\n  acl = "public-read"\n}\n`,
      },
    },
    {
      name: 'the bucket of a site in a template',
      files: template(
        'AWS::S3::Bucket',
        'AccessControl: PublicRead\n      WebsiteConfiguration: { IndexDocument: index.html }',
      ),
    },
  ],
  passes: [
    { name: 'HTTPS for everybody', files: ingress('from_port = 443\n    to_port = 443', WORLD) },
    { name: 'a known range', files: ingress(SSH, 'cidr_blocks = ["10.0.0.0/8"]') },
    { name: 'a security group', files: ingress(SSH, 'security_groups = [aws_security_group.bastion.id]') },
    { name: 'the range of a network', files: ingress(SSH, 'cidr_blocks = [aws_vpc.main.cidr_block]') },
    {
      name: 'a protocol without ports',
      files: tf(
        'aws_security_group',
        `  ingress {\n    from_port = -1\n    to_port = -1\n    protocol = "icmp"\n    ${WORLD}\n  }`,
      ),
    },
    {
      name: 'a template',
      files: template(
        'AWS::EC2::SecurityGroup',
        'SecurityGroupIngress:\n        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }',
      ),
    },
    {
      name: 'Google Cloud by tags',
      files: tf(
        'google_compute_firewall',
        '  source_tags = ["web"]\n  allow {\n    protocol = "tcp"\n    ports = ["22"]\n  }',
      ),
    },
    { name: 'a private database', files: tf('aws_db_instance', '  publicly_accessible = false') },
    {
      name: 'a service account',
      files: tf('google_storage_bucket_iam_member', '  member = "serviceAccount:${google_service_account.a.email}"'),
    },
    {
      name: 'a service account of another module',
      files: tf('google_storage_bucket_iam_member', '  member = "serviceAccount:${module.ci.email}"'),
    },
    {
      name: 'services of Azure',
      files: tf('azurerm_mssql_firewall_rule', '  start_ip_address = "0.0.0.0"\n  end_ip_address = "0.0.0.0"'),
    },
    { name: 'public access is blocked', files: tf('aws_s3_bucket_public_access_block', '  block_public_acls = true') },
  ],
  unknown: [
    {
      name: 'a variable',
      files: { ...ingress(SSH, 'cidr_blocks = var.admins'), 'infra/v.tf': 'variable "admins" {\n}\n' },
    },
    {
      name: 'a default',
      files: {
        ...ingress(SSH, 'cidr_blocks = [var.admins]'),
        'infra/v.tf': 'variable "admins" {\n  default = "0.0.0.0/0"\n}\n',
      },
    },
    {
      name: 'a parameter',
      files: template(
        'AWS::EC2::SecurityGroupIngress',
        'IpProtocol: tcp\n      FromPort: 22\n      ToPort: 22\n      CidrIp: !Ref Admins',
      ),
    },
    { name: 'another module', files: ingress(SSH, 'cidr_blocks = [module.vpc.range]') },
    {
      name: 'unknown ports',
      files: {
        ...ingress('from_port = var.port\n    to_port = var.port', WORLD),
        'infra/v.tf': 'variable "port" {\n}\n',
      },
    },
    {
      name: 'a rule that may not be made',
      files: {
        ...tf(
          'aws_security_group_rule',
          `  count = var.on ? 1 : 0\n  type = "ingress"\n  protocol = "tcp"\n  ${SSH}\n  ${WORLD}`,
        ),
        'infra/v.tf': 'variable "on" {\n}\n',
      },
    },
    {
      name: 'whether it is public',
      files: { ...tf('aws_db_instance', '  publicly_accessible = var.open'), 'infra/v.tf': 'variable "open" {\n}\n' },
    },
  ],
  fails: [
    { name: 'SSH', files: ingress(SSH, `${WORLD} # ! ports`) },
    { name: 'everybody with IPv6', files: ingress(SSH, 'ipv6_cidr_blocks = ["::/0"] # ! ports') },
    {
      name: 'a database among other ports',
      files: ingress('from_port = 1024\n    to_port = 65000', `${WORLD} # ! ports`),
    },
    {
      name: 'everything',
      files: tf('aws_vpc_security_group_ingress_rule', '  ip_protocol = "-1"\n  cidr_ipv4 = "0.0.0.0/0" # ! ports'),
    },
    {
      name: 'a rule',
      files: tf('aws_security_group_rule', `  type = "ingress"\n  protocol = "tcp"\n  ${SSH}\n  ${WORLD} # ! ports`),
    },
    {
      name: 'a template',
      files: template(
        'AWS::EC2::SecurityGroup',
        'SecurityGroupIngress:\n        - IpProtocol: tcp\n          FromPort: 3306\n          ToPort: 3306\n          CidrIp: 0.0.0.0/0 # ! ports',
      ),
    },
    {
      name: 'Azure',
      files: tf(
        'azurerm_network_security_rule',
        azure('source_address_prefix = "*" # ! ports\n  destination_port_range = "3389"'),
      ),
    },
    {
      name: 'a list of ports',
      files: tf(
        'azurerm_network_security_rule',
        azure('destination_port_ranges = ["443", "20-30"]\n  source_address_prefix = "Internet" # ! ports'),
      ),
    },
    {
      name: 'Google Cloud',
      files: tf(
        'google_compute_firewall',
        '  source_ranges = ["0.0.0.0/0"] # ! ports\n  allow {\n    protocol = "icmp"\n  }\n  allow {\n    protocol = "tcp"\n    ports = ["22"]\n  }',
      ),
    },
    {
      name: 'Hetzner',
      files: tf(
        'hcloud_firewall',
        '  rule {\n    direction = "in"\n    protocol = "tcp"\n    port = "22"\n    source_ips = ["0.0.0.0/0", "::/0"] # ! ports\n  }',
      ),
    },
    {
      name: 'OpenStack without a source',
      files: {
        'infra/main.tf':
          'resource "openstack_networking_secgroup_rule_v2" "a" { # ! ports\n  direction = "ingress"\n  protocol = "tcp"\n  port_range_min = 22\n  port_range_max = 22\n}\n',
      },
    },
    { name: 'a public database', files: tf('aws_db_instance', '  publicly_accessible = true # ! reached') },
    {
      name: 'a public database in a template',
      files: template('AWS::RDS::DBInstance', 'PubliclyAccessible: true # ! reached'),
    },
    {
      name: 'a database of Google Cloud',
      files: tf(
        'google_sql_database_instance',
        '  settings {\n    ip_configuration {\n      authorized_networks {\n        value = "10.0.0.0/8"\n      }\n      authorized_networks {\n        value = "0.0.0.0/0" # ! reached\n      }\n    }\n  }',
      ),
    },
    {
      name: 'a database of Azure',
      files: tf(
        'azurerm_mssql_firewall_rule',
        '  start_ip_address = "0.0.0.0" # ! reached\n  end_ip_address = "255.255.255.255"',
      ),
    },
    {
      name: 'a bucket for everybody to write',
      files: tf('aws_s3_bucket_acl', '  acl = "public-read-write" # ! writable'),
    },
    { name: 'a bucket for everybody to read', files: tf('aws_s3_bucket_acl', '  acl = "public-read" # ! readable') },
    { name: 'members', files: tf('google_storage_bucket_iam_binding', '  members = ["allUsers"] # ! readable') },
    { name: 'a container', files: tf('azurerm_storage_container', '  container_access_type = "blob" # ! readable') },
    {
      name: 'nothing is blocked',
      files: template(
        'AWS::S3::Bucket',
        'PublicAccessBlockConfiguration:\n        BlockPublicAcls: false # ! unblocked',
      ),
    },
    {
      name: 'a module as it is called',
      files: {
        'main.tf': 'module "net" {\n  source = "./net"\n  from   = ["0.0.0.0/0"] # ! ports\n}\n',
        'net/main.tf': `variable "from" {\n}\nresource "aws_security_group" "a" {\n  ingress {\n    ${SSH}\n    protocol = "tcp"\n    cidr_blocks = var.from\n  }\n}\n`,
      },
    },
  ],
})

test('a resource is one finding, and so are resources of one file; the call of a module is named', () => {
  const rule = (name: string) =>
    `resource "aws_security_group_rule" "${name}" {\n  type = "ingress"\n  protocol = "tcp"\n  ${SSH}\n  ${WORLD}\n}\n`
  const files = {
    'infra/main.tf': rule('a') + rule('b'),
    'main.tf': 'module "net" {\n  source = "./net"\n}\n',
    'net/main.tf': `resource "aws_security_group" "c" {\n  ingress {\n    protocol = "-1"\n    ${WORLD}\n  }\n  ingress {\n    ${SSH}\n    protocol = "tcp"\n    ${WORLD}\n  }\n}\n`,
  }
  const { result } = run(check, { files })
  expect(result.outcomes).toMatchObject([
    { at: { file: 'infra/main.tf' }, because: [{ file: 'infra/main.tf' }] },
    { at: { file: 'net/main.tf', line: 4 }, because: [{ text: 'and to port 22 (SSH)' }, { file: 'main.tf', line: 1 }] },
  ])
})
