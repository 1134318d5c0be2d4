import check from '../../../checks/protection/protection-phantom-check.js'
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
      name: 'a pipeline of another system',
      files: { ...job('Unit tests'), '.circleci/config.yml': 'version: 2.1' },
      hosting: { ...required('build'), ...reported() },
    },
  ],
  passes: [
    { name: 'the name of a job', files: job('Unit tests'), hosting: required('Unit tests') },
    {
      name: 'a check that another app reported',
      files: job('Unit tests'),
      hosting: { ...required('ci/circleci: build'), ...reported('ci/circleci: build') },
    },
  ],
  fails: [
    {
      name: 'a renamed job, with history',
      files: job('Unit tests'),
      hosting: { ...required('unit-tests'), ...reported('Unit tests') },
      expect: ['phantom'],
    },
    {
      name: 'a renamed job, tied to GitHub Actions',
      files: job('Unit tests'),
      hosting: required('unit-tests', 15368),
      expect: ['phantom'],
    },
  ],
})
