import check from '../../../checks/protection/protection-required-checks.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

const workflow = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', ...lines.map((line) => `  ${line}`)].join('\n'),
})
const required = (...contexts: string[]) =>
  protection({ requiredChecks: known(contexts.map((context) => ({ context, source: 'ruleset main' }))) })

const test = workflow('test:', '  runs-on: ubuntu-24.04', '  steps: [{ run: go test ./... }]')
const aggregate = (needs: string) =>
  workflow(
    'lint:',
    '  runs-on: ubuntu-24.04',
    '  steps: [{ run: golangci-lint run }]',
    'test:',
    '  runs-on: ubuntu-24.04',
    '  steps: [{ run: go test ./... }]',
    'ci-ok:',
    '  if: always()',
    `  needs: ${needs}`,
    '  runs-on: ubuntu-24.04',
    '  steps: [{ run: exit 0 }]',
  )

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', hosting: protection() },
    {
      name: 'tests run on a schedule only',
      hosting: protection(),
      files: {
        '.github/workflows/ci.yml':
          'on:\n  schedule: [{ cron: "0 3 * * *" }]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
    },
  ],
  unknown: [
    { name: 'an offline run', files: test },
    { name: 'hidden contexts', files: test, hosting: hiddenProtection() },
    {
      name: 'a check name that holds an expression',
      files: workflow(
        'test:',
        '  name: Test ${{ vars.SUITE }}',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('lint'),
    },
  ],
  implied: [{ name: 'an unprotected branch', files: test, hosting: protection({ protected: false }) }],
  passes: [
    { name: 'the test job is required', files: test, hosting: required('test') },
    {
      name: 'an aggregate job that waits for it is required',
      files: aggregate('[lint, test]'),
      hosting: required('ci-ok'),
    },
    {
      name: 'a workflow that a ruleset requires',
      files: test,
      hosting: protection({ requiredWorkflows: ['.github/workflows/ci.yml'] }),
    },
    {
      name: 'a cell of a matrix',
      files: workflow(
        'test:',
        '  strategy:',
        '    matrix: { go: [stable, oldstable] }',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('test (stable)', 'test (oldstable)'),
    },
  ],
  fails: [
    { name: 'nothing is required', files: test, hosting: required(), expect: ['none'] },
    {
      name: 'only the linter is required',
      files: workflow(
        'lint:',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: golangci-lint run }]',
        'test: # ! notRequired',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('lint'),
    },
    {
      name: 'the aggregate job does not wait for the tests',
      files: workflow(
        'lint:',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: golangci-lint run }]',
        'test: # ! notRequired',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
        'ci-ok:',
        '  needs: [lint]',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: exit 0 }]',
      ),
      hosting: required('ci-ok'),
    },
  ],
})
