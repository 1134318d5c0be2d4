import check from '../../checks/rollback/rollback-path-defined.js'
import { codePipeline, scenario } from './support.js'

scenario('a deployment that fails is taken back', {
  check,
  state: 'evidence',
  practice: ['OPS06-BP04', 'met'],
  pipelines: {
    'github-actions': `
on: { push: { branches: [main] } }
jobs:
  production:
    runs-on: ubuntu-24.04
    environment: production
    steps:
      - uses: actions/checkout@v5
      - run: kubectl apply -f k8s/
      - run: kubectl rollout status deployment/shop --timeout 5m
      - if: failure()
        run: kubectl rollout undo deployment/shop
`,
    'gitlab-ci': `
stages: [deploy, undo]
production:
  stage: deploy
  environment: production
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script:
    - kubectl apply -f k8s/
    - kubectl rollout status deployment/shop --timeout 5m
take-back:
  stage: undo
  environment: { name: production, action: access }
  needs: [production]
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: on_failure }]
  script: [kubectl rollout undo deployment/shop]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Deploy to production') {
      when { branch 'main' }
      steps {
        sh 'kubectl apply -f k8s/'
        sh 'kubectl rollout status deployment/shop --timeout 5m'
      }
      post { failure { sh 'kubectl rollout undo deployment/shop' } }
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
      runOnce:
        deploy:
          steps:
            - checkout: self
            - script: kubectl apply -f k8s/
            - script: kubectl rollout status deployment/shop --timeout 5m
        on:
          failure:
            steps:
              - script: kubectl rollout undo deployment/shop
`,
    circleci: `
version: 2.1
jobs:
  deploy-production:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps:
      - checkout
      - run: kubectl apply -f k8s/
      - run: kubectl rollout status deployment/shop --timeout 5m
      - run: { when: on_fail, command: kubectl rollout undo deployment/shop }
workflows:
  main: { jobs: [{ deploy-production: { filters: { branches: { only: main } } } }] }
`,
    'bitbucket-pipelines': `
pipelines:
  branches:
    main:
      - step:
          name: Deploy
          deployment: production
          script:
            - kubectl apply -f k8s/
            - kubectl rollout status deployment/shop --timeout 5m || kubectl rollout undo deployment/shop
`,
    buildkite: `
steps:
  - label: Deploy to production
    branches: main
    commands:
      - kubectl apply -f k8s/
      - kubectl rollout status deployment/shop --timeout 5m || kubectl rollout undo deployment/shop
`,
    drone: `
kind: pipeline
type: docker
name: default
trigger: { branch: [main], event: [push] }
steps:
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/, kubectl rollout status deployment/shop --timeout 5m] }
  - { name: take-back, image: 'bitnami/kubectl:1.31.2', commands: [kubectl rollout undo deployment/shop], when: { status: [failure] } }
`,
    woodpecker: `
when: { event: push, branch: main }
steps:
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/, kubectl rollout status deployment/shop --timeout 5m] }
  - { name: take-back, image: 'bitnami/kubectl:1.31.2', commands: [kubectl rollout undo deployment/shop], when: { status: [failure] } }
`,
    'aws-codepipeline': codePipeline([
      {
        name: 'Production',
        commands: [
          'kubectl apply -f k8s/',
          'kubectl rollout status deployment/shop --timeout 5m || kubectl rollout undo deployment/shop',
        ],
      },
    ]),
  },
  controller: {
    'flux/shop.yaml': `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shop, namespace: production }
spec:
  interval: 10m
  chart: { spec: { chart: ./charts/shop, sourceRef: { kind: GitRepository, name: flux-system } } }
  upgrade: { remediation: { retries: 3 } }
`,
  },
})
