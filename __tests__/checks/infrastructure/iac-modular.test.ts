import check from '../../../checks/infrastructure/iac-modular.js'
import { testCheck } from '../../helpers/check-tester.js'

const buckets = (count: number, start = 0) =>
  Array.from({ length: count }, (_, index) => `resource "aws_s3_bucket" "b${start + index}" {}`).join('\n')
const root = (count: number, more = '', mark = '') => `provider "aws" {}${mark}\n${buckets(count)}\n${more}`
const template = (count: number, mark = '', start = 0, type = 'AWS::S3::Bucket') =>
  `AWSTemplateFormatVersion: '2010-09-09'${mark}\nResources:\n${Array.from({ length: count }, (_, index) => `  B${start + index}:\n    Type: ${type}`).join('\n')}\n`

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure code', files: { 'README.md': '# shop' } },
    { name: 'a small root module', files: { 'infra/main.tf': root(50) } },
    { name: 'a small template', files: { 'infra/app.yaml': template(50) } },
    { name: 'a module for others', files: { 'main.tf': buckets(60) } },
    {
      name: 'objects that a count repeats',
      files: { 'infra/main.tf': 'provider "aws" {}\nresource "aws_x" "a" {\n  count = 60\n}' },
    },
    {
      name: 'data, variables and outputs',
      files: { 'infra/main.tf': `provider "aws" {}\n${buckets(60).replaceAll('resource', 'data')}` },
    },
    { name: 'samples', files: { 'samples/a/main.tf': root(60), 'samples/b/main.tf': root(60) } },
    { name: 'tests', files: { 'tests/a/main.tf': root(60), 'tests/b/main.tf': root(60) } },
    {
      name: 'what CDK made',
      files: {
        'cdk.out/app.yaml': template(60).replace('Bucket\n', 'Bucket\n    Metadata: { "aws:cdk:path": app/b }\n'),
      },
    },
    {
      name: 'the same template in both syntaxes',
      files: {
        'a.yaml': template(20),
        'a.json': JSON.stringify(JSON.parse('{"Resources": {"B0": {"Type": "AWS::S3::Bucket"}}}')),
      },
    },
    {
      name: 'roots that share a few names',
      files: { 'infra/dev/main.tf': root(9), 'infra/prod/main.tf': root(9) },
    },
    {
      name: 'roots that share a part',
      files: {
        'infra/a/main.tf': `${root(10)}${buckets(10, 100)}`,
        'infra/b/main.tf': `${root(10)}${buckets(10, 200)}`,
      },
    },
  ],
  passes: [
    {
      name: 'a root module that calls modules',
      files: { 'infra/main.tf': root(60, 'module "vpc" {\n  source = "./vpc"\n}') },
    },
    {
      name: 'a template of nested stacks, one of them large',
      files: {
        'main.yaml': `${template(1)}  Part:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: part.yaml }\n`,
        'part.yaml': template(60),
      },
    },
    {
      name: 'units of Terragrunt',
      files: { 'live/prod/terragrunt.hcl': 'terraform {\n  source = "git::https://example.com/vpc.git?ref=v1.0.0"\n}' },
    },
    {
      name: 'a playbook of roles',
      files: {
        'site.yml': '- hosts: web\n  roles:\n    - web\n',
        'roles/web/tasks/main.yml': '- ansible.builtin.package: { name: nginx }\n',
      },
    },
    {
      name: 'a chart of charts',
      files: {
        'deploy/shop/Chart.yaml':
          'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: web, version: 1.0.0, repository: "file://../web" }\n',
      },
    },
    {
      name: 'overlays over a base',
      files: {
        'k8s/base/kustomization.yaml': 'resources: [app.yaml]\n',
        'k8s/base/app.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
        'k8s/overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
      },
    },
  ],
  implied: [
    {
      name: 'a copy for each environment',
      files: { 'infra/dev/main.tf': root(12), 'infra/prod/main.tf': root(12), 'infra/stage/main.tf': root(11) },
    },
    { name: 'a template for each environment', files: { 'app-dev.yaml': template(12), 'app-prod.yaml': template(12) } },
  ],
  unknown: [{ name: 'a program of CDK', files: { 'cdk.json': '{"app": "node app.js"}' }, reason: 'is not read' }],
  fails: [
    { name: 'a large root module', files: { 'infra/main.tf': root(51, '', ' # ! large') } },
    { name: 'a large template', files: { 'infra/app.yaml': template(51, ' # ! large') } },
    { name: 'a limit of its own', files: { 'infra/main.tf': root(5, '', ' # ! large') }, options: { maxResources: 4 } },
    {
      name: 'a copy for each system, once',
      files: {
        'infra/blog/main.tf': root(12, '', ' # ! repeated'),
        'infra/mails/main.tf': root(12),
        'infra/shop/main.tf': root(11),
      },
    },
    {
      name: 'copies of a template',
      files: { 'blog.yaml': template(12, ' # ! repeated'), 'shop.yaml': template(12) },
    },
  ],
})
