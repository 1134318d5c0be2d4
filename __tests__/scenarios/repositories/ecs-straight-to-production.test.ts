import { environments, repository as hosted } from '../../helpers/hosting.js'
import { repository } from './support.js'

const INFRASTRUCTURE = `
terraform {
  backend "s3" {
    bucket = "acme-terraform"
    key    = "shop.tfstate"
    region = "eu-central-1"
  }
}

resource "aws_ecs_cluster" "shop" { name = "shop" }

resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([{
    name         = "shop"
    image        = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:latest"
    essential    = true
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_ecs_service" "shop" {
  name                               = "shop"
  cluster                            = aws_ecs_cluster.shop.id
  task_definition                    = aws_ecs_task_definition.shop.arn
  desired_count                      = 2
  deployment_minimum_healthy_percent = 0
}

resource "aws_ecr_repository" "shop" {
  name                 = "shop"
  image_tag_mutability = "MUTABLE"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "shop-errors"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 2
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
}
`

const DEPLOY = `
name: deploy
on:
  push: { branches: [main] }
jobs:
  deploy:
    runs-on: ubuntu-24.04
    environment: production
    steps:
      - uses: actions/checkout@v5
      - uses: aws-actions/configure-aws-credentials@v5
        with: { role-to-assume: 'arn:aws:iam::111122223333:role/shop', aws-region: eu-central-1 }
      - run: |
          npm ci
          npx knex migrate:latest
          docker build -t 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:latest .
          docker push 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:latest
          aws ecs update-service --cluster shop --service shop --force-new-deployment
`

const DROP_COLUMN = `
exports.up = (knex) => knex.schema.alterTable('orders', (table) => { table.dropColumn('customer') })
exports.down = () => Promise.resolve()
`

repository('an ECS service that one step migrates, builds and pushes to production', {
  files: {
    '.github/workflows/deploy.yml': DEPLOY,
    'infra/main.tf': INFRASTRUCTURE,
    Dockerfile: 'FROM node:latest\nCOPY . .\nRUN npm ci\nCMD ["node", "src/server.js"]\n',
    'package.json':
      '{ "name": "shop", "private": true, "scripts": { "test": "jest" }, "dependencies": { "express": "5.1.0", "knex": "3.1.0" }, "devDependencies": { "jest": "30.2.0" } }\n',
    'package-lock.json': '{ "name": "shop", "lockfileVersion": 3, "packages": {} }\n',
    'knexfile.js': "module.exports = { client: 'pg', connection: process.env.DATABASE_URL }\n",
    'src/server.js': "require('express')().get('/', (_, to) => to.send('shop')).listen(8080)\n",
    '__tests__/server.test.js': "test('answers', () => { expect(1).toBe(1) })\n",
    'migrations/20260101000000_orders.js':
      "exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.increments(); table.text('customer') })\nexports.down = (knex) => knex.schema.dropTable('orders')\n",
    'migrations/20260701000000_customer.js': DROP_COLUMN,
  },
  before: { 'migrations/20260701000000_customer.js': null },
  hosting: { ...hosted('public'), ...environments({ production: {} }) },
  graph: {
    environments: ['production production'],
    stages: ['deploy: build publish migrate deploy > production'],
    flows: [],
  },
  judgements: [
    [
      'not-met',
      'deploy-preprod-stage',
      'production is the first place that a change meets',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'not-met',
      'rollback-ecs-circuit-breaker',
      'the service keeps trying the version that does not start',
      'DL.ADS.2 OPS06-BP04 REL08-BP05 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    [
      'not-met',
      'rollback-ecs-circuit-breaker',
      'an alarm rings, and nothing listens',
      'hc.automate.cicd.rollback-on-signal',
    ],
    [
      'not-met',
      'deploy-all-at-once',
      'all tasks may stop before new ones run',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.rolling hc.deploy.blue-green hc.deploy.canary hc.full.progressive-delivery DL.CD.5',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['not-met', 'data-migration-destructive', 'a column goes that the running version reads', 'DL.ADS.5 OPS06-BP01'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'partly-met',
      'supply-immutable-artifacts',
      'there is a registry, and every push overwrites what is in it',
      'DL.CD.2',
    ],
    [
      'met',
      'deploy-from-registry',
      'an image is built, kept in a registry and taken from there',
      'hc.automate.deployments.artifact-flow',
    ],
    [
      'not-met',
      'test-run-in-ci',
      'there are tests, and nothing waits for them',
      'DL.CD.3 DL.CD.7 ops05-bp10.boundaries.pre-checks',
    ],
    ['partly-met', 'deploy-concurrency', 'the pipeline does it all; two runs may overtake each other', 'DL.CD.4'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    [
      'not-met',
      'deploy-mutable-image-tag',
      'the tag latest is pushed over',
      'REL08-BP04 ops05-bp10.workflows.audit-trail',
    ],
    [
      'not-met',
      'deploy-fire-and-forget',
      'nobody waits for the rollout or looks at the service',
      'ops05-bp10.boundaries.post-checks hc.deploy.apps.health-gated',
    ],
    [
      'not-met',
      'deploy-post-verification',
      'no test on a change, no look at the end',
      'ops05-bp10.official.end-to-end',
    ],
    [
      'partly-met',
      'env-production-reviewers',
      'there is an environment, and it asks nobody',
      'ops05-bp10.boundaries.approvals',
    ],
    [
      'not-met',
      'tf-state-locking',
      'two runs at a time overtake each other and destroy the state',
      'ops05-bp10.workflows.idempotency ops05-bp10.workflows.safe-rerun',
    ],
    ['met', 'deploy-imperative-commands', 'containers are replaced, not changed', 'hc.automate.deployments.immutable'],
  ],
})
