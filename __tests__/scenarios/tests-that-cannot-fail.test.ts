import check from '../../checks/integration/ci-test-cannot-fail.js'
import { codePipeline, scenario } from './support.js'

scenario('whatever the tests say, the pipeline goes on', {
  check,
  state: 'problem',
  practice: ['DL.CI.3', 'not-met'],
  pipelines: {
    'github-actions': `
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-24.04
    continue-on-error: true
    steps: [{ uses: actions/checkout@v5 }, { run: npm ci }, { run: npm test }]
`,
    'gitlab-ci': `
test:
  allow_failure: true
  script: [npm ci, npm test]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Test') {
      steps {
        sh 'npm ci'
        sh script: 'npm test', returnStatus: true
      }
    }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
pr: [main]
steps:
  - script: npm ci
  - script: npm test
    continueOnError: true
`,
    circleci: `
version: 2.1
jobs:
  test:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: npm ci }, { run: npm test || true }]
workflows:
  main: { jobs: [test] }
`,
    'bitbucket-pipelines': `
image: node:22.9.0
pipelines:
  default:
    - step: { name: Test, script: [npm ci, 'npm test || true'] }
`,
    buildkite: `
steps: [{ label: Test, soft_fail: true, commands: [npm ci, npm test] }]
`,
    drone: `
kind: pipeline
type: docker
name: default
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test], failure: ignore }
`,
    woodpecker: `
when: { event: [push, pull_request] }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test], failure: ignore }
`,
    'aws-codepipeline': codePipeline([{ name: 'Test', commands: ['npm ci', 'npm test || true'] }]),
  },
})
