import check from '../../../checks/integration/ci-failure-notify.js'
import { testCheck } from '../../helpers/check-tester.js'

const nightly = (...lines: string[]) => ({
  '.github/workflows/drift.yml': [
    'name: drift',
    'on:',
    '  workflow_dispatch:',
    '  schedule:',
    "    - cron: '0 4 * * *'",
    'jobs:',
    '  drift:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...lines.map((line) => `      ${line}`),
  ].join('\n'),
})
const WORK = '- run: terraform plan -detailed-exitcode'
const untold = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replace('  schedule:', '  schedule: # ! untold')]),
  )
const codePipeline = (...more: string[]) => ({
  'pipeline.yaml': [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Resources:',
    '  Pipeline:',
    '    Type: AWS::CodePipeline::Pipeline',
    '    Properties:',
    '      Stages:',
    '        - Name: Source',
    '          Actions: [{ Name: s, ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: "1" } }]',
    '        - Name: Deploy',
    '          Actions:',
    '            - Name: d',
    '              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ECS, Version: "1" }',
    '              Configuration: { ClusterName: main, ServiceName: shop }',
    ...more.map((line) => `  ${line}`),
  ].join('\n'),
})

testCheck(check, {
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  notApplicable: [
    {
      name: 'somebody waits for it',
      files: {
        '.github/workflows/ci.yml': 'on: pull_request\njobs: { a: { runs-on: x, steps: [{ run: npm test }] } }',
      },
    },
    {
      name: 'a change starts it too',
      files: {
        '.github/workflows/ci.yml':
          "on: { push: {}, schedule: [{ cron: '0 4 * * *' }] }\njobs: { a: { runs-on: x, steps: [{ run: npm test }] } }",
      },
    },
    { name: 'it only tidies up', files: nightly('- uses: actions/stale@v10') },
  ],
  unknown: [
    {
      name: 'a pipeline that deploys',
      files: {
        '.github/workflows/deploy.yml':
          'on: { push: { branches: [main] } }\njobs: { a: { runs-on: x, environment: production, steps: [{ run: helm upgrade shop chart }] } }',
      },
      reason: 'integration',
    },
    {
      name: 'something after a failure that cannot be looked into',
      files: nightly(WORK, '- if: failure()', '  uses: acme/page@v1'),
      reason: 'may tell of failures',
    },
    {
      name: 'a workflow of another repository',
      files: {
        '.github/workflows/n.yml':
          "on: { schedule: [{ cron: '0 4 * * *' }] }\njobs: { a: { uses: acme/ci/.github/workflows/n.yml@v1 } }",
      },
      reason: 'acme/ci',
    },
    { name: 'CodePipeline', files: codePipeline(), reason: 'integration' },
    { name: 'a system that is not read', files: { 'appveyor.yml': 'build: off' }, reason: 'appveyor.yml' },
  ],
  passes: [
    { name: 'an issue', files: nightly(WORK, '- if: failure()', '  run: gh issue create --title failed') },
    {
      name: 'the Slack orb of CircleCI, which waits for a failure itself',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'orbs: { slack: circleci/slack@4.13.3 }',
          'jobs:',
          '  drift:',
          '    docker: [{ image: cimg/base:2026.01 }]',
          '    steps: [{ run: terraform plan }, { slack/notify: { event: fail, template: basic_fail_1 } }]',
          'workflows:',
          '  nightly:',
          '    triggers: [{ schedule: { cron: 0 4 * * *, filters: { branches: { only: main } } } }]',
          '    jobs: [drift]',
        ].join('\n'),
      },
    },
    { name: 'a chat', files: nightly(WORK, '- if: ${{ always() }}', '  uses: slackapi/slack-github-action@v2') },
    {
      name: 'the switch of a watchdog',
      files: nightly(WORK, '- if: failure()', '  run: curl -fsS https://hc-ping.com/0ae5/fail'),
    },
    {
      name: 'other programs that call an address',
      files: nightly(WORK, '- if: failure()', '  run: wget --post-data failed "$CHAT_URL"'),
    },
    {
      name: 'an address',
      files: nightly(WORK, '- if: failure()', '  run: curl -X POST "$WEBHOOK" -d failed'),
    },
    {
      name: 'a script',
      files: nightly(
        WORK,
        '- if: failure()',
        '  uses: actions/github-script@v8',
        '  with: { script: "await github.rest.issues.create({})" }',
      ),
    },
    {
      name: 'by the outcome of a step',
      files: nightly(
        '- { id: plan, run: terraform plan, continue-on-error: true }',
        "- if: steps.plan.outcome == 'failure'",
        '  run: gh issue create --title failed',
      ),
    },
    {
      name: 'a workflow that watches',
      files: {
        ...nightly(WORK),
        '.github/workflows/watch.yml':
          'on: { workflow_run: { workflows: [drift], types: [completed] } }\njobs: { a: { runs-on: x, steps: [{ uses: slackapi/slack-github-action@v2 }] } }',
      },
    },
    {
      name: 'GitLab, a job after a failure of a deployment',
      files: {
        '.gitlab-ci.yml': [
          'stages: [deploy, tell]',
          'deploy: { stage: deploy, environment: production, script: helm upgrade shop chart, rules: [{ if: $CI_COMMIT_BRANCH == "main" }] }',
          'tell: { stage: tell, when: on_failure, script: curl -d failed $WEBHOOK }',
        ].join('\n'),
      },
    },
    {
      name: 'Jenkins, after a failure of a deployment',
      files: {
        Jenkinsfile: [
          'pipeline {',
          '  agent any',
          "  stages { stage('Deploy to production') { steps { sh 'helm upgrade shop chart' } } }",
          "  post { failure { slackSend message: 'failed' } }",
          '}',
        ].join('\n'),
      },
    },
    {
      name: 'CodePipeline with a notification rule',
      files: codePipeline(
        'Rule:',
        '  Type: AWS::CodeStarNotifications::NotificationRule',
        '  Properties: { Name: failed }',
      ),
    },
    {
      name: 'CodePipeline with a rule of EventBridge',
      files: codePipeline(
        'Rule:',
        '  Type: AWS::Events::Rule',
        '  Properties:',
        '    EventPattern: { source: [aws.codepipeline], detail-type: [CodePipeline Pipeline Execution State Change] }',
      ),
    },
  ],
  fails: [
    { name: 'nothing', files: untold(nightly(WORK)) },
    { name: 'a script that nobody has here', files: untold(nightly('- run: ./drift.sh')) },
    {
      name: 'a download after a failure',
      files: untold(
        nightly(WORK, '- if: always()', '  run: curl -fsSL https://get.example.com/tool.tar.gz -o tool.tar.gz'),
      ),
    },
    { name: 'a message of success', files: untold(nightly(WORK, '- uses: slackapi/slack-github-action@v2')) },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs: { scan: { docker: [{ image: cimg/node:22.12 }], steps: [run: npm audit] } }',
          'workflows:',
          '  nightly:',
          '    triggers:',
          "      - schedule: { cron: '0 4 * * *', filters: { branches: { only: [main] } } } # ! untold",
          '    jobs: [scan]',
        ].join('\n'),
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml': [
          'trigger: none',
          'pr: none',
          'schedules:',
          "  - cron: '0 4 * * *' # ! untold",
          '    branches: { include: [main] }',
          'steps: [{ script: npm audit }]',
        ].join('\n'),
      },
    },
  ],
})
