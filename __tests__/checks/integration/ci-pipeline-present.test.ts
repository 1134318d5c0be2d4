import check from '../../../checks/integration/ci-pipeline-present.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { protection } from '../../helpers/hosting.js'

const service = { Dockerfile: 'FROM node:24', 'server.js': '', 'package.json': '{ "name": "shop", "private": true }' }
const repository = (changes: object) => ({
  repository: known({
    fullName: 'acme/shop',
    defaultBranch: 'main',
    visibility: 'private' as const,
    archived: false,
    mirror: false,
    fork: false,
    ...changes,
  }),
})

testCheck(check, {
  notApplicable: [
    { name: 'documents only', files: { 'README.md': '# handbook', 'docs/a.md': '' } },
    { name: 'an archive', files: service, hosting: repository({ archived: true }) },
    { name: 'a mirror', files: service, hosting: repository({ mirror: true }) },
  ],
  unknown: [
    {
      name: 'a workflow that does not parse',
      files: { ...service, '.github/workflows/ci.yml': 'on: [push\njobs: {' },
      reason: 'ci.yml',
    },
    {
      name: 'a ruleset runs a workflow of another repository',
      files: service,
      hosting: protection({ requiredWorkflows: ['.github/workflows/org.yml'] }),
      reason: 'kept elsewhere',
    },
    {
      name: 'another app reports checks',
      files: service,
      hosting: { reportedChecks: known([{ name: 'build', app: 'buildkite' }]) },
      reason: 'buildkite',
    },
  ],
  passes: [
    {
      name: 'a workflow',
      files: {
        ...service,
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ run: node --test }]',
      },
    },
    {
      name: 'a pipeline of another system',
      files: { ...service, '.gitlab-ci.yml': 'test: { script: [node --test] }' },
    },
    {
      name: 'a pipeline that Terraform defines',
      files: { ...service, 'infra/main.tf': 'provider "aws" {}\nresource "aws_codepipeline" "ci" {\n  name = "ci"\n}' },
    },
    {
      name: 'a pipeline that CloudFormation defines',
      files: {
        ...service,
        'pipeline.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Ci: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Stages: [] } }",
      },
    },
  ],
  fails: [
    {
      name: 'a service that runs hooks',
      files: {
        ...service,
        '.pre-commit-config.yaml': 'ci: {}\nrepos: [{repo: local, hooks: [{id: vet, entry: go vet ./...}]}]',
      },
      expect: ['none'],
    },
    { name: 'a service', files: service, expect: ['none'] },
    {
      name: 'infrastructure',
      files: { 'main.tf': 'provider "aws" {}\nresource "aws_sqs_queue" "a" {}' },
      expect: ['none'],
    },
    {
      name: 'a composite action is no pipeline',
      files: {
        ...service,
        '.github/actions/a/action.yml': 'name: a\ndescription: a\nruns:\n  using: composite\n  steps: []',
      },
      expect: ['none'],
    },
  ],
})
