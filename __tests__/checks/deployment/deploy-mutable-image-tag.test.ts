import check from '../../../checks/deployment/deploy-mutable-image-tag.js'
import { testCheck } from '../../helpers/check-tester.js'

const service = { Dockerfile: 'FROM node:24\nEXPOSE 8080\n', 'server.js': 'listen()\n' }
const manifest = (image: string, path = 'k8s/api.yaml'): Record<string, string> => ({
  ...service,
  [path]: [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: api',
    'spec:',
    '  template:',
    '    spec:',
    '      containers:',
    '        - name: api',
    `          image: ${image}`,
    '',
  ].join('\n'),
})
const deploy = (...steps: string[]) => ({
  ...service,
  '.github/workflows/deploy.yml': [
    'on: push',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n'),
})
const run = (...lines: string[]) => `{ run: "${lines.join('\\n')}" }`
const apply = run('kubectl apply -f k8s/')
const latest = manifest('registry.example.com/api:latest')
const lambda = (uri: string, more = '') => ({
  ...service,
  'infra/main.tf': `provider "aws" {}\nvariable "tag" {\n  default = "registry.example.com/mail:latest"\n}\nresource "aws_lambda_function" "mail" {\n  image_uri = ${uri}\n${more}}\n`,
})

testCheck(check, {
  passes: [
    {
      name: 'a chart whose tag the pipeline sets',
      files: {
        'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
        'charts/shop/values.yaml': 'image:\n  tag: ""\n',
        'charts/shop/templates/shop.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: "registry.example/shop:{{ .Values.image.tag }}"\n',
        '.github/workflows/deploy.yml':
          'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps: [{ run: "helm upgrade --install shop ./charts/shop --set replicas=2,image.tag=$GITHUB_SHA" }]\n',
      },
    },
    {
      name: 'a service of Terraform that is told its image',
      files: {
        'infra/main.tf':
          'provider "aws" {}\nvariable "image" {}\nresource "aws_ecs_task_definition" "shop" {\n  family                = "shop"\n  container_definitions = jsonencode([{ name = "shop", image = var.image }])\n}\n',
        '.github/workflows/deploy.yml':
          'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps: [{ run: terraform -chdir=infra apply -auto-approve -var image=registry.example/shop:$GITHUB_SHA }]\n',
      },
    },
    { name: 'a version', files: manifest('registry.example.com/api:1.8.3') },
    { name: 'a commit', files: manifest('api:3f2a9c1') },
    { name: 'a digest beside a tag that moves', files: manifest(`api:latest@sha256:${'a'.repeat(64)}`) },
    { name: 'a registry with a port', files: manifest('localhost:5000/api:1.8.3') },
    { name: 'a placeholder', files: manifest('registry.example.com/api:TAG') },
    { name: 'an image that ko builds', files: manifest('ko://example.com/acme/api') },
    {
      name: 'a kustomization sets the tag',
      files: {
        ...manifest('registry.example.com/api:latest', 'base/api.yaml'),
        'base/kustomization.yaml': 'resources: [api.yaml]\n',
        'prod/kustomization.yaml':
          'resources: [../base]\nimages:\n  - name: registry.example.com/api\n    newTag: 1.8.3\n',
      },
    },
    {
      name: 'a pipeline edits the kustomization',
      files: {
        ...latest,
        ...deploy(run('kustomize edit set image registry.example.com/api=registry.example.com/api:$SHA'), apply),
      },
    },
    {
      name: 'a pipeline sets the image',
      files: { ...latest, ...deploy(apply, run('kubectl set image deploy/api api=registry.example.com/api:$SHA')) },
    },
    { name: 'a command names a version', files: deploy(run('gcloud run deploy api --image=gcr.io/acme/api:1.8.3')) },
    {
      name: 'a local value of Terraform',
      files: lambda('local.uri', '}\nlocals {\n  uri = "registry.example.com/mail:1.2.0"\n'),
    },
  ],
  unknown: [
    { name: 'a placeholder', files: manifest('IMAGE_NAME'), reason: 'something fills it in' },
    { name: 'a placeholder with hyphens', files: manifest('CONTAINER-IMAGE-PLACEHOLDER') },
    { name: 'a variable for envsubst', files: manifest('registry.example.com/api:$TAG') },
    {
      name: 'a variable whose default moves',
      files: lambda('var.tag'),
      reason: 'var.tag',
    },
    { name: 'a reference', files: lambda('aws_ecr_repository.mail.repository_url') },
    {
      name: 'a value of a chart that moves by default',
      files: {
        ...service,
        'charts/shop/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
        'charts/shop/values.yaml': 'tag: latest\n',
        ...manifest('"registry.example.com/api:{{ .Values.tag }}"', 'chart/templates/api.yaml'),
      },
    },
    {
      name: 'Terraform gives way',
      files: lambda('"registry.example.com/mail:latest"', '  lifecycle {\n    ignore_changes = [image_uri]\n  }\n'),
      reason: 'ignore_changes',
    },
    {
      name: 'Terraform gives way, and the registry is a variable',
      files: lambda('"${var.registry}/mail:latest"', '  lifecycle {\n    ignore_changes = [image_uri]\n  }\n'),
      reason: 'ignore_changes',
    },
    {
      name: 'Skaffold',
      files: { ...manifest('api'), 'skaffold.yaml': 'apiVersion: skaffold/v4beta11\nkind: Config\n' },
      reason: 'Skaffold',
    },
    {
      name: 'Flux updates images',
      files: {
        ...latest,
        'flux/policy.yaml':
          'apiVersion: image.toolkit.fluxcd.io/v1beta2\nkind: ImagePolicy\nmetadata: { name: api }\nspec: {}\n',
      },
      reason: 'ImagePolicy',
    },
    {
      name: 'a pipeline rewrites the file',
      files: { ...latest, ...deploy(run("sed -i 's/latest/1.8.3/' k8s/api.yaml"), apply) },
      reason: 'sed',
    },
    {
      name: 'a pipeline rewrites all images',
      files: { ...latest, ...deploy(run('yq -i .spec.template.spec.containers[0].image=env(IMAGE) $FILE'), apply) },
    },
  ],
  notApplicable: [
    { name: 'nothing runs images', files: service },
    { name: 'development', files: { ...service, 'compose.yaml': 'services:\n  api:\n    image: acme/api:latest\n' } },
    {
      name: 'an image that Compose builds',
      files: { ...service, 'compose.prod.yaml': 'services:\n  api:\n    build: .\n    image: acme/api\n' },
    },
    { name: 'tests and demonstrations', files: { ...service, ...manifest('api:latest', 'e2e/api.yaml') } },
    { name: 'samples', files: { ...service, ...manifest('api:latest', 'examples/api.yaml') } },
    {
      name: 'a library',
      files: {
        'package.json': '{ "name": "x", "version": "1.0.0", "exports": "./index.js" }\n',
        'index.js': '',
        'docs/api.yaml': manifest('api:latest')['k8s/api.yaml'] ?? '',
      },
    },
    { name: 'a command with a variable', files: deploy(run('gcloud run deploy api --image=gcr.io/acme/api:$SHA')) },
  ],
  fails: [
    {
      name: 'a chart whose tag the pipeline sets to one that moves',
      files: {
        'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
        'charts/shop/values.yaml': 'image:\n  tag: ""\n',
        'charts/shop/templates/shop.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: "registry.example/shop:{{ .Values.image.tag }}"\n',
        '.github/workflows/deploy.yml':
          'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps: [{ run: helm upgrade --install shop ./charts/shop --set image.tag=latest }] # ! command\n',
      },
    },
    { name: 'latest', files: manifest('registry.example.com/api:latest # ! mutable') },
    { name: 'a branch', files: manifest('api:Main # ! mutable') },
    { name: 'no tag', files: manifest('registry.example.com/api # ! untagged') },
    { name: 'no tag behind a port', files: manifest('localhost:5000/api # ! untagged') },
    { name: 'a placeholder for the registry alone', files: manifest('$REGISTRY/api:latest # ! mutable') },
    {
      name: 'a kustomization that only renames',
      files: {
        ...manifest('api:latest # ! mutable', 'base/api.yaml'),
        'base/kustomization.yaml':
          'resources: [api.yaml]\nimages:\n  - name: api\n    newName: registry.example.com/api\n',
      },
    },
    {
      name: 'a rewritten file that is another',
      files: { ...manifest('api:latest # ! mutable'), ...deploy(run("sed -i 's/x/y/' k8s/other.yaml"), apply) },
    },
    {
      name: 'a task definition of CloudFormation',
      files: {
        ...service,
        'template.yaml': [
          'AWSTemplateFormatVersion: "2010-09-09"',
          'Resources:',
          '  Task:',
          '    Type: AWS::ECS::TaskDefinition',
          '    Properties:',
          '      ContainerDefinitions:',
          '        - Name: proxy',
          '          Image: envoyproxy/envoy:v1.30.1',
          '        - Name: api',
          '          Image: acme/api:latest # ! mutable',
        ].join('\n'),
      },
    },
    { name: 'Terraform', files: lambda('"registry.example.com/mail:latest" # ! mutable') },
    {
      name: 'Terraform with a registry of its own',
      files: lambda('"${aws_ecr_repository.mail.repository_url}:latest" # ! mutable'),
    },
    {
      name: 'Compose in production',
      files: { ...service, 'compose.prod.yaml': 'services:\n  api:\n    image: acme/api:latest # ! mutable\n' },
    },
    {
      name: 'Compose that a pipeline deploys',
      files: {
        ...deploy(run('docker stack deploy -c compose.yaml shop')),
        'compose.yaml': 'services:\n  api:\n    image: acme/api # ! untagged\n',
      },
    },
    { name: 'a command', files: deploy(`${run('gcloud run deploy api --image gcr.io/acme/api:latest')} # ! command`) },
    {
      name: 'a command without a tag',
      files: deploy(`${run('gcloud run deploy api --image=gcr.io/acme/api')} # ! command`),
    },
    {
      name: 'a tag of a chart',
      files: deploy(`${run('helm upgrade api ./chart --atomic --set replicas=2,image.tag=main')} # ! command`),
    },
    {
      name: 'an image that is set',
      files: deploy(`${run('kubectl set image deploy/api api=acme/api:latest')} # ! command`),
    },
    {
      name: 'an input of an action',
      files: deploy(
        '{ uses: google-github-actions/deploy-cloudrun@v2, with: { service: api, image: "gcr.io/acme/api:latest" } } # ! command',
      ),
    },
  ],
})
