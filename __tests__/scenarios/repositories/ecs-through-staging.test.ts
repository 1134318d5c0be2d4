import { environments, repository as hosted } from '../../helpers/hosting.js'
import { repository } from './support.js'

/** One service of Amazon ECS with what surrounds it; each environment has a root of its own that calls this module. */
const SERVICE = `
variable "environment" { type = string }
variable "image" { type = string }
variable "subnets" { type = list(string) }

resource "aws_ecs_cluster" "shop" {
  name = "shop-\${var.environment}"
}

resource "aws_ecs_task_definition" "shop" {
  family                   = "shop-\${var.environment}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{
    name         = "shop"
    image        = var.image
    essential    = true
    portMappings = [{ containerPort = 8080 }]
    healthCheck  = { command = ["CMD-SHELL", "wget -q -O - http://localhost:8080/health || exit 1"] }
  }])
}

resource "aws_lb_target_group" "shop" {
  name        = "shop-\${var.environment}"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = "vpc-0123"
  health_check { path = "/health" }
}

resource "aws_ecs_service" "shop" {
  name                               = "shop"
  cluster                            = aws_ecs_cluster.shop.id
  task_definition                    = aws_ecs_task_definition.shop.arn
  desired_count                      = 4
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 125
  network_configuration { subnets = var.subnets }

  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name   = "shop"
    container_port   = 8080
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  alarms {
    enable      = true
    rollback    = true
    alarm_names = [aws_cloudwatch_metric_alarm.errors.alarm_name]
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "shop-\${var.environment}-errors"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 2
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { TargetGroup = aws_lb_target_group.shop.arn_suffix }
}
`

const root = (environment: string): string => `
terraform {
  required_version = "~> 1.13"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
  backend "s3" {
    bucket       = "acme-terraform"
    key          = "shop/${environment}.tfstate"
    region       = "eu-central-1"
    use_lockfile = true
  }
}

provider "aws" { region = "eu-central-1" }

variable "image" { type = string }

module "service" {
  source      = "../service"
  environment = "${environment}"
  image       = var.image
  subnets     = ["subnet-a", "subnet-b"]
}
`

const REGISTRY = `
terraform {
  backend "s3" {
    bucket       = "acme-terraform"
    key          = "shop/registry.tfstate"
    region       = "eu-central-1"
    use_lockfile = true
  }
}

resource "aws_ecr_repository" "shop" {
  name                 = "shop"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecr_lifecycle_policy" "shop" {
  repository = aws_ecr_repository.shop.name
  policy = jsonencode({ rules = [{
    rulePriority = 1
    selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
    action       = { type = "expire" }
  }] })
}
`

const deployJobs = (environment: string, needs: string): string => `
  migrate-${environment}:
    needs: ${needs}
    runs-on: ubuntu-24.04
    environment: ${environment}
    concurrency: { group: shop-${environment}-schema, cancel-in-progress: false }
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: npm ci
      - run: npx knex migrate:latest
        env: { DATABASE_URL: '\${{ secrets.DATABASE_URL }}' }
  deploy-${environment}:
    needs: migrate-${environment}
    runs-on: ubuntu-24.04
    environment: { name: ${environment}, url: 'https://${environment}.shop.example' }
    concurrency: { group: shop-${environment}, cancel-in-progress: false }
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - uses: aws-actions/configure-aws-credentials@a03048d87541d1d9fcf2ecf528a4a65ba9bd7838 # v5.0.0
        with: { role-to-assume: 'arn:aws:iam::111122223333:role/shop-${environment}', aws-region: eu-central-1 }
      - uses: hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd # v3.1.2
      - run: terraform -chdir=infra/${environment} init
      - run: terraform -chdir=infra/${environment} plan -out=release.tfplan -var image=111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:\${{ github.sha }}
      - run: terraform -chdir=infra/${environment} apply release.tfplan
      - run: aws ecs wait services-stable --cluster shop-${environment} --services shop
      - run: curl --fail --retry 5 https://${environment}.shop.example/health
`

const DELIVER = `
name: deliver
on:
  push: { branches: [main] }
permissions: { contents: read, id-token: write }
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: npm ci
      - run: npm test
  build:
    needs: test
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - uses: aws-actions/configure-aws-credentials@a03048d87541d1d9fcf2ecf528a4a65ba9bd7838 # v5.0.0
        with: { role-to-assume: 'arn:aws:iam::111122223333:role/shop-build', aws-region: eu-central-1 }
      - uses: aws-actions/amazon-ecr-login@062b18b96a7aff071d4dc91bc00c4c1a7945b076 # v2.0.1
      - run: docker build -t 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:\${{ github.sha }} .
      - run: docker push 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:\${{ github.sha }}
${deployJobs('staging', 'build')}
  accept:
    needs: deploy-staging
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: npm ci
      - run: npx playwright test
        env: { BASE_URL: 'https://staging.shop.example' }
${deployJobs('production', 'accept')}
`

const ROLL_BACK = `
name: roll back
on:
  workflow_dispatch:
    inputs:
      version: { description: The commit whose image runs again, required: true }
permissions: { contents: read, id-token: write }
jobs:
  production:
    runs-on: ubuntu-24.04
    environment: production
    concurrency: { group: shop-production, cancel-in-progress: false }
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: terraform -chdir=infra/production init
      - run: terraform -chdir=infra/production plan -out=release.tfplan -var image=111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:\${{ inputs.version }}
      - run: terraform -chdir=infra/production apply release.tfplan
      - run: aws ecs wait services-stable --cluster shop-production --services shop
`

const CI = `
name: ci
on: pull_request
permissions: { contents: read }
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: npm ci
      - run: npm test
  plan:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: terraform -chdir=infra/staging init
      - run: terraform -chdir=infra/staging plan
      - run: terraform -chdir=infra/production init
      - run: terraform -chdir=infra/production validate
      - run: terraform -chdir=infra/production plan
`

const ADD_NOTE = `
exports.up = (knex) => knex.schema.alterTable('orders', (table) => { table.text('note').nullable() })
exports.down = (knex) => knex.schema.alterTable('orders', (table) => { table.dropColumn('note') })
`

repository('an ECS service that goes through staging and an approval, watched by alarms', {
  files: {
    '.github/workflows/ci.yml': CI,
    '.github/workflows/deliver.yml': DELIVER,
    '.github/workflows/roll-back.yml': ROLL_BACK,
    '.github/CODEOWNERS': '* @acme/shop\n/.github/ @acme/platform\n/infra/ @acme/platform\n',
    'infra/service/main.tf': SERVICE,
    'infra/staging/main.tf': root('staging'),
    'infra/production/main.tf': root('production'),
    'infra/registry/main.tf': REGISTRY,
    Dockerfile:
      'FROM node:24.11.1-slim@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nUSER node\nCMD ["node", "src/server.js"]\n',
    'package.json':
      '{ "name": "shop", "private": true, "scripts": { "test": "jest" }, "dependencies": { "express": "5.1.0", "knex": "3.1.0" }, "devDependencies": { "jest": "30.2.0", "@playwright/test": "1.56.1" } }\n',
    'package-lock.json': '{ "name": "shop", "lockfileVersion": 3, "packages": {} }\n',
    'knexfile.js': "module.exports = { client: 'pg', connection: process.env.DATABASE_URL }\n",
    'src/server.js': "require('express')().get('/health', (_, to) => to.send('well')).listen(8080)\n",
    '__tests__/server.test.js': "test('answers', () => { expect(1).toBe(1) })\n",
    'e2e/buy.spec.js':
      "const { test } = require('@playwright/test')\ntest('buys', async ({ page }) => { await page.goto('/') })\n",
    'playwright.config.js': "module.exports = { testDir: 'e2e' }\n",
    'migrations/20260101000000_orders.js':
      "exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.increments() })\nexports.down = (knex) => knex.schema.dropTable('orders')\n",
    'migrations/20260701000000_note.js': ADD_NOTE,
  },
  before: { 'migrations/20260701000000_note.js': null },
  hosting: {
    ...hosted('private'),
    ...environments({
      staging: { branchPolicy: 'protected' },
      production: { reviewers: 2, selfReviewPrevented: true, branchPolicy: 'protected' },
    }),
  },
  graph: {
    environments: ['staging staging', 'production production after staging'],
    stages: [
      'test: test',
      'build: build publish',
      'migrate-staging: migrate',
      'deploy-staging: deploy verify > staging',
      'accept: verify',
      'migrate-production: migrate',
      'deploy-production: deploy verify > production',
      'production: deploy verify > production',
    ],
    flows: [
      'test order build',
      'build order migrate-staging',
      'migrate-staging order deploy-staging',
      'deploy-staging order accept',
      'accept order migrate-production',
      'migrate-production order deploy-production',
      'build artifact deploy-staging [111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop]',
      'build artifact deploy-production [111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop]',
      'build artifact production [111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop]',
    ],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'the same image runs in staging and is tried out there before production',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'met',
      'rollback-ecs-circuit-breaker',
      'the service goes back by itself when tasks do not start',
      'DL.ADS.2 OPS06-BP04 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    ['met', 'rollback-alarm-driven', 'and when the alarm on errors rings', 'hc.automate.cicd.rollback-on-signal'],
    [
      'met',
      'deploy-all-at-once',
      'tasks are replaced part by part, with all four kept alive',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.rolling hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'it rolls; the strategies are alternatives',
      'hc.deploy.blue-green hc.deploy.canary',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['met', 'data-migration-destructive', 'the new column is optional and can be taken away again', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'met',
      'deploy-build-once',
      'one image in a registry whose tags cannot be overwritten',
      'DL.CD.2 hc.automate.deployments.artifact-flow',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, a look at the system after each deployment',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'people approve and do nothing else', 'DL.CD.4 REL08-BP05'],
    ['met', 'deploy-on-demand', 'any commit can be named and deployed', 'DL.CD.5 OPS06-BP01'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    [
      'not-applicable',
      'deploy-manual-gate',
      'two people approve production; that they should not is nowhere said',
      'DL.CD.7',
    ],
    ['met', 'supply-immutable-artifacts', 'containers are replaced, and their image never changes', 'REL08-BP04'],
    [
      'met',
      'deploy-post-verification',
      'each deployment is waited for and asked for its health',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    ['met', 'env-production-reviewers', 'two reviewers, not the one who started it', 'ops05-bp10.boundaries.approvals'],
    [
      'partly-met',
      'supply-provenance',
      'environments record what was deployed, and nothing signed says how it was built',
      'ops05-bp10.workflows.audit-trail',
    ],
    [
      'met',
      'deploy-build-once',
      'applied from code, built once, migrations in order',
      'ops05-bp10.workflows.idempotency',
    ],
    [
      'met',
      'deploy-concurrency',
      'one deployment of an environment at a time, and a locked state',
      'ops05-bp10.workflows.safe-rerun',
    ],
    ['met', 'deploy-imperative-commands', 'nothing is changed in place', 'hc.automate.deployments.immutable'],
  ],
})
