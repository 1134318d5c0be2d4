import { expect, test } from '@jest/globals'
import check from '../../../checks/terraform/tf-module-pinned.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const call = (source: string, ...more: string[]) => ({
  'infra/main.tf': ['module "vpc" {', `  source = "${source}"`, ...more.map((line) => `  ${line}`), '}'].join('\n'),
})
const marked = (source: string, message: string) => ({
  'infra/main.tf': `module "vpc" {\n  source = "${source}" # ! ${message}\n}\n`,
})
const REGISTRY = 'terraform-aws-modules/vpc/aws'
const GIT = 'git::https://git.example.com/acme/tf-vpc.git'

testCheck(check, {
  notApplicable: [
    { name: 'no Terraform', files: { 'README.md': '# shop' } },
    {
      name: 'a module of the tree',
      files: { ...call('../modules/vpc'), 'modules/vpc/main.tf': 'output "a" {\n  value = 1\n}' },
    },
    { name: 'a folder by its whole path', files: call('/opt/modules/vpc') },
    { name: 'an example', files: { 'examples/a/main.tf': call(REGISTRY)['infra/main.tf'] } },
  ],
  passes: [
    {
      name: 'a unit of Terragrunt with a version',
      files: { 'prod/terragrunt.hcl': 'terraform {\n  source = "tfr:///acme/app/aws?version=1.2.3"\n}' },
    },
    { name: 'an exact version', files: call(REGISTRY, 'version = "5.1.2"') },
    { name: 'an exact version with its sign', files: call(REGISTRY, 'version = "= 5.1.2"') },
    { name: 'a version with an upper end', files: call(REGISTRY, 'version = "~> 5.1"') },
    { name: 'a range with an upper end', files: call(REGISTRY, 'version = ">= 5.1, < 6.0"') },
    {
      name: 'a registry of its own',
      files: call('registry.example.com/acme/vpc/aws//modules/subnet', 'version = "1.0.0"'),
    },
    { name: 'a tag', files: call(`${GIT}?ref=v3.2.1`) },
    { name: 'a tag of a folder', files: call(`${GIT}//subnet?ref=3.2.1&depth=1`) },
    { name: 'a commit', files: call(`${GIT}?ref=51d462976d84fdea54b47d80dcabbf680badcdb8`) },
    { name: 'GitHub by its short form', files: call('github.com/acme/tf-vpc?ref=v1.0.0') },
    { name: 'an archive with its version', files: call('https://files.example.com/tf-vpc-1.4.2.zip') },
    {
      name: 'a version kept in a local',
      files: { ...call(REGISTRY, 'version = local.vpc'), 'infra/l.tf': 'locals {\n  vpc = "5.1.2"\n}' },
    },
  ],
  unknown: [
    { name: 'a name that may be a tag', files: call(`${GIT}?ref=platform`) },
    { name: 'a source by an expression', files: call('${var.modules}/vpc') },
  ],
  fails: [
    {
      name: 'units of Terragrunt that follow a branch',
      files: {
        'prod/terragrunt.hcl': 'terraform {\n  source = "git::https://example.com/app.git?ref=main" # ! branch\n}',
        'stage/terragrunt.hcl': 'terraform {\n  source = "git::https://example.com/app.git?ref=main"\n}',
      },
    },
    { name: 'a registry module without version', files: marked(REGISTRY, 'noVersion') },
    {
      name: 'any newer version',
      files: { 'infra/main.tf': `module "a" {\n  source  = "${REGISTRY}"\n  version = ">= 5.0" # ! openVersion\n}` },
    },
    { name: 'git without ref', files: marked(GIT, 'noRef') },
    { name: 'git over SSH without ref', files: marked('git@github.com:acme/tf-vpc.git', 'noRef') },
    { name: 'GitHub without ref', files: marked('github.com/acme/tf-vpc', 'noRef') },
    { name: 'a branch', files: marked(`${GIT}?ref=main`, 'branch') },
    { name: 'a branch by its full name', files: marked(`${GIT}?ref=refs/heads/v2`, 'branch') },
    { name: 'an archive without version', files: marked('https://files.example.com/tf-vpc.zip', 'archive') },
  ],
})

test('one source is one finding that names its other uses, and shows no password', () => {
  const source = 'git::https://user:hunter2@git.example.com/acme/tf-vpc.git'
  const files = {
    'infra/main.tf': ['a', 'b', 'c'].map((name) => `module "${name}" {\n  source = "${source}"\n}\n`).join(''),
  }
  const { result } = run(check, { files })
  const found = result.outcomes.map((outcome) => 'because' in outcome && outcome.because.map(({ line }) => line))
  expect(found).toEqual([[5, 8]])
  expect(JSON.stringify(result)).not.toContain('hunter2')
})
