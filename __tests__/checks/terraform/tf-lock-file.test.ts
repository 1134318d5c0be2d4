import { expect, test } from '@jest/globals'
import check from '../../../checks/terraform/tf-lock-file.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const root = { 'infra/main.tf': 'provider "aws" { # ! missing\n  region = "eu-west-1"\n}\n' }
const quiet = { 'infra/main.tf': 'provider "aws" {\n  region = "eu-west-1"\n}\n' }
const locked = (...addresses: string[]) => ({
  'infra/.terraform.lock.hcl': addresses
    .map((address) => `provider "${address}" {\n  version = "6.1.0"\n  hashes = []\n}`)
    .join('\n'),
})
const AWS = 'registry.terraform.io/hashicorp/aws'
const required = (source: string) =>
  `terraform {\n  required_providers {\n    shop = {\n      source = "${source}"\n    }\n  }\n}\n`

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    { name: 'a module for others', files: { 'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {}' } },
    { name: 'a sample', files: { 'demo/main.tf': 'provider "aws" {}' } },
    {
      name: 'a collection of examples',
      files: { 'README.md': '# Terraform samples', 'a/main.tf': 'provider "aws" {}', 'b/main.tf': '', 'c/main.tf': '' },
    },
    {
      name: 'a root that uses no provider',
      files: { 'infra/main.tf': 'terraform {\n  backend "s3" {}\n}\noutput "a" {\n  value = 1\n}' },
    },
    {
      name: 'a root that uses what comes with Terraform',
      files: { 'infra/main.tf': 'terraform {\n  backend "s3" {}\n}\nresource "terraform_data" "a" {}' },
    },
  ],
  unknown: [
    { name: 'HCP Terraform may keep it', files: { 'infra/main.tf': 'terraform {\n  cloud {}\n}\nprovider "aws" {}' } },
    {
      name: 'HCP Terraform may keep it, by the older backend',
      files: { 'infra/main.tf': 'terraform {\n  backend "remote" {}\n}\nprovider "aws" {}' },
    },
    {
      name: 'HCP Terraform runs a sibling',
      files: {
        'app/main.tf': 'provider "aws" {}',
        'network/main.tf': 'terraform {\n  cloud {}\n}',
        'network/.terraform.lock.hcl': '',
        '.gitignore': '*.hcl',
      },
    },
    { name: 'Terragrunt may keep it', files: { ...quiet, 'infra/terragrunt.hcl': 'generate "x" {}' } },
  ],
  passes: [
    { name: 'a lock file in the folder', files: { ...quiet, ...locked(AWS) } },
    { name: 'the registry of OpenTofu', files: { ...quiet, ...locked('registry.opentofu.org/hashicorp/aws') } },
    {
      name: 'a provider with a source',
      files: {
        'infra/main.tf': `${required('acme/store')}resource "shop_queue" "a" {}\nprovider "shop" {}`,
        ...locked('registry.terraform.io/acme/store'),
      },
    },
    {
      name: 'a provider with a source on another host',
      files: {
        'infra/main.tf': `${required('registry.acme.example/acme/store')}provider "shop" {}`,
        ...locked('registry.acme.example/acme/store'),
      },
    },
    {
      name: 'a lock file that is tracked in spite of an ignore rule',
      files: { ...quiet, ...locked(AWS), '.gitignore': '*.hcl' },
    },
    { name: 'a lock file that cannot be read', files: { ...quiet, 'infra/.terraform.lock.hcl': 'provider "' } },
    {
      name: 'a lock file beside a cloud block',
      files: { 'infra/main.tf': 'terraform {\n  cloud {}\n}\nprovider "aws" {}', ...locked(AWS) },
    },
  ],
  fails: [
    { name: 'no lock file', files: root },
    { name: 'a lock file elsewhere', files: { ...root, '.terraform.lock.hcl': '' } },
    {
      name: 'providers that only its modules use',
      files: {
        'app/main.tf': 'terraform { # ! missing\n  backend "s3" {}\n}\nmodule "queue" {\n  source = "../queue"\n}',
        'queue/main.tf': 'resource "aws_sqs_queue" "this" {}',
      },
    },
    { name: 'an ignore rule', files: { ...quiet, '.gitignore': 'node_modules/\n.terraform.lock.hcl # ! ignored' } },
    {
      name: 'one ignore rule for two roots',
      files: { ...quiet, 'app/main.tf': 'provider "aws" {}', '.gitignore': '.terraform* # ! ignored' },
    },
    {
      name: 'a provider that the lock file lacks',
      files: {
        'infra/main.tf': 'provider "aws" {}\nresource "random_id" "a" { # ! uncovered\n  byte_length = 4\n}',
        ...locked(AWS),
      },
    },
    {
      name: 'a provider whose source has changed',
      files: {
        'infra/main.tf': `${required('acme/store')}provider "shop" {} # ! uncovered`,
        ...locked('registry.terraform.io/other/store'),
      },
    },
  ],
})

test('an ignore line names the modules that it concerns', () => {
  const { result } = run(check, {
    files: { ...quiet, 'app/main.tf': 'provider "aws" {}', '.gitignore': '.terraform.lock.hcl' },
  })
  expect(result.outcomes.map(({ because }) => because.map(({ text }) => text))).toEqual([
    ['root module app', 'root module infra'],
  ])
})
