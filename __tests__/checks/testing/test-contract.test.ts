import check from '../../../checks/testing/test-contract.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string, on = 'pull_request') =>
  `on: ${on}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`
const shop = (step: string, files: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({ private: true, dependencies: { express: '5' } }),
  'src/shop.ts': '',
  'openapi.yaml': 'openapi: 3.1.0\ninfo: { title: shop, version: 1.0.0 }',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const pact = {
  'package.json': '{"private": true, "devDependencies": {"@pact-foundation/pact": "15"}}',
  'src/shop.test.ts': '',
}
const buf = { 'proto/shop.proto': 'syntax = "proto3";' }
const jest = 'run: npx jest'

testCheck(check, {
  notApplicable: [
    { name: 'no description of an interface', files: shop(jest, { 'openapi.yaml': 'a: 1' }) },
    { name: 'samples', files: shop(jest), settings: { kind: 'examples' } },
    {
      name: 'a description among the tests',
      files: {
        'src/shop.ts': '',
        'tests/data/openapi.yaml': 'openapi: 3.1.0',
        '.github/workflows/ci.yml': workflow(jest),
      },
    },
  ],
  unknown: [
    { name: 'no sign of one', files: shop(jest), reason: 'another repository or system may compare' },
    { name: 'an unknown action', files: shop('uses: acme/contracts@v1'), reason: 'acme/contracts@v1' },
    {
      name: 'a linter of descriptions',
      files: shop('run: npx spectral lint openapi.yaml'),
      reason: 'another repository',
    },
    { name: 'a library that no test command uses', files: shop('run: npx tsc', pact), reason: 'another repository' },
    {
      name: 'a library for tests beside a look at pages',
      files: shop('uses: treosh/lighthouse-ci-action@v12', pact),
    },
    {
      name: 'contracts that the application is about',
      files: shop(jest, { 'src/models/contract.test.ts': '' }),
      reason: 'another repository',
    },
    {
      name: 'the rules of buf say nothing of changes',
      files: shop('run: buf lint', { ...buf, 'buf.yaml': 'version: v2\nlint: { use: [STANDARD] }' }),
      reason: 'another repository',
    },
  ],
  passes: [
    { name: 'oasdiff', files: shop('run: oasdiff breaking origin/main:openapi.yaml openapi.yaml --fail-on ERR') },
    { name: 'its action', files: shop('uses: oasdiff/oasdiff-action/breaking@v0') },
    {
      name: 'buf in GitLab',
      files: shop(jest, { ...buf, '.gitlab-ci.yml': 'proto:\n  script: buf breaking --against .git#branch=main' }),
    },
    { name: 'the action of buf', files: shop('uses: bufbuild/buf-action@v1', buf) },
    {
      name: 'Pact in Azure Pipelines',
      files: shop(jest, {
        'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: pact-broker can-i-deploy --pacticipant shop',
      }),
    },
    { name: 'a Pact library with the tests', files: shop(jest, pact) },
    { name: 'Schemathesis', files: shop('run: st run openapi.yaml --url http://localhost:8080') },
    {
      name: 'GraphQL in Bitbucket',
      files: shop(jest, {
        'bitbucket-pipelines.yml':
          'pipelines:\n  default:\n    - step:\n        script:\n          - rover subgraph check shop@prod --schema schema.graphql',
      }),
    },
    {
      name: 'the schema registry',
      files: shop('run: mvn schema-registry:test-compatibility', { 'avro/order.avsc': '{}' }),
    },
  ],
  fails: [
    {
      name: 'rules for breaking changes that nobody applies',
      files: shop('run: buf lint', { ...buf, 'buf.yaml': 'version: v2\nbreaking: { use: [FILE] }' }),
      expect: ['buf.yaml:2 unrun'],
    },
    { name: 'settings of Dredd', files: shop(jest, { 'dredd.yml': 'dry-run: null' }), expect: ['dredd.yml:1 unrun'] },
    {
      name: 'by hand',
      files: shop(jest, {
        '.github/workflows/api.yml': workflow('run: dredd openapi.yaml http://localhost', 'workflow_dispatch'),
      }),
      expect: ['.github/workflows/api.yml:6 byHand'],
    },
  ],
})
