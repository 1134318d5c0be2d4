import check from '../../../checks/observability/obs-user-monitoring.js'
import { testCheck } from '../../helpers/check-tester.js'

const FUNCTION = 'resource "aws_lambda_function" "orders" {\n  function_name = "orders"\n}\n'
const canary = (start: string, mark = '') =>
  `${FUNCTION}resource "aws_synthetics_canary" "orders" {${mark}\n  name = "orders"\n${start}}\n`
const npm = (...names: string[]) => ({
  'package.json': JSON.stringify({ private: true, dependencies: Object.fromEntries(names.map((name) => [name, '1'])) }),
  Dockerfile: 'FROM node:24\nEXPOSE 8080\n',
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing that runs', files: { 'README.md': '# shop' } },
    { name: 'a bucket', files: { 'main.tf': 'resource "aws_s3_bucket" "files" {}' } },
  ],
  unknown: [
    { name: 'a service without any', files: { 'main.tf': FUNCTION }, reason: 'no checks from outside are seen here' },
    {
      name: 'a tracker for development',
      files: {
        'package.json': '{"private": true, "devDependencies": {"@sentry/node": "10"}}',
        Dockerfile: 'FROM node:24\nEXPOSE 80\n',
      },
    },
  ],
  passes: [
    { name: 'everything', files: { ...npm('express', 'newrelic'), 'main.tf': canary('  start_canary = true\n') } },
  ],
  fails: [
    { name: 'a canary that is not started', files: { 'main.tf': canary('', ' # ! stopped') } },
    { name: 'a canary that is stopped', files: { 'main.tf': canary('  start_canary = false # ! stopped\n') } },
    {
      name: 'a test of Datadog',
      files: {
        'main.tf': `${FUNCTION}resource "datadog_synthetics_test" "shop" {\n  status = "paused" # ! stopped\n}`,
      },
    },
    {
      name: 'a canary of a template',
      files: {
        'stack.yaml':
          'Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: { Handler: a.b }\n  Canary:\n    Type: AWS::Synthetics::Canary\n    Properties:\n      StartCanaryAfterCreation: false # ! stopped\n',
      },
    },
  ],
})
