import check from '../../checks/deployment/deploy-post-verification.js'
import { codePipeline, scenario } from './support.js'

scenario('the pipeline looks at what it has deployed', {
  check,
  state: 'evidence',
  practice: ['ops05-bp10.boundaries.post-checks', 'met'],
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
      - run: curl --fail --retry 5 https://shop.example/health
`,
    'gitlab-ci': `
stages: [deploy, verify]
production:
  stage: deploy
  environment: production
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [kubectl apply -f k8s/]
verify:
  stage: verify
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script:
    - kubectl rollout status deployment/shop --timeout 5m
    - curl --fail --retry 5 https://shop.example/health
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Deploy to production') {
      when { branch 'main' }
      steps { sh 'kubectl apply -f k8s/' }
    }
    stage('Verify') {
      when { branch 'main' }
      steps {
        sh 'kubectl rollout status deployment/shop --timeout 5m'
        sh 'curl --fail --retry 5 https://shop.example/health'
      }
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
        deploy: { steps: [{ checkout: self }, { script: kubectl apply -f k8s/ }] }
        postRouteTraffic:
          steps:
            - script: kubectl rollout status deployment/shop --timeout 5m
            - script: curl --fail --retry 5 https://shop.example/health
`,
    circleci: `
version: 2.1
jobs:
  deploy-production:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: kubectl apply -f k8s/ }]
  verify:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps:
      - run: kubectl rollout status deployment/shop --timeout 5m
      - run: curl --fail --retry 5 https://shop.example/health
workflows:
  main:
    jobs:
      - deploy-production: { filters: { branches: { only: main } } }
      - verify: { requires: [deploy-production], filters: { branches: { only: main } } }
`,
    'bitbucket-pipelines': `
pipelines:
  branches:
    main:
      - step: { name: Deploy, deployment: production, script: [kubectl apply -f k8s/] }
      - step:
          name: Verify
          script:
            - kubectl rollout status deployment/shop --timeout 5m
            - curl --fail --retry 5 https://shop.example/health
`,
    buildkite: `
steps:
  - label: Deploy to production
    branches: main
    commands: [kubectl apply -f k8s/, kubectl rollout status deployment/shop --timeout 5m, 'curl --fail --retry 5 https://shop.example/health']
`,
    drone: `
kind: pipeline
type: docker
name: default
trigger: { branch: [main], event: [push] }
steps:
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/, kubectl rollout status deployment/shop --timeout 5m] }
  - { name: verify, image: 'node:22.9.0', commands: ['curl --fail --retry 5 https://shop.example/health'] }
`,
    woodpecker: `
when: { event: push, branch: main }
steps:
  - { name: deploy-production, image: 'bitnami/kubectl:1.31.2', commands: [kubectl apply -f k8s/, kubectl rollout status deployment/shop --timeout 5m] }
  - { name: verify, image: 'node:22.9.0', commands: ['curl --fail --retry 5 https://shop.example/health'] }
`,
    'aws-codepipeline': codePipeline([
      { name: 'Production', commands: ['kubectl apply -f k8s/'] },
      {
        name: 'Verify',
        commands: [
          'kubectl rollout status deployment/shop --timeout 5m',
          'curl --fail --retry 5 https://shop.example/health',
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
  test: { enable: true }
`,
  },
})
