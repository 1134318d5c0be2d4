import { expect, test } from '@jest/globals'
import check from '../../../checks/rollback/rollback-cfn-disabled.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const workflow = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      ${step}`),
  ].join('\n'),
})
const command = (text: string) => workflow(`- run: ${text}`)
const action = (...inputs: string[]) =>
  workflow(
    '- uses: aws-actions/aws-cloudformation-github-deploy@v1',
    '  with:',
    '    name: api',
    ...inputs.map((input) => `    ${input}`),
  )
const samconfig = (line: string, environment = 'default') => ({
  'samconfig.toml': `version = 0.1\n\n[${environment}.deploy.parameters]\nstack_name = "api"\n${line}\n`,
})
const serverless = (line: string) => ({
  'serverless.yml': `service: api\nprovider:\n  name: aws\n  ${line}\nfunctions: {}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    {
      name: 'a change set that nobody executes',
      files: command('aws cloudformation deploy --no-execute-changeset --disable-rollback'),
    },
    { name: 'another service', files: command('aws s3 sync site s3://acme --disable-rollback') },
    {
      name: 'a stack that goes away with its pull request',
      files: {
        '.github/workflows/preview.yml': [
          'on: { push: { branches: [main] }, pull_request: {} }',
          'jobs:',
          '  deploy:',
          '    runs-on: ubuntu-24.04',
          '    environment: pr-${{ github.event.number }}',
          '    steps:',
          '      - run: sam deploy --stack-name pr-${{ github.event.number }} --disable-rollback',
        ].join('\n'),
      },
    },
    { name: 'a setting of CDK that leaves it on', files: { 'cdk.json': '{"app": "node app.js", "rollback": true}' } },
    { name: 'a setting that leaves it on', files: samconfig('disable_rollback = false') },
    {
      name: 'settings of a test',
      files: { 'tests/app/samconfig.toml': samconfig('disable_rollback = true')['samconfig.toml'] ?? '' },
    },
    {
      name: 'settings of an example',
      files: { 'examples/app/samconfig.toml': samconfig('disable_rollback = true')['samconfig.toml'] ?? '' },
    },
  ],
  unknown: [
    { name: 'options in a variable', files: command('sam deploy $SAM_ARGS'), reason: 'a variable may hold options' },
    { name: 'an expression in the action', files: action('disable-rollback: ${{ inputs.keep }}') },
    { name: 'a variable of the Serverless Framework', files: serverless('disableRollback: ${self:custom.keep}') },
    {
      name: 'a variable in Terraform',
      files: { 'main.tf': 'resource "aws_cloudformation_stack" "api" {\n  disable_rollback = var.keep\n}\n' },
    },
  ],
  passes: [
    ...[
      'aws cloudformation deploy --stack-name api --template-file api.yaml',
      'aws cloudformation create-stack --stack-name api --on-failure ROLLBACK',
      'aws cloudformation create-stack --stack-name api --on-failure=DELETE',
      'aws --region eu-west-1 cloudformation update-stack --stack-name api --no-disable-rollback',
      'aws cloudformation execute-change-set --change-set-name next',
      'sam deploy --no-confirm-changeset',
      'cdk deploy --rollback',
      'npx cdk deploy --all --require-approval never',
    ].map((text) => ({ name: text, files: command(text) })),
    { name: 'the action', files: action() },
    { name: 'the action told so', files: action("disable-rollback: '0'") },
  ],
  fails: [
    ...[
      'aws cloudformation deploy --stack-name api --template-file api.yaml --disable-rollback',
      'aws --region eu-west-1 cloudformation update-stack --stack-name api --disable-rollback',
      'aws cloudformation create-stack --stack-name api --on-failure DO_NOTHING',
      'aws cloudformation create-stack --stack-name api --on-failure=DO_NOTHING',
      'sam deploy --disable-rollback',
      'sam deploy --on-failure DO_NOTHING',
      'cdk deploy --no-rollback',
      'npx cdk deploy --all -R',
      'cdk deploy --rollback=false',
    ].map((text) => ({ name: text, files: command(`${text} # ! command`) })),
    { name: 'the action', files: action("disable-rollback: '1' # ! action") },
    {
      name: 'a script that the pipeline runs',
      files: {
        ...command('./deploy.sh'),
        'deploy.sh': '#!/bin/sh\nset -e\nsam deploy --disable-rollback # ! command\n',
      },
    },
    {
      name: 'a setting of CDK',
      files: { 'cdk.json': '{"app": "node app.js", "rollback": false}' },
      expect: ['cdk.json:1 config'],
    },
    { name: 'a setting of SAM', files: samconfig('disable_rollback = true # ! config') },
    { name: 'what SAM does on failure', files: samconfig('on_failure = "DO_NOTHING" # ! config') },
    { name: 'a setting of the Serverless Framework', files: serverless('disableRollback: true # ! config') },
    {
      name: 'a stack in Terraform',
      files: { 'main.tf': 'resource "aws_cloudformation_stack" "api" {\n  disable_rollback = true # ! config\n}\n' },
    },
  ],
})

test('in an environment for development a half-changed stack is a lesser case', () => {
  const severities = (environment: string) =>
    run(check, { files: samconfig('disable_rollback = true', environment) }).result.outcomes.flatMap((outcome) =>
      outcome.kind === 'problem' ? [outcome.severity] : [],
    )
  expect(severities('dev')).toEqual(['warning'])
  expect(severities('default')).toEqual(['error'])
})
