import check from '../../../checks/terraform/tf-lock-file.js'
import { testCheck } from '../../helpers/check-tester.js'

const root = { 'infra/main.tf': 'provider "aws" { # ! missing\n  region = "eu-west-1"\n}\n' }
const quiet = { 'infra/main.tf': 'provider "aws" {\n  region = "eu-west-1"\n}\n' }

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    { name: 'a module for others', files: { 'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {}' } },
    {
      name: 'a root that uses no provider',
      files: { 'infra/main.tf': 'terraform {\n  backend "s3" {}\n}\noutput "a" {\n  value = 1\n}' },
    },
  ],
  unknown: [
    { name: 'HCP Terraform may keep it', files: { 'infra/main.tf': 'terraform {\n  cloud {}\n}\nprovider "aws" {}' } },
    { name: 'Terragrunt may keep it', files: { ...quiet, 'infra/terragrunt.hcl': 'generate "x" {}' } },
  ],
  passes: [{ name: 'a lock file in the folder', files: { ...quiet, 'infra/.terraform.lock.hcl': '' } }],
  fails: [
    { name: 'no lock file', files: root },
    { name: 'a lock file elsewhere', files: { ...root, '.terraform.lock.hcl': '' } },
    { name: 'an ignore rule', files: { ...quiet, '.gitignore': 'node_modules/\n.terraform.lock.hcl # ! ignored' } },
  ],
})
