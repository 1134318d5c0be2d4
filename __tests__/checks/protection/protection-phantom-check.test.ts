import { expect, test } from '@jest/globals'
import check from '../../../checks/protection/protection-phantom-check.js'
import { likelyNames } from '../../../src/check-api/index.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

const job = (name: string) => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  test:\n    name: ${name}\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]`,
})
const required = (context: string, integrationId?: number) =>
  protection({
    requiredChecks: known([{ context, source: 'ruleset main', ...(integrationId !== undefined && { integrationId }) }]),
  })
const reported = (...names: string[]) => ({ reportedChecks: known(names.map((name) => ({ name, app: 'circleci' }))) })

testCheck(check, {
  notApplicable: [
    { name: 'nothing is required', files: job('Unit tests'), hosting: protection() },
    { name: 'an unprotected branch', files: job('Unit tests'), hosting: protection({ protected: false }) },
  ],
  unknown: [
    { name: 'an offline run', files: job('Unit tests') },
    { name: 'hidden contexts', files: job('Unit tests'), hosting: hiddenProtection() },
    {
      name: 'a job name that holds an expression',
      files: job('Test ${{ vars.SUITE }}'),
      hosting: { ...required('Test all'), ...reported() },
    },
    {
      name: 'another app may report it',
      files: job('Unit tests'),
      hosting: required('ci/circleci: build'),
      reason: 'another app',
    },
    {
      name: 'a job of a workflow that is called from elsewhere',
      files: {
        '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  ci:\n    uses: acme/ci/.github/workflows/go.yml@v1',
      },
      hosting: { ...required('ci / unit'), ...reported() },
    },
    {
      name: 'a matrix that is only known at run time',
      files: {
        '.github/workflows/ci.yml':
          'on: pull_request\njobs:\n  test:\n    strategy:\n      matrix: ${{ fromJSON(vars.MATRIX) }}\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
      hosting: { ...required('test (stable)'), ...reported() },
    },
    {
      name: 'a required workflow of the organisation',
      files: job('Unit tests'),
      hosting: {
        ...protection({
          requiredChecks: known([{ context: 'audit', source: 'ruleset main' }]),
          requiredWorkflows: ['.github/workflows/audit.yml'],
        }),
        ...reported(),
      },
      reason: 'audit.yml',
    },
    {
      name: 'code scanning by default setup, without history',
      files: job('Unit tests'),
      hosting: required('Analyze (go)', 15368),
    },
    {
      name: 'a job of the name that another app must report, without history',
      files: job('Unit tests'),
      hosting: required('Unit tests', 1234),
    },
    {
      name: 'a pipeline of another system',
      files: { ...job('Unit tests'), 'appveyor.yml': 'build: off' },
      hosting: { ...required('build'), ...reported() },
    },
  ],
  passes: [
    {
      name: 'the id of a job without a name',
      files: {
        '.github/workflows/ci.yml':
          'on: [push]\njobs:\n  unit:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
      hosting: required('unit', 15368),
    },
    {
      name: 'cells of a matrix',
      files: {
        '.github/workflows/ci.yml':
          'on: pull_request\njobs:\n  test:\n    strategy:\n      matrix: { go: [stable, oldstable], os: [linux] }\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
      hosting: required('test (oldstable, linux)'),
    },
    {
      name: 'a job of a called workflow',
      files: {
        '.github/workflows/test.yml':
          'on: workflow_call\njobs:\n  unit:\n    name: Unit\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
        '.github/workflows/ci.yml':
          'on: pull_request\njobs:\n  ci:\n    name: CI\n    uses: ./.github/workflows/test.yml',
      },
      hosting: required('CI / Unit'),
    },
    { name: 'the name of a job', files: job('Unit tests'), hosting: required('Unit tests') },
    {
      name: 'a check that another app reported',
      files: job('Unit tests'),
      hosting: { ...required('ci/circleci: build'), ...reported('ci/circleci: build') },
    },
  ],
  fails: [
    {
      name: 'the name of a workflow before that of the job',
      files: job('Unit tests'),
      hosting: { ...required('CI / Unit tests'), ...reported('Unit tests') },
      expect: ['renamed'],
    },
    {
      name: 'a job that only a schedule starts',
      files: {
        '.github/workflows/night.yml':
          'on: { schedule: [{ cron: "0 3 * * *" }] }\njobs:\n  night:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
      hosting: { ...required('night'), ...reported('Unit tests') },
      expect: ['phantom'],
    },
    {
      name: 'a name that no expression can become',
      files: job('Test ${{ vars.SUITE }}'),
      hosting: { ...required('Lint'), ...reported('Test all') },
      expect: ['phantom'],
    },
    {
      name: 'a job of the name that another app must report',
      files: job('Unit tests'),
      hosting: { ...required('Unit tests', 1234), ...reported('Lint') },
      expect: ['phantom'],
    },
    {
      name: 'a renamed job, with history',
      files: job('Unit tests'),
      hosting: { ...required('unit-tests'), ...reported('Unit tests') },
      expect: ['renamed'],
    },
    {
      name: 'a renamed job, tied to GitHub Actions',
      files: job('Unit tests'),
      hosting: required('unit-tests', 15368),
      expect: ['renamed'],
    },
    {
      name: 'a job that has become a matrix',
      files: {
        '.github/workflows/ci.yml':
          'on: pull_request\njobs:\n  test:\n    strategy: { matrix: { go: [stable, oldstable] } }\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
      hosting: { ...required('test'), ...reported('lint') },
      expect: ['renamed'],
    },
    {
      name: 'a job that has moved into a called workflow',
      files: {
        '.github/workflows/go.yml':
          'on: workflow_call\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
        '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  go:\n    uses: ./.github/workflows/go.yml',
      },
      hosting: { ...required('test'), ...reported('lint') },
      expect: ['renamed'],
    },
  ],
})

test.each([
  ['test', ['test (18)', 'test (20)', 'lint'], ['test (18)', 'test (20)']],
  ['test', ['ci / test', 'lint'], ['ci / test']],
  ['ci / test', ['test'], ['test']],
  ['test (16)', ['test (18)', 'lint'], ['test (18)']],
  ['test (16)', ['tests', 'lint'], ['tests']],
  ['unit-tests', ['Unit tests', 'Lint'], ['Unit tests']],
  ['Codecov', ['lint', 'test'], []],
])('what %s was meant to be', (context, produced, likely) => {
  expect(likelyNames(context, produced)).toEqual(likely)
})
