import check from '../../../checks/infrastructure/iac-present.js'
import { testCheck } from '../../helpers/check-tester.js'

const deploy = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}\n`,
})
const roll = (service: string) => `run: aws ecs update-service --cluster prod --service ${service}`
const service = (name: string) => `resource "aws_ecs_service" "${name}" {\n  name = "${name}"\n}\n`

testCheck(check, {
  notApplicable: [
    { name: 'a platform that keeps its own', files: deploy('run: vercel deploy --prod --token "$TOKEN"') },
    { name: 'a library of modules', files: { 'main.tf': service('api') }, settings: { kind: 'library' } },
    {
      name: 'a package, with code for tests alone',
      files: { 'package.json': '{"name":"a"}', 'tests/main.tf': service('api') },
    },
  ],
  implied: [
    {
      name: 'a command that cannot run twice has a finding already',
      files: deploy('run: aws ecs create-service --cluster prod --service-name api', roll('api')),
    },
  ],
  passes: [
    { name: 'Terraform', files: { ...deploy(roll('api')), 'infra/main.tf': service('api') } },
    {
      name: 'a name that is decided elsewhere',
      files: {
        ...deploy(roll('web')),
        'infra/main.tf': `variable "name" {}\nresource "aws_ecs_service" "a" {\n  name = var.name\n}\n${service('api')}`,
      },
    },
    {
      name: 'manifests',
      files: {
        ...deploy('run: kubectl apply -f k8s'),
        'k8s/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      },
    },
    {
      name: 'a chart',
      files: {
        ...deploy('run: helm upgrade --install a ./chart'),
        'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
        'chart/templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      },
    },
    { name: 'Pulumi', files: { ...deploy('run: pulumi up --yes'), 'Pulumi.yaml': 'name: a\nruntime: go\n' } },
    {
      name: 'Bicep',
      files: { ...deploy('run: az deployment group create -f main.bicep'), 'main.bicep': 'param a string\n' },
    },
    {
      name: 'the Serverless Framework',
      files: {
        ...deploy('run: npx serverless deploy'),
        'serverless.yml':
          'service: a\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions: { a: { handler: a.b } }\n',
      },
    },
    {
      name: 'SST',
      files: { ...deploy('run: npx sst deploy --stage production'), 'sst.config.ts': 'export default $config({})\n' },
    },
    { name: 'code that nobody applies here', files: { 'infra/main.tf': service('api') } },
    {
      name: 'a cluster that is taken away again',
      files: {
        ...deploy('run: az aks create --name try', 'run: kubectl apply -f k8s', 'run: az aks delete --name try'),
        'k8s/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      },
    },
    {
      name: 'a group that the template is deployed into',
      files: {
        ...deploy('run: az group create -n a && az deployment group create -g a -f main.bicep'),
        'main.bicep': 'param a string\n',
      },
    },
    {
      name: 'a cluster from a file',
      files: {
        ...deploy('run: eksctl create cluster -f cluster.yaml', 'run: kubectl apply -f k8s'),
        'k8s/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      },
    },
    {
      name: 'a service that a remote module may make',
      files: {
        ...deploy(roll('api'), roll('web')),
        'infra/main.tf': `${service('api')}module "web" {\n  source = "acme/service/aws"\n}\n`,
      },
    },
  ],
  unknown: [
    { name: 'nothing declares it here', files: deploy(roll('api')), reason: 'another repository may' },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: production\n  script: [aws lambda update-function-code --function-name a --zip-file fileb://a.zip]\n',
      },
      reason: 'another repository may',
    },
  ],
  fails: [
    {
      name: 'a guarded command',
      files: deploy(
        'run: aws ecs describe-services --services api || aws ecs create-service --service-name api # ! created',
        roll('api'),
      ),
    },
    {
      name: 'CircleCI, in a job before',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  make:\n    docker: [{ image: mcr.microsoft.com/azure-cli:2.60.0 }]\n    steps:\n      - run: az webapp create -n shop -g shop -p plan # ! created\n  deploy:\n    docker: [{ image: mcr.microsoft.com/azure-cli:2.60.0 }]\n    steps:\n      - run: az webapp deploy -n shop -g shop --src-path shop.zip\nworkflows:\n  main:\n    jobs:\n      - make\n      - deploy: { requires: [make], filters: { branches: { only: main } } }\n',
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\njobs:\n  - deployment: production\n    environment: production\n    pool: { vmImage: ubuntu-24.04 }\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - script: az containerapp up -n shop --image shop # ! created\n',
      },
    },
    {
      name: 'a service that the code leaves out',
      files: {
        ...deploy(roll('api'), `${roll('web')} # ! undeclared`),
        'infra/main.tf': service('api'),
      },
    },
  ],
})
