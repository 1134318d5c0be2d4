import check from '../../../checks/terraform/tf-version-constraints.js'
import { testCheck } from '../../helpers/check-tester.js'

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

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    { name: 'a child module', files: { 'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {}' } },
  ],
  unknown: [
    {
      name: 'Terragrunt may generate them',
      files: { 'live/main.tf': 'provider "aws" {}', 'live/terragrunt.hcl': 'generate "versions" {}' },
    },
  ],
  passes: [
    { name: 'a pessimistic constraint', files: { 'infra/main.tf': root('~> 6.0') } },
    { name: 'a range with an end', files: { 'infra/main.tf': root('>= 6.0, < 7.0') } },
    { name: 'an exact version', files: { 'infra/main.tf': root('6.20.0') } },
    {
      name: 'a published module that names a minimum',
      files: {
        'main.tf':
          'terraform {\n  required_version = ">= 1.5"\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      version = ">= 6.0"\n    }\n  }\n}\nresource "aws_sqs_queue" "this" {}',
      },
    },
  ],
  fails: [
    { name: 'an open provider in a root', files: { 'infra/main.tf': root('>= 6.0', ' # ! open') } },
    {
      name: 'nothing at all',
      files: { 'infra/main.tf': 'terraform { # ! noTerraform\n  backend "s3" {}\n}\nprovider "aws" {} # ! noProvider' },
    },
  ],
})
