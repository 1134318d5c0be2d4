import { expect, test } from '@jest/globals'
import check from '../../../checks/rollback/rollback-lambda-gradual.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { productionDeploy } from '../../helpers/deploy-workflow.js'

const deploy = (environment = 'production', command = 'sam deploy --no-confirm-changeset') => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    `    environment: ${environment}`,
    '    steps:',
    `      - run: ${command}`,
  ].join('\n'),
})
const API = ['Events:', '  Get: { Type: HttpApi }']
const sam = (lines: readonly string[], marker = '', rest: readonly string[] = []) => ({
  'template.yaml': [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Transform: AWS::Serverless-2016-10-31',
    'Resources:',
    `  Api:${marker}`,
    '    Type: AWS::Serverless::Function',
    '    Properties:',
    '      Handler: app.handler',
    ...lines.map((line) => `      ${line}`),
    ...rest.map((line) => `  ${line}`),
  ].join('\n'),
})
const preference = (...lines: string[]) => [
  'AutoPublishAlias: live',
  'DeploymentPreference:',
  ...lines.map((line) => `  ${line}`),
]
const ALARMS = 'Alarms: [!Ref Errors]'
const serverless = (lines: readonly string[], plugin = '- serverless-plugin-canary-deployments') => ({
  'serverless.yml': [
    'service: shop',
    'provider:',
    '  name: aws',
    `plugins:\n  ${plugin}`,
    'functions:',
    ...lines.map((line) => `  ${line}`),
  ].join('\n'),
})
const EVENT = '  events: [{ httpApi: "*" }]'
const terraform = (...blocks: string[]) => ({
  'infra/main.tf': [
    'resource "aws_lambda_function" "api" {\n  function_name = "api"\n  publish       = true\n}',
    ...blocks,
  ].join('\n\n'),
})
const URL = 'resource "aws_lambda_function_url" "api" {\n  function_name = aws_lambda_function.api.function_name\n}'
const ALIAS =
  'resource "aws_lambda_alias" "live" {\n  name          = "live"\n  function_name = aws_lambda_function.api.function_name\n'
const BEHIND_ALIAS = 'resource "aws_lambda_function_url" "api" {\n  function_name = "${aws_lambda_alias.live.arn}"\n}'
const apply = deploy('production', 'terraform -chdir=infra apply -auto-approve')

testCheck(check, {
  notApplicable: [
    { name: 'no function', files: { 'README.md': '# shop', ...deploy() } },
    { name: 'a function that nothing calls', files: { ...sam([]), ...deploy() } },
    { name: 'a function with an empty list of events', files: { ...sam(['Events: {}']), ...deploy() } },
    {
      name: 'a function that is left out of production',
      files: {
        'template.yaml': (sam(API)['template.yaml'] ?? '').replace(
          '    Properties:',
          '    Condition: IsNotProduction\n    Properties:',
        ),
        ...deploy(),
      },
    },
    { name: 'production is not deployed', files: { ...sam(API), ...deploy('staging') } },
    {
      name: 'only a preview is deployed',
      files: { ...sam(API), ...deploy('pr-${{ github.event.number }}') },
    },
    {
      name: 'a function of a test',
      files: { 'tests/app/template.yaml': sam(API)['template.yaml'] ?? '', ...deploy() },
    },
    {
      name: 'a plain function of CloudFormation',
      files: {
        ...sam(API),
        'template.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Api:\n    Type: AWS::Lambda::Function\n",
        ...deploy(),
      },
    },
    {
      name: 'templates to copy',
      files: {
        'README.md': '# Sample applications',
        'a/template.yaml': sam(API)['template.yaml'] ?? '',
        'b/main.tf': '',
        'c/main.tf': '',
        ...deploy(),
      },
    },
    { name: 'a function in Terraform that nothing calls', files: { ...terraform(), ...apply } },
    {
      name: 'a function in Terraform whose neighbour is called',
      files: { ...terraform(URL.replaceAll('function.api', 'function.api_two')), ...apply },
    },
  ],
  implied: [
    {
      name: 'people deploy by hand',
      files: {
        ...sam(API),
        'src/app.py': '',
        'README.md': '# Shop\n\n## Deployment\n\n```sh\n./deploy.sh production\n```\n',
        'deploy.sh': 'sam deploy\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: pytest }]\n',
      },
    },
  ],
  unknown: [
    {
      name: 'a function that is defined in another repository',
      files: productionDeploy('run: aws lambda update-function-code --function-name shop --zip-file fileb://shop.zip'),
    },
    {
      name: 'a preference that hangs on a condition',
      files: {
        ...sam([
          ...API,
          'AutoPublishAlias: live',
          'DeploymentPreference: !If [Prod, { Type: Canary10Percent5Minutes }, !Ref AWS::NoValue]',
        ]),
        ...deploy(),
      },
    },
    {
      name: 'a type from a parameter',
      files: { ...sam([...API, ...preference('Type: !Ref Shift', ALARMS)]), ...deploy() },
    },
    {
      name: 'a switch from a parameter',
      files: { ...sam([...API, ...preference('Enabled: !Ref Gradual', 'Type: Canary10Percent5Minutes')]), ...deploy() },
    },
    {
      name: 'a type from a variable',
      files: {
        ...serverless(['api:', EVENT, '  deploymentSettings: { type: "${self:custom.shift}", alias: live }']),
        ...deploy('production', 'sls deploy'),
      },
    },
    {
      name: 'a file that is not whole',
      files: { 'infra/main.tf': `${terraform(URL)['infra/main.tf']}\nresource "x" = =\n`, ...apply },
    },
  ],
  passes: [
    {
      name: 'a canary with an alarm',
      files: { ...sam([...API, ...preference('Type: Canary10Percent5Minutes', ALARMS)]), ...deploy() },
    },
    {
      name: 'a linear shift with a hook',
      files: {
        ...sam([...API, ...preference('Type: Linear10PercentEvery1Minute', 'Hooks: { PreTraffic: !Ref Check }')]),
        ...deploy(),
      },
    },
    {
      name: 'alarms that hang on a condition',
      files: {
        ...sam([
          ...API,
          ...preference('Type: Canary10Percent5Minutes', 'Alarms: !If [Prod, [!Ref Errors], !Ref AWS::NoValue]'),
        ]),
        ...deploy(),
      },
    },
    {
      name: 'settings for all functions',
      files: {
        ...sam(API, '', []),
        'template.yaml': (sam(API)['template.yaml'] ?? '').replace(
          'Resources:',
          [
            'Globals:',
            '  Function:',
            ...preference('Type: Canary10Percent5Minutes', ALARMS).map((line) => `    ${line}`),
            'Resources:',
          ].join('\n'),
        ),
        ...deploy(),
      },
    },
    {
      name: 'the plugin of the Serverless Framework',
      files: {
        ...serverless([
          'api:',
          EVENT,
          '  deploymentSettings: { type: Canary10Percent5Minutes, alias: live, alarms: [Errors] }',
        ]),
        ...deploy('production', 'sls deploy'),
      },
    },
    {
      name: 'an alias that CodeDeploy shifts',
      files: {
        ...terraform(
          `${ALIAS}  function_version = aws_lambda_function.api.version\n}`,
          BEHIND_ALIAS,
          'resource "aws_codedeploy_app" "api" {\n  name = "api"\n  compute_platform = "Lambda"\n}',
        ),
        ...apply,
      },
    },
    {
      name: 'an alias with weights',
      files: {
        ...terraform(
          `${ALIAS}  routing_config {\n    additional_version_weights = { "2" = 0.1 }\n  }\n}`,
          BEHIND_ALIAS,
        ),
        ...apply,
      },
    },
  ],
  fails: [
    { name: 'straight to the latest version', files: { ...sam(API, ' # ! latest'), ...deploy() } },
    { name: 'a tier that is not known', files: { ...sam(API, ' # ! latest'), ...deploy('blue') } },
    { name: 'a URL', files: { ...sam(['FunctionUrlConfig: { AuthType: NONE }'], ' # ! latest'), ...deploy() } },
    {
      name: 'a permission that names it',
      files: {
        ...sam([], ' # ! latest', [
          'Permission:',
          '  Type: AWS::Lambda::Permission',
          '  Properties: { FunctionName: !GetAtt Api.Arn }',
        ]),
        ...deploy(),
      },
    },
    {
      name: 'an alias that moves at once',
      files: { ...sam([...API, 'AutoPublishAlias: live'], ' # ! allAtOnce'), ...deploy() },
    },
    { name: 'all at once', files: { ...sam([...API, ...preference('Type: AllAtOnce # ! allAtOnce')]), ...deploy() } },
    {
      name: 'a shift that is switched off',
      files: {
        ...sam([...API, ...preference('Enabled: false # ! allAtOnce', 'Type: Canary10Percent5Minutes')]),
        ...deploy(),
      },
    },
    {
      name: 'a shift that nothing stops',
      files: { ...sam([...API, ...preference('Type: Canary10Percent5Minutes # ! noSignal')]), ...deploy() },
    },
    {
      name: 'a shift without any alarm in its list',
      files: {
        ...sam([...API, ...preference('Type: Canary10Percent5Minutes # ! noSignal', 'Alarms: []')]),
        ...deploy(),
      },
    },
    {
      name: 'the Serverless Framework by itself',
      files: {
        ...serverless(['api: # at', `${EVENT} # ! latest`], '- serverless-offline'),
        ...deploy('production', 'sls deploy'),
      },
    },
    {
      name: 'Terraform without alias',
      files: {
        'infra/main.tf': `# the API\n${terraform(URL)['infra/main.tf']}`.replace('"api" {', '"api" { # ! latest'),
        ...apply,
      },
    },
    {
      name: 'an alias in Terraform that moves at once',
      files: { ...terraform(`${ALIAS.replace('{', '{ # ! allAtOnce')}}`, BEHIND_ALIAS), ...apply },
    },
  ],
})

test('an event that comes again makes it a lesser case', () => {
  const severities = (events: string) =>
    run(check, { files: { ...sam(['Events:', `  On: { Type: ${events} }`]), ...deploy() } }).result.outcomes.flatMap(
      (outcome) => (outcome.kind === 'problem' ? [outcome.severity] : []),
    )
  expect([severities('Api'), severities('SQS'), severities('Schedule')]).toEqual([['warning'], ['notice'], ['notice']])
})
