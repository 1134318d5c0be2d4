import check from '../../../checks/integration/ci-feedback-order.js'
import { testCheck } from '../../helpers/check-tester.js'

const ci = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', ...lines.map((line) => `  ${line}`)].join('\n'),
})
const job = (id: string, needs: string, ...steps: string[]) => [
  `${id}:`,
  ...(needs === '' ? [] : [`  needs: [${needs}]`]),
  '  runs-on: ubuntu-24.04',
  '  steps:',
  ...steps.map((step) => `    - ${step}`),
]
const E2E = job('e2e', '', 'run: npx playwright test')
const marked = (lines: string[]) => lines.map((line, index) => (index === 0 ? `${line} # ! waits` : line))

testCheck(check, {
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  notApplicable: [
    {
      name: 'nothing slow',
      files: ci(...job('lint', '', 'run: npx eslint .'), ...job('test', 'lint', 'run: npx jest')),
    },
    { name: 'one job for all', files: ci(...job('all', '', 'run: npx playwright test', 'run: npx eslint .')) },
    {
      name: 'stages of Jenkins, which share a workspace',
      files: {
        Jenkinsfile: [
          'pipeline {',
          '  agent any',
          '  stages {',
          "    stage('Image') { steps { sh 'docker build .' } }",
          "    stage('Lint') { steps { sh 'npx eslint .' } }",
          '  }',
          '}',
        ].join('\n'),
      },
    },
  ],
  unknown: [
    {
      name: 'a job that cannot be looked into',
      files: ci(...job('lint', '', 'run: npx eslint .'), ...job('x', '', 'run: make all')),
    },
    { name: 'a system that is not read', files: { 'appveyor.yml': 'build: off' }, reason: 'appveyor.yml' },
  ],
  passes: [
    { name: 'side by side', files: ci(...E2E, ...job('lint', '', 'run: npx eslint .')) },
    {
      name: 'the quick one first',
      files: ci(...job('lint', '', 'run: npx eslint .'), ...job('e2e', 'lint', 'run: npx playwright test')),
    },
    {
      name: 'tests in the image that was built',
      files: ci(
        ...job('image', '', 'run: docker build -t shop .'),
        ...job('test', 'image', 'run: docker run shop npx jest'),
      ),
    },
    {
      name: 'tests of what was made',
      files: ci(
        ...job('image', '', 'run: docker build -t shop .'),
        ...job('test', 'image', 'uses: actions/download-artifact@v5', 'run: npx jest'),
      ),
    },
    {
      name: 'tests that read an output',
      files: ci(
        ...job('image', '', 'run: docker build -t shop .'),
        ...job('test', 'image', 'run: npx jest --env ${{ needs.image.outputs.tag }}'),
      ),
    },
    {
      name: 'tests after a deployment',
      files: ci(...job('deploy', '', 'run: helm upgrade shop chart'), ...job('test', 'deploy', 'run: npx jest')),
    },
    {
      name: 'once more, at the end',
      files: ci(
        ...job('lint', '', 'run: npx eslint .'),
        ...E2E,
        ...job('again', 'e2e', 'run: npx eslint . --max-warnings 0'),
      ),
    },
    {
      name: 'GitLab, files that are handed on',
      files: {
        '.gitlab-ci.yml': [
          'stages: [package, check]',
          'pack: { stage: package, script: docker build ., artifacts: { paths: [dist] } }',
          'unit: { stage: check, script: npx jest }',
        ].join('\n'),
      },
    },
    {
      name: 'GitLab, in the image that was built',
      files: {
        '.gitlab-ci.yml': [
          'stages: [package, check]',
          'pack: { stage: package, script: docker build . }',
          'unit: { stage: check, image: $CI_REGISTRY_IMAGE, script: npx jest }',
        ].join('\n'),
      },
    },
  ],
  fails: [
    { name: 'a linter after browser tests', files: ci(...E2E, ...marked(job('lint', 'e2e', 'run: npx eslint .'))) },
    {
      name: 'through another job',
      files: ci(...E2E, ...job('docs', 'e2e', 'run: echo'), ...marked(job('lint', 'docs', 'run: npx eslint .'))),
    },
    {
      name: 'unit tests after the image',
      files: ci(...job('image', '', 'run: docker build .'), ...marked(job('test', 'image', 'run: npx jest'))),
    },
    {
      name: 'GitLab, by stages',
      files: {
        '.gitlab-ci.yml': [
          'stages: [e2e, check]',
          'browser: { stage: e2e, script: npx playwright test }',
          'lint: { stage: check, script: npx eslint . } # ! waits',
        ].join('\n'),
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  e2e: { docker: [{ image: cimg/node:22.12 }], steps: [run: npx playwright test] }',
          '  lint: { docker: [{ image: cimg/node:22.12 }], steps: [run: npx eslint .] } # ! waits',
          'workflows:',
          '  ci:',
          '    jobs:',
          '      - e2e',
          '      - lint: { requires: [e2e] }',
        ].join('\n'),
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml': [
          'jobs:',
          '  - job: e2e',
          '    steps: [{ script: npx playwright test }]',
          '  - job: lint # ! waits',
          '    dependsOn: e2e',
          '    steps: [{ script: npx eslint . }]',
        ].join('\n'),
      },
    },
  ],
})
