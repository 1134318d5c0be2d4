import { environments, repository as hosted } from '../../helpers/hosting.js'
import { SHOP } from './shop.js'
import { repository } from './support.js'

/** What both environments have: instances that CodeDeploy replaces by new ones behind a load balancer. */
const SERVERS = `
variable "environment" { type = string }

resource "aws_launch_template" "shop" {
  name          = "shop-\${var.environment}"
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.small"
}

resource "aws_autoscaling_group" "shop" {
  name                = "shop-\${var.environment}"
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = ["subnet-a", "subnet-b"]
  health_check_type   = "ELB"
  launch_template {
    id      = aws_launch_template.shop.id
    version = aws_launch_template.shop.latest_version
  }
}

resource "aws_lb_target_group" "shop" {
  name     = "shop-\${var.environment}"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0123"
  health_check { path = "/health" }
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

resource "aws_codedeploy_app" "shop" {
  name             = "shop-\${var.environment}"
  compute_platform = "Server"
}

resource "aws_codedeploy_deployment_group" "shop" {
  app_name               = aws_codedeploy_app.shop.name
  deployment_group_name  = "shop-\${var.environment}"
  service_role_arn       = "arn:aws:iam::111122223333:role/codedeploy"
  deployment_config_name = "CodeDeployDefault.HalfAtATime"
  autoscaling_groups     = [aws_autoscaling_group.shop.name]

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  blue_green_deployment_config {
    green_fleet_provisioning_option { action = "COPY_AUTO_SCALING_GROUP" }
    deployment_ready_option { action_on_timeout = "CONTINUE_DEPLOYMENT" }
    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = 60
    }
  }

  load_balancer_info {
    target_group_info { name = aws_lb_target_group.shop.name }
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  alarm_configuration {
    enabled = true
    alarms  = [aws_cloudwatch_metric_alarm.errors.alarm_name]
  }
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

module "servers" {
  source      = "../servers"
  environment = "${environment}"
}
`

const APPSPEC = `
version: 0.0
os: linux
files:
  - { source: /, destination: /srv/shop }
hooks:
  ApplicationStart:
    - { location: scripts/start.sh, timeout: 60 }
  ValidateService:
    - { location: scripts/validate.sh, timeout: 120 }
`

const CREDENTIALS = (role: string): string => `
      - uses: aws-actions/configure-aws-credentials@a03048d87541d1d9fcf2ecf528a4a65ba9bd7838 # v5.0.0
        with: { role-to-assume: 'arn:aws:iam::111122223333:role/shop-${role}', aws-region: eu-central-1 }`

const deploy = (environment: string, needs: string): string => `
  ${environment}:
    needs: ${needs}
    runs-on: ubuntu-24.04
    environment: { name: ${environment}, url: 'https://${environment}.shop.example' }
    concurrency: { group: shop-${environment}, cancel-in-progress: false }
    timeout-minutes: 60
    steps:${CREDENTIALS(environment)}
      - run: |
          id=$(aws deploy create-deployment --application-name shop-${environment} --deployment-group-name shop-${environment} --s3-location bucket=acme-artifacts,key=shop/\${{ github.sha }}.zip,bundleType=zip --query deploymentId --output text)
          aws deploy wait deployment-successful --deployment-id "$id"
      - run: curl --fail --retry 5 https://${environment}.shop.example/health
`

const DELIVER = `
name: deliver
on:
  push: { branches: [main] }
permissions: { contents: read, id-token: write }
jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: npm ci
      - run: npm test${CREDENTIALS('build')}
      - run: npm prune --omit=dev
      - run: aws deploy push --application-name shop-staging --s3-location s3://acme-artifacts/shop/\${{ github.sha }}.zip --source .
${deploy('staging', 'build')}${deploy('production', 'staging')}
`

const CI = `
name: ci
on: pull_request
permissions: { contents: read, id-token: write }
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd # v5.0.1
      - run: npm ci
      - run: npm test
      - run: terraform -chdir=infra/production init -backend=false
      - run: terraform -chdir=infra/production validate
`

repository('servers that CodeDeploy replaces by new ones behind a load balancer', {
  files: {
    ...SHOP,
    'appspec.yml': APPSPEC,
    'scripts/start.sh': '#!/usr/bin/env bash\nset -euo pipefail\nsystemctl restart shop\n',
    'scripts/validate.sh':
      '#!/usr/bin/env bash\nset -euo pipefail\ncurl --fail --retry 10 http://localhost:8080/health\n',
    'infra/servers/main.tf': SERVERS,
    'infra/staging/main.tf': root('staging'),
    'infra/production/main.tf': root('production'),
    '.github/workflows/ci.yml': CI,
    '.github/workflows/deliver.yml': DELIVER,
  },
  hosting: {
    ...hosted('public'),
    ...environments({ staging: { branchPolicy: 'protected' }, production: { branchPolicy: 'protected' } }),
  },
  graph: {
    environments: ['staging staging', 'production production after staging'],
    stages: ['build: test publish', 'staging: deploy verify > staging', 'production: deploy verify > production'],
    flows: ['build order staging', 'staging order production'],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'staging gets the same bundle, and is asked for its health before production',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'met',
      'rollback-codedeploy-auto',
      'a failed deployment is rolled back by CodeDeploy',
      'DL.ADS.2 OPS06-BP04 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    ['met', 'rollback-alarm-driven', 'and one during which the alarm rings', 'hc.automate.cicd.rollback-on-signal'],
    [
      'met',
      'deploy-all-at-once',
      'new instances take over half at a time, and the old ones stay for an hour',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.blue-green hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'blue and green are used; the strategies are alternatives',
      'hc.deploy.rolling hc.deploy.canary',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'met',
      'deploy-build-once',
      'one bundle in a bucket for both environments',
      'DL.CD.2 hc.automate.deployments.artifact-flow ops05-bp10.workflows.idempotency',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, a look at the system after each deployment',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'nothing is left to people', 'DL.CD.4 REL08-BP05'],
    ['not-met', 'deploy-on-demand', 'only a push deploys, so nobody can ask for a version by its name', 'DL.CD.5'],
    [
      'unknown',
      'history-change-failure-rate',
      'no file says what people do when the rollback does not help',
      'OPS06-BP01',
    ],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    ['met', 'deploy-manual-gate', 'production asks nobody once the checks have passed', 'DL.CD.7'],
    ['met', 'deploy-imperative-commands', 'instances are replaced, not changed', 'REL08-BP04'],
    [
      'met',
      'deploy-post-verification',
      'each deployment is waited for and asked for its health',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    [
      'partly-met',
      'env-production-reviewers',
      'there is an environment, and it asks nobody',
      'ops05-bp10.boundaries.approvals',
    ],
    [
      'partly-met',
      'supply-provenance',
      'environments record what was deployed, and nothing signed says how it was built',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-concurrency', 'one deployment of an environment at a time', 'ops05-bp10.workflows.safe-rerun'],
    ['met', 'deploy-imperative-commands', 'servers come and go', 'hc.automate.deployments.immutable'],
  ],
})
