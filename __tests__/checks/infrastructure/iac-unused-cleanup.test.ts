import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-unused-cleanup.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const registry = (name = 'shop', marker = '') =>
  `resource "aws_ecr_repository" "${name}" {${marker}\n  name = "acme/${name}"\n}\n`
const policy = (repository: string) =>
  `resource "aws_ecr_lifecycle_policy" "p" {\n  repository = ${repository}\n  policy     = file("ecr.json")\n}\n`
const tf = (...blocks: string[]) => ({ 'infra/main.tf': ['provider "aws" {}', ...blocks].join('\n') })
const INSTANCE = 'resource "aws_instance" "web" {}\n'
const template = (properties: string, marker = '') => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Shop:${marker}\n    Type: AWS::ECR::Repository\n    Properties: ${properties}\n`,
})
const workflow = (step: string) => ({
  '.github/workflows/clean.yml': `on: { schedule: [{ cron: '0 4 * * 1' }] }\njobs: { clean: { runs-on: ubuntu-24.04, steps: [${step}] } }\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'nothing of a cloud', files: { 'infra/main.tf': 'resource "github_repository" "a" {}\n' } },
    {
      name: 'a registry that passes on what others hold',
      files: {
        'infra/main.tf':
          'resource "google_artifact_registry_repository" "a" {\n  format = "DOCKER"\n  mode = "REMOTE_REPOSITORY"\n}\n',
      },
    },
    { name: 'an example', files: { 'examples/main.tf': registry() } },
  ],
  passes: [
    { name: 'a policy by reference', files: tf(registry(), policy('aws_ecr_repository.shop.name')) },
    { name: 'a policy by name', files: tf(registry(), policy('"acme/shop"')) },
    { name: 'a policy of a template', files: template('{ LifecyclePolicy: { LifecyclePolicyText: "{}" } }') },
    {
      name: 'policies of Google Cloud',
      files: tf('resource "google_artifact_registry_repository" "a" {\n  cleanup_policies {\n    id = "old"\n  }\n}\n'),
    },
    {
      name: 'Cloud Custodian on schedule',
      files: { ...tf(INSTANCE), ...workflow('{ run: custodian run -s out policy.yml }') },
    },
    {
      name: 'old packages removed',
      files: { ...tf(INSTANCE), ...workflow('{ uses: actions/delete-package-versions@v5 }') },
    },
    {
      name: 'images purged',
      files: { ...tf(INSTANCE), ...workflow('{ run: az acr run --cmd "acr purge --ago 30d" -r shop /dev/null }') },
    },
    {
      name: 'unfinished uploads given up',
      files: tf(
        INSTANCE,
        'resource "aws_s3_bucket_lifecycle_configuration" "a" {\n  rule {\n    id = "a"\n    abort_incomplete_multipart_upload {\n      days_after_initiation = 7\n    }\n  }\n}\n',
      ),
    },
  ],
  unknown: [
    { name: 'nothing looks', files: tf(INSTANCE) },
    { name: 'a policy for what an expression names', files: tf(registry(), policy('each.value')) },
    {
      name: 'a policy of a variable',
      files: tf(
        'variable "p" {}\nresource "google_artifact_registry_repository" "a" {\n  dynamic "cleanup_policies" {\n    for_each = var.p\n    content {}\n  }\n}\n',
      ),
    },
  ],
  fails: [
    { name: 'a registry without a policy', files: tf(registry('shop', ' # ! keepsAll')) },
    { name: 'a policy for another registry', files: tf(registry('shop', ' # ! keepsAll'), policy('"acme/other"')) },
    { name: 'a registry of a template', files: template('{ RepositoryName: shop }', ' # ! keepsAll') },
    {
      name: 'a policy of Google Cloud that is only tried out',
      files: tf(
        'resource "google_artifact_registry_repository" "a" { # ! keepsAll\n  cleanup_policy_dry_run = true\n  cleanup_policies {\n    id = "old"\n  }\n}\n',
      ),
    },
    {
      name: 'a registry of Google Cloud',
      files: tf('resource "google_artifact_registry_repository" "a" { # ! keepsAll\n  format = "DOCKER"\n}\n'),
    },
  ],
})

test('registries of one file are one finding', () => {
  const { result } = run(check, { files: tf(registry('a'), registry('b'), registry('c')) })
  expect(result.outcomes.map((outcome) => 'because' in outcome && outcome.because.length)).toEqual([2])
})
