import check from '../../../checks/infrastructure/iac-image-pipeline.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, ...lines: string[]) =>
  `on: ${on}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${lines.map((each) => `      ${each}\n`).join('')}`
const MAIN = '{ push: { branches: [main] } }'
const CI = { '.github/workflows/ci.yml': workflow(MAIN, '- run: pytest') }
const DOCKERFILE = { 'services/api/Dockerfile': 'FROM python:3.13\n' }
const runs = (image: string, path = 'deploy/api.yaml') => ({
  [path]: `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {template: {spec: {containers: [{name: api, image: "${image}"}]}}}\n`,
})
const RUNS = runs('registry.acme.io/shop/api:1.8')
const FOUND = ['services/api/Dockerfile:1 container']
const PACKER = (source = 'amazon-ebs.web') =>
  `source "${source.split('.')[0] ?? ''}" "web" {}\nbuild {\n  sources = ["source.${source}"]\n}\n`
const pipeline = (...lines: string[]) =>
  [
    'resource "aws_imagebuilder_image_recipe" "web" {',
    '  name = "web"',
    '}',
    'resource "aws_imagebuilder_image_pipeline" "web" {',
    ...lines.map((line) => `  ${line}`),
    '}',
  ].join('\n')

testCheck(check, {
  notApplicable: [
    { name: 'no image', files: { ...CI } },
    { name: 'a Dockerfile of which nothing runs', files: { ...CI, ...DOCKERFILE } },
    { name: 'a workload of another image', files: { ...CI, ...DOCKERFILE, ...runs('registry.acme.io/shop/web:1') } },
    {
      name: 'an image that everybody takes from Docker Hub',
      files: { ...CI, 'nginx/Dockerfile': 'FROM nginx:1\n', ...runs('nginx:1.27') },
    },
    { name: 'a workload for tests', files: { ...CI, ...DOCKERFILE, ...runs('acme/api:1', 'tests/k8s/api.yaml') } },
    {
      name: 'a Dockerfile for development',
      files: { ...CI, 'api/Dockerfile.dev': 'FROM node:22\n', ...runs('acme/api:1') },
    },
    { name: 'Packer without an image', files: { ...CI, 'x.pkr.hcl': PACKER('null.web') } },
    { name: 'an example', files: { ...CI, 'examples/x.pkr.hcl': PACKER() } },
  ],
  implied: [{ name: 'no pipeline at all', files: { ...DOCKERFILE, ...RUNS } }],
  unknown: [
    {
      name: 'an action that nobody knows',
      files: { ...DOCKERFILE, ...RUNS, '.github/workflows/ci.yml': workflow(MAIN, '- uses: acme/ship@v1') },
    },
    {
      name: 'a tool that publishes what its configuration lists',
      files: { ...DOCKERFILE, ...RUNS, '.github/workflows/ci.yml': workflow(MAIN, '- run: goreleaser release') },
      reason: 'may build and push images',
    },
    {
      name: 'an image that is built where it runs',
      files: {
        ...DOCKERFILE,
        ...RUNS,
        '.github/workflows/ci.yml': workflow(MAIN, '- run: ssh web docker build -t api .'),
      },
    },
    {
      name: 'a schedule that a variable decides',
      files: { ...CI, 'main.tf': pipeline('schedule {', '  schedule_expression = var.schedule', '}') },
    },
  ],
  passes: [
    {
      name: 'built and pushed',
      files: {
        ...DOCKERFILE,
        ...RUNS,
        '.github/workflows/image.yml': workflow(MAIN, '- uses: docker/build-push-action@v6', '  with: { push: true }'),
      },
    },
    {
      name: 'GitLab with Kaniko',
      files: {
        ...DOCKERFILE,
        ...RUNS,
        '.gitlab-ci.yml':
          'container:\n  image: gcr.io/kaniko-project/executor:debug\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n  script: [/kaniko/executor --context services/api --destination acme/api:$CI_COMMIT_SHA]\n',
      },
    },
    {
      name: 'a tool that builds what it deploys',
      files: { ...DOCKERFILE, '.github/workflows/ci.yml': workflow(MAIN, '- run: flyctl deploy --remote-only') },
    },
    {
      name: 'Packer',
      files: {
        'images/web.pkr.hcl': PACKER(),
        '.github/workflows/ci.yml': workflow(MAIN, '- run: packer build images'),
      },
    },
    {
      name: 'Packer in CircleCI',
      files: {
        'images/web.pkr.hcl': PACKER(),
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  image:\n    docker: [{ image: "hashicorp/packer:1.11" }]\n    steps:\n      - checkout\n      - run: packer build images\nworkflows:\n  main: { jobs: [image] }\n',
      },
    },
    {
      name: 'an image pipeline with a schedule',
      files: { ...CI, 'main.tf': pipeline('schedule {', '  schedule_expression = "cron(0 3 ? * mon *)"', '}') },
    },
    {
      name: 'an image of CloudFormation',
      files: {
        ...CI,
        'image.yaml':
          'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Recipe: { Type: "AWS::ImageBuilder::ImageRecipe" }\n  Image: { Type: "AWS::ImageBuilder::Image" }\n',
      },
    },
  ],
  fails: [
    { name: 'a workload runs it, no pipeline builds it', files: { ...CI, ...DOCKERFILE, ...RUNS }, expect: FOUND },
    {
      name: 'built and not pushed',
      files: {
        ...DOCKERFILE,
        ...RUNS,
        '.github/workflows/ci.yml': workflow(MAIN, '- run: docker build -t api services/api'),
      },
      expect: FOUND,
    },
    {
      name: 'a name that Compose gives',
      files: {
        ...CI,
        Dockerfile: 'FROM python:3.13\n',
        'compose.yaml': 'services: {app: {build: ., image: acme/shop}}\n',
        ...runs('acme/shop:1.2'),
      },
      expect: ['Dockerfile:1 container'],
    },
    {
      name: 'a registry of the tree',
      files: {
        ...CI,
        Dockerfile: 'FROM python:3.13\n',
        'main.tf': [
          'resource "aws_ecr_repository" "shop" {',
          '  name = "shop"',
          '}',
          'resource "aws_ecs_task_definition" "shop" {',
          '  container_definitions = jsonencode([{ image = "${aws_ecr_repository.shop.repository_url}:${var.tag}" }])',
          '}',
        ].join('\n'),
      },
      expect: ['Dockerfile:1 container'],
    },
    {
      name: 'Packer that nobody runs',
      files: { ...CI, 'images/web.pkr.hcl': PACKER() },
      expect: ['images/web.pkr.hcl:2 machine'],
    },
    {
      name: 'an image pipeline without a schedule',
      files: { ...CI, 'main.tf': pipeline('name = "web"') },
      expect: ['main.tf:4 unscheduled'],
    },
    {
      name: 'a recipe alone',
      files: { ...CI, 'main.tf': 'resource "aws_imagebuilder_image_recipe" "web" {\n  name = "web"\n}' },
      expect: ['main.tf:1 recipe'],
    },
  ],
})
