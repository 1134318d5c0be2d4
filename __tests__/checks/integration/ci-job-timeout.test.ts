import { expect, test } from '@jest/globals'
import check from '../../../checks/integration/ci-job-timeout.js'
import { plain } from '../../../src/core/message.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const jobs = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: push', 'jobs:', ...lines.map((line) => `  ${line}`)].join('\n'),
})

const tekton = (...spec: string[]) =>
  [
    'apiVersion: tekton.dev/v1',
    'kind: PipelineRun',
    'metadata: { name: ci }',
    'spec:',
    ...spec,
    '  pipelineSpec:',
    '    tasks: [{ name: test, taskSpec: { steps: [{ name: test, image: node, script: npm test }] } }]',
  ].join('\n')

const jenkins = (...lines: string[]) =>
  [
    'pipeline {',
    '  agent any',
    ...lines,
    '  stages {',
    "    stage('Test') {",
    "      steps { sh 'npm test' }",
    '    }',
    '  }',
    '}',
  ].join('\n')

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    {
      name: 'a step of Jenkins that ends what it runs',
      files: { Jenkinsfile: "buildPlugin(useContainerAgent: false, configurations: [[platform: 'linux', jdk: 21]])\n" },
    },
    {
      name: 'a caller of a reusable workflow, where the key is not allowed',
      files: jobs('test:', '  uses: acme/ci/.github/workflows/test.yml@v1'),
    },
  ],
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  unknown: [
    {
      name: 'a job of GitLab, which the project’s settings limit',
      files: { '.gitlab-ci.yml': 'test: { script: npm test }\nlint: { script: npm run lint }' },
      reason: '1 hour',
    },
    {
      name: 'a buildspec, whose project is elsewhere',
      files: { 'buildspec.yml': 'version: 0.2\nphases: { build: { commands: [npm test] } }' },
      reason: 'CodeBuild ends it as the project says',
    },
    {
      name: 'a run of Tekton, which the cluster limits',
      files: { '.tekton/run.yaml': tekton() },
      reason: 'config-defaults',
    },
    {
      name: 'a step of a shared library that is the whole pipeline',
      files: { Jenkinsfile: "@Library('acme') _\nbuildGoService(name: 'shop')\n" },
      reason: 'buildGoService',
    },
    {
      name: 'a step of a shared library that stands around all stages',
      files: { Jenkinsfile: "acmePipeline {\n  stage 'Test', {\n    sh 'npm test'\n  }\n}\n" },
      reason: 'acmePipeline',
    },
    {
      name: 'a step of a shared library that is given what to do',
      files: { Jenkinsfile: "acmeUpdate({\n  sh './update.sh'\n})\n" },
      reason: 'acmeUpdate',
    },
    {
      name: 'a pipeline of a system that is not read',
      files: { 'appveyor.yml': 'build: off' },
      reason: 'appveyor.yml',
    },
  ],
  passes: [
    { name: 'a limit on a job of GitLab', files: { '.gitlab-ci.yml': 'test: { script: npm test, timeout: 30m }' } },
    {
      name: 'systems whose own limit cannot be set for a job; an approval runs nothing',
      files: {
        '.travis.yml': 'language: generic\nscript: npm test\n',
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs: {test: {docker: [{image: a}], steps: [run: npm test]}}',
          'workflows: {ci: {jobs: [test, hold: {type: approval}]}}',
        ].join('\n'),
      },
    },
    {
      name: 'an hour, by the system itself: Azure Pipelines and Cloud Build',
      files: {
        'azure-pipelines.yml': 'pool: { vmImage: ubuntu-24.04 }\nsteps: [{ script: npm test }]',
        'cloudbuild.yaml': "steps: [{ name: 'node:22', entrypoint: npm, args: [test] }]",
      },
    },
    { name: 'a limit on a run of Tekton', files: { '.tekton/run.yaml': tekton('  timeouts: { pipeline: 20m }') } },
    {
      name: 'a question to the server before a pipeline of Jenkins that has a limit',
      files: {
        Jenkinsfile: `def label = infra.isInfra() ? 'arm' : 'maven'\n${jenkins("  options { timeout(time: 20, unit: 'MINUTES') }")}`,
      },
    },
    {
      name: 'a limit for a pipeline of Jenkins',
      files: { Jenkinsfile: jenkins("  options { timeout(time: 20, unit: 'MINUTES') }") },
    },
    {
      name: 'a limit for a step of Bitbucket, and for all of them',
      files: {
        'bitbucket-pipelines.yml': 'pipelines: { default: [{ step: { max-time: 15, script: [npm test] } }] }',
      },
    },
    {
      name: 'a limit on the job',
      files: jobs('test:', '  runs-on: ubuntu-24.04', '  timeout-minutes: 15', '  steps: [{ run: npm test }]'),
    },
    {
      name: 'a limit that is an expression',
      files: jobs(
        'test:',
        '  runs-on: ubuntu-24.04',
        '  timeout-minutes: ${{ fromJSON(inputs.limit) }}',
        '  steps: [{ run: npm test }]',
      ),
    },
    {
      name: 'a limit on every step',
      files: jobs(
        'test:',
        '  runs-on: ubuntu-24.04',
        '  steps:',
        '    - run: npm ci',
        '      timeout-minutes: 5',
        '    - run: npm test',
        '      timeout-minutes: 10',
      ),
    },
  ],
  fails: [
    {
      name: 'one finding for a pipeline that one key would mend',
      files: {
        Jenkinsfile: [
          'pipeline {',
          '  agent any',
          '  stages {',
          "    stage('Build') { # ! all",
          "      steps { sh 'npm run build' }",
          '    }',
          "    stage('Test') {",
          "      steps { sh 'npm test' }",
          '    }',
          '  }',
          '}',
        ].join('\n'),
      },
    },
    {
      name: 'Jenkins, which has no limit',
      files: { Jenkinsfile: jenkins().replace("('Test') {", "('Test') { # ! never") },
    },
    {
      name: 'a step of a shared library beside scripts of the file',
      files: {
        Jenkinsfile: "node {\n  checkout scm\n  acmeVersion()\n  sh 'npm test'\n}\n",
      },
      expect: ['Jenkinsfile:1 never'],
    },
    {
      name: 'Bitbucket, which ends after two hours',
      files: {
        'bitbucket-pipelines.yml': [
          'pipelines:',
          '  default:',
          '    - step:',
          '        script: [npm test] # ! missing',
        ].join('\n'),
      },
    },
    {
      name: 'a limit that is switched off',
      files: {
        'azure-pipelines.yml': [
          'jobs:',
          '  - job: test',
          '    timeoutInMinutes: 0 # ! off',
          '    steps: [{ script: npm test }]',
        ].join('\n'),
        '.tekton/run.yaml': tekton("  timeouts: { pipeline: '0' } # ! off"),
      },
    },
    { name: 'no limit', files: jobs('test: # ! missing', '  runs-on: ubuntu-24.04', '  steps: [{ run: npm test }]') },
    {
      name: 'a limit on one of two steps',
      files: jobs(
        'test: # ! missing',
        '  runs-on: ubuntu-24.04',
        '  steps:',
        '    - run: npm ci',
        '      timeout-minutes: 5',
        '    - run: npm test',
      ),
    },
    {
      name: 'each job by itself',
      files: jobs(
        'lint: # ! missing',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: npx eslint . }]',
        'test:',
        '  runs-on: ubuntu-24.04',
        '  timeout-minutes: 15',
        '  steps: [{ run: npm test }]',
      ),
    },
  ],
})

test.each([
  [
    'GitHub',
    jobs('test:', '  runs-on: ubuntu-24.04', '  steps: [{ run: npm test }]'),
    'default is 6 hours',
    'timeout-minutes',
  ],
  ['Jenkins', { Jenkinsfile: jenkins() }, 'nothing else ends it', 'timeout(time'],
  [
    'Bitbucket',
    { 'bitbucket-pipelines.yml': 'pipelines: { default: [{ step: { script: [npm test] } }] }' },
    'default is 2 hours',
    'max-time',
  ],
])('the limit and the key of %s', (_, files: Readonly<Record<string, string>>, limit, key) => {
  const [outcome] = run(check, { files }).result.outcomes
  expect(outcome?.kind === 'problem' && plain(outcome.message)).toContain(limit)
  expect(outcome?.kind === 'problem' && plain(outcome.remedy)).toContain(key)
})
