import check from '../../checks/supply-chain/supply-locked-dependencies.js'
import { codePipeline, scenario } from './support.js'

scenario('the pipeline installs whatever versions it finds', {
  check,
  state: 'problem',
  practice: ['DL.CI.7', 'partly-met'],
  pipelines: {
    'github-actions': `
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-24.04
    steps: [{ uses: actions/checkout@v5 }, { run: npm install }, { run: npm test }]
`,
    'gitlab-ci': `
test:
  script: [npm install, npm test]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Test') { steps { sh 'npm install'; sh 'npm test' } }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
steps:
  - script: npm install
  - script: npm test
`,
    circleci: `
version: 2.1
jobs:
  test:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: npm install }, { run: npm test }]
workflows:
  main: { jobs: [test] }
`,
    'bitbucket-pipelines': `
pipelines:
  default:
    - step: { name: Test, script: [npm install, npm test] }
`,
    buildkite: `
steps: [{ label: Test, commands: [npm install, npm test] }]
`,
    drone: `
kind: pipeline
type: docker
name: default
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm install, npm test] }
`,
    woodpecker: `
when: { event: [push, pull_request] }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm install, npm test] }
`,
    'aws-codepipeline': codePipeline([{ name: 'Test', commands: ['npm install', 'npm test'] }]),
  },
})
