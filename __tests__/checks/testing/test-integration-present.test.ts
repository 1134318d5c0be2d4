import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/testing/test-integration-present.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string, job = '') =>
  `on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n${job === '' ? '' : `    ${job}\n`}    steps:\n      - ${step}`
const npm = (names: Record<string, string>, development: Record<string, string> = {}) =>
  JSON.stringify({ private: true, dependencies: names, devDependencies: development })
const shop = (step: string, job = '', files: Record<string, string> = {}) => ({
  'package.json': npm({ pg: '8' }),
  'src/shop.ts': '',
  'src/shop.test.ts': `it('adds', () => {})`,
  Dockerfile: 'FROM node:24\nEXPOSE 80',
  '.github/workflows/ci.yml': workflow(step, job),
  ...files,
})
const jest = 'run: npx jest'

testCheck(check, {
  notApplicable: [
    { name: 'nothing outside is needed', files: shop(jest, '', { 'package.json': npm({ express: '5' }) }) },
    { name: 'a library', files: shop(jest), settings: { kind: 'library' } },
    { name: 'only development needs it', files: shop(jest, '', { 'package.json': npm({}, { pg: '8' }) }) },
  ],
  implied: [
    {
      name: 'no tests at all',
      files: {
        'package.json': npm({ pg: '8' }),
        Dockerfile: 'FROM node:24\nEXPOSE 80',
        ...Object.fromEntries('abcdef'.split('').map((name) => [`src/${name}.ts`, ''])),
        '.github/workflows/ci.yml': workflow(jest),
      },
    },
    { name: 'no pipeline runs them', files: shop('run: npx eslint .') },
  ],
  unknown: [
    {
      name: 'an unknown action',
      files: shop(jest, '', { '.github/workflows/e2e.yml': workflow('uses: acme/e2e@v1') }),
      reason: 'acme/e2e@v1',
    },
    {
      name: 'a pipeline that is not read',
      files: shop(jest, '', { 'appveyor.yml': 'build: off' }),
      reason: 'appveyor.yml',
    },
  ],
  passes: [
    {
      name: 'a library runs them although nothing shows what it needs',
      files: shop('run: npx jest --config jest.integration.config.js', '', { 'package.json': npm({}) }),
      settings: { kind: 'library' },
    },
    { name: 'the command says so', files: shop('run: npx jest --config jest.integration.config.js') },
    {
      name: 'a script says so',
      files: shop('run: npm run test:integration', '', {
        'package.json': `{"dependencies": {"pg": "8"}, "scripts": {"test:integration": "jest integration"}}`,
      }),
    },
    { name: 'end-to-end tests', files: shop('run: npx playwright test') },
    { name: 'a service of the job', files: shop(jest, 'services: { db: { image: postgres:17 } }') },
    {
      name: 'a service from another registry',
      files: shop(jest, 'services: { db: { image: "public.ecr.aws/docker/library/mysql:8" } }'),
    },
    { name: 'Compose before the tests', files: shop('run: docker compose -f compose.ci.yml up -d && npx jest') },
    { name: 'a container before the tests', files: shop('run: docker run -d -p 5432:5432 postgres:17 && npx jest') },
    { name: 'the database of the runner', files: shop('run: sudo systemctl start postgresql && npx jest') },
    {
      name: 'a test library',
      files: shop(jest, '', { 'package.json': npm({ pg: '8' }, { '@testcontainers/postgresql': '11' }) }),
    },
    { name: 'test code', files: shop(jest, '', { 'src/orders.test.ts': `import request from 'supertest'` }) },
    { name: 'a folder', files: shop(jest, '', { 'tests/integration/orders.ts': '' }) },
    { name: 'the name of a file', files: shop(jest, '', { 'src/orders.integration.test.ts': '' }) },
    {
      name: 'classes that Failsafe runs',
      files: {
        'pom.xml':
          '<project><dependencies><dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency></dependencies></project>',
        'src/main/java/Shop.java': '',
        'src/test/java/ShopIT.java': '',
        Dockerfile: 'FROM eclipse-temurin:25\nEXPOSE 80',
        '.github/workflows/ci.yml': workflow('run: mvn verify'),
      },
    },
    {
      name: 'a server of the test itself in Go',
      files: {
        'go.mod': 'module shop\nrequire github.com/lib/pq v1.10.9',
        'main.go': '',
        'main_test.go': 'func TestShop(t *testing.T) { s := httptest.NewServer(nil) }',
        Dockerfile: 'FROM golang:1.26\nEXPOSE 80',
        '.github/workflows/ci.yml': workflow('run: go test ./...'),
      },
    },
    {
      name: 'Django runs its tests against a database',
      files: {
        'requirements.txt': 'django\npsycopg',
        'shop/views.py': '',
        'shop/tests/test_views.py': 'from django.test import TestCase',
        Dockerfile: 'FROM python:3.14\nEXPOSE 80',
        '.github/workflows/ci.yml': workflow('run: python manage.py test'),
      },
    },
  ],
  fails: [
    { name: 'unit tests alone', files: shop(jest), expect: ['none'] },
    {
      name: 'a service in a job that does not test',
      files: shop(jest, '', {
        '.github/workflows/docs.yml': workflow('run: npm run docs', 'services: { db: { image: postgres:17 } }'),
        'package.json': `{"dependencies": {"pg": "8"}, "scripts": {"docs": "typedoc"}}`,
      }),
      expect: ['none'],
    },
    {
      name: 'a test library whose tests nobody runs',
      files: { ...shop(jest), 'api/requirements-dev.txt': 'testcontainers' },
      expect: ['none'],
    },
    { name: 'a cache in the job', files: shop(jest, 'services: { web: { image: nginx:1.29 } }'), expect: ['none'] },
    {
      name: 'a word that only looks like it',
      files: shop(jest, '', { 'src/digital-component-button/button.test.ts': '' }),
      expect: ['none'],
    },
  ],
})

describe('which tests a task of Gradle reaches', () => {
  const java = (command: string, test: string) => ({
    'build.gradle': "dependencies {\n  implementation 'org.postgresql:postgresql:42.7.4'\n}",
    'src/main/java/Shop.java': '',
    [test]: '@SpringBootTest class ShopTest {}',
    Dockerfile: 'FROM eclipse-temurin:25\nEXPOSE 80',
    '.github/workflows/ci.yml': workflow(`run: ${command}`),
  })
  const state = (command: string, test: string) => run(check, { files: java(command, test) }).result.state
  const OWN = 'src/test/java/integration/ShopTest.java'

  test.each([
    ['./gradlew test', OWN],
    ['./gradlew check', 'src/integrationTest/java/ShopTest.java'],
    ['./gradlew test --tests ShopTest', OWN],
    ['./gradlew test --tests "acme.*"', OWN],
  ])('%s reaches %s', (command, path) => expect(state(command, path)).toBe('evidence'))

  test.each([
    ['./gradlew clean test', 'src/integrationTest/java/ShopTest.java'],
    ['./gradlew test', 'src/test/functional/java/integration/ShopTest.java'],
    ['./gradlew test --tests acme.PublisherTest', OWN],
  ])('%s does not reach %s', (command, path) => expect(state(command, path)).not.toBe('evidence'))
})
