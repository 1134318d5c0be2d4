import check from '../../checks/deployment/deploy-needs-tests.js'
import { codePipeline, scenario } from './support.js'

scenario('the deployment does not wait for the tests', {
  check,
  state: 'problem',
  practice: ['DL.CD.3', 'not-met'],
  pipelines: {
    'github-actions': `
on: { push: { branches: [main] } }
jobs:
  test:
    runs-on: ubuntu-24.04
    steps: [{ uses: actions/checkout@v5 }, { run: npm ci }, { run: npm test }]
  deploy:
    runs-on: ubuntu-24.04
    environment: production
    steps: [{ uses: actions/checkout@v5 }, { run: kubectl apply -f k8s/ }]
`,
    'gitlab-ci': `
stages: [test, deploy]
test:
  stage: test
  script: [npm ci, npm test]
deploy:
  stage: deploy
  needs: []
  environment: production
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [kubectl apply -f k8s/]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('All') {
      parallel {
        stage('Test') { steps { sh 'npm ci'; sh 'npm test' } }
        stage('Deploy to production') {
          when { branch 'main' }
          steps { sh 'kubectl apply -f k8s/' }
        }
      }
    }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
stages:
  - stage: test
    jobs:
      - job: test
        steps:
          - script: npm ci
          - script: npm test
  - stage: production
    dependsOn: []
    jobs:
      - deployment: deploy
        environment: production
        strategy:
          runOnce:
            deploy:
              steps:
                - checkout: self
                - script: kubectl apply -f k8s/
`,
    circleci: `
version: 2.1
jobs:
  test:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: npm ci }, { run: npm test }]
  deploy:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: kubectl apply -f k8s/ }]
workflows:
  main:
    jobs:
      - test
      - deploy:
          name: deploy-production
          filters: { branches: { only: main } }
`,
    'bitbucket-pipelines': `
image: node:22.9.0
pipelines:
  branches:
    main:
      - parallel:
          - step: { name: Test, script: [npm ci, npm test] }
          - step:
              name: Deploy
              deployment: production
              script: [kubectl apply -f k8s/]
`,
    buildkite: `
steps:
  - { label: Test, commands: [npm ci, npm test] }
  - { label: Deploy to production, branches: main, command: kubectl apply -f k8s/ }
`,
    drone: `
kind: pipeline
type: docker
name: test
trigger: { branch: [main], event: [push] }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test] }
---
kind: pipeline
type: docker
name: deploy-production
trigger: { branch: [main], event: [push] }
steps:
  - { name: deploy, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/] }
`,
    woodpecker: `
when: { event: push, branch: main }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test], depends_on: [] }
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/], depends_on: [] }
`,
    'aws-codepipeline': codePipeline([
      { name: 'Production', commands: ['kubectl apply -f k8s/'] },
      { name: 'Test', commands: ['npm ci', 'npm test'] },
    ]),
  },
})
