import check from '../../../checks/terraform/tf-remote-state.js'
import { testCheck } from '../../helpers/check-tester.js'

const root = (terraform: string, file = 'infra/main.tf') => ({
  [file]: `${terraform}\n\nprovider "aws" {\n  region = "eu-west-1"\n}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    { name: 'a module without provider', files: { 'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {}' } },
    { name: 'an example', files: root('terraform {}', 'examples/simple/main.tf') },
  ],
  unknown: [
    {
      name: 'Terragrunt may generate it',
      files: {
        ...root('terraform {}', 'live/prod/main.tf'),
        'live/prod/terragrunt.hcl': 'remote_state {\n  backend = "s3"\n}',
      },
    },
  ],
  passes: [
    { name: 'a backend', files: root('terraform {\n  backend "s3" {}\n}') },
    { name: 'a cloud block', files: root('terraform {\n  cloud {\n    organization = "acme"\n  }\n}') },
    {
      name: 'a backend in another file of the folder',
      files: { ...root(''), 'infra/backend.tf': 'terraform {\n  backend "gcs" {}\n}' },
    },
    {
      name: 'a called module beside its root',
      files: {
        ...root('terraform {\n  backend "s3" {}\n}\nmodule "queue" {\n  source = "../queue"\n}', 'app/main.tf'),
        'queue/main.tf': 'provider "aws" {}',
      },
    },
  ],
  fails: [
    { name: 'no backend', files: root('terraform { # ! local\n  required_version = "~> 1.13"\n}') },
    { name: 'no terraform block', files: { 'infra/main.tf': 'provider "aws" { # ! local\n  region = "eu-west-1"\n}' } },
    { name: 'a local backend', files: root('terraform {\n  backend "local" {} # ! localBackend\n}') },
  ],
})
