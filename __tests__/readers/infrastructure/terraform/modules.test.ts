import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { plain } from '../../hcl/plain.js'
import { read } from './read.js'

const PROVIDER = 'provider "aws" {}\n'

describe('a root module', () => {
  test.each<[string, Record<string, string>]>([
    ['has a provider block', { 'infra/main.tf': PROVIDER }],
    ['has a backend', { 'infra/main.tf': 'terraform {\n  backend "s3" {}\n}\n' }],
    ['has a cloud block', { 'infra/main.tf': 'terraform {\n  cloud {}\n}\n' }],
    ['may call modules', { 'infra/main.tf': `${PROVIDER}module "m" { source = "../m" }\n`, 'm/main.tf': '' }],
    ['may call itself something with modules in it', { 'infra/main.tf': PROVIDER, 'infra/modules/x/main.tf': '' }],
  ])('%s', (_, texts) => {
    expect(read(texts).module('infra').isRoot).toBe(true)
  })

  test.each<[string, string, Record<string, string>]>([
    ['without provider and backend', 'infra', { 'infra/main.tf': 'resource "aws_x" "y" {}\n' }],
    ['that is called', 'infra', { 'infra/main.tf': PROVIDER, 'main.tf': 'module "i" { source = "./infra/" }\n' }],
    ['that a sibling calls', 'a', { 'a/main.tf': PROVIDER, 'b/main.tf': 'module "i" { source = "../a" }\n' }],
    ...['modules', 'examples', 'example', 'tests', 'test', 'fixtures', 'testdata', 'x/modules/y'].map(
      (folder): [string, string, Record<string, string>] => [
        `under ${folder}`,
        `${folder}/x`,
        { [`${folder}/x/main.tf`]: PROVIDER },
      ],
    ),
    ['in an excluded folder', 'build', { 'build/main.tf': PROVIDER }],
  ])('is none %s', (_, folder, texts) => {
    expect(read(texts).module(folder).isRoot).toBe(false)
  })

  test('is one that a pipeline applies', () => {
    const texts = { 'infra/main.tf': 'resource "aws_x" "y" {}\n', 'modules/a/main.tf': '' }
    const { module } = read(texts, { appliedFolders: new Set(['infra', 'modules/a']) })
    expect([module('infra').isRoot, module('modules/a').isRoot]).toEqual([true, false])
  })

  test('is none where the configuration excludes it', () => {
    expect(read({ 'lab/main.tf': PROVIDER }, {}, { exclude: ['lab/**'] }).module('lab').isRoot).toBe(false)
    expect(read({ 'lab/main.tf': PROVIDER }, { isExcluded: () => true }).module('lab').isRoot).toBe(false)
  })
})

describe('settings of a module', () => {
  const source = `
terraform {
  required_version = "~> 1.13"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    old = "~> 1.0"
    any = {}
  }
  backend "s3" {
    bucket       = "state"
    use_lockfile = true
    key          = var.key
  }
}
`
  const module = read({ 'main.tf': '# nothing\n', 'versions.tf': source }).module('.')

  test('are read with their places', () => {
    expect(module).toMatchObject({
      folder: '.',
      requiredVersion: { value: '~> 1.13', at: { file: 'versions.tf', line: 3, column: 22, endColumn: 31 } },
      backend: { type: 's3', at: { line: 12, column: 3, endColumn: 15, route: 'terraform.backend.s3' } },
      at: { file: 'versions.tf', line: 2, column: 1, endColumn: 10 },
    })
    expect(plain(module.backend?.settings)).toEqual({
      bucket: 'state',
      use_lockfile: true,
      key: { '?': 'var.key', of: ['var.key'] },
    })
  })

  test('name providers in each form', () => {
    expect(module.requiredProviders).toMatchObject([
      {
        name: 'aws',
        source: { value: 'hashicorp/aws', at: { line: 6 } },
        version: { value: '~> 6.0', at: { line: 7, column: 17 } },
        at: { line: 5, column: 5 },
      },
      { name: 'old', version: { value: '~> 1.0', at: { line: 9 } } },
      { name: 'any', at: { line: 10 } },
    ])
    expect(module.requiredProviders[2]).not.toHaveProperty('version')
  })

  test('start at the first file where there is no terraform block', () => {
    expect(read({ 'a/main.tf': PROVIDER }).module('a').at).toMatchObject({ file: 'a/main.tf', line: 1, column: 1 })
  })

  test('take the version of a provider block, as before Terraform 0.13', () => {
    const { requiredProviders } = read({ 'main.tf': 'provider "aws" {\n  version = "~> 2.0"\n}\n' }).module('.')
    expect(requiredProviders).toMatchObject([{ name: 'aws', version: { value: '~> 2.0', at: { line: 2 } } }])
  })

  test('take the backend of an override file', () => {
    const { module: of } = read({
      'backend_override.tf': 'terraform {\n  backend "local" {}\n}\n',
      'main.tf': 'terraform {\n  backend "s3" {}\n}\n',
    })
    expect(of('.').backend?.type).toBe('local')
  })

  test('do not depend on what is open', () => {
    const { module: of } = read({
      'main.tf':
        'terraform {\n  required_version = local.x\n  required_providers {\n    aws = { version = local.y }\n  }\n}\n',
    })
    expect(of('.')).not.toHaveProperty('requiredVersion')
    expect(of('.').requiredProviders[0]).not.toHaveProperty('version')
  })
})

describe('used providers', () => {
  const used = (source: string): string[] =>
    read({ 'main.tf': source })
      .module('.')
      .usedProviders.map(({ name, at }) => `${name}:${at.line}`)

  test.each([
    ['provider "aws" {}\nresource "aws_x" "y" {}\n', ['aws:1']],
    ['resource "aws_x" "y" {}\ndata "http" "z" {}\nephemeral "vault_x" "y" {}\n', ['aws:1', 'http:2', 'vault:3']],
    ['resource "google_x" "y" {\n  provider = google-beta.west\n}\n', ['google-beta:1']],
    ['resource "google_x" "y" {\n  provider = "google-beta.west"\n}\n', ['google-beta:1']],
    ['resource "terraform_data" "x" {}\ndata "terraform_remote_state" "y" {}\n', []],
    ['module "m" {\n  source = "./m"\n  providers = { aws = aws.west }\n}\n', []],
    ['', []],
  ])('of %j', (source, expected) => {
    expect(used(source)).toEqual(expected)
  })
})

describe('calls', () => {
  test('are resolved where they are local', () => {
    const { module } = read({
      'envs/prod/main.tf': `
module "a" { source = "../../modules/a" }
module "b" { source = "hashicorp/vpc/aws" }
module "c" { source = "git::https://example.com/x.git?ref=v1" }
module "d" { source = "../../../outside" }
module "e" { source = "./" }
module "f" { source = var.x }
module "g" { source = "../../modules/missing" }
`,
      'modules/a/main.tf': '',
    })
    expect(module('envs/prod').moduleSources.map(({ name, source, local }) => [name, source.value, local])).toEqual([
      ['a', '../../modules/a', 'modules/a'],
      ['b', 'hashicorp/vpc/aws', undefined],
      ['c', 'git::https://example.com/x.git?ref=v1', undefined],
      ['d', '../../../outside', undefined],
      ['e', './', 'envs/prod'],
      ['g', '../../modules/missing', 'modules/missing'],
    ])
    expect(module('modules/a').calledBy).toEqual(['envs/prod'])
  })
})

describe('the lock file', () => {
  test('is found beside the module', () => {
    const { module } = read({
      'a/main.tf': PROVIDER,
      'a/.terraform.lock.hcl': '',
      'main.tf': PROVIDER,
      'b/main.tf': '',
    })
    expect([module('a').lockFile, module('.').lockFile, module('b').lockFile]).toEqual([
      'a/.terraform.lock.hcl',
      undefined,
      undefined,
    ])
  })

  test.each<[string, Record<string, string>, string | undefined]>([
    ['no file', {}, undefined],
    ['its name', { '.gitignore': '# x\n.terraform.lock.hcl\n' }, '.gitignore:2'],
    ['a pattern', { '.gitignore': '*.lock.hcl' }, '.gitignore:1'],
    ['a pattern that reaches too far', { '.gitignore': '.terraform*' }, '.gitignore:1'],
    ['everything hidden', { '.gitignore': '\r\n.*\r\n' }, '.gitignore:2'],
    ['any depth', { '.gitignore': '**/.terraform.lock.hcl' }, '.gitignore:1'],
    ['its path', { '.gitignore': '/infra/prod/.terraform.lock.hcl' }, '.gitignore:1'],
    ['a folder with all in it', { '.gitignore': 'infra/**' }, '.gitignore:1'],
    ['an inner file', { 'infra/.gitignore': '*.hcl' }, 'infra/.gitignore:1'],
    ['an exception below', { '.gitignore': '*.hcl\n!.terraform.lock.hcl\n' }, undefined],
    ['an exception further in', { '.gitignore': '*.hcl', 'infra/prod/.gitignore': '!*.hcl' }, undefined],
    ['a rule after an exception', { '.gitignore': '!*.hcl\n*.hcl' }, '.gitignore:2'],
    ['the root alone', { '.gitignore': '/.terraform.lock.hcl' }, undefined],
    ['another folder', { '.gitignore': 'other/.terraform.lock.hcl', 'other/.gitignore': '*' }, undefined],
    ['the folder beside it', { '.gitignore': '.terraform/\n.terraform\n*.tfstate*\n# .terraform.lock.hcl' }, undefined],
  ])('is ignored by %s', (_, texts, place) => {
    const { lockIgnored } = read({ 'infra/prod/main.tf': PROVIDER, ...texts }).module('infra/prod')
    expect(lockIgnored && `${lockIgnored.file}:${lockIgnored.line}`).toBe(place)
  })
})

test('names the providers that the lock file holds, if it can be read', () => {
  const locked = (text: string) =>
    read({ 'main.tf': PROVIDER, '.terraform.lock.hcl': text }).module('.').lockedProviders
  expect(
    locked('# made by a tool\nprovider "registry.terraform.io/hashicorp/aws" {\n  version = "6.1.0"\n}\n'),
  ).toEqual(['registry.terraform.io/hashicorp/aws'])
  expect(locked('')).toEqual([])
  expect(locked('provider "')).toBe(undefined)
  expect(read({ 'main.tf': PROVIDER }).module('.').lockedProviders).toBe(undefined)
})

test('a module with a file that holds errors is not complete', () => {
  const { module } = read({ 'a/main.tf': PROVIDER, 'a/x.tf': 'resource "a" = =', 'b/main.tf': PROVIDER })
  expect([module('a').complete, module('b').complete]).toEqual([false, true])
})

describe('wrappers', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['none', { 'README.md': '' }, undefined],
    ['Terragrunt beside it', { 'live/prod/terragrunt.hcl': 'remote_state {\n  backend = "s3"\n}\n' }, 'terragrunt'],
    ['Terragrunt above it', { 'terragrunt.hcl': 'generate "provider" {}\n' }, 'terragrunt'],
    ['the root file of Terragrunt', { 'live/root.hcl': 'generate = { a = {} }\n' }, 'terragrunt'],
    ['Terragrunt that generates nothing', { 'live/prod/terragrunt.hcl': 'inputs = {}\n' }, undefined],
    ['Terragrunt somewhere else', { 'other/terragrunt.hcl': 'remote_state {}\n' }, undefined],
    [
      'Terragrunt that takes its source there',
      { 'x/terragrunt.hcl': 'terraform {\n  source = "../live//prod"\n}\n' },
      'terragrunt',
    ],
    [
      'Terragrunt that finds its source',
      { 'x/terragrunt.hcl': 'terraform {\n  source = "${get_terragrunt_dir()}/../live/prod"\n}\n' },
      'terragrunt',
    ],
    [
      'Terragrunt with a remote source',
      { 'x/terragrunt.hcl': 'terraform {\n  source = "git::x//live/prod"\n}\n' },
      undefined,
    ],
    ['Terramate', { 'live/gen.tm.hcl': 'generate_hcl "_backend.tf" {}\n' }, 'terramate'],
    ['Terramate that generates nothing', { 'live/stack.tm.hcl': 'stack {}\n' }, undefined],
    ['CDKTF', { 'cdktf.json': '{}' }, 'cdktf'],
    ['Atmos', { 'atmos.yaml': 'components: {}' }, 'atmos'],
    ['Terraspace', { 'live/Terrafile': '' }, 'terraspace'],
    ['Spacelift', { '.spacelift/config.yml': 'version: "2"' }, 'spacelift'],
    ['env0', { 'live/prod/env0.yml': 'version: 2' }, 'env0'],
    ['a broken wrapper', { 'terragrunt.hcl': 'generate "x" {\n  a = = \n}\n' }, 'terragrunt'],
  ])('%s', (_, texts, name) => {
    const { module, defects } = read({ 'live/prod/main.tf': PROVIDER, ...texts })
    expect(module('live/prod').generatedBy).toBe(name)
    expect(defects).toEqual([])
  })
})

const CORPUS = join('..', 'shared', 'corpus')
const here = existsSync(CORPUS) ? describe : describe.skip

/** Files that make modules, or say something about them, of one repository of the corpus. */
function treeOf(repository: string): Record<string, string> {
  const root = join(CORPUS, repository)
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:tf|tfvars|hcl|tf\.json|tofu)$|^_gitignore$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(root, path).replace('_gitignore', '.gitignore'), readFileSync(path, 'utf8')]),
  )
}

here('real repositories', () => {
  test.each([
    [
      'bridgecrewio__terragoat',
      ['alicloud', 'aws s3', 'azure azurerm', 'gcp gcs', 'oracle'].map((each) => `terraform/${each}`),
    ],
    ['terraform-aws-modules__terraform-aws-vpc', []],
    ['terraform-aws-modules__terraform-aws-eks', []],
    ['aws-samples__aws-codepipeline-terraform-cicd-samples', []],
    ['CircleCI-Public__aws-ecs-orb', []],
    ['GoogleCloudPlatform__microservices-demo', ['.github/terraform gcs', 'terraform']],
    [
      'kubernetes-sigs__kubespray',
      ['aws', 'exoscale', 'gcp', 'hetzner', 'upcloud', 'vsphere'].map((each) => `contrib/terraform/${each}`),
    ],
  ])('%s has its roots and no defects', (repository, roots) => {
    const { modules, defects } = read(treeOf(repository))
    expect(defects).toEqual([])
    expect(
      modules.filter(({ isRoot }) => isRoot).map(({ folder, backend }) => [folder, backend?.type].join(' ').trim()),
    ).toEqual(roots)
  })
})
