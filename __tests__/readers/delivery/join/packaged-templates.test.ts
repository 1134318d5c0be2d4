import { expect, test } from '@jest/globals'
import { deliveryOf } from '../support.js'

const FUNCTION =
  'AWSTemplateFormatVersion: "2010-09-09"\nTransform: AWS::Serverless-2016-10-31\nResources:\n  Api: { Type: AWS::Serverless::Function, Properties: { CodeUri: . } }\n'

/** What a pipeline of AWS CodePipeline deploys after a build that runs the command. */
const deployed = (command: string, templatePath: string) =>
  deliveryOf({
    'template.yaml': FUNCTION,
    'app/template.yaml': FUNCTION.replace('Api:', 'App:'),
    'pipeline/pipeline.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source: { Type: CODEPIPELINE, BuildSpec: "version: 0.2\\nphases:\\n  build:\\n    commands:\\n      - ${command}\\n" }
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Source
          Actions:
            - Name: Checkout
              ActionTypeId: { Category: Source, Provider: CodeStarSourceConnection }
              Configuration: { FullRepositoryId: acme/shop, BranchName: main }
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId: { Category: Build, Provider: CodeBuild }
              Configuration: { ProjectName: !Ref Build }
        - Name: Production
          Actions:
            - Name: Deploy
              ActionTypeId: { Category: Deploy, Provider: CloudFormation }
              Configuration: { ActionMode: CREATE_UPDATE, StackName: shop, TemplatePath: '${templatePath}' }
`,
  }).deployments.map(({ subject, resources }) => [
    subject,
    ...resources.map(({ name }) => name).filter((name) => !name.includes('.')),
  ])

test.each([
  ['a template that nothing wrote', 'sam build', 'built::packaged.yaml'],
  ['another template', 'sam package --output-template-file out.yaml', 'built::packaged.yaml'],
  ['a file that an expression names', 'sam package --output-template-file $OUT', 'built::packaged.yaml'],
  ['a template that is only linted', 'sam validate --lint', 'source::packaged.yaml'],
])('%s is infrastructure', (_, command, path) => {
  expect(deployed(command, path).map(([subject]) => subject)).toEqual(['infrastructure'])
})

test.each([
  ['sam package', 'sam package --s3-bucket acme --output-template-file packaged.yaml', 'Api'],
  [
    'aws cloudformation package',
    'aws cloudformation package --template-file app/template.yaml --s3-bucket acme --output-template-file packaged.yaml',
    'App',
  ],
])('what %s wrote is the application that it was made of', (_, command, name) => {
  expect(deployed(command, 'built::packaged.yaml')).toEqual([['application', name]])
})

test('a template that a step before wrote', () => {
  const { deployments } = deliveryOf({
    'template.yaml': FUNCTION,
    '.github/workflows/deploy.yml':
      'on: push\njobs:\n  deploy:\n    environment: production\n    runs-on: ubuntu-24.04\n    steps:\n      - run: sam package --output-template-file out/packaged.yaml\n      - run: aws cloudformation deploy --template-file out/packaged.yaml --stack-name shop\n',
  })
  expect(deployments.map(({ resources }) => resources.map(({ name }) => name))).toEqual([
    expect.arrayContaining(['Api']),
  ])
})
