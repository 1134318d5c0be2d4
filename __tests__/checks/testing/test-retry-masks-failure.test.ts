import check from '../../../checks/testing/test-retry-masks-failure.js'
import { testCheck } from '../../helpers/check-tester.js'

const tree = { 'package.json': '{}', 'src/shop.ts': '', 'src/shop.test.ts': '' }
const ci = (...steps: string[]) => ({
  ...tree,
  '.github/workflows/ci.yml': [
    'on: pull_request',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n'),
})
const retrying = (inputs: string) => `{ uses: nick-fields/retry@v3, with: { max_attempts: 3, ${inputs} } }`
const gitlab = (...lines: string[]) => ({
  ...tree,
  '.gitlab-ci.yml': ['test:', '  script: npm exec jest', ...lines].join('\n'),
})
const azure = (step: string) => ({ ...tree, 'azure-pipelines.yml': `trigger: [main]\nsteps:\n  - ${step}` })
const jenkins = (step: string) => ({
  ...tree,
  Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('test') {
      steps {
        ${step}
      }
    }
  }
}`,
})
const buildkite = (retry: string) => ({
  ...tree,
  '.buildkite/pipeline.yml': `steps:\n  - command: npx jest\n    retry: ${retry}`,
})
const cypress = (retries: string) => ({ 'cypress.config.ts': `export default {\n  retries: ${retries},\n}` })

testCheck(check, {
  notApplicable: [
    { name: 'nothing is run again', files: ci('run: npx jest') },
    { name: 'an installation is run again', files: ci(retrying('command: npm ci'), 'run: npx jest') },
    { name: 'no retry is one', files: ci('run: pytest --reruns 0') },
    { name: 'one attempt', files: ci('{ uses: nick-fields/retry@v3, with: { max_attempts: 1, command: npx jest } }') },
    {
      name: 'a setting for people alone',
      files: { ...ci('run: npx cypress run'), ...cypress('{ runMode: 0, openMode: 2 }') },
    },
    { name: 'a setting of tests that no pipeline runs', files: { ...ci('run: npx jest'), ...cypress('2') } },
    {
      name: 'GitLab, for failures of the runner',
      files: gitlab('  retry: { max: 2, when: [runner_system_failure, stuck_or_timeout_failure] }'),
    },
    { name: 'GitLab, no retry', files: gitlab('  retry: 0') },
    { name: 'GitLab, of a job that deploys', files: gitlab('deploy:', '  script: kubectl apply -f k8s', '  retry: 2') },
    { name: 'Jenkins, after a lost agent', files: jenkins("retry(count: 2, conditions: [agent()]) { sh 'npx jest' }") },
    { name: 'Buildkite, after a lost agent', files: buildkite('{ automatic: [{ exit_status: -1, limit: 2 }] }') },
  ],
  implied: [
    { name: 'no pipeline', files: tree },
    { name: 'no pipeline runs tests', files: ci(retrying('command: npm ci')) },
  ],
  passes: [
    {
      name: 'Playwright names flaky tests',
      files: {
        ...ci('run: npx playwright test'),
        'playwright.config.ts': 'export default { retries: process.env.CI ? 2 : 0 }',
      },
    },
    { name: 'only some errors', files: ci('run: pytest --reruns 2 --only-rerun ConnectionError') },
    { name: 'only after a time limit', files: ci(retrying('retry_on: timeout, command: npx jest')) },
    {
      name: 'tests that needed it fail the build',
      files: {
        ...ci('run: mvn verify'),
        'pom.xml':
          '<project>\n<rerunFailingTestsCount>2</rerunFailingTestsCount>\n<failOnFlakeCount>1</failOnFlakeCount>\n</project>',
      },
    },
    { name: 'nextest names them', files: ci('run: cargo nextest run --retries 2') },
  ],
  fails: [
    { name: 'an action', files: ci(`${retrying('command: npx jest')} # ! tests`) },
    { name: 'an option of pytest', files: ci('run: pytest --reruns 2 # ! tests') },
    { name: 'an option of Maven', files: ci('run: mvn -B verify -Dsurefire.rerunFailingTestsCount=2 # ! tests') },
    { name: 'an option of gotestsum', files: ci('run: gotestsum --rerun-fails --packages ./... # ! tests') },
    { name: 'an option of Vitest', files: ci('run: npx vitest run --retry=2 # ! tests') },
    {
      name: 'a setting of Cypress',
      files: { ...ci('run: npx cypress run'), ...cypress('2') },
      expect: ['cypress.config.ts:2 tests'],
    },
    {
      name: 'a setting of Surefire',
      files: {
        ...ci('run: mvn verify'),
        'pom.xml': '<project>\n<rerunFailingTestsCount>2</rerunFailingTestsCount>\n</project>',
      },
      expect: ['pom.xml:2 tests'],
    },
    {
      name: 'options in a setting',
      files: { ...ci('run: pytest'), 'pytest.ini': '[pytest]\naddopts = --reruns 2' },
      expect: ['pytest.ini:2 tests'],
    },
    {
      name: 'a setup file of Jest',
      files: { ...ci('run: npx jest'), 'jest.setup.js': 'jest.retryTimes(3)' },
      expect: ['jest.setup.js:1 tests'],
    },
    { name: 'GitLab', files: gitlab('  retry: 2'), expect: ['.gitlab-ci.yml:3 job'] },
    {
      name: 'GitLab, whatever fails',
      files: gitlab('  retry: { max: 1, when: always }'),
      expect: ['.gitlab-ci.yml:3 job'],
    },
    {
      name: 'Azure Pipelines',
      files: azure('{ script: npx jest, retryCountOnTaskFailure: 2 }'),
      expect: ['azure-pipelines.yml:3 job'],
    },
    { name: 'Jenkins', files: jenkins("retry(3) { sh 'npx jest' }"), expect: ['Jenkinsfile:6 job'] },
    { name: 'Buildkite', files: buildkite('{ automatic: true }'), expect: ['.buildkite/pipeline.yml:3 job'] },
    {
      name: 'Travis',
      files: { ...tree, '.travis.yml': 'language: node_js\nscript:\n  - travis_retry npx jest' },
      expect: ['.travis.yml:3 tests'],
    },
  ],
})
