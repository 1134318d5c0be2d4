import check from '../../../checks/deployment/deploy-feature-flags.js'
import { testCheck } from '../../helpers/check-tester.js'

const service = (dependencies: Record<string, string>, development: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({ private: true, dependencies, devDependencies: development }),
  Dockerfile: 'FROM node:24\nEXPOSE 8080\nCMD ["node", "index.js"]\n',
  'index.js': 'listen()\n',
  '.github/workflows/deploy.yml':
    'on: { push: { branches: [main] } }\njobs:\n  deploy: { runs-on: ubuntu-24.04, steps: [{ run: helm upgrade api ./chart }] }\n',
})
const gitlab = (...script: readonly string[]) => ({
  ...service({ express: '^5' }),
  '.gitlab-ci.yml': `deploy:\n  environment: production\n  script:\n${script.map((line) => `    - ${line}\n`).join('')}`,
})
const terraform = (type: string, ...lines: string[]) => ({
  'infra/main.tf': ['provider "aws" {}', `resource "${type}" "api" {`, ...lines, '}'].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Notes\n' } },
    { name: 'infrastructure alone', files: terraform('aws_s3_bucket', 'bucket = "shop"') },
  ],
  unknown: [
    {
      name: 'all requests at once',
      files: gitlab(
        'gcloud run deploy api --image $IMAGE --no-traffic',
        'gcloud run services update-traffic api --to-tags next=100',
      ),
    },
    { name: 'no library', files: service({ express: '^5' }) },
    { name: 'a library for tests alone', files: service({ express: '^5' }, { '@openfeature/server-sdk': '^1' }) },
    { name: 'a package with a similar name', files: service({ 'country-flags-svg': '^1', unleashed: '^2' }) },
  ],
  passes: [
    {
      name: 'a share of the requests of Cloud Run',
      files: gitlab(
        'gcloud run deploy api --image $IMAGE --no-traffic',
        'gcloud run services update-traffic api --to-tags=next=10',
      ),
    },
    {
      name: 'a function that is shifted to',
      files: {
        ...service({ express: '^5' }),
        'template.yaml':
          'AWSTemplateFormatVersion: "2010-09-09"\nTransform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      AutoPublishAlias: live\n      DeploymentPreference: { Type: Canary10Percent5Minutes }\n      Events: { Get: { Type: HttpApi } }\n',
      },
    },
    { name: 'OpenFeature', files: service({ '@openfeature/server-sdk': '^1' }) },
    { name: 'LaunchDarkly', files: service({ 'launchdarkly-node-server-sdk': '^7' }) },
    { name: 'Unleash', files: service({ 'unleash-client': '^6' }) },
    {
      name: 'a controller that shifts traffic, in a repository of manifests',
      files: {
        'apps/frontend/canary.yaml':
          'apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: { name: frontend }\nspec:\n' +
          '  targetRef: { apiVersion: apps/v1, kind: Deployment, name: frontend }\n' +
          '  analysis: { interval: 1m, threshold: 5, maxWeight: 50, stepWeight: 10, metrics: [{ name: request-success-rate }] }\n',
      },
    },
    { name: 'PostHog', files: service({ 'posthog-js': '^1' }) },
    {
      name: 'waffle, in Python',
      files: {
        'requirements.txt': 'django==5.1\ndjango-waffle==4.1\n',
        Dockerfile: 'FROM python:3.13\nEXPOSE 8000\nCMD ["gunicorn"]\n',
        'app.py': 'serve()\n',
        '.gitlab-ci.yml': 'deploy:\n  environment: production\n  script: [helm upgrade api ./chart]\n',
      },
    },
    {
      name: 'a library in Go',
      files: {
        'go.mod': 'module acme.example/api\n\ngo 1.24\n\nrequire github.com/open-feature/go-sdk v1.14.1\n',
        'main.go': 'package main\n\nfunc main() {}\n',
        Dockerfile: 'FROM golang:1.24\nEXPOSE 8080\nCMD ["api"]\n',
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  deploy: { docker: [{ image: cimg/base:2025.01 }], steps: [{ run: helm upgrade api ./chart }] }\nworkflows: { main: { jobs: [deploy] } }\n',
      },
    },
    {
      name: 'AppConfig that grows',
      files: terraform(
        'aws_appconfig_deployment_strategy',
        'growth_factor = 10',
        'deployment_duration_in_minutes = 30',
      ),
    },
  ],
  fails: [
    {
      name: 'AppConfig at once',
      files: {
        'infra/main.tf':
          'provider "aws" {}\nresource "aws_appconfig_deployment" "api" { # ! atOnce\n  deployment_strategy_id = "AppConfig.AllAtOnce"\n}\n',
      },
    },
    {
      name: 'a strategy of one step',
      files: {
        'stack.yaml': [
          "AWSTemplateFormatVersion: '2010-09-09'",
          'Resources:',
          '  Fast: # ! atOnce',
          '    Type: AWS::AppConfig::DeploymentStrategy',
          '    Properties:',
          '      GrowthFactor: 100',
          '      DeploymentDurationInMinutes: 0',
        ].join('\n'),
      },
    },
  ],
})
