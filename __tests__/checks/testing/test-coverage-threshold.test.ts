import check from '../../../checks/testing/test-coverage-threshold.js'
import { testCheck } from '../../helpers/check-tester.js'

const js = { 'package.json': '{}', 'src/shop.ts': '', 'src/shop.test.ts': '' }
const py = { 'shop/cart.py': '', 'tests/test_cart.py': 'def test_cart():\n    pass' }
const go = { 'cart.go': '', 'cart_test.go': '' }
const ci = (...steps: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: pull_request',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n'),
})
const gitlab = (script: string, ...lines: string[]) => ({
  ...js,
  '.gitlab-ci.yml': ['test:', `  script: ${script}`, ...lines].join('\n'),
})
const azure = (...steps: string[]) => ({
  ...py,
  'azure-pipelines.yml': ['trigger: [main]', 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n'),
})
const jenkins = (command: string) => ({
  ...go,
  Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('test') { steps { sh '${command}' } }
  }
}`,
})
const circle = (command: string) => ({
  ...js,
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  test:',
    '    docker: [{ image: cimg/node:24.0 }]',
    `    steps: [{ run: ${command} }]`,
    'workflows: { all: { jobs: [test] } }',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no tests', files: { 'src/shop.ts': '', ...ci('run: npx jest') } },
    { name: 'a language without such a tool', files: { 'a.bats': '', 'a.sh': '', ...ci('run: bats .') } },
    { name: 'a collection of samples', files: { ...js, ...ci('run: npx jest') }, settings: { kind: 'examples' } },
  ],
  implied: [
    { name: 'no pipeline', files: js },
    { name: 'no pipeline runs the tests', files: { ...js, ...ci('run: npx eslint .') } },
  ],
  unknown: [
    {
      name: 'Codecov gets it',
      files: { ...js, ...ci('run: npx jest --coverage', 'uses: codecov/codecov-action@v5') },
      reason: 'codecov',
    },
    {
      name: 'SonarQube has a quality gate of its own',
      files: { ...js, ...ci('run: npx jest --coverage', 'uses: sonarsource/sonarqube-scan-action@v6') },
      reason: 'sonarqube',
    },
    {
      name: 'an unknown action behind the tests',
      files: { ...js, ...ci('run: npx jest --coverage', 'uses: acme/coverage@v1') },
      reason: 'acme/coverage@v1',
    },
    { name: 'GitLab shows it', files: gitlab('npx jest --coverage', "  coverage: '/All files.*?(\\d+)/'") },
  ],
  passes: [
    {
      name: 'Jest',
      files: {
        ...js,
        'jest.config.js': 'export default { coverageThreshold: { global: { lines: 80 } } }',
        ...ci('run: npx jest'),
      },
    },
    { name: 'an option of the command', files: { ...py, ...ci('run: pytest --cov=shop --cov-fail-under=80') } },
    {
      name: 'an action with a minimum',
      files: {
        ...go,
        ...ci('run: go test -cover ./...', '{ uses: vladopajic/go-test-coverage@v2, with: { threshold-total: 80 } }'),
      },
    },
    {
      name: 'Codecov with a target',
      files: {
        ...js,
        'codecov.yml': 'coverage:\n  status:\n    project:\n      default: { target: auto }\n        target: auto',
        ...ci('run: npx jest'),
      },
    },
    {
      name: 'an unknown action before it',
      files: {
        ...py,
        'pyproject.toml': '[tool.coverage.report]\nfail_under = 80',
        ...ci('uses: acme/x@v1', 'run: pytest'),
      },
    },
    {
      name: 'Maven',
      files: {
        'pom.xml':
          '<project><build><plugins><plugin><artifactId>jacoco-maven-plugin</artifactId><minimum>0.8</minimum></plugin></plugins></build></project>',
        'src/main/java/A.java': '',
        'src/test/java/ATest.java': '',
        ...ci('run: mvn verify'),
      },
    },
    { name: 'in GitLab', files: gitlab('npx c8 --check-coverage --lines 80 mocha') },
    { name: 'in Azure Pipelines', files: azure('script: pytest --cov --cov-fail-under=70') },
  ],
  fails: [
    { name: 'not measured', files: { ...js, ...ci('run: npx jest') }, expect: ['unmeasured'] },
    {
      name: 'not measured, and a log is kept by an action that is known',
      files: { ...js, ...ci('run: npx jest', 'uses: actions/upload-artifact@v4') },
      expect: ['unmeasured'],
    },
    { name: 'measured by an option', files: { ...js, ...ci('run: npx jest --coverage # ! noFloor') } },
    { name: 'measured by a wrapper', files: { ...js, ...ci('run: npx nyc mocha # ! noFloor') } },
    { name: 'measured by coverage.py', files: { ...py, ...ci('run: coverage run -m pytest # ! noFloor') } },
    { name: 'measured in Go', files: { ...go, ...ci('run: go test -race -coverprofile=c.out ./... # ! noFloor') } },
    {
      name: 'measured by a setting',
      files: { ...js, 'jest.config.js': 'export default {\n  collectCoverage: true,\n}', ...ci('run: npx jest') },
      expect: ['jest.config.js:2 noFloor'],
    },
    {
      name: 'a minimum that is commented out',
      files: {
        ...js,
        'jest.config.js': 'export default {\n  collectCoverage: true,\n  // coverageThreshold: {},\n}',
        ...ci('run: npx jest'),
      },
      expect: ['jest.config.js:2 noFloor'],
    },
    { name: 'GitLab', files: gitlab('npx jest'), expect: ['unmeasured'] },
    { name: 'Azure Pipelines', files: azure('script: pytest --cov'), expect: ['azure-pipelines.yml:3 noFloor'] },
    { name: 'Jenkins', files: jenkins('go test ./...'), expect: ['unmeasured'] },
    { name: 'CircleCI', files: circle('npx vitest run --coverage'), expect: ['.circleci/config.yml:5 noFloor'] },
  ],
})
