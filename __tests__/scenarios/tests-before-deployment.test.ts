import check from '../../checks/deployment/deploy-needs-tests.js'
import { codePipeline, scenario } from './support.js'

scenario('the deployment waits for the tests', {
  check,
  state: 'evidence',
  practice: ['DL.CD.3', 'met'],
  pipelines: {
    'github-actions': `
on: { push: { branches: [main] } }
jobs:
  test:
    runs-on: ubuntu-24.04
    steps: [{ uses: actions/checkout@v5 }, { run: npm ci }, { run: npm test }]
  deploy:
    needs: test
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
  environment: production
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [kubectl apply -f k8s/]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Test') { steps { sh 'npm ci'; sh 'npm test' } }
    stage('Deploy to production') {
      when { branch 'main' }
      steps { sh 'kubectl apply -f k8s/' }
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
    dependsOn: test
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
          requires: [test]
          filters: { branches: { only: main } }
`,
    'bitbucket-pipelines': `
image: node:22.9.0
pipelines:
  branches:
    main:
      - step: { name: Test, script: [npm ci, npm test] }
      - step:
          name: Deploy
          deployment: production
          script: [kubectl apply -f k8s/]
`,
    buildkite: `
steps:
  - { label: Test, commands: [npm ci, npm test] }
  - wait
  - { label: Deploy to production, branches: main, command: kubectl apply -f k8s/ }
`,
    drone: `
kind: pipeline
type: docker
name: default
trigger: { branch: [main], event: [push] }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test] }
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/] }
`,
    woodpecker: `
when: { event: push, branch: main }
steps:
  - { name: test, image: 'node:22.9.0', commands: [npm ci, npm test] }
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/] }
`,
    'aws-codepipeline': codePipeline([
      { name: 'Test', commands: ['npm ci', 'npm test'] },
      { name: 'Production', commands: ['kubectl apply -f k8s/'] },
    ]),
  },
})
