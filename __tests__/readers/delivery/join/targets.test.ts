import { describe, expect, test } from '@jest/globals'
import { deploymentsIn, workflow } from '../support.js'

const manifest = (kind: string, name: string): string =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: { template: { spec: { containers: [] } } }\n`
const files = {
  'base/kustomization.yaml': 'resources: [api.yaml]\n',
  'base/api.yaml': manifest('Deployment', 'api'),
  'base/left-out.yaml': manifest('Deployment', 'left-out'),
  'overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
  'infra/main.tf': [
    'provider "aws" {}',
    'module "service" {\n  source = "./service"\n  name   = "shop-${var.stage}"\n}',
    'resource "aws_ecs_cluster" "main" {\n  name = "main"\n}',
    'resource "aws_codedeploy_deployment_group" "web" {\n  deployment_group_name = "web"\n}',
    'resource "aws_elastic_beanstalk_environment" "web" {\n  name = "shop-web"\n}',
    'resource "google_cloud_run_v2_service" "run" {\n  name = "shop-run"\n}',
    'resource "google_cloudfunctions2_function" "fn" {\n  name = "mail"\n}',
    'resource "azurerm_linux_web_app" "app" {\n  name = "shop-app"\n}',
    'variable "stage" {\n  default = "prod"\n}',
  ].join('\n'),
  'infra/service/main.tf': 'variable "name" {}\nresource "aws_ecs_service" "it" {\n  name = var.name\n}\n',
  'infra/examples/small/main.tf': 'resource "aws_ecs_service" "small" {\n  name = "small"\n}\n',
  'api/template.yaml':
    'Transform: AWS::Serverless-2016-10-31\nResources: { Fn: { Type: "AWS::Serverless::Function", Properties: { FunctionName: fn } } }\n',
  'other.yaml': 'AWSTemplateFormatVersion: "2010-09-09"\nResources: { Topic: { Type: "AWS::SNS::Topic" } }\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/templates/api.yaml': manifest('Deployment', 'charted'),
  'compose.yaml': 'services: { web: { image: "shop:1" } }\n',
  'play.yml': '- hosts: web\n  tasks: []\n',
  'argo/shop.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: { source: { repoURL: "https://git.example/x" } }\n',
}

/** The targets of a step in short: `kind name`, `?` where something decides elsewhere, and the names of resources. */
function targetsIn(step: string, job: readonly string[] = []): string[] {
  const [deployment] = deploymentsIn(workflow([step], { job }), files)
  return (deployment?.targets ?? []).map(({ kind, text, known, exists, resources }) => {
    const state = known ? (exists ? '' : ' not here') : ' ?'
    const names = resources.map(({ name }) => name).sort()
    return `${kind} ${text}${state}${names.length > 0 ? ` = ${names.join(', ')}` : ''}`
  })
}
const run = (command: string): string => `{ run: '${command}' }`

describe('commands', () => {
  test.each<[string, string[]]>([
    ['kubectl apply -k overlays/prod -n shop', ['path overlays/prod = api, overlays/prod', 'namespace shop not here']],
    ['kubectl apply -f missing/', ['path missing not here']],
    ['kubectl set image deployment/api api=shop:1', ['workload deployment/api = api']],
    ['kubectl rollout restart deploy api', ['workload deployment/api = api']],
    ['kubectl rollout restart deploy $NAME', ['workload deployment/$NAME ?']],
    ['kubectl argo rollouts set image web web=shop:2', ['workload rollout/web not here']],
    ['helm upgrade --install shop ./chart', ['path chart = charted, shop']],
    ['helm upgrade shop ./chart', ['path chart = charted, shop', 'release shop']],
    ['terraform -chdir=infra apply', ['path infra = app, aws, fn, it, main, name, run, service, stage, web, web']],
    ['sam deploy --stack-name shop', ['stack shop']],
    ['cd api && sam deploy', ['path api/template.yaml = Fn, api/template.yaml']],
    [
      'aws cloudformation deploy --template-file other.yaml --stack-name shop',
      ['path other.yaml = Topic, other.yaml', 'stack shop'],
    ],
    ['aws ecs update-service --cluster main --service shop-prod', ['service shop-prod = it', 'cluster main = main']],
    ['aws ecs update-service --cluster main --service other', ['service other not here', 'cluster main = main']],
    ['aws lambda update-function-code --function-name fn --zip-file fileb://a.zip', ['function fn = Fn']],
    [
      'aws deploy create-deployment --application-name shop --deployment-group-name web',
      ['deployment group web = web', 'application shop not here'],
    ],
    ['eb deploy shop-web', ['environment shop-web = web']],
    ['gcloud run deploy shop-run --image x', ['service shop-run = run']],
    ['gcloud functions deploy mail', ['function mail = fn']],
    ['az webapp deploy --name shop-app --src-path a.zip', ['application shop-app = app']],
    ['ansible-playbook -i hosts.ini play.yml', ['path play.yml']],
    ['argocd app sync shop', ['application shop = shop']],
    ['nomad job run web.nomad', ['path web.nomad not here']],
  ])('%s', (command, expected) => {
    expect(targetsIn(run(command)).map(withoutOthers(expected))).toEqual(expected)
  })
})

/** What a release or a stack stands for is in a cluster or an account, never in the tree. */
const withoutOthers =
  (expected: readonly string[]) =>
  (text: string): string =>
    expected.includes(text.replace(/ not here$/, '')) && /^(?:release|stack) /.test(text)
      ? text.replace(/ not here$/, '')
      : text

describe('variables', () => {
  const service = (name: string): string => run(`aws ecs update-service --service ${name} --force-new-deployment`)

  test.each<[string, string, string[], string[]]>([
    ['of the job', service('$SERVICE'), ['env: { SERVICE: shop-prod }'], ['service shop-prod = it']],
    ['in braces', service('shop-${STAGE}'), ['env: { STAGE: prod }'], ['service shop-prod = it']],
    ['as an expression', service('${{ env.SERVICE }}'), ['env: { SERVICE: shop-prod }'], ['service shop-prod = it']],
    [
      'of a variable',
      service('$SERVICE'),
      ['env: { SERVICE: "shop-$STAGE", STAGE: prod }'],
      ['service shop-prod = it'],
    ],
    ['of themselves', service('$A'), ['env: { A: $B, B: $A }'], ['service $B ?']],
    [
      'that a secret fills',
      service('$SERVICE'),
      ['env: { SERVICE: "${{ vars.SERVICE }}" }'],
      ['service ${{ vars.SERVICE }} ?'],
    ],
    ['that nobody sets', service('$SERVICE'), [], ['service $SERVICE ?']],
  ])('%s', (_, step, job, expected) => {
    expect(targetsIn(step, job)).toEqual(expected)
  })
})

test.each<[string, string[]]>([
  [
    '{ uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: { service: shop-prod, cluster: main, task-definition: t.json } }',
    ['service shop-prod = it', 'cluster main = main'],
  ],
  [
    '{ uses: google-github-actions/deploy-cloudrun@v2, with: { service: shop-run, image: x } }',
    ['service shop-run = run'],
  ],
  ['{ uses: azure/webapps-deploy@v3, with: { app-name: shop-app } }', ['application shop-app = app']],
])('the action %s', (step, expected) => {
  expect(targetsIn(step)).toEqual(expected)
})
