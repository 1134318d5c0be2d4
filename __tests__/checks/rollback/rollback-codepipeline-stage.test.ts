import check from '../../../checks/rollback/rollback-codepipeline-stage.js'
import { testCheck } from '../../helpers/check-tester.js'

const pipeline = (provider: string, extra = '', marker = '') => ({
  'pipeline.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Shop:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: shop
      PipelineType: V2
      RoleArn: arn:aws:iam::111122223333:role/shop
      Stages:
        - Name: Source
          Actions:
            - Name: Source
              ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: '1' }
              OutputArtifacts: [{ Name: source }]
        - Name: Production
          Actions:
            - Name: Deploy${marker}
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${provider}, Version: '1' }
              Configuration: { ClusterName: shop, ServiceName: api }
              InputArtifacts: [{ Name: source }]
${extra}`,
})
const ROLLBACK = '          OnFailure: { Result: ROLLBACK }\n'
const service = (rollback: string) => ({
  'infra/ecs.tf': `resource "aws_ecs_service" "api" {\n  name = "api"\n${rollback}}\n`,
})
const BREAKER = '  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }\n'

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    {
      name: 'another system',
      files: {
        '.github/workflows/d.yml':
          'on: { push: { branches: [main] } }\njobs:\n  d:\n    runs-on: ubuntu-latest\n    steps:\n      - run: kubectl apply -f k8s\n',
      },
    },
  ],
  passes: [
    { name: 'a rollback', files: pipeline('ElasticBeanstalk', ROLLBACK) },
    { name: 'CodeDeploy', files: pipeline('CodeDeploy') },
    { name: 'a service with a circuit breaker', files: { ...pipeline('ECS'), ...service(BREAKER) } },
  ],
  unknown: [{ name: 'a service elsewhere', files: pipeline('ECS') }],
  fails: [
    { name: 'Elastic Beanstalk', files: pipeline('ElasticBeanstalk', '', ' # ! none') },
    {
      name: 'only another try',
      files: pipeline('ElasticBeanstalk', '          OnFailure: { Result: RETRY }\n', ' # ! none'),
    },
    { name: 'a service without circuit breaker', files: { ...pipeline('ECS', '', ' # ! none'), ...service('') } },
    {
      name: 'Terraform',
      files: {
        'infra/pipeline.tf':
          'resource "aws_codepipeline" "shop" {\n  name          = "shop"\n  pipeline_type = "V2"\n  stage {\n    name = "Source"\n    action {\n      name     = "Source"\n      category = "Source"\n      owner    = "AWS"\n      provider = "CodeStarSourceConnection"\n      version  = "1"\n    }\n  }\n  stage {\n    name = "Production"\n    action {\n      name     = "Deploy"\n      category = "Deploy"\n      owner    = "AWS"\n      provider = "ElasticBeanstalk"\n      version  = "1"\n    }\n  }\n}\n',
      },
      expect: ['infra/pipeline.tf:17 none'],
    },
  ],
})
