import { expect, test } from '@jest/globals'
import check from '../../../checks/terraform/tf-version-constraints.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const root = (version: string, marker = '') =>
  [
    'terraform {',
    '  required_version = "~> 1.13"',
    '  required_providers {',
    '    aws = {',
    '      source  = "hashicorp/aws"',
    `      version = "${version}"${marker}`,
    '    }',
    '  }',
    '}',
    'provider "aws" {}',
  ].join('\n')
const module = root('>= 6.0')
  .replace('~> 1.13', '>= 1.5')
  .replace('provider "aws" {}', 'resource "aws_sqs_queue" "a" {}')

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    { name: 'a child module', files: { 'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {}' } },
    { name: 'a contributed folder', files: { 'contrib/aws/main.tf': 'provider "aws" {}' } },
    {
      name: 'a collection of examples',
      files: {
        'README.md': '# Terraform examples',
        'a/main.tf': 'provider "aws" {}',
        'b/main.tf': '',
        'c/main.tf': '',
      },
    },
  ],
  unknown: [
    {
      name: 'Terragrunt may generate them',
      files: { 'live/main.tf': 'provider "aws" {}', 'live/terragrunt.hcl': 'generate "versions" {}' },
    },
    {
      name: 'a file that cannot be read whole',
      files: { 'infra/main.tf': 'provider "aws" {}', 'infra/versions.tf': 'terraform {\n  required_version = = \n' },
      reason: 'could not be read whole',
    },
  ],
  passes: [
    { name: 'a pessimistic constraint', files: { 'infra/main.tf': root('~> 6.0') } },
    { name: 'a range with an end', files: { 'infra/main.tf': root('>= 6.0, < 7.0') } },
    { name: 'an exact version', files: { 'infra/main.tf': root('6.20.0') } },
    { name: 'an exact version with a sign', files: { 'infra/main.tf': root('= 6.20.0') } },
    {
      name: 'the older form',
      files: {
        'infra/main.tf':
          'terraform {\n  required_version = ">= 0.12"\n  required_providers {\n    aws = "~> 3.0"\n  }\n}\nprovider "aws" {}',
      },
    },
    {
      name: 'a version in the provider block',
      files: {
        'infra/main.tf': 'terraform {\n  required_version = ">= 0.12"\n}\nprovider "aws" {\n  version = "~> 2.0"\n}',
      },
    },
    {
      name: 'constraints in another file, and what comes with Terraform',
      files: { 'infra/versions.tf': root('~> 6.0'), 'infra/main.tf': 'resource "terraform_data" "a" {}' },
    },
    {
      name: 'Terragrunt beside complete constraints',
      files: { 'live/main.tf': root('~> 6.0'), 'live/terragrunt.hcl': 'generate "b" {}' },
    },
    { name: 'a published module that names a minimum', files: { 'main.tf': module } },
    {
      name: 'a published module that its examples call',
      files: {
        'main.tf': module,
        'examples/simple/main.tf': 'module "queue" {\n  source = "../.."\n}\nprovider "aws" {}',
      },
    },
  ],
  fails: [
    { name: 'an open provider in a root', files: { 'infra/main.tf': root('>= 6.0', ' # ! open') } },
    { name: 'a version that only excludes one', files: { 'infra/main.tf': root('!= 6.1.0', ' # ! open') } },
    {
      name: 'nothing at all',
      files: { 'infra/main.tf': 'terraform { # ! noTerraform\n  backend "s3" {}\n}\nprovider "aws" {} # ! noProvider' },
    },
    {
      name: 'a provider that only one resource uses',
      files: { 'infra/main.tf': `${root('~> 6.0')}\nresource "random_id" "a" { # ! noProvider\n  byte_length = 4\n}` },
    },
    {
      name: 'a provider with a source alone',
      files: {
        'infra/main.tf':
          'terraform {\n  required_version = "~> 1.13"\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\nprovider "aws" {} # ! noProvider',
      },
    },
    {
      name: 'an open provider, whatever Terragrunt adds',
      files: { 'live/main.tf': root('>= 6.0', ' # ! open'), 'live/terragrunt.hcl': 'generate "b" {}' },
    },
    {
      name: 'a published module without a minimum',
      files: { 'main.tf': 'resource "aws_sqs_queue" "this" {} # ! noTerraform\n', 'outputs.tf': '' },
      expect: ['main.tf:1 noProvider'],
    },
  ],
})

test('a lock file and a version file make open versions a lesser case', () => {
  const files = { 'infra/main.tf': 'provider "aws" {}' }
  const lock = {
    'infra/.terraform.lock.hcl': 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.1.0"\n}',
  }
  const severities = (extra: Record<string, string>) =>
    run(check, { files: { ...files, ...extra } }).result.outcomes.flatMap((outcome) =>
      outcome.kind === 'problem' ? [`${outcome.messageId} ${outcome.severity}`] : [],
    )
  expect(severities({})).toEqual(['noTerraform warning', 'noProvider warning'])
  expect(severities({ ...lock, '.terraform-version': '1.13.4' })).toEqual(['noTerraform notice', 'noProvider notice'])
})
