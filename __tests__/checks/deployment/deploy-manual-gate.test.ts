import check from '../../../checks/deployment/deploy-manual-gate.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const github = (...jobs: string[]) => ({
  '.github/workflows/deploy.yml': ['on: { push: { branches: [main] } }', 'jobs:', ...jobs].join('\n'),
})
const TEST = '  test: { runs-on: ubuntu-24.04, steps: [{ run: npm test }] }'
const deploy = (environment: string, needs = '[test]') =>
  [
    `  deploy-${environment}:`,
    `    needs: ${needs}`,
    '    runs-on: ubuntu-24.04',
    `    environment: ${environment} # ! nonProduction`,
    '    steps: [{ run: helm upgrade --install api ./chart }]',
  ].join('\n')
const quiet = (text: string) => text.replace(/ # ! \w+/, '')
const reviewed = (...names: string[]) => ({
  environments: known(
    ['dev', 'staging', 'production'].map((name) => ({
      name,
      reviewers: names.includes(name) ? 1 : 0,
      waitMinutes: 0,
    })),
  ),
})
const circleci = (...jobs: string[]) => ({
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  test: { docker: [{ image: cimg/base:2025.01 }], steps: [{ run: npm test }] }',
    ...['dev', 'production'].flatMap((name) => [
      `  deploy-${name}:`,
      '    docker: [{ image: cimg/base:2025.01 }]',
      `    steps: [{ run: helm upgrade --install api ./chart -n ${name} }]`,
    ]),
    'workflows:',
    '  main:',
    '    jobs:',
    ...jobs.map((line) => `      - ${line}`),
  ].join('\n'),
})
const ON_MAIN = 'filters: { branches: { only: [main] } }'
const jenkins = (...stages: string[]) => ({
  Jenkinsfile: ['pipeline {', '  agent any', '  stages {', ...stages, '  }', '}'].join('\n'),
})
const stage = (name: string, ...steps: string[]) =>
  [
    `    stage('${name}') {`,
    "      when { branch 'main' }",
    '      steps {',
    ...steps.map((step) => `        ${step}`),
    '      }',
    '    }',
  ].join('\n')
const gitlab = (...jobs: string[]) => ({
  '.gitlab-ci.yml': ['stages: [test, deploy, release]', 'test: { stage: test, script: [npm test] }', ...jobs].join(
    '\n',
  ),
})
const manual = (name: string, environment: string, stageName: string, rule = '$CI_COMMIT_BRANCH == "main"') =>
  [
    `${name}:`,
    `  stage: ${stageName}`,
    `  environment: ${environment}`,
    '  script: [helm upgrade --install api ./chart]',
    '  rules:',
    `    - if: '${rule}'`,
    '      when: manual',
  ].join('\n')

testCheck(check, {
  notApplicable: [{ name: 'nothing is deployed', files: github(TEST) }],
  unknown: [
    {
      name: 'GitLab: the same environment has a way by itself',
      files: gitlab(
        manual('again', 'dev', 'deploy'),
        'deploy: { stage: deploy, environment: dev, script: [helm upgrade --install api ./chart], rules: [{ if: $CI_COMMIT_BRANCH == "main" }] }',
      ),
      reason: 'set outside',
    },
    { name: 'reviewers that cannot be read', files: quietly(github(TEST, deploy('dev'))), reason: 'dev' },
    {
      name: 'approvals of GitLab are set outside',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: dev\n  script: [helm upgrade api ./chart]\n  rules: [{ if: \'$CI_COMMIT_BRANCH == "main"\' }]\n',
      },
      reason: 'set outside',
    },
    {
      name: 'what may be a test before it',
      files: jenkins(
        stage('Check', "sh './check-everything'"),
        stage('Ask', "input 'Go?'"),
        stage('Deploy', "sh 'helm upgrade api ./chart -n production'"),
      ),
      reason: 'check-everything',
    },
  ],
  implied: [
    {
      name: 'tests that the deployment does not wait for',
      files: quietly(
        github(
          '  test: { runs-on: ubuntu-24.04, steps: [{ run: go test ./... }] }',
          '  ask:',
          '    runs-on: ubuntu-24.04',
          '    steps:',
          '      - uses: trstringer/manual-approval@v1',
          '        with: { secret: "${{ github.TOKEN }}", approvers: jane }',
          deploy('production', '[ask]'),
        ),
      ),
      hosting: reviewed(),
    },
  ],
  passes: [
    {
      name: 'reviewers of production alone',
      files: quietly(github(TEST, deploy('dev'), deploy('production', '[deploy-dev]'))),
      hosting: reviewed('production'),
    },
    { name: 'nobody is asked', files: quietly(github(TEST, deploy('production'))), hosting: reviewed() },
    {
      name: 'CircleCI: development by itself, production held',
      files: circleci(
        `test: { ${ON_MAIN} }`,
        `deploy-dev: { requires: [test], ${ON_MAIN} }`,
        `hold: { type: approval, requires: [deploy-dev], ${ON_MAIN} }`,
        `deploy-production: { requires: [hold], ${ON_MAIN} }`,
      ),
    },
    {
      name: 'GitLab: production by hand after the tests',
      files: gitlab(manual('deploy', 'production', 'deploy')),
    },
    {
      name: 'GitLab: a shared environment that branches take turns in',
      files: gitlab(manual('deploy', 'dev', 'deploy', '$CI_COMMIT_BRANCH')),
    },
    {
      name: 'Jenkins: a question after the tests',
      files: jenkins(
        stage('Test', "sh 'npm test'"),
        stage('Ask', "input 'Go?'"),
        stage('Deploy', "sh 'helm upgrade api ./chart -n production'"),
      ),
    },
    {
      name: 'a plan, and somebody who reads it',
      files: jenkins(
        stage('Plan', "sh 'terraform plan -out tf.plan'"),
        stage('Ask', "input 'Go?'"),
        stage('Apply', "sh 'terraform apply tf.plan'"),
      ),
    },
    {
      name: 'two questions with work between them',
      files: circleci(
        `hold-build: { type: approval, ${ON_MAIN} }`,
        `test: { requires: [hold-build], ${ON_MAIN} }`,
        `hold: { type: approval, requires: [test], ${ON_MAIN} }`,
        `deploy-production: { requires: [hold], ${ON_MAIN} }`,
      ),
    },
  ],
  fails: [
    {
      name: 'reviewers of development',
      files: github(TEST, deploy('dev'), quiet(deploy('production'))),
      hosting: reviewed('dev', 'production'),
    },
    {
      name: 'an action that waits before staging',
      files: github(
        '  ask:',
        '    runs-on: ubuntu-24.04',
        '    steps:',
        '      - run: npm test',
        '      - uses: trstringer/manual-approval@v1 # ! nonProduction',
        '        with: { secret: "${{ github.TOKEN }}", approvers: jane }',
        quiet(deploy('staging', '[ask]')),
      ),
      hosting: reviewed(),
    },
    {
      name: 'CircleCI: a hold before development',
      files: circleci(
        `test: { ${ON_MAIN} }`,
        `hold: { type: approval, requires: [test], ${ON_MAIN} } # ! nonProduction`,
        `deploy-dev: { requires: [hold], ${ON_MAIN} }`,
      ),
    },
    {
      name: 'GitLab: staging by hand',
      files: { '.gitlab-ci.yml': gitlab(manual('deploy', 'staging', 'deploy'))['.gitlab-ci.yml'] },
      expect: ['.gitlab-ci.yml:3 nonProduction'],
    },
    {
      name: 'Jenkins: a question that nothing precedes',
      files: jenkins(
        stage('Ask', "input 'Go?' # ! unchecked"),
        stage('Deploy', "sh 'helm upgrade api ./chart -n production'"),
      ),
    },
    {
      name: 'two questions in a row',
      files: circleci(
        `test: { ${ON_MAIN} }`,
        `hold-lead: { type: approval, requires: [test], ${ON_MAIN} }`,
        `hold-owner: { type: approval, requires: [hold-lead], ${ON_MAIN} } # ! several`,
        `deploy-production: { requires: [hold-owner], ${ON_MAIN} }`,
      ),
    },
    {
      name: 'Azure Pipelines: a question that nothing precedes',
      files: {
        'azure-pipelines.yml': [
          'trigger: [main]',
          'pr: none',
          'jobs:',
          '  - job: ask',
          '    pool: server',
          '    steps:',
          '      - task: ManualValidation@1 # ! unchecked',
          '        inputs: { notifyUsers: "" }',
          '  - job: deploy',
          '    dependsOn: ask',
          '    steps:',
          '      - script: helm upgrade --install api ./chart -n production',
        ].join('\n'),
      },
    },
  ],
})

function quietly(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(/ # ! \w+/g, '')]))
}
