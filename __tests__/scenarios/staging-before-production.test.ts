import check from '../../checks/deployment/deploy-preprod-stage.js'
import { codePipeline, scenario } from './support.js'

scenario('a version reaches staging before production', {
  check,
  state: 'evidence',
  practice: ['DL.ADS.1', 'met'],
  pipelines: {
    'github-actions': `
on: { push: { branches: [main] } }
jobs:
  staging:
    runs-on: ubuntu-24.04
    environment: staging
    steps: [{ uses: actions/checkout@v5 }, { run: kubectl --context staging apply -f k8s/ }]
  production:
    needs: staging
    runs-on: ubuntu-24.04
    environment: production
    steps: [{ uses: actions/checkout@v5 }, { run: kubectl --context production apply -f k8s/ }]
`,
    'gitlab-ci': `
stages: [staging, production]
staging:
  stage: staging
  environment: staging
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [kubectl --context staging apply -f k8s/]
production:
  stage: production
  environment: production
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [kubectl --context production apply -f k8s/]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Deploy to staging') {
      when { branch 'main' }
      steps { sh 'kubectl --context staging apply -f k8s/' }
    }
    stage('Deploy to production') {
      when { branch 'main' }
      steps { sh 'kubectl --context production apply -f k8s/' }
    }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
stages:
  - stage: staging
    jobs:
      - deployment: staging
        environment: staging
        strategy:
          runOnce: { deploy: { steps: [{ checkout: self }, { script: kubectl --context staging apply -f k8s/ }] } }
  - stage: production
    jobs:
      - deployment: production
        environment: production
        strategy:
          runOnce: { deploy: { steps: [{ checkout: self }, { script: kubectl --context production apply -f k8s/ }] } }
`,
    circleci: `
version: 2.1
jobs:
  deploy:
    parameters: { target: { type: string } }
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: kubectl --context << parameters.target >> apply -f k8s/ }]
workflows:
  main:
    jobs:
      - deploy:
          name: deploy-staging
          target: staging
          filters: { branches: { only: main } }
      - deploy:
          name: deploy-production
          target: production
          requires: [deploy-staging]
          filters: { branches: { only: main } }
`,
    'bitbucket-pipelines': `
pipelines:
  branches:
    main:
      - step: { name: Staging, deployment: staging, script: [kubectl --context staging apply -f k8s/] }
      - step: { name: Production, deployment: production, script: [kubectl --context production apply -f k8s/] }
`,
    buildkite: `
steps:
  - { label: Staging, branches: main, command: kubectl --context staging apply -f k8s/ }
  - wait
  - { label: Production, branches: main, command: kubectl --context production apply -f k8s/ }
`,
    drone: `
kind: pipeline
type: docker
name: default
trigger: { branch: [main], event: [push] }
steps:
  - { name: staging, image: 'bitnami/kubectl:1.31.2', commands: [kubectl --context staging apply -f k8s/] }
  - { name: production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl --context production apply -f k8s/] }
`,
    woodpecker: `
when: { event: push, branch: main }
steps:
  - { name: staging, image: 'bitnami/kubectl:1.31.2', commands: [kubectl --context staging apply -f k8s/] }
  - { name: production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl --context production apply -f k8s/] }
`,
    'aws-codepipeline': codePipeline([
      { name: 'Staging', service: 'shop-staging' },
      { name: 'Production', service: 'shop-production' },
    ]),
  },
})
