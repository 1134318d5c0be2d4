import check from '../../../checks/testing/test-bed-declared.js'
import { testCheck } from '../../helpers/check-tester.js'

const tree = { 'package.json': '{}', 'src/shop.ts': '', 'src/shop.test.ts': '' }
const integration = 'npx jest --config jest.integration.config.js'
const ci = (...lines: string[]) => ({
  ...tree,
  '.github/workflows/ci.yml': [
    'on: pull_request',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    ...lines.map((line) => `    ${line}`),
  ].join('\n'),
})
const env = (line: string, command = integration) => ci('env:', `  ${line}`, `steps: [{ run: ${command} }]`)
const plain = (...lines: string[]) => ci(...lines, `steps: [{ run: ${integration} }]`)
const gitlab = (...lines: string[]) => ({
  ...tree,
  '.gitlab-ci.yml': ['test:', `  script: [${integration}]`, ...lines].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'unit tests need no bed', files: env('DATABASE_URL: postgres://qa@shared-db.corp:5432/qa', 'npx jest') },
    { name: 'a collection of samples', files: plain(), settings: { kind: 'examples' } },
  ],
  unknown: [
    { name: 'nothing says what the tests talk to', files: plain(), reason: 'nothing in the pipelines says' },
    {
      name: 'the address is a secret',
      files: env("DATABASE_URL: '${{ secrets.QA_DB }}'"),
      reason: 'nothing in the pipelines says',
    },
    { name: 'the host is a secret', files: env("DB_HOST: '${{ vars.QA_HOST }}'"), reason: 'is set elsewhere' },
    {
      name: 'a site that is tested from outside',
      files: env('BASE_URL: https://staging.shop.example.io', 'npx playwright test'),
    },
    { name: 'a Docker daemon alone', files: gitlab('  services: ["docker:29-dind"]') },
  ],
  passes: [
    { name: 'a service container', files: plain('services: { db: { image: postgres:17 } }') },
    { name: 'a service of the project itself', files: plain('services: { stub: { image: "ghcr.io/acme/stub:2" } }') },
    {
      name: 'the address of the service container',
      files: ci(
        'services: { db: { image: postgres:17 } }',
        'env: { DATABASE_URL: "postgres://postgres:x@localhost:5432/shop", REDIS_HOST: cache }',
        `steps: [{ run: ${integration} }]`,
      ),
    },
    { name: 'Compose', files: ci(`steps: [{ run: docker compose up -d }, { run: ${integration} }]`) },
    { name: 'a cluster for the run', files: ci(`steps: [{ uses: helm/kind-action@v1 }, { run: ${integration} }]`) },
    {
      name: 'Testcontainers',
      files: { ...plain(), 'package.json': '{"devDependencies": {"testcontainers": "11"}}' },
    },
    { name: 'GitLab services', files: gitlab('  services: ["postgres:17"]') },
    {
      name: 'a second image of CircleCI',
      files: {
        ...tree,
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  test:',
          '    docker: [{ image: "cimg/node:24.0" }, { image: "cimg/postgres:17.0" }]',
          '    steps:',
          '      - checkout',
          `      - run: ${integration}`,
          'workflows: { all: { jobs: [test] } }',
        ].join('\n'),
      },
    },
  ],
  fails: [
    { name: 'a shared database', files: env('DATABASE_URL: "postgres://qa:x@shared-db.corp.io:5432/qa" # ! shared') },
    { name: 'its host alone', files: env('DB_HOST: qa-db.corp.io # ! shared') },
    { name: 'a broker', files: env('KAFKA_BROKERS: kafka.qa.corp.io:9092 # ! shared') },
    { name: 'a replica set', files: env('MONGO_URL: mongodb+srv://qa.abcde.mongodb.net/shop # ! shared') },
    {
      name: 'for the whole workflow',
      files: {
        ...tree,
        '.github/workflows/ci.yml': `on: push\nenv:\n  PGHOST: db.corp.io # ! shared\njobs:\n  test:\n    runs-on: x\n    steps: [{ run: ${integration} }]`,
      },
    },
    {
      name: 'end-to-end tests too',
      files: env('REDIS_URL: rediss://cache.corp.io:6380 # ! shared', 'npx playwright test'),
    },
    { name: 'GitLab', files: gitlab('  variables:', '    DATABASE_URL: mysql://qa@db.corp.io/qa # ! shared') },
  ],
})
