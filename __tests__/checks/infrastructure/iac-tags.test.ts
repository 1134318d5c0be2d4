import check from '../../../checks/infrastructure/iac-tags.js'
import { testCheck } from '../../helpers/check-tester.js'

const QUEUE = 'resource "aws_sqs_queue" "a" {}\n'
const aws = (more: string, resources = QUEUE, mark = '') => ({
  'infra/main.tf': `provider "aws" {${mark}\n${more}\n}\n${resources}`,
})
const defaults = (tags: string) => `  default_tags {\n    tags = ${tags}\n  }`
const template = (tags = '', mark = '') =>
  `AWSTemplateFormatVersion: '2010-09-09'${mark}\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: a\n${tags}`
const deploy = (command: string) => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n      - run: ${command}\n`,
})
const DEPLOY = 'aws cloudformation deploy --template-file app.yaml --stack-name app'

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure code', files: { 'README.md': '# shop' } },
    { name: 'what cannot be tagged', files: aws('', 'resource "aws_iam_role_policy" "a" {}\n') },
    { name: 'a module for others', files: { 'main.tf': QUEUE } },
    { name: 'samples', files: { 'samples/a/main.tf': `provider "aws" {}\n${QUEUE}` } },
    {
      name: 'workloads without an owner',
      files: {
        'k8s/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  labels: { app: a }\nspec: {}\n',
      },
    },
  ],
  passes: [
    { name: 'default tags', files: aws(defaults('{ Owner = "shop" }')) },
    { name: 'default tags of a namespace', files: aws(defaults('{ "acme:cost-center" = "42" }')) },
    { name: 'default tags with unknown values', files: aws(defaults('{ Environment = var.env }')) },
    {
      name: 'default labels',
      files: {
        'infra/main.tf':
          'provider "google" {\n  default_labels = { team = "shop" }\n}\nresource "google_storage_bucket" "a" {}\n',
      },
    },
    {
      name: 'tags of resources from one local',
      files: {
        'infra/main.tf':
          'provider "azurerm" {}\nlocals {\n  tags = { service = "shop" }\n}\nresource "azurerm_storage_account" "a" {\n  tags = merge(local.tags, { Name = "a" })\n}\n',
      },
    },
    {
      name: 'tags in a module that is called',
      files: {
        'infra/main.tf':
          'provider "aws" {}\nmodule "a" {\n  source = "../modules/a"\n  tags = { project = "shop" }\n}\n',
        'modules/a/main.tf': 'variable "tags" {}\nresource "aws_sqs_queue" "a" {\n  tags = var.tags\n}\n',
      },
    },
    {
      name: 'one resource that is made in several ways',
      files: {
        'infra/main.tf':
          'provider "aws" {}\nmodule "a" {\n  source = "../modules/a"\n  for_each = toset(["a", "b", "c"])\n  name = each.key\n}\nresource "aws_s3_bucket" "b" {\n  tags = { owner = "shop" }\n}\n',
        'modules/a/main.tf': 'variable "name" {}\nresource "aws_sqs_queue" "a" {\n  name = var.name\n}\n',
      },
    },
    {
      name: 'tags of groups of machines',
      files: aws(
        '',
        'resource "aws_autoscaling_group" "a" {\n  tag {\n    key = "application"\n    value = "shop"\n  }\n}\n',
      ),
    },
    {
      name: 'tags in a template',
      files: { 'app.yaml': template('      Tags:\n        - { Key: owner, Value: shop }\n') },
    },
    { name: 'tags of the stack', files: { 'app.yaml': template(), ...deploy(`${DEPLOY} --tags owner=shop`) } },
    {
      name: 'tags of the stack in samconfig.toml',
      files: {
        'app.yaml': template(),
        'samconfig.toml': 'version = 0.1\n\n[default.deploy.parameters]\ntags = "owner=shop env=prod"\n',
      },
    },
    {
      name: 'tags of CDK',
      files: { 'cdk.json': '{"app": "node app.js", "tags": [{"Key": "owner", "Value": "shop"}]}' },
    },
    {
      name: 'a rule that asks for tags',
      files: {
        'infra/main.tf':
          'resource "aws_config_config_rule" "a" {\n  source {\n    source_identifier = "REQUIRED_TAGS"\n  }\n}\n',
      },
    },
    {
      name: 'a policy of the cluster',
      files: {
        'k8s/policy.yaml':
          'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: require-labels }\nspec:\n  rules:\n    - name: team\n      validate:\n        pattern: { metadata: { labels: { team: "?*" } } }\n',
      },
    },
    {
      name: 'labels with an owner',
      files: {
        'k8s/app.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  labels: { app.kubernetes.io/name: a, acme.example/team: shop }\nspec: {}\n',
      },
    },
    { name: 'a key of its own', files: aws(defaults('{ zone = "a" }')), options: { keys: ['Zone'] } },
  ],
  unknown: [
    { name: 'default tags from a variable', files: aws(defaults('var.tags')) },
    { name: 'default tags with unknown keys', files: aws(defaults('{ (var.key) = "a" }')) },
    {
      name: 'tags that a policy sets',
      files: aws('', 'resource "aws_sqs_queue" "a" {\n  lifecycle {\n    ignore_changes = [policy, tags]\n  }\n}\n'),
    },
    {
      name: 'a module of others that is handed tags',
      files: aws('', `${QUEUE}module "a" {\n  source = "acme/a/aws"\n  tags = { owner = "shop" }\n}\n`),
    },
    { name: 'tags from a module', files: aws('', 'resource "aws_sqs_queue" "a" {\n  tags = module.labels.tags\n}\n') },
    {
      name: 'Terragrunt writes the provider',
      files: { ...aws(''), 'infra/terragrunt.hcl': 'generate "provider" {\n  contents = local.code\n}\n' },
    },
    { name: 'a stack that nobody here deploys', files: { 'app.yaml': template() }, reason: 'may be given tags' },
    { name: 'a variable with options', files: { 'app.yaml': template(), ...deploy(`${DEPLOY} $OPTIONS`) } },
    { name: 'a program of CDK', files: { 'cdk.json': '{"app": "node app.js"}' } },
  ],
  fails: [
    { name: 'no tags', files: aws('  region = "eu-west-1"', QUEUE, ' # ! none') },
    {
      name: 'several roots, once',
      files: {
        'infra/a/main.tf': `provider "aws" {} # ! none\n${QUEUE}`,
        'infra/b/main.tf': `provider "aws" {}\n${QUEUE}`,
      },
    },
    { name: 'a name alone', files: aws(defaults('{ Name = "a", terraform = "true" }'), QUEUE, ' # ! none') },
    {
      name: 'other keys than those that are wanted',
      files: aws(defaults('{ owner = "a" }'), QUEUE, ' # ! none'),
      options: { keys: ['cost-center'] },
    },
    {
      name: 'a few of many',
      files: aws(
        '',
        `${QUEUE}resource "aws_sqs_queue" "b" {}\nresource "aws_sns_topic" "c" {\n  tags = { owner = "shop" }\n}\n`,
        ' # ! few',
      ),
    },
    {
      name: 'no provider block',
      files: { 'infra/main.tf': `terraform { # ! none\n  backend "s3" {}\n}\n${QUEUE}` },
    },
    { name: 'a stack without tags', files: { 'app.yaml': template('', ' # ! stack'), ...deploy(DEPLOY) } },
  ],
})
