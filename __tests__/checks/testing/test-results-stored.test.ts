import check from '../../../checks/testing/test-results-stored.js'
import { testCheck } from '../../helpers/check-tester.js'

const tree = { 'package.json': '{}', 'src/shop.ts': '', 'src/shop.test.ts': '' }
const job = (id: string, ...steps: string[]) => [
  `  ${id}:`,
  '    runs-on: ubuntu-24.04',
  '    steps:',
  ...steps.map((step) => `      - ${step}`),
]
const ci = (...lines: string[]) => ({
  ...tree,
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', ...lines].join('\n'),
})
const jest = 'run: npx jest'
const upload = (path: string, when = '${{ !cancelled() }}', name = 'x') =>
  `{ ${when === '' ? '' : `if: "${when}", `}uses: actions/upload-artifact@v4, with: { name: ${name}, path: ${path} } }`
const marked = (lines: string[], message: string) =>
  lines.map((line, index) => (index === 0 ? `${line} # ! ${message}` : line))
const gitlab = (...lines: string[]) => ({
  ...tree,
  '.gitlab-ci.yml': ['test:', '  script: [npx jest]', ...lines].join('\n'),
})
const circle = (...steps: string[]) => ({
  ...tree,
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  test:',
    '    docker: [{ image: cimg/node:24.0 }]',
    '    steps:',
    ...['checkout', jest, ...steps].map((step) => `      - ${step}`),
    'workflows: { all: { jobs: [test] } }',
  ].join('\n'),
})
const bitbucket = (command: string, more = '') => ({
  ...tree,
  'bitbucket-pipelines.yml': `pipelines:\n  default:\n    - step:\n        script: [${command}]\n${more}`,
})
const azure = (...steps: string[]) => ({
  ...tree,
  'azure-pipelines.yml': ['trigger: [main]', 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n'),
})
const jenkins = (steps: string, post = '') => ({
  ...tree,
  Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('test') {
      steps { ${steps} }
      ${post}
    }
  }
}`,
})
const buildspec = (...lines: string[]) => ({
  ...tree,
  'buildspec.yml': ['version: 0.2', 'phases: { build: { commands: [npx jest] } }', ...lines].join('\n'),
})

testCheck(check, {
  notApplicable: [{ name: 'a collection of samples', files: ci(...job('test', jest)), settings: { kind: 'examples' } }],
  implied: [{ name: 'no pipeline runs tests', files: ci(...job('lint', 'run: npx eslint .')) }],
  unknown: [
    {
      name: 'a library of Jenkins that may run the tests, too',
      files: { ...ci(...job('test', jest)), Jenkinsfile: "@Library('acme') _\nwithPipeline('java', 'shop') { }" },
      reason: 'may run tests and keep their results',
    },
    {
      name: 'an unknown action behind the tests',
      files: ci(...job('test', jest, 'uses: acme/report@v1')),
      reason: 'acme/report@v1',
    },
    {
      name: 'a task that is told not to publish',
      files: azure('{ task: Maven@4, inputs: { goals: verify, publishJUnitResults: false } }'),
      reason: 'Maven@4',
    },
    {
      name: 'ready-made code that tests',
      files: ci(...job('test', 'uses: php-actions/phpunit@v3')),
      reason: 'php-actions/phpunit@v3',
    },
  ],
  passes: [
    {
      name: 'reports that a job without tests brings together',
      files: ci(...job('test', jest), ...job('report', upload('web/playwright-report', 'always()'))),
    },
    { name: 'an artifact whatever happened', files: ci(...job('test', jest, upload('junit.xml'))) },
    { name: 'an artifact always', files: ci(...job('test', jest, upload('reports/', 'always()'))) },
    { name: 'an artifact of failed tests', files: ci(...job('test', jest, upload('playwright-report', 'failure()'))) },
    { name: 'told by its name', files: ci(...job('test', jest, upload('out', 'always()', 'test-results'))) },
    {
      name: 'a reporter',
      files: ci(...job('test', jest, '{ if: always(), uses: dorny/test-reporter@v2, with: { path: a.xml } }')),
    },
    {
      name: 'Codecov gets results',
      files: ci(
        ...job('test', jest, '{ if: always(), uses: codecov/codecov-action@v5, with: { report_type: test_results } }'),
      ),
    },
    {
      name: 'a command',
      files: ci(...job('test', jest, '{ if: always(), run: npx @datadog/datadog-ci junit upload junit.xml }')),
    },
    { name: 'a recording', files: ci(...job('test', 'run: npx cypress run --record')) },
    {
      name: 'an unknown action before the tests',
      files: ci(...job('test', 'uses: acme/prepare@v1', jest, upload('junit.xml'))),
    },
    { name: 'GitLab reports', files: gitlab('  artifacts:', '    reports: { junit: junit.xml }') },
    { name: 'GitLab files, always', files: gitlab('  artifacts:', '    when: always', '    paths: [test-results/]') },
    { name: 'CircleCI', files: circle('store_test_results: { path: results }') },
    { name: 'CircleCI artifacts', files: circle('store_artifacts: { path: test-results }') },
    {
      name: 'an action that records',
      files: ci(...job('test', '{ uses: cypress-io/github-action@v6, with: { record: true } }')),
    },
    { name: 'Jenkins', files: jenkins("sh 'npx jest'", "post { always { junit 'junit.xml' } }") },
    { name: 'Jenkins, in a script', files: jenkins("script { try { sh 'npx jest' } finally { junit 'junit.xml' } }") },
    { name: 'Jenkins and Maven', files: jenkins("withMaven(maven: 'm3') { sh 'mvn verify' }") },
    {
      name: 'Azure Pipelines',
      files: azure('script: npx jest', '{ task: PublishTestResults@2, condition: succeededOrFailed() }'),
    },
    { name: 'a task that publishes them', files: azure('{ task: DotNetCoreCLI@2, inputs: { command: test } }') },
    { name: 'CodeBuild reports', files: buildspec('reports: { unit: { files: [junit.xml] } }') },
    { name: 'Bitbucket finds the results of Maven', files: bitbucket('mvn verify') },
    {
      name: 'Bitbucket artifacts, always',
      files: bitbucket(
        'npx jest',
        '        artifacts:\n          upload:\n            - { name: a, paths: [test-results/**], capture-on: always }',
      ),
    },
  ],
  fails: [
    { name: 'nothing is kept', files: ci(...marked(job('test', jest), 'nowhere')) },
    {
      name: 'one finding for all jobs',
      files: ci(...marked(job('unit', jest), 'nowhere'), ...job('e2e', 'run: npx playwright test')),
    },
    {
      name: 'coverage is no result of a test',
      files: ci(...marked(job('test', jest, upload('coverage/')), 'nowhere')),
    },
    {
      name: 'coverage of tests is none either',
      files: ci(...marked(job('test', jest, upload('test-coverage/')), 'nowhere')),
    },
    {
      name: 'Codecov gets coverage',
      files: ci(...marked(job('test', jest, '{ uses: codecov/codecov-action@v5 }'), 'nowhere')),
    },
    { name: 'another artifact', files: ci(...marked(job('test', jest, upload('dist/')), 'nowhere')) },
    { name: 'only after success', files: ci(...marked(job('test', jest, upload('junit.xml', '')), 'onSuccess')) },
    {
      name: 'some jobs of a file',
      files: ci(...job('unit', jest, upload('junit.xml')), ...marked(job('e2e', 'run: npx playwright test'), 'some')),
    },
    {
      name: 'GitLab keeps coverage',
      files: gitlab('  artifacts:', '    reports: { coverage_report: { path: a.xml } }'),
      expect: ['.gitlab-ci.yml:1 nowhere'],
    },
    {
      name: 'GitLab keeps files after success',
      files: gitlab('  artifacts:', '    paths: [test-results/]'),
      expect: ['.gitlab-ci.yml:1 onSuccess'],
    },
    { name: 'Jenkins', files: jenkins("sh 'npx jest'"), expect: ['Jenkinsfile:4 nowhere'] },
    {
      name: 'Jenkins, after success',
      files: jenkins("sh 'npx jest'; junit 'junit.xml'"),
      expect: ['Jenkinsfile:4 onSuccess'],
    },
    {
      name: 'Azure Pipelines, after success',
      files: azure('script: npx jest', 'task: PublishTestResults@2'),
      expect: ['azure-pipelines.yml:3 onSuccess'],
    },
    { name: 'CircleCI', files: circle(), expect: ['.circleci/config.yml:3 nowhere'] },
    {
      name: 'Bitbucket and another runner',
      files: bitbucket('npx jest'),
      expect: ['bitbucket-pipelines.yml:4 nowhere'],
    },
    { name: 'CodeBuild', files: buildspec('artifacts: { files: [dist/**] }'), expect: ['buildspec.yml:2 nowhere'] },
  ],
})
