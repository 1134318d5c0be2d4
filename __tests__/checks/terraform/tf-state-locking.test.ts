import check from '../../../checks/terraform/tf-state-locking.js'
import { testCheck } from '../../helpers/check-tester.js'

const backend = (type: string, ...lines: string[]) => ({
  'infra/main.tf': [
    'terraform {',
    `  backend "${type}" {`,
    ...lines.map((line) => `    ${line}`),
    '  }',
    '}',
    'provider "aws" {}',
  ].join('\n'),
})
const unlocked = (type: string, message: string, ...lines: string[]) => {
  const { 'infra/main.tf': text } = backend(type, ...lines)
  return { 'infra/main.tf': text.replace('{\n    ', `{ # ! ${message}\n    `) }
}
const S3 = ['bucket = "acme-tfstate"', 'key = "prod.tfstate"']
const workflow = (command: string) => ({
  '.github/workflows/infra.yml': `on: { push: { branches: [main] } }\njobs:\n  apply:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`,
})

const unit = (text: string, folder = 'prod') => ({
  [`${folder}/terragrunt.hcl`]: `terraform {\n  source = "git::https://example.com/app.git?ref=v1"\n}\n${text}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    { name: 'a state on this machine', files: { 'infra/main.tf': 'provider "aws" {}' } },
    { name: 'a plan without lock', files: workflow('terraform plan -lock=false') },
  ],
  passes: [
    {
      name: 'a unit of Terragrunt with a lock',
      files: unit(
        'remote_state {\n  backend = "s3"\n  config = {\n    bucket = "acme"\n    key = "x"\n    dynamodb_table = get_env("LOCKS")\n  }\n}',
      ),
    },
    { name: 'S3 with a lock file', files: backend('s3', ...S3, 'use_lockfile = true') },
    { name: 'S3 with a table', files: backend('s3', ...S3, 'dynamodb_table = "locks"') },
    { name: 'Google Cloud Storage', files: backend('gcs', 'bucket = "acme"') },
    { name: 'Azure', files: backend('azurerm', 'container_name = "tf"') },
    {
      name: 'HTTP with a lock',
      files: backend('http', 'address = "https://x.example"', 'lock_address = "https://x.example/lock"'),
    },
    { name: 'Consul', files: backend('consul', 'path = "tf"') },
    {
      name: 'HCP Terraform',
      files: { 'infra/main.tf': 'terraform {\n  cloud {\n    organization = "acme"\n  }\n}\nprovider "aws" {}' },
    },
  ],
  unknown: [
    {
      name: 'a unit of Terragrunt whose state is an expression',
      files: unit('remote_state {\n  backend = "s3"\n  config = get_env("STATE")\n}'),
    },
    { name: 'S3 whose settings come later', files: backend('s3', 'region = "eu-west-1"') },
    { name: 'HTTP whose settings come later', files: backend('http') },
    {
      name: 'a file of settings beside it',
      files: { ...backend('s3', ...S3), 'infra/prod.tfbackend': 'use_lockfile = true' },
    },
    { name: 'a backend without a known lock', files: backend('oss', 'bucket = "acme"') },
  ],
  fails: [
    {
      name: 'units of Terragrunt that share a state without lock, once',
      files: {
        'root.hcl':
          'remote_state { # ! s3\n  backend = "s3"\n  config = { bucket = "acme", key = "${path_relative_to_include()}" }\n}',
        ...unit('include {\n  path = find_in_parent_folders("root.hcl")\n}', 'prod'),
        ...unit('include {\n  path = find_in_parent_folders("root.hcl")\n}', 'stage'),
      },
    },
    { name: 'S3', files: unlocked('s3', 's3', ...S3) },
    { name: 'S3 with the lock switched off', files: unlocked('s3', 's3', 'use_lockfile = false') },
    { name: 'HTTP', files: unlocked('http', 'http', 'address = "https://x.example"') },
    { name: 'Consul without lock', files: unlocked('consul', 'consul', 'path = "tf"', 'lock = false') },
    { name: 'apply without lock', files: workflow('terraform apply -lock=false plan.out # ! switchedOff') },
    {
      name: 'an import without lock',
      files: workflow('tofu -chdir=infra import -lock=false aws_s3_bucket.a a # ! switchedOff'),
    },
    {
      name: 'apply without lock in GitLab',
      files: {
        '.gitlab-ci.yml': 'apply:\n  script:\n    - terraform apply -lock=false -auto-approve # ! switchedOff\n',
      },
    },
  ],
})
