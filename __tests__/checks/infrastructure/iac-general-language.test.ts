import check from '../../../checks/infrastructure/iac-general-language.js'
import { testCheck } from '../../helpers/check-tester.js'

const TERRAFORM = { 'infra/main.tf': 'resource "aws_s3_bucket" "a" {}\n' }
const PULUMI = { 'infra/Pulumi.yaml': 'name: shop\nruntime: nodejs\n' }

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' }, options: { required: true } },
    { name: 'templates, and nobody asked for more', files: TERRAFORM },
    {
      name: 'a package for tests',
      files: { ...TERRAFORM, 'package.json': '{ "name": "a", "devDependencies": { "aws-cdk-lib": "2" } }' },
    },
    { name: 'an example of a program', files: { 'examples/cdk.json': '{}' }, options: { required: true } },
  ],
  passes: [
    { name: 'AWS CDK', files: { 'cdk.json': '{ "app": "node bin/app.js" }' } },
    { name: 'a program beside templates', files: { ...TERRAFORM, 'web/cdk.json': '{}' }, options: { required: true } },
    { name: 'Pulumi', files: { ...PULUMI, 'infra/index.ts': '' } },
    { name: 'Pulumi in Go', files: { ...PULUMI, 'infra/go.mod': 'module shop\n', 'infra/main.go': '' } },
    { name: 'SST', files: { 'sst.config.ts': '' } },
    { name: 'Pulumi, whose program is elsewhere', files: PULUMI },
    { name: 'Pulumi with settings of its runtime', files: { 'Pulumi.yaml': 'name: a\nruntime: { name: python }\n' } },
    { name: 'cdk8s', files: { 'cdk8s.yaml': 'language: go\n' } },
    { name: 'troposphere', files: { 'requirements.txt': 'troposphere==4.8.0\n', 'app.py': '' } },
  ],
  fails: [
    { name: 'CDK for Terraform, decided or not', files: { 'cdktf.json': '{}' }, expect: ['cdktf.json:1 unmaintained'] },
    {
      name: 'Terraform',
      files: { 'infra/main.tf': 'resource "aws_s3_bucket" "a" {} # ! templates\n' },
      options: { required: true },
    },
    {
      name: 'Pulumi in YAML',
      files: { 'infra/Pulumi.yaml': 'name: shop # ! templates\nruntime: yaml\nresources: {}\n' },
      options: { required: true },
    },
  ],
})
