import check from '../../checks/integration/ci-exit-code-lost.js'
import { codePipeline, scenario } from './support.js'

/** GitLab's runner, CircleCI and Bitbucket set pipefail themselves, so the script must have switched it off there. */
scenario('the exit code of the tests is lost in a pipe', {
  check,
  state: 'problem',
  practice: ['DL.CI.3', 'not-met'],
  pipelines: {
    'github-actions': `
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-24.04
    steps: [{ uses: actions/checkout@v5 }, { run: npm test | tee test.log }]
`,
    'gitlab-ci': `
test:
  script: [set +o pipefail, npm test | tee test.log]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Test') { steps { sh 'npm test | tee test.log' } }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
pr: [main]
steps:
  - script: npm test | tee test.log
`,
    circleci: `
version: 2.1
jobs:
  test:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: "set +o pipefail\\nnpm test | tee test.log" }]
workflows:
  main: { jobs: [test] }
`,
    'bitbucket-pipelines': `
pipelines:
  default:
    - step: { name: Test, script: [set +o pipefail, npm test | tee test.log] }
`,
    buildkite: `
steps: [{ label: Test, command: npm test | tee test.log }]
`,
    drone: `
kind: pipeline
type: docker
name: default
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm test | tee test.log] }
`,
    woodpecker: `
when: { event: [push, pull_request] }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm test | tee test.log] }
`,
    'aws-codepipeline': codePipeline([{ name: 'Test', commands: ['npm test | tee test.log'] }]),
  },
})
