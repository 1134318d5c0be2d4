import check from '../../checks/deployment/deploy-preprod-stage.js'
import { codePipeline, scenario } from './support.js'

scenario('a version goes straight to production', {
  check,
  state: 'problem',
  practice: ['DL.ADS.1', 'not-met'],
  pipelines: {
    'github-actions': `
on: { push: { branches: [main] } }
jobs:
  production:
    runs-on: ubuntu-24.04
    environment: production
    steps: [{ uses: actions/checkout@v5 }, { run: kubectl apply -f k8s/ }]
`,
    'gitlab-ci': `
production:
  environment: production
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [kubectl apply -f k8s/]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Deploy to production') {
      when { branch 'main' }
      steps { sh 'kubectl apply -f k8s/' }
    }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
jobs:
  - deployment: production
    environment: production
    strategy:
      runOnce: { deploy: { steps: [{ checkout: self }, { script: kubectl apply -f k8s/ }] } }
`,
    circleci: `
version: 2.1
jobs:
  deploy-production:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: kubectl apply -f k8s/ }]
workflows:
  main: { jobs: [{ deploy-production: { filters: { branches: { only: main } } } }] }
`,
    'bitbucket-pipelines': `
pipelines:
  branches:
    main:
      - step: { name: Deploy, deployment: production, script: [kubectl apply -f k8s/] }
`,
    buildkite: `
steps: [{ label: Deploy to production, branches: main, command: kubectl apply -f k8s/ }]
`,
    drone: `
kind: pipeline
type: docker
name: default
trigger: { branch: [main], event: [push] }
steps:
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/] }
`,
    woodpecker: `
when: { event: push, branch: main }
steps:
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/] }
`,
    'aws-codepipeline': codePipeline([{ name: 'Production', service: 'shop-production' }]),
  },
})
