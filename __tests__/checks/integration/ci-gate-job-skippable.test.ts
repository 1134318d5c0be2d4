import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/integration/ci-gate-job-skippable.js'
import { known } from '../../../src/core/known.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

const TEST = ['test:', '  runs-on: ubuntu-24.04', '  steps: [{ run: go test ./... }]']
const workflow = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', ...[...TEST, ...lines].map((line) => `  ${line}`)].join(
    '\n',
  ),
})
const gate = (...lines: string[]) =>
  workflow('ci-ok:', '  needs: [test]', '  runs-on: ubuntu-24.04', ...lines.map((line) => `  ${line}`))
const open = (message: string, ...lines: string[]) =>
  workflow(`ci-ok: # ! ${message}`, '  needs: [test]', '  runs-on: ubuntu-24.04', ...lines.map((line) => `  ${line}`))
const required = (...contexts: string[]) =>
  protection({ requiredChecks: known(contexts.map((context) => ({ context, source: 'ruleset main' }))) })
const ECHO = 'steps: [{ run: echo all green }]'
const FAILS = `steps: [{ if: "contains(needs.*.result, 'failure')", run: exit 1 }]`

testCheck(check, {
  implied: [{ name: 'code without a pipeline', files: { 'src/shop.go': 'package shop', 'go.mod': 'module shop' } }],
  notApplicable: [
    { name: 'no job waits', files: workflow(), hosting: required('test') },
    { name: 'a job that nothing requires', files: gate(ECHO), hosting: required('test') },
    {
      name: 'a pipeline that no change starts',
      files: {
        '.github/workflows/ci.yml': `on: workflow_dispatch\njobs:\n  a: { runs-on: x, steps: [{ run: ls }] }\n  ci-ok: { needs: a, runs-on: x, ${ECHO} }`,
      },
    },
  ],
  passes: [
    { name: 'rules that cannot be read', files: gate('if: always()', FAILS), hosting: hiddenProtection() },
    { name: 'a step that fails with the results', files: gate('if: always()', FAILS), hosting: required('ci-ok') },
    {
      name: 'a condition by which it only runs after a failure',
      files: gate('if: failure()', 'steps: [{ run: exit 1 }]'),
      hosting: required('ci-ok'),
    },
    {
      name: 'an action that is given the results',
      files: gate(
        'if: ${{ !cancelled() }}',
        'steps: [{ uses: re-actors/alls-green@v1, with: { jobs: "${{ toJSON(needs) }}" } }]',
      ),
      hosting: required('ci-ok'),
    },
    {
      name: 'results in the environment of the job',
      files: gate(
        'if: always()',
        'env: { RESULT: "${{ needs.test.result }}" }',
        'steps: [{ run: test "$RESULT" = success }]',
      ),
      hosting: required('ci-ok'),
    },
    { name: 'all that it waits for is required itself', files: gate(ECHO), hosting: required('ci-ok', 'test') },
    {
      name: 'tests that wait for preparation',
      files: workflow(
        'setup:',
        '  runs-on: x',
        '  steps: [{ run: git fetch }]',
        'unit:',
        '  needs: setup',
        '  runs-on: x',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('test', 'unit'),
    },
  ],
  unknown: [
    {
      name: 'another name',
      files: workflow('publish:', '  needs: test', '  runs-on: x', '  steps: [{ run: npm publish }]'),
      hosting: hiddenProtection(),
    },
    {
      name: 'a script that may ask',
      files: gate('if: always()', 'steps: [{ run: gh run view --json jobs }]'),
      hosting: required('ci-ok'),
      reason: 'cannot be told',
    },
  ],
  fails: [
    { name: 'no condition', files: open('skipped', ECHO), hosting: required('ci-ok') },
    {
      name: 'another condition',
      files: open('skipped', "if: github.event_name == 'pull_request'", FAILS),
      hosting: required('ci-ok'),
    },
    { name: 'it runs and looks at nothing', files: open('blind', 'if: always()', ECHO), hosting: required('ci-ok') },
    {
      name: 'tests that wait for a build',
      files: workflow(
        'build:',
        '  runs-on: x',
        '  steps: [{ run: go build ./... }]',
        'unit: # ! skipped',
        '  needs: build',
        '  runs-on: x',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('test', 'unit'),
    },
    { name: 'by its name, where the rules cannot be read', files: open('skipped', ECHO), hosting: hiddenProtection() },
    {
      name: 'by its name, without a token',
      files: workflow('done:', '  name: All checks passed', '  needs: [test]', '  runs-on: x', `  ${ECHO}`),
      expect: ['.github/workflows/ci.yml:6 skipped'],
    },
  ],
})

describe('how sure it is', () => {
  test.each([
    ['an error where the job is known to be required', required('ci-ok'), 'error'],
    ['a warning where only its name tells', hiddenProtection(), 'warning'],
  ])('%s', (_, hosting, severity) => {
    const { result } = run(check, { files: gate(ECHO), hosting })
    expect(result.outcomes).toContainEqual(expect.objectContaining({ kind: 'problem', severity }))
  })
})
