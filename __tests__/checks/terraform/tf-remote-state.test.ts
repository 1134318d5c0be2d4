import { expect, test } from '@jest/globals'
import check from '../../../checks/terraform/tf-remote-state.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const root = (terraform: string, file = 'infra/main.tf') => ({
  [file]: `${terraform}\n\nprovider "aws" {\n  region = "eu-west-1"\n}\n`,
})
const workflow = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  apply:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      ${step}`),
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    { name: 'a module without provider', files: { 'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {}' } },
    { name: 'an example', files: root('terraform {}', 'examples/simple/main.tf') },
    { name: 'a test of a module', files: root('terraform {}', 'tests/simple/main.tf') },
    { name: 'a sample', files: root('terraform {}', 'docs/quickstart/main.tf') },
    { name: 'what others contributed', files: root('terraform {}', 'contrib/terraform/aws/main.tf') },
    {
      name: 'a collection of examples',
      files: {
        'README.md': '# Terraform examples',
        ...root('', 'a/main.tf'),
        ...root('', 'b/main.tf'),
        'c/main.tf': '',
      },
    },
    { name: 'the module that makes the bucket of all states', files: root('', 'terraform/bootstrap/main.tf') },
    { name: 'the module that makes the state store, by another name', files: root('', 'infra/tf-state-store/main.tf') },
    {
      name: 'a folder that is only planned as a part of others',
      files: {
        ...workflow('- run: terraform plan', '  working-directory: modules/queue'),
        'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {}',
        'app/main.tf': 'module "queue" {\n  source = "../modules/queue"\n}',
      },
    },
  ],
  unknown: [
    {
      name: 'Terragrunt may generate it',
      files: {
        ...root('terraform {}', 'live/prod/main.tf'),
        'live/prod/terragrunt.hcl': 'remote_state {\n  backend = get_env("STATE")\n}',
      },
    },
    {
      name: 'a local backend that Terragrunt may replace',
      files: {
        ...root('terraform {\n  backend "local" {}\n}', 'live/main.tf'),
        'live/terragrunt.hcl': 'generate "backend" {\n  contents = local.code\n}',
      },
      reason: 'terragrunt',
    },
    { name: 'Atmos may generate it', files: { ...root('', 'components/vpc/main.tf'), 'atmos.yaml': 'components: {}' } },
    {
      name: 'Spacelift may keep it',
      files: { ...root(''), '.spacelift/config.yml': 'version: "2"' },
      reason: 'spacelift',
    },
    {
      name: 'HCP Terraform runs a sibling',
      files: { ...root('terraform {\n  cloud {}\n}', 'network/main.tf'), ...root('', 'app/main.tf') },
      reason: 'HCP Terraform may keep the state of "app"',
    },
    { name: 'it sets up HCP Terraform', files: { 'main.tf': 'provider "tfe" {\n  organization = "acme"\n}' } },
    {
      name: 'a template of the backend',
      files: { ...root(''), 'infra/backend.tf.tpl': 'terraform {}' },
      reason: 'infra/backend.tf.tpl',
    },
    { name: 'settings of a backend', files: { ...root(''), 'infra/prod.tfbackend': 'bucket = "acme"' } },
    {
      name: 'a pipeline that writes the backend',
      files: {
        ...root(''),
        ...workflow(
          '- run: |',
          '    cat > backend_override.tf <<EOF',
          '    terraform { backend "s3" {} }',
          '    EOF',
          '    terraform -chdir=infra apply -auto-approve',
        ),
      },
      reason: '.github/workflows/deploy.yml',
    },
    {
      name: 'a file that cannot be read whole',
      files: { ...root(''), 'infra/backend.tf': '<<<<<<< HEAD\nterraform <<<' },
      reason: 'could not be read whole',
    },
  ],
  passes: [
    {
      name: 'Terragrunt gives it',
      files: {
        ...root('terraform {}', 'live/prod/main.tf'),
        'live/prod/terragrunt.hcl': 'remote_state {\n  backend = "s3"\n}',
      },
    },
    {
      name: 'Terragrunt replaces a local one',
      files: {
        ...root('terraform {\n  backend "local" {}\n}', 'live/main.tf'),
        'live/terragrunt.hcl': 'remote_state {\n  backend = "s3"\n}',
      },
    },
    { name: 'a backend', files: root('terraform {\n  backend "s3" {}\n}') },
    { name: 'a cloud block', files: root('terraform {\n  cloud {\n    organization = "acme"\n  }\n}') },
    ...['gcs', 'azurerm', 'http', 'consul', 'kubernetes', 'pg', 'oss', 'cos', 'remote'].map((type) => ({
      name: `a backend of type ${type}`,
      files: root(`terraform {\n  backend "${type}" {}\n}`),
    })),
    {
      name: 'a backend in another file of the folder',
      files: { ...root(''), 'infra/backend.tf': 'terraform {\n  backend "gcs" {}\n}' },
    },
    {
      name: 'a backend that an override file puts in the place of the local one',
      files: {
        ...root('terraform {\n  backend "local" {}\n}'),
        'infra/backend_override.tf': 'terraform {\n  backend "s3" {}\n}',
      },
    },
    {
      name: 'a backend in JSON',
      files: { 'infra/main.tf.json': '{"terraform": {"backend": {"s3": {}}}, "provider": {"aws": {}}}' },
    },
    {
      name: 'a called module beside its root',
      files: {
        ...root('terraform {\n  backend "s3" {}\n}\nmodule "queue" {\n  source = "../queue"\n}', 'app/main.tf'),
        'queue/main.tf': 'provider "aws" {}',
      },
    },
    {
      name: 'an environment called demo that has a backend',
      files: root('terraform {\n  backend "s3" {}\n}', 'terraform/demo/main.tf'),
    },
  ],
  fails: [
    { name: 'no backend', files: root('terraform { # ! local\n  required_version = "~> 1.13"\n}') },
    { name: 'no terraform block', files: { 'infra/main.tf': 'provider "aws" { # ! local\n  region = "eu-west-1"\n}' } },
    { name: 'no backend at the root of the repository', files: { 'main.tf': 'provider "aws" {} # ! local' } },
    { name: 'a local backend', files: root('terraform {\n  backend "local" {} # ! localBackend\n}') },
    {
      name: 'a folder without provider in which a pipeline applies',
      files: {
        ...workflow('- run: terraform apply -auto-approve', '  working-directory: infra'),
        'infra/main.tf': 'resource "aws_sqs_queue" "this" {} # ! local',
      },
    },
    {
      name: 'a folder that a pipeline changes to',
      files: {
        ...workflow('- run: terraform -chdir=infra/app apply'),
        'infra/app/main.tf': 'resource "aws_sqs_queue" "this" {} # ! local',
      },
    },
    {
      name: 'a root beside one with a backend',
      files: {
        ...root('terraform {\n  backend "s3" {}\n}', 'network/main.tf'),
        ...root('terraform {} # ! local', 'app/main.tf'),
      },
    },
  ],
})

test('the state of an environment for development is a lesser loss', () => {
  const severities = (folder: string) =>
    run(check, { files: root('', `${folder}/main.tf`) }).result.outcomes.flatMap((outcome) =>
      outcome.kind === 'problem' ? [outcome.severity] : [],
    )
  expect(severities('terraform/development')).toEqual(['warning'])
  expect(severities('terraform/production')).toEqual(['error'])
})
