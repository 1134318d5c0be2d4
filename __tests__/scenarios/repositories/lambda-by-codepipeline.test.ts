import { SHOP } from './shop.js'
import { repository } from './support.js'

/** One function whose new version gets a tenth of the traffic until two alarms have stayed quiet for ten minutes. */
const FUNCTION = `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Environment: { Type: String }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub 'shop-orders-\${Environment}'
      CodeUri: .
      Handler: src/orders.handler
      Runtime: nodejs24.x
      Tracing: Active
      AutoPublishAlias: live
      DeploymentPreference:
        Type: Canary10Percent10Minutes
        Alarms: [!Ref Errors, !Ref Latency]
      Events:
        Total: { Type: HttpApi, Properties: { Path: /total, Method: POST } }
        Health: { Type: HttpApi, Properties: { Path: /health, Method: GET } }
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{ Name: FunctionName, Value: !Ref Orders }]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
  Latency:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Duration
      Dimensions: [{ Name: FunctionName, Value: !Ref Orders }]
      ExtendedStatistic: p99
      Period: 60
      EvaluationPeriods: 2
      Threshold: 800
      ComparisonOperator: GreaterThanThreshold
`

const BUILD = `
version: 0.2
phases:
  install:
    commands: [npm ci]
  pre_build:
    commands: [npm test, sam validate --lint]
  build:
    commands:
      - sam build
      - sam package --s3-bucket acme-artifacts --output-template-file packaged.yaml
artifacts:
  files: [packaged.yaml]
`

const LOOK = `
version: 0.2
phases:
  build:
    commands:
      - curl --fail --retry 5 https://$STAGE_NAME.shop.example/health
`

const project = (name: string, buildspec: string, variables = '', source = 'CODEPIPELINE'): string => `
  ${name}:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: shop-${name.toLowerCase()}
      ServiceRole: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/shop-build'
      TimeoutInMinutes: 20
      Artifacts: { Type: ${source === 'CODEPIPELINE' ? source : 'NO_ARTIFACTS'} }
      Environment:
        Type: LINUX_CONTAINER
        ComputeType: BUILD_GENERAL1_SMALL
        Image: aws/codebuild/amazonlinux-x86_64-standard:5.0${variables}
      Source: { Type: ${source}, BuildSpec: ${buildspec} }`

const look = (environment: string): string =>
  project(
    environment === 'staging' ? 'LookAtStaging' : 'LookAtProduction',
    'look.buildspec.yml',
    `\n        EnvironmentVariables: [{ Name: STAGE_NAME, Value: ${environment} }]`,
  )

/** What looks at a change before anybody merges it. */
const REVIEW = `${project('Review', 'review.buildspec.yml', '', 'GITHUB, Location: https://github.com/acme/shop.git')}
      Triggers:
        Webhook: true
        FilterGroups:
          - - { Type: EVENT, Pattern: 'PULL_REQUEST_CREATED,PULL_REQUEST_UPDATED,PULL_REQUEST_REOPENED' }`

const deploy = (environment: string): string => `
            - Name: Deploy
              RunOrder: 1
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: '1' }
              Configuration:
                ActionMode: CREATE_UPDATE
                StackName: shop-${environment}
                TemplatePath: built::packaged.yaml
                ParameterOverrides: '{"Environment":"${environment}"}'
                Capabilities: CAPABILITY_IAM,CAPABILITY_AUTO_EXPAND
                RoleArn: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/shop-deploy'
              InputArtifacts: [{ Name: built }]
            - Name: Look
              RunOrder: 2
              ActionTypeId: { Category: Test, Owner: AWS, Provider: CodeBuild, Version: '1' }
              Configuration: { ProjectName: !Ref ${environment === 'staging' ? 'LookAtStaging' : 'LookAtProduction'} }
              InputArtifacts: [{ Name: source }]`

const PIPELINE = `
AWSTemplateFormatVersion: '2010-09-09'
Resources:${project('Build', 'buildspec.yml')}${look('staging')}${look('production')}${REVIEW}
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: shop
      PipelineType: V2
      ExecutionMode: QUEUED
      RoleArn: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/shop-pipeline'
      ArtifactStore: { Type: S3, Location: acme-artifacts }
      Stages:
        - Name: Source
          Actions:
            - Name: Checkout
              ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: '1' }
              Configuration: { ConnectionArn: !Sub 'arn:aws:codeconnections:\${AWS::Region}:\${AWS::AccountId}:connection/shop', FullRepositoryId: acme/shop, BranchName: main }
              OutputArtifacts: [{ Name: source }]
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
              Configuration: { ProjectName: !Ref Build }
              InputArtifacts: [{ Name: source }]
              OutputArtifacts: [{ Name: built }]
        - Name: Staging
          Actions:${deploy('staging')}
        - Name: Approve
          Actions:
            - Name: Approve
              ActionTypeId: { Category: Approval, Owner: AWS, Provider: Manual, Version: '1' }
        - Name: Production
          OnFailure: { Result: ROLLBACK }
          Actions:${deploy('production')}
`

repository('a Lambda function that CodePipeline deploys and CodeDeploy shifts to, watched by alarms', {
  files: {
    ...SHOP,
    'template.yaml': FUNCTION,
    'buildspec.yml': BUILD,
    'look.buildspec.yml': LOOK,
    'review.buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands: [npm ci, npm test, sam validate --lint]\n',
    'pipeline/template.yaml': PIPELINE,
  },
  graph: {
    environments: ['Staging staging', 'Production production after Staging'],
    stages: [
      'Build/Build/build: build test',
      'Staging/Deploy: deploy > Staging',
      'Staging/Look/build: verify',
      'Approve/Approve: approve',
      'Production/Deploy: deploy > Production',
      'Production/Look/build: verify',
      'Production/on failure: roll-back',
    ],
    flows: [
      'Build/Build/build order Staging/Deploy',
      'Staging/Deploy order Staging/Look/build',
      'Staging/Look/build order Approve/Approve',
      'Approve/Approve order Production/Deploy',
      'Production/Deploy order Production/Look/build',
      'Production/Look/build failure Production/on failure',
    ],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'staging gets the same package, and is asked for an answer before production',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'met',
      'rollback-lambda-gradual',
      'CodeDeploy gives the traffic back when an alarm rings',
      'DL.ADS.2 OPS06-BP04 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    ['met', 'rollback-alarm-driven', 'the alarms are on errors and on latency', 'hc.automate.cicd.rollback-on-signal'],
    [
      'met',
      'deploy-all-at-once',
      'a tenth of the traffic for ten minutes, then the rest',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.canary hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'a canary is used; the strategies are alternatives',
      'hc.deploy.rolling hc.deploy.blue-green',
    ],
    ['met', 'deploy-feature-flags', 'the canary answers a share of the users first', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'met',
      'deploy-build-once',
      'one package in a bucket for both environments',
      'DL.CD.2 hc.automate.deployments.artifact-flow ops05-bp10.workflows.idempotency',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, a look at the system after each deployment',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'people approve and do nothing else', 'DL.CD.4 REL08-BP05'],
    ['met', 'deploy-on-demand', 'CodePipeline starts on any commit that it is told', 'DL.CD.5 OPS06-BP01'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    ['not-applicable', 'deploy-manual-gate', 'a person approves production', 'DL.CD.7'],
    ['met', 'deploy-imperative-commands', 'versions of a function never change', 'REL08-BP04'],
    [
      'met',
      'deploy-post-verification',
      'each deployment is asked for an answer',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    ['met', 'deploy-manual-gate', 'an action waits for a person before production', 'ops05-bp10.boundaries.approvals'],
    [
      'met',
      'deploy-environment-declared',
      'the pipeline records which commit went where; nothing is published to others that could be signed',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-concurrency', 'executions wait in line', 'ops05-bp10.workflows.safe-rerun'],
    [
      'met',
      'deploy-imperative-commands',
      'stacks are declared, nothing is changed in place',
      'hc.automate.deployments.immutable',
    ],
  ],
})
