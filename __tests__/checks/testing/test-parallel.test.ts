import check from '../../../checks/testing/test-parallel.js'
import { testCheck } from '../../helpers/check-tester.js'

const tree = { 'package.json': '{}', 'src/shop.ts': '', 'src/shop.test.ts': '' }
const job = (id: string, ...steps: string[]) => [
  `  ${id}:`,
  '    runs-on: ubuntu-24.04',
  '    steps:',
  ...steps.map((step) => `      - ${step}`),
]
const workflow = (...lines: string[]) => ({
  ...tree,
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', ...lines].join('\n'),
})
const ci = (...steps: string[]) => workflow(...job('test', ...steps))
const gitlab = (script: string, ...lines: string[]) => ({
  ...tree,
  '.gitlab-ci.yml': ['test:', `  script: ${script}`, ...lines].join('\n'),
})
const circle = (command: string) => ({
  ...tree,
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  test:',
    '    docker: [{ image: cimg/ruby:3.4 }]',
    '    parallelism: 4',
    `    steps: [{ run: '${command}' }]`,
    'workflows: { all: { jobs: [test] } }',
  ].join('\n'),
})
const azure = (step: string) => ({ ...tree, 'azure-pipelines.yml': `trigger: [main]\nsteps:\n  - ${step}` })
const jenkins = (command: string) => ({
  ...tree,
  Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('test') { steps { sh '${command}' } }
  }
}`,
})

testCheck(check, {
  implied: [
    { name: 'no pipeline', files: tree },
    { name: 'no tests', files: ci('run: npx eslint .') },
  ],
  unknown: [
    { name: 'a runner that takes one after another', files: ci('run: pytest'), reason: 'pytest' },
    { name: 'one worker', files: ci('run: pytest -n 1') },
    {
      name: 'versions are no shards',
      files: workflow(
        '  test:',
        '    runs-on: ubuntu-24.04',
        '    strategy: { matrix: { python: ["3.13", "3.14"] } }',
        '    steps: [{ run: pytest }]',
      ),
    },
    {
      name: 'jobs that wait for one another',
      files: workflow(
        ...job('unit', 'run: pytest tests/unit'),
        '  e2e:',
        '    needs: unit',
        '    runs-on: ubuntu-24.04',
        '    steps: [{ run: pytest tests/e2e }]',
      ),
    },
    { name: 'the same tests in two jobs', files: workflow(...job('old', 'run: pytest'), ...job('new', 'run: pytest')) },
    { name: 'tests that share a database', files: ci('run: npx jest --runInBand tests/integration') },
    {
      name: 'a script for tests of the interface',
      files: { ...ci('run: npm run api-test'), 'package.json': '{"scripts": {"api-test": "jest -i"}}' },
    },
    {
      name: 'a database beside the job',
      files: workflow(
        '  test:',
        '    runs-on: ubuntu-24.04',
        '    services: { db: { image: "postgres:18" } }',
        '    steps: [{ run: npx jest --runInBand }]',
      ),
    },
    { name: 'Jenkins', files: jenkins('mvn verify') },
  ],
  passes: [
    { name: 'shards', files: ci('run: npx playwright test --shard=${{ matrix.shard }}/4') },
    { name: 'a runner that does so by itself', files: ci('run: go test ./...') },
    { name: 'processes of pytest', files: ci('run: pytest -n auto') },
    { name: 'processes in the settings', files: { ...ci('run: pytest'), 'pytest.ini': '[pytest]\naddopts = -n auto' } },
    { name: 'threads of Maven', files: ci('run: mvn -T 1C verify') },
    {
      name: 'forks of Gradle',
      files: { ...ci('run: ./gradlew test'), 'build.gradle': 'test {\n  maxParallelForks = 4\n}' },
    },
    { name: 'parts by a variable', files: ci('{ run: pytest, env: { GROUP: "${{ matrix.group }}" } }') },
    {
      name: 'jobs beside one another',
      files: workflow(...job('unit', 'run: pytest tests/unit'), ...job('api', 'run: pytest tests/api')),
    },
    {
      name: 'a job beside others that wait for one another',
      files: workflow(
        ...job('unit', 'run: pytest tests/unit'),
        ...job('api', 'run: pytest tests/api'),
        '    needs: unit',
        ...job('browser', 'run: pytest tests/browser'),
        '    needs: unit',
      ),
    },
    { name: 'GitLab', files: gitlab('bundle exec rspec $(./part.sh $CI_NODE_INDEX)', '  parallel: 3') },
    {
      name: 'CircleCI',
      files: circle('circleci tests glob "spec/**/*.rb" | circleci tests run --command="xargs bundle exec rspec"'),
    },
    { name: 'Azure Pipelines', files: azure('script: mvn -T 4 verify') },
  ],
  fails: [
    { name: 'Jest', files: ci('run: npx jest --runInBand # ! serial') },
    { name: 'one worker of Jest', files: ci('run: npx jest --maxWorkers=1 # ! serial') },
    { name: 'one worker of Jest, apart', files: ci('run: npx jest -w 1 # ! serial') },
    { name: 'Vitest', files: ci('run: npx vitest run --no-file-parallelism # ! serial') },
    { name: 'Go', files: ci('run: go test -p 1 ./... # ! serial') },
    { name: 'Rust', files: ci('run: cargo test -- --test-threads=1 # ! serial') },
    {
      name: 'a setting',
      files: {
        ...ci('run: npx vitest run'),
        'vitest.config.ts': 'export default {\n  test: { fileParallelism: false } }',
      },
      expect: ['vitest.config.ts:2 serial'],
    },
    { name: 'GitLab', files: gitlab('npx jest --runInBand'), expect: ['.gitlab-ci.yml:2 serial'] },
    { name: 'Azure Pipelines', files: azure('script: npx jest -i'), expect: ['azure-pipelines.yml:3 serial'] },
    { name: 'Jenkins', files: jenkins('go test -p=1 ./...'), expect: ['Jenkinsfile:4 serial'] },
  ],
})
