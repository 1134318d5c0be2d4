import type { CiSystem } from '../../../src/models/index.js'

/** A pipeline of each system as projects write them: the file, and its text. */
export const SHAPES: readonly (readonly [CiSystem, file: string, text: string])[] = [
  [
    'github-actions',
    '.github/workflows/ci.yml',
    `name: CI
on:
  push: {branches: [main], tags: ['v*']}
  pull_request:
permissions: {contents: read}
env: {NODE_ENV: test}
jobs:
  test:
    runs-on: \${{ matrix.os }}
    timeout-minutes: 10
    strategy:
      matrix: {os: [ubuntu-24.04, windows-2025], node: [22, 24]}
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with: {node-version: '\${{ matrix.node }}', cache: npm}
      - run: |
          npm ci
          npm test -- --coverage
        env: {CI: 'true'}
  deploy:
    needs: [test]
    if: startsWith(github.ref, 'refs/tags/')
    environment: {name: production, url: https://shop.example.com}
    runs-on: ubuntu-24.04
    steps:
      - run: helm upgrade shop ./chart --atomic
`,
  ],
  [
    'gitlab-ci',
    '.gitlab-ci.yml',
    `include:
  - template: Jobs/SAST.gitlab-ci.yml
stages: [test, deploy]
default: {image: 'node:24', retry: 1}
.base: &base
  before_script: [npm ci]
unit:
  <<: *base
  stage: test
  script:
    - npm test
  coverage: '/Lines: (\\d+)/'
  artifacts: {reports: {junit: report.xml}, when: always}
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
deploy:
  stage: deploy
  needs: [unit]
  script: ["kubectl apply -f k8s/"]
  environment: {name: production, url: https://shop.example.com}
  rules:
    - if: '$CI_COMMIT_TAG =~ /^v\\d+/'
      when: manual
`,
  ],
  [
    'azure-pipelines',
    'azure-pipelines.yml',
    `trigger:
  branches: {include: [main, 'release/*']}
pr: [main]
pool: {vmImage: ubuntu-24.04}
variables:
  - name: config
    value: Release
stages:
  - stage: Build
    jobs:
      - job: build
        steps:
          - task: DotNetCoreCLI@2
            inputs: {command: test, projects: '**/*Tests.csproj'}
          - script: dotnet publish -c $(config)
  - stage: Deploy
    dependsOn: Build
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs:
      - deployment: web
        environment: production
        strategy:
          runOnce: {deploy: {steps: [{script: az webapp deploy}]}}
`,
  ],
  [
    'bitbucket-pipelines',
    'bitbucket-pipelines.yml',
    `image: node:24
definitions:
  steps:
    - step: &test
        name: Test
        script: [npm ci, npm test]
pipelines:
  default:
    - step: *test
  branches:
    main:
      - parallel:
          - step: *test
          - step: {name: Lint, script: [npm run lint]}
      - step:
          name: Deploy
          deployment: production
          trigger: manual
          script:
            - pipe: atlassian/aws-ecs-deploy:1.12.1
              variables: {CLUSTER_NAME: shop}
`,
  ],
  [
    'circleci',
    '.circleci/config.yml',
    `version: 2.1
orbs: {node: circleci/node@6.3}
executors:
  default: {docker: [{image: 'cimg/node:24.0'}]}
commands:
  verify:
    parameters: {target: {type: string, default: test}}
    steps: [{run: npm run << parameters.target >>}]
jobs:
  test:
    executor: default
    parallelism: 2
    steps: [checkout, node/install-packages, verify, {store_test_results: {path: reports}}]
  deploy:
    executor: default
    steps: [checkout, {run: ./deploy.sh}]
workflows:
  main:
    jobs:
      - test
      - hold: {type: approval, requires: [test]}
      - deploy: {requires: [hold], filters: {branches: {only: /main|release-.*/}}}
`,
  ],
  [
    'travis-ci',
    '.travis.yml',
    `language: python
python: ['3.12', '3.13']
branches: {only: [main, /^v\\d+/]}
install: pip install -r requirements.txt
script:
  - pytest
jobs:
  include:
    - stage: lint
      if: type = pull_request AND branch =~ ^main
      script: ruff check .
deploy: {provider: pypi, on: {tags: true}}
`,
  ],
  [
    'drone',
    '.drone.yml',
    `kind: pipeline
type: docker
name: default
trigger: {event: [push, pull_request]}
steps:
  - name: test
    image: golang:1.26
    commands: [go vet ./..., go test ./...]
  - name: publish
    image: plugins/docker
    settings: {repo: acme/shop, tags: ['\${DRONE_TAG}']}
    when: {event: tag}
---
kind: pipeline
name: deploy
depends_on: [default]
steps: [{name: apply, image: alpine/k8s, commands: [kubectl apply -f k8s]}]
trigger: {event: promote, target: production}
`,
  ],
  [
    'woodpecker',
    '.woodpecker/test.yaml',
    `when:
  - event: [push, pull_request]
    branch: main
matrix: {GO: ['1.25', '1.26']}
steps:
  test:
    image: golang:\${GO}
    commands:
      - go test ./...
  notify:
    image: woodpeckerci/plugin-slack
    when: [{status: [failure]}]
`,
  ],
  [
    'buildkite',
    '.buildkite/pipeline.yml',
    `env: {CI: 'true'}
steps:
  - label: ":jest: test"
    key: test
    command: [npm ci, npm test]
    plugins: [{docker#v5.13.0: {image: 'node:24'}}]
    retry: {automatic: [{exit_status: -1, limit: 2}]}
  - wait
  - block: Release?
    if: build.branch == "main"
  - label: deploy
    command: ./deploy.sh
    concurrency: 1
    concurrency_group: deploy
    depends_on: test
`,
  ],
  [
    'google-cloud-build',
    'cloudbuild.yaml',
    `steps:
  - id: test
    name: node:24
    entrypoint: npm
    args: [test]
  - id: image
    name: gcr.io/cloud-builders/docker
    args: [build, -t, 'gcr.io/$PROJECT_ID/shop:$_TAG', .]
    waitFor: [test]
images: ['gcr.io/$PROJECT_ID/shop:$_TAG']
substitutions: {_TAG: latest}
timeout: 900s
`,
  ],
  [
    'aws-codebuild',
    'buildspec.yml',
    `version: 0.2
env: {variables: {STAGE: test}, secrets-manager: {TOKEN: 'shop/token:value'}}
phases:
  install: {runtime-versions: {nodejs: 24}, commands: [npm ci]}
  build:
    on-failure: ABORT
    commands:
      - npm test
      - npm run build
  post_build: {commands: [aws s3 sync dist s3://shop]}
reports: {unit: {files: [report.xml]}}
artifacts: {files: ['**/*']}
`,
  ],
  [
    'aws-codedeploy',
    'appspec.yml',
    `version: 0.0
os: linux
files: [{source: /, destination: /srv/shop}]
hooks:
  AfterInstall: [{location: scripts/install.sh, timeout: 300, runas: root}]
  ValidateService: [{location: scripts/check.sh}]
`,
  ],
  [
    'tekton',
    '.tekton/pull.yaml',
    `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  name: pull
  annotations:
    pipelinesascode.tekton.dev/on-event: "[pull_request]"
    pipelinesascode.tekton.dev/on-target-branch: "[main]"
spec:
  pipelineSpec:
    params: [{name: target, default: test}]
    tasks:
      - name: test
        taskSpec:
          steps:
            - {name: unit, image: 'golang:1.26', script: "go test ./..."}
      - {name: deploy, runAfter: [test], taskRef: {name: kubectl}}
`,
  ],
  [
    'argo-workflows',
    'ci/workflow.yaml',
    `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: tag, value: latest}]}
  templates:
    - name: main
      dag:
        tasks:
          - {name: test, template: run, arguments: {parameters: [{name: cmd, value: make test}]}}
          - {name: ship, depends: test, template: run}
    - name: run
      inputs: {parameters: [{name: cmd, value: make deploy}]}
      container: {image: alpine, command: [sh, -c], args: ["{{inputs.parameters.cmd}}"]}
`,
  ],
  [
    'jenkins',
    'Jenkinsfile',
    `@Library('acme@v1') _
pipeline {
  agent { docker { image 'maven:3-eclipse-temurin-21' } }
  options { timeout(time: 30, unit: 'MINUTES') }
  stages {
    stage('Test') {
      parallel {
        stage('Unit') { steps { sh 'mvn -B verify' } post { always { junit 'target/**/*.xml' } } }
        stage('Lint') { steps { sh "mvn checkstyle:check" } }
      }
    }
    stage('Deploy') {
      when { branch 'main' }
      input { message 'Ship it?' }
      steps { withCredentials([string(credentialsId: 'token', variable: 'T')]) { sh './deploy.sh $T' } }
    }
  }
  post { failure { mail to: 'team@example.com', subject: 'broken', body: '' } }
}
`,
  ],
  [
    'pre-commit-ci',
    '.pre-commit-config.yaml',
    `ci: {skip: [slow], autoupdate_schedule: monthly}
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.14.0
    hooks: [{id: ruff-check, args: [--fix]}, {id: ruff-format}]
  - repo: local
    hooks:
      - {id: slow, name: slow, entry: pytest -x, language: system, stages: [pre-push]}
`,
  ],
]
