import check from '../../checks/pipeline/pipeline-unpinned-image.js'
import { codePipeline, scenario } from './support.js'

scenario('the pipeline runs in an image that changes without a commit', {
  check,
  state: 'problem',
  practice: ['AG.SAD.3', 'not-met'],
  pipelines: {
    'github-actions': `
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-24.04
    container: acme/builder:latest
    steps: [{ uses: actions/checkout@v5 }, { run: npm ci }, { run: npm test }]
`,
    'gitlab-ci': `
test:
  image: acme/builder:latest
  script: [npm ci, npm test]
`,
    jenkins: `
pipeline {
  agent { docker { image 'acme/builder:latest' } }
  stages {
    stage('Test') { steps { sh 'npm ci'; sh 'npm test' } }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
pr: [main]
jobs:
  - job: test
    container: acme/builder:latest
    steps: [{ script: npm ci }, { script: npm test }]
`,
    circleci: `
version: 2.1
jobs:
  test:
    docker: [{ image: 'acme/builder:latest' }]
    steps: [checkout, { run: npm ci }, { run: npm test }]
workflows:
  main: { jobs: [test] }
`,
    'bitbucket-pipelines': `
image: acme/builder:latest
pipelines:
  default:
    - step: { name: Test, script: [npm ci, npm test] }
`,
    buildkite: `
steps:
  - label: Test
    commands: [npm ci, npm test]
    plugins: [{ 'docker#v5.12.0': { image: 'acme/builder:latest' } }]
`,
    drone: `
kind: pipeline
type: docker
name: default
steps:
  - { name: test, image: 'acme/builder:latest', commands: [npm ci, npm test] }
`,
    woodpecker: `
when: { event: [push, pull_request] }
steps:
  - { name: test, image: 'acme/builder:latest', commands: [npm ci, npm test] }
`,
    'aws-codepipeline': codePipeline([
      { name: 'Test', image: 'acme/builder:latest', commands: ['npm ci', 'npm test'] },
    ]),
  },
})
