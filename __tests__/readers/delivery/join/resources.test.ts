import { expect, test } from '@jest/globals'
import { deploymentsIn, workflow } from '../support.js'

const manifest = (name: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { spec: { containers: [] } } }\n`
const service = (name: string) => `resource "aws_ecs_service" "${name}" {\n  name = "${name}"\n}\n`
const files = {
  'k8s/api.yaml': manifest('api'),
  'k8s/web.yaml': manifest('web'),
  'overlays/prod/kustomization.yaml': 'resources: [extra.yaml]\n',
  'overlays/prod/extra.yaml': manifest('extra'),
  'infra/main.tf': service('api') + service('web'),
  'stack.yaml': 'AWSTemplateFormatVersion: "2010-09-09"\nResources: { Topic: { Type: "AWS::SNS::Topic" } }\n',
  'functions.tf': 'resource "aws_lambda_function" "mail" {\n  function_name = "mail"\n}\n',
}

test.each<[string, string[]]>([
  ['kubectl apply -f k8s/', ['api', 'web']],
  ['kubectl apply -f ./k8s/api.yaml', ['api']],
  ['kubectl apply -f k8s/api.yaml -f k8s/web.yaml', ['api', 'web']],
  ['kubectl apply -k overlays/prod', ['kustomization', 'extra']],
  ['kustomize build overlays/prod | kubectl apply -f -', ['kustomization', 'extra']],
  ['cd k8s && kubectl apply -f web.yaml', ['web']],
  ['kubectl apply -f https://example.com/k8s/api.yaml', []],
  ['kubectl apply -f $FOLDER', []],
  ['kubectl set image deployment/api api=shop:1', ['api']],
  ['kubectl apply -f ../../k8s/api.yaml', []],
  ['terraform -chdir=infra apply', ['api', 'web']],
  ['terraform -chdir=$FOLDER apply', []],
  ['aws cloudformation deploy --template-file stack.yaml --stack-name shop', ['Topic', 'stack.yaml']],
  ['aws ecs update-service --service api --force-new-deployment', ['api']],
  ['aws ecs update-service --service $SERVICE --force-new-deployment', []],
  ['aws lambda update-function-code --function-name=mail --zip-file fileb://mail.zip', ['mail']],
])('%s', (command, expected) => {
  const [deployment] = deploymentsIn(workflow([`{ run: '${command}' }`]), files)
  const names = deployment?.resources.map(({ name, type }) => (type === 'kustomization' ? type : name))
  expect(names?.sort()).toEqual([...expected].sort())
})

test.each<[string, string[]]>([
  [
    '{ uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: { service: web, task-definition: t.json } }',
    ['web'],
  ],
  ['{ uses: azure/k8s-deploy@v5, with: { manifests: "k8s/api.yaml\\nk8s/web.yaml" } }', ['api', 'web']],
])('%s', (step, expected) => {
  const [deployment] = deploymentsIn(workflow([step]), files)
  expect(deployment?.resources.map(({ name }) => name).sort()).toEqual(expected)
})
