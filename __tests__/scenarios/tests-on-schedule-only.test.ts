import check from '../../checks/integration/ci-trigger-on-change.js'
import { codePipeline, scenario } from './support.js'

scenario('the tests run every night and for no change', {
  check,
  state: 'problem',
  practice: ['DL.CI.2', 'not-met'],
  pipelines: {
    'github-actions': `
on: { schedule: [{ cron: '0 3 * * *' }] }
jobs:
  test:
    runs-on: ubuntu-24.04
    steps: [{ uses: actions/checkout@v5 }, { run: npm ci }, { run: npm test }]
`,
    'gitlab-ci': `
test:
  rules: [{ if: $CI_PIPELINE_SOURCE == "schedule" }]
  script: [npm ci, npm test]
`,
    jenkins: `
pipeline {
  agent any
  triggers { cron('H 3 * * *') }
  stages {
    stage('Test') {
      when { triggeredBy 'TimerTrigger' }
      steps { sh 'npm ci'; sh 'npm test' }
    }
  }
}
`,
    'azure-pipelines': `
trigger: none
pr: none
schedules:
  - cron: '0 3 * * *'
    branches: { include: [main] }
steps:
  - script: npm ci
  - script: npm test
`,
    circleci: `
version: 2.1
jobs:
  test:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: npm ci }, { run: npm test }]
workflows:
  nightly:
    triggers:
      - schedule: { cron: '0 3 * * *', filters: { branches: { only: main } } }
    jobs: [test]
`,
    'bitbucket-pipelines': `
image: node:22.9.0
pipelines:
  custom:
    nightly:
      - step: { name: Test, script: [npm ci, npm test] }
`,
    buildkite: `
steps: [{ label: Test, if: build.source == "schedule", commands: [npm ci, npm test] }]
`,
    drone: `
kind: pipeline
type: docker
name: default
trigger: { event: [cron] }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test] }
`,
    woodpecker: `
when: { event: cron }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test] }
`,
    'aws-codepipeline': codePipeline([{ name: 'Test', commands: ['npm ci', 'npm test'] }], []).replace(
      'BranchName: main',
      'BranchName: main, DetectChanges: false',
    ),
  },
})
